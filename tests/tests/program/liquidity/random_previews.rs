//! In random states a preview and the deal agree: in units, cash and fees, or in the number of the error.

use litesvm::types::FailedTransactionMetadata;
use mmf::instructions::DealPreview;
use mmf::state::{ClassKind, InvestorStatus, Regime, ShareClass, SuspensionGround, pause};
use mmf_client::events::Event;
use mmf_math::convert::to_books_up;
use mmf_tests::asserts::Outcome;
use mmf_tests::events::events_of;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use solana_sdk::instruction::InstructionError;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::transaction::TransactionError;

/// Worlds of each setting, and deals in each world.
const WORLDS: u64 = 4;
const DEALS: usize = 40;

/// What a preview foretells and a deal does: units, cash of the holder, cash of the fund, fees, equalisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Given {
    units: u64,
    settlement_units: u64,
    cash_e6: u64,
    fees_e6: u64,
    equalisation_e6: u64,
}

/// What was foretold and what was done, or the numbers of the errors.
type Pair = (Result<Given, u32>, Result<Given, u32>);

struct Game {
    world: World,
    setting: Setting,
    holders: [Holder; 2],
    random: StdRng,
}

impl Game {
    fn new(setting: Setting, seed: u64) -> Self {
        let mut world = World::dealing_in(setting);
        let holders = [(); 2].map(|()| world.holder(setting.dollars(1_000_000)));
        for holder in &holders {
            world.subscribe(holder, setting.dollars(1_000)).unwrap();
        }
        Self { world, setting, holders, random: StdRng::seed_from_u64(seed) }
    }

    fn upto(&mut self, most: u64) -> u64 {
        self.random.gen_range(0..=most)
    }

    /// An amount from nothing to more than there is, often a small or a round one.
    fn amount(&mut self, one: u64) -> u64 {
        match self.upto(5) {
            0 => self.upto(20),
            1 => self.upto(one),
            2 => self.upto(300) * one,
            3 => self.upto(3_000) * one + 1,
            4 => self.upto(2_000 * one),
            _ => u64::MAX,
        }
    }

    /// Something that happens between two deals; what is not possible just now does not.
    fn stir(&mut self) {
        let (kind, figure, place) = (self.upto(18), self.upto(400), self.upto(1));
        let bps = u16::try_from(figure / 2).unwrap();
        let investor = self.holders[usize::from(place == 1)].investor;
        let class = self.world.class;
        let world = &mut self.world;
        match kind {
            0 => drop(world.set_fees(bps / 10, bps)),
            1 => drop(world.set_liquidity_fee(bps)),
            2 | 3 => drop(world.set_dealing_terms(|it| {
                (it.redemption_limit_e6, it.investor_redemption_limit_e6) = (2 * figure * ONE, figure * ONE);
                (it.subscription_limit_e6, it.investor_subscription_limit_e6) = (2 * figure * ONE, figure * ONE);
            })),
            4 => drop(world.set_dealing_terms(|it| {
                (it.buffer_floor_e6, it.uninvested_cap_e6) = (4 * figure * ONE, 10 * figure * ONE + ONE);
            })),
            5 => drop(world.strike(i64::try_from(figure * 100).unwrap())),
            6 => world.set_time(world.time() + i64::try_from(figure * 60).unwrap()),
            7 => drop(world.set_rules(|it| {
                (it.min_subsequent_e6, it.min_redemption_units) = (figure * ONE / 8, figure * ONE / 16);
            })),
            8 => drop(world.set_rules(|it| it.max_class_units = 4_000 * ONE)),
            9 => world.patch::<ShareClass>(&class, |class| class.pauses = pause::SUBSCRIPTIONS),
            10 => world.patch::<ShareClass>(&class, |class| class.pauses = pause::REDEMPTIONS),
            11 => drop(world.restrict(&investor, InvestorStatus::RedeemOnly)),
            12 => drop(world.suspend(SuspensionGround::FundDocuments, 0)),
            13 => drop(world.set_dealing_terms(|it| it.facility_investor = investor)),
            _ => {}
        }
    }

    /// The obstacles go, but for what a fee or a rule costs.
    fn settle(&mut self) {
        let class = self.world.class;
        let world = &mut self.world;
        world.patch::<ShareClass>(&class, |class| class.pauses = 0);
        for holder in &self.holders {
            let _ = world.release(&holder.investor, InvestorStatus::Approved);
        }
        let _ = world.lift_suspension();
        world
            .set_dealing_terms(|it| {
                (it.buffer_floor_e6, it.uninvested_cap_e6, it.facility_investor) = (0, 0, Pubkey::default());
            })
            .unwrap();
        if world.time() >= world.fund().next_cutoff {
            world.strike(10_000).unwrap();
        }
    }

    fn deal(&mut self) -> Pair {
        let place = usize::from(self.upto(1) == 1);
        if self.upto(1) == 1 {
            let most = self.setting.dollars(10_000);
            let cash = self.amount(self.setting.dollars(1)).min(most);
            self.subscribe(place, cash)
        } else {
            let units = self.amount(ONE);
            self.redeem(place, units)
        }
    }

    fn subscribe(&mut self, place: usize, cash: u64) -> Pair {
        let (world, holder) = (&mut self.world, &self.holders[place]);
        let preview = world.preview_subscribe(holder, cash);
        let (held, shares) = (world.balance(&holder.cash), world.balance(&holder.shares));
        let outcome = world.subscribe(holder, cash);
        let moved = (world.balance(&holder.shares) - shares, held - world.balance(&holder.cash));
        let foretold = |it: DealPreview| Given {
            units: it.units,
            settlement_units: it.sent_settlement_units,
            cash_e6: it.amount_e6,
            fees_e6: it.subscription_fee_e6,
            equalisation_e6: it.equalisation_e6,
        };
        (preview.map(foretold).map_err(|failed| code(&failed)), done(outcome, moved))
    }

    fn redeem(&mut self, place: usize, units: u64) -> Pair {
        let (world, holder) = (&mut self.world, &self.holders[place]);
        let preview = world.preview_redeem(holder, units);
        let (held, shares) = (world.balance(&holder.cash), world.balance(&holder.shares));
        let outcome = world.redeem(holder, units);
        let moved = (shares - world.balance(&holder.shares), world.balance(&holder.cash) - held);
        let decimals = self.setting.decimals;
        let foretold = |it: DealPreview| Given {
            units: it.units,
            settlement_units: it.arriving_settlement_units,
            cash_e6: to_books_up(it.sent_settlement_units, decimals).unwrap(),
            fees_e6: it.redemption_fee_e6 + it.liquidity_fee_e6,
            equalisation_e6: 0,
        };
        (preview.map(foretold).map_err(|failed| code(&failed)), done(outcome, moved))
    }
}

/// What a deal told, with the units and the cash that moved.
fn done(outcome: Outcome, (units, settlement_units): (u64, u64)) -> Result<Given, u32> {
    let told = events_of(&outcome.map_err(|failed| code(&failed))?).into_iter().find_map(|event| match event {
        Event::Subscribed(it) => Some((it.cash_e6, it.fee_e6, it.equalisation_e6)),
        Event::Redeemed(it) => Some((it.cash_e6, it.fee_e6 + it.kept_e6, 0)),
        _ => None,
    });
    let (cash_e6, fees_e6, equalisation_e6) = told.expect("an event of the deal");
    Ok(Given { units, settlement_units, cash_e6, fees_e6, equalisation_e6 })
}

fn code(failed: &FailedTransactionMetadata) -> u32 {
    match failed.err {
        TransactionError::InstructionError(_, InstructionError::Custom(code)) => code,
        ref other => panic!("{other:?}: {}", failed.meta.logs.join("\n")),
    }
}

/// Plays, and counts what landed and which errors came.
fn play(setting: Setting) {
    let (mut landed, mut refused) = (0, std::collections::BTreeSet::new());
    for seed in 0..WORLDS {
        let mut game = Game::new(setting, seed);
        for step in 0..DEALS {
            if step % 2 == 1 {
                game.settle();
            }
            game.stir();
            let (foretold, done) = game.deal();
            assert_eq!(foretold, done, "seed {seed}, deal {step}, {setting:?}");
            landed += u32::from(done.is_ok());
            refused.extend(done.err());
        }
    }
    println!("{setting:?}: {landed} landed, errors {refused:?}");
    assert!(landed > 30 && refused.len() > 4, "{landed} landed, errors {refused:?}");
}

#[test]
fn in_a_distributing_class() {
    play(Setting::of(ClassKind::Distributing));
}

#[test]
fn in_an_accumulating_class() {
    play(Setting::of(ClassKind::AccumulatingHooked));
}

#[test]
fn in_a_class_without_a_register() {
    play(Setting::of(ClassKind::AccumulatingGated));
}

#[test]
fn in_registered_and_eu_funds() {
    for regime in [Regime::RegisteredInstitutional, Regime::RegisteredGovernment, Regime::EuMmfr] {
        play(Setting { regime, ..Setting::default() });
    }
}

#[test]
fn with_two_decimals() {
    play(Setting { decimals: 2, ..Setting::of(ClassKind::Distributing) });
    play(Setting { decimals: 2, ..Setting::of(ClassKind::AccumulatingHooked) });
}

#[test]
fn with_nine_decimals() {
    play(Setting { decimals: 9, ..Setting::of(ClassKind::Distributing) });
    play(Setting { decimals: 9, ..Setting::of(ClassKind::AccumulatingHooked) });
}

#[test]
fn with_a_transfer_fee() {
    play(Setting { transfer_fee_bps: 37, ..Setting::of(ClassKind::Distributing) });
    play(Setting { transfer_fee_bps: 37, ..Setting::of(ClassKind::AccumulatingHooked) });
}
