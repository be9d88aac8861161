//! The program's fund and the model of it, side by side.

use mmf::instructions::{Due, PayFeesArgs, PayFeesInSharesArgs, PolicyArgs};
use mmf::state::{ClassKind, Dealing, InvestorStatus, Role};
use mmf_tests::asserts::Outcome;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use super::checks::check;
use super::model::{FEES_BPS, LIQUIDITY_BPS, MANAGER, Model, Moment, VAULT, small};
use super::steps::{Act, Step};
use super::{sparse_calendar, striking};
use crate::custody::{Listed, give_back, list_custodian, sweep};
use crate::restore::{burn, close_account, restore};
use crate::strike::books::seconds_passed;

/// Both funds.
pub struct Pair {
    pub world: World,
    pub model: Model,
    pub classes: [Pubkey; 2],
    /// By class and holder.
    pub lines: [[Holder; 4]; 2],
    /// The holders' wallet records.
    pub wallets: [Pubkey; 4],
    pub custodian: Listed,
    /// Requests in line, in the model's order.
    pub requests: Vec<Pubkey>,
    /// Number of the last request.
    pub nonce: u64,
    /// Whether a part was ever left and put in line again.
    pub has_rolled: bool,
}

/// A part of an amount; above 1,000 permille one unit more than that.
fn part(amount: u64, permille: u16) -> u64 {
    small(i128::from(amount) * i128::from(permille) / 1_000) + u64::from(permille > 1_000)
}

/// Both allow it or both refuse it.
#[track_caller]
pub fn agree(outcome: Outcome, allowed: bool) {
    if let Err(failed) = &outcome {
        assert!(!allowed, "the model allows it: {}", failed.meta.logs.join("\n"));
    } else {
        assert!(allowed, "the model refuses it");
    }
}

impl Pair {
    /// A new fund with strike days so many days apart, and lock-ups.
    pub fn new(days_apart: i32, lock_up_seconds: u32) -> Self {
        let mut world = World::with_fund();
        // Signatures are checked elsewhere; without that the sequences run faster.
        world.svm = std::mem::take(&mut world.svm).with_sigverify(false);
        let distributing = world.add_class(ClassKind::Distributing, |args| {
            args.rules.lock_up_seconds = lock_up_seconds;
            (args.rules.subscription_fee_bps, args.rules.redemption_fee_bps) = FEES_BPS[0];
        });
        let accumulating = world.add_class(ClassKind::AccumulatingHooked, |args| {
            args.rules.lock_up_seconds = lock_up_seconds;
            (args.rules.subscription_fee_bps, args.rules.redemption_fee_bps) = FEES_BPS[1];
            args.terms.expense_bps = 50;
            args.terms.performance_fee_bps = 1_000;
        });
        let classes = [distributing, accumulating];
        let order = world.calendar_order(sparse_calendar(days_apart));
        world.privileged(&order).unwrap();
        world.enter(&distributing);
        let cash = 1_000_000_000_000 * ONE;
        let first = world.holder(cash);
        let second = world.wallet_of(&first.investor);
        world.give_cash(&second.key(), cash);
        let holders = [first, second, world.vault(true, cash), world.holder(cash)];
        let others = [0, 1, 2, 3].map(|who: usize| world.opened_in(&holders[who], &accumulating));
        let mut policy = PolicyArgs::of(&world.fund().policy);
        (policy.fee_recipient, policy.tax_recipient) = (holders[MANAGER].key(), holders[MANAGER].key());
        let authority = world.signed(&[Role::Governance]);
        let order = world.addresses.set_policy((&world.fund, &world.fund()), &authority, policy);
        world.privileged(&order).unwrap();
        let dealing = world.addresses.dealing(&world.fund);
        world.patch::<Dealing>(&dealing, |dealing| {
            dealing.liquidity_fee_bps = u16::try_from(LIQUIDITY_BPS).unwrap();
        });
        let custodian = list_custodian(&mut world, 0);
        let wallets = [0, 1, 2, 3].map(|who: usize| world.addresses.wallet(&world.fund, &holders[who].key()));
        Self {
            world,
            model: Model::new(lock_up_seconds),
            classes,
            lines: [holders, others],
            wallets,
            custodian,
            requests: Vec::new(),
            nonce: 0,
            has_rolled: false,
        }
    }

    /// What a sequence may have had at its end.
    pub const FIGURES: [&str; 16] = [
        "redemptions",
        "a loss to make good",
        "income that waits",
        "waived fees",
        "a performance fee",
        "corrections",
        "equalisation of the distributing class",
        "equalisation of the accumulating class",
        "dividends in units",
        "dividends in cash",
        "tax, some of it paid on",
        "fees paid",
        "fractions of closed lines",
        "units without tokens",
        "requests in line",
        "requests put in line again",
    ];

    /// Which of [`Self::FIGURES`] there are.
    pub fn figures(&self) -> [bool; Self::FIGURES.len()] {
        let [first, second] = &self.model.classes;
        let mut lines = self.model.lines.iter().flatten();
        [
            first.redeemed > 0 && second.redeemed > 0,
            first.deficit > 0,
            second.carry > 0,
            first.waived > 0 && second.waived > 0,
            second.performance_fee > 0,
            first.corrections != 0 && second.corrections != 0,
            first.equalisation > 0,
            second.equalisation > 0,
            first.paid_units > 0,
            first.paid_cash > 0,
            first.withheld_payable < first.withheld,
            second.fee_payable < second.fee + second.performance_fee,
            first.undistributed > 0,
            lines.any(|line| line.tokens < line.units),
            !self.requests.is_empty(),
            self.has_rolled,
        ]
    }

    pub fn moment(&self) -> Moment {
        let (fund, now) = (self.world.fund(), self.world.time());
        Moment { now, seconds: seconds_passed(&fund, now), open: now < fund.next_cutoff }
    }

    /// Does a step on both sides and compares everything.
    pub fn run(&mut self, step: &Step) {
        match *step {
            Step::Line { class, who, ref act } => self.act(class, who, act),
            Step::Leave { class, who } => {
                let mut only = [false; 4];
                only[who] = true;
                self.pay(&Step::Pay { holders: only });
                self.pay(&Step::PayCash { holders: only });
                for act in [Act::Restore, Act::Redeem { permille: 1_000 }, Act::CloseLine] {
                    self.act(class, who, &act);
                }
            }
            Step::Exchange { class, who, permille } => {
                let units = part(self.model.lines[class][who].units, permille);
                let moment = self.moment();
                self.world.enter(&self.classes[class]);
                let outcome = self.world.exchange(&self.lines[class][who], &self.classes[1 - class], units);
                agree(outcome, self.model.exchange(class, who, units, &moment));
            }
            Step::Transfer { class, from, by, permille } => {
                let to = (from + by) % 4;
                let units = part(self.model.lines[class][from].tokens, permille);
                let allowed = self.model.transfer(class, (from, to), units, self.world.time());
                self.world.enter(&self.classes[class]);
                let lines = &self.lines[class];
                agree(self.world.transfer(&lines[from], &lines[to], units), allowed);
            }
            Step::Wait { permille } => {
                let (now, next) = (self.world.time(), self.world.fund().next_cutoff);
                self.world.set_time(now + (next - 1 - now).max(0) * i64::from(permille) / 1_000);
            }
            Step::Miss { cutoffs } => {
                let fund = self.world.fund();
                let days = i64::from(fund.next_strike_day - fund.last_struck_day);
                let time = fund.next_cutoff + 5 * 3_600 + cutoffs * days * 86_400;
                self.world.set_time(time.max(self.world.time()));
            }
            Step::Strike(ref strike) => {
                let day = self.world.fund().next_strike_day;
                striking::strike(&mut self.world, &mut self.model, strike);
                self.model.note_strike(day);
            }
            Step::Cancel { pick } => self.cancel(pick),
            Step::Settle => self.settle(),
            Step::Block { .. } | Step::Record { .. } | Step::SendDividends { .. } => self.officer(step),
            _ => self.pay(step),
        }
        check(self);
    }

    /// What happens to one line.
    fn act(&mut self, class: usize, who: usize, act: &Act) {
        let moment = self.moment();
        self.world.enter(&self.classes[class]);
        let Self { world, model, lines, .. } = self;
        let (holder, line) = (&lines[class][who], &model.lines[class][who]);
        match *act {
            Act::Subscribe { cash } => agree(world.subscribe(holder, cash), model.subscribe(class, who, cash, &moment)),
            Act::QueueCash { cash } => self.place(class, who, (cash, 0)),
            Act::QueueUnits { permille } => {
                let units = part(line.units, permille).max(1);
                self.place(class, who, (0, units));
            }
            Act::Redeem { permille } => {
                let units = part(line.units, permille);
                agree(world.redeem(holder, units), model.redeem(class, who, units, &moment));
            }
            Act::Burn { permille } => {
                let units = part(line.tokens, permille);
                agree(burn(world, holder, units), model.burn(class, who, units));
            }
            Act::Restore => agree(restore(world, holder), model.restore(class, who)),
            Act::Freeze { whole, permille } => {
                let units = part(line.units, permille);
                let order = world.freeze_order(holder, whole, units, &world.signed(&[Role::Compliance]));
                agree(world.privileged(&order), model.freeze(class, who, whole, units));
            }
            Act::Enforce => agree(world.enforce(holder), model.enforce(class, who)),
            Act::CloseAccount => agree(close_account(world, holder), model.close_account(class, who)),
            Act::CloseLine => agree(world.close_line(holder), model.close_line(class, who)),
            Act::Open => agree(world.open(holder), model.open(class, who)),
        }
    }

    /// What officers record.
    fn officer(&mut self, step: &Step) {
        self.world.enter(&self.classes[0]);
        let Self { world, model, lines, .. } = self;
        match *step {
            Step::Block { investor, blocked } => {
                let address = lines[0][investor + 1].investor;
                let outcome = if blocked {
                    world.restrict(&address, InvestorStatus::Blocked)
                } else {
                    world.release(&address, InvestorStatus::Approved)
                };
                agree(outcome, model.block(investor, blocked));
            }
            Step::Record { investor, takes_cash, tax_bps } => {
                let address = lines[0][investor + 1].investor;
                let outcome = world.update(&address, |profile| {
                    (profile.dividend_election, profile.withholding_bps) = (u8::from(takes_cash), tax_bps);
                });
                agree(outcome, model.record(investor, takes_cash, tax_bps));
            }
            Step::SendDividends { to } => {
                let authority = world.signed(&[Role::TransferAgent]);
                let line = world.line(&lines[0][VAULT]);
                let target = to.map(|to| lines[0][to].holding);
                let order = world.addresses.set_dividend_account(&line, target.as_ref(), &authority);
                agree(world.privileged(&order), model.send_dividends(to));
            }
            _ => unreachable!("not an officer's"),
        }
    }

    /// Dividends, fees and tax, and cash for them.
    fn pay(&mut self, step: &Step) {
        let moment = self.moment();
        self.world.enter(&self.classes[0]);
        let Self { world, model, lines, classes, custodian, .. } = self;
        let chosen = |holders: [bool; 4]| (0..4).filter(|place| holders[*place]).collect::<Vec<usize>>();
        let batch = |places: &[usize]| places.iter().map(|place| &lines[0][*place]).collect::<Vec<&Holder>>();
        match *step {
            Step::Pay { holders } => {
                let places = chosen(holders);
                agree(world.pay(&batch(&places)), model.pay(&places));
            }
            Step::PayCash { holders } => {
                let places = chosen(holders);
                agree(world.pay_cash(&batch(&places)), model.pay_cash(&places, &moment));
            }
            Step::PayTo { to } => {
                agree(world.pay_to(&[(&lines[0][VAULT], &lines[0][to])]), model.pay_to(to));
            }
            Step::FeesInShares { class, permille } => {
                let amount = part(small(model.classes[class].fee_payable), permille);
                let args = PayFeesInSharesArgs { amount_e6: amount, expected_strike_no: world.fund().last_strike_no };
                let (authority, to) = (world.signed(&[Role::Treasurer]), lines[class][MANAGER].pay_target());
                let order = world.addresses.pay_fees_in_shares(&world.fund, &classes[class], &to, &authority, args);
                agree(world.privileged(&order), model.pay_fees_in_shares(class, i128::from(amount), &moment));
            }
            Step::PayInCash { class, is_tax, permille } => {
                let books = &model.classes[class];
                let payable = if is_tax { books.withheld_payable } else { books.fee_payable };
                let amount_e6 = part(small(payable), permille);
                let args = PayFeesArgs { due: if is_tax { Due::Tax } else { Due::Fees }, amount_e6 };
                let (authority, fund) = (world.signed(&[Role::Treasurer]), world.fund());
                let cash = lines[0][MANAGER].cash;
                let order =
                    world.addresses.pay_fees_in_cash((&world.fund, &fund), &classes[class], &cash, &authority, args);
                agree(world.privileged(&order), model.pay_in_cash(class, is_tax, i128::from(amount_e6), &moment));
            }
            Step::Sweep { permille } => {
                let amount = part(small(model.buffer), permille);
                let allowed = amount > 0 && i128::from(amount) <= model.buffer;
                agree(sweep(world, &custodian.account, amount), allowed);
                model.buffer -= if allowed { i128::from(amount) } else { 0 };
            }
            Step::Return { cash } => {
                world.give_cash(&custodian.owner.pubkey(), cash);
                give_back(world, custodian, cash).unwrap();
                model.buffer += i128::from(cash);
            }
            _ => unreachable!("not a payment"),
        }
    }
}
