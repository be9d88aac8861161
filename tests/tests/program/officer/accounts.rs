//! Accounts of another fund, class, investor or program in the place of the right ones.

use mmf::error::MmfError;
use mmf::instructions::{
    ApproveInvestorArgs, ReleaseInvestorArgs, RestrictInvestorArgs, SetFreezeArgs, UpdateInvestorArgs,
};
use mmf::instructions::{ClassRulesArgs, InvestorProfile};
use mmf::state::{InvestorStatus, Role};
use mmf_client::ix::Line;
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::rules::vault;
use mmf_tests::{Holder, World, expect_error, expect_refusal};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::hostile::second_class;

/// Anchor: the account is owned by another program.
const ACCOUNT_OWNED_BY_WRONG_PROGRAM: u32 = 3007;
/// Anchor: the account is another one than its seeds lead to.
const CONSTRAINT_SEEDS: u32 = 2006;

/// Parts of a line of the register, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Fund,
    Class,
    Mint,
    Investor,
    Wallet,
    Holding,
    TokenAccount,
}

const PARTS: [Part; 7] =
    [Part::Fund, Part::Class, Part::Mint, Part::Investor, Part::Wallet, Part::Holding, Part::TokenAccount];

/// A line with the addresses that follow from it.
struct Cast(Line, [Pubkey; 7]);

impl Cast {
    fn of(world: &World, line: Line) -> Self {
        let addresses = &world.addresses;
        let (mint, wallet) = (addresses.mint(&line.class), addresses.wallet(&line.fund, &line.owner));
        let holding = addresses.holding(&line.token_account);
        Self(line, [line.fund, line.class, mint, line.investor, wallet, holding, line.token_account])
    }

    fn part(&self, part: Part) -> Pubkey {
        self.1[part as usize]
    }
}

/// An instruction, and the parts in which a stranger's account would make a sound order of its own: another investor of the fund, another
/// class of the fund, or another line of the investor.
struct Act {
    name: &'static str,
    order: Instruction,
    free: &'static [Part],
}

fn acts(world: &World, line: &Line, holder: &Holder) -> Vec<Act> {
    let (addresses, fund, investor) = (&world.addresses, &line.fund, &line.investor);
    let compliance = world.signed(&[Role::Compliance]);
    let agent = world.signed(&[Role::TransferAgent]);
    let governance = world.signed(&[Role::Governance]);
    let payer = world.payer.pubkey();
    let profile = InvestorProfile::of(&world.investor(investor)).unwrap();
    let update = UpdateInvestorArgs { profile, reason: REASON, document_hash: DOCUMENT };
    let approval: ApproveInvestorArgs = World::kyc_until(i64::MAX);
    let restriction =
        RestrictInvestorArgs { status: InvestorStatus::Sanctioned, reason: REASON, document_hash: DOCUMENT };
    let release = ReleaseInvestorArgs { status: InvestorStatus::Approved, reason: REASON, document_hash: DOCUMENT };
    let freeze = SetFreezeArgs { frozen: true, frozen_units: 0, reason: REASON, document_hash: DOCUMENT };
    let rules = addresses.set_class_rules(
        fund,
        (&line.class, &world.class()),
        &governance,
        ClassRulesArgs { min_subsequent_e6: 1, ..ClassRulesArgs::default() },
    );
    let act = |name, order: Instruction, free| Act { name, order, free };
    let (investor_only, line_only): (&[Part], &[Part]) = (&[Part::Investor], &[]);
    vec![
        act("update", addresses.update_investor(fund, investor, &compliance, update).instruction, investor_only),
        act("approve", addresses.approve_investor(fund, investor, &compliance, approval).instruction, investor_only),
        act(
            "restrict",
            addresses.restrict_investor(fund, investor, &compliance, restriction).instruction,
            investor_only,
        ),
        act(
            "release",
            addresses.release_investor(fund, investor, false, &compliance, release).instruction,
            investor_only,
        ),
        act("remove", addresses.remove_investor(fund, investor, &payer, &agent).instruction, investor_only),
        act("unlink", addresses.unlink_wallet(fund, investor, &line.owner, &payer, &agent).instruction, line_only),
        act("set_class_rules", rules.instruction, &[Part::Class]),
        act("open", addresses.open_line(&payer, line), line_only),
        act("close", addresses.close_holding(line, &payer, &agent).instruction, line_only),
        act("close as owner", addresses.close_own_holding(line, &payer), line_only),
        act("freeze", addresses.set_freeze(line, &compliance, freeze).instruction, line_only),
        act("enforce", addresses.enforce(line), line_only),
        act("set_dividend_account", addresses.set_dividend_account(line, None, &agent).instruction, &[Part::Holding]),
        act("restore", addresses.restore(&line.class, &holder.pay_target()), line_only),
    ]
}

/// The order with one account replaced.
fn forged(order: &Instruction, real: Pubkey, forgery: Pubkey) -> Instruction {
    let mut forged = order.clone();
    for meta in forged.accounts.iter_mut().filter(|meta| meta.pubkey == real) {
        meta.pubkey = forgery;
    }
    forged
}

fn send(world: &mut World, order: Instruction, holder: &Holder) -> mmf_tests::asserts::Outcome {
    let members: Vec<Keypair> = Role::ALL
        .iter()
        .flat_map(|role| world.councils.of(*role))
        .chain([&holder.wallet])
        .filter(|key| order.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == key.pubkey()))
        .map(Keypair::insecure_clone)
        .collect();
    world.send(&[order], &members.iter().collect::<Vec<_>>())
}

/// A vault in class 0, its line in class 1, another vault, and a vault of another fund with the same councils.
fn stage() -> (World, Holder, Cast, [(&'static str, Cast); 3]) {
    let mut world = World::new();
    let (holder, other) = (world.vault(true, 0), world.vault(true, 0));
    let class = second_class(&mut world);
    crate::hostile::open_in(&mut world, &holder, class);
    let line = world.line(&holder);
    let in_class = world.addresses.line(&world.fund, &class, &holder.investor, &holder.key());
    let casts = [("another class", in_class), ("another investor", world.line(&other))];
    let [in_class, of_investor] = casts.map(|(name, line)| (name, Cast::of(&world, line)));
    let elsewhere = ("another fund", line_of_another_fund(&mut world, &holder));
    let cast = Cast::of(&world, line);
    (world, holder, cast, [in_class, of_investor, elsewhere])
}

/// The same wallet in a second fund.
fn line_of_another_fund(world: &mut World, holder: &Holder) -> Cast {
    let first = (world.fund, world.class, world.mint);
    let payer = world.payer.pubkey();
    let args = mmf::instructions::CreateFundArgs { fund_id: 2, ..world.fund_args() };
    let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    world.fund = world.addresses.fund(&payer, 2);
    world.class = world.addresses.class(&world.fund, 0);
    world.mint = world.addresses.mint(&world.class);
    let order = world.calendar_order(mmf_tests::calendar::args());
    world.privileged(&order).unwrap();
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let investor = world.investor_of(vault(true));
    let authority = world.signed(&[Role::TransferAgent]);
    let order = world.addresses.link_wallet(&payer, &world.fund, &investor, &holder.key(), &authority);
    world.privileged(&order).unwrap();
    let line = world.addresses.line(&world.fund, &world.class, &investor, &holder.key());
    world.send(&world.addresses.onboard_line(&payer, &line), &[]).unwrap();
    (world.fund, world.class, world.mint) = first;
    Cast::of(world, line)
}

#[test]
fn an_account_of_another_class_investor_or_fund_is_refused() {
    let (mut world, holder, cast, others) = stage();
    let mut refused = 0;
    for act in acts(&world, &cast.0, &holder) {
        for (whose, other) in &others {
            for part in PARTS {
                let (real, forgery) = (cast.part(part), other.part(part));
                let is_used = act.order.accounts.iter().any(|meta| meta.pubkey == real);
                let is_sound = act.free.contains(&part) && other.0.fund == cast.0.fund;
                if real == forgery || !is_used || is_sound {
                    continue;
                }
                println!("{}: {part:?} of {whose}", act.name);
                let outcome = send(&mut world, forged(&act.order, real, forgery), &holder);
                match (act.name, part) {
                    ("open", Part::Holding | Part::TokenAccount) => expect_refusal(outcome, CONSTRAINT_SEEDS),
                    ("open", Part::Mint) => expect_error(outcome, MmfError::TokenAccountUnfit),
                    _ => expect_error(outcome, MmfError::AccountMismatch),
                }
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn a_copy_of_an_account_that_another_program_owns_is_refused() {
    let (mut world, holder, cast, _) = stage();
    for act in acts(&world, &cast.0, &holder) {
        for part in [Part::Fund, Part::Class, Part::Investor, Part::Wallet, Part::Holding] {
            let real = cast.part(part);
            if act.order.accounts.iter().all(|meta| meta.pubkey != real) {
                continue;
            }
            println!("{}: {part:?}", act.name);
            let copy = Pubkey::new_unique();
            world.put_account(copy, Pubkey::new_from_array([3; 32]), world.data(&real));
            let outcome = send(&mut world, forged(&act.order, real, copy), &holder);
            let expected = if act.name == "open" && part == Part::Holding {
                CONSTRAINT_SEEDS
            } else {
                ACCOUNT_OWNED_BY_WRONG_PROGRAM
            };
            expect_refusal(outcome, expected);
        }
    }
}
