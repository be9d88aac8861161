//! The privileged instructions, each built for whichever authority is asked.

mod liquidity;

use mmf::constants::TOKEN_ACL_ID;
use mmf::instructions::*;
use mmf::state::{ClassKind, Fund, InvestorKind, InvestorStatus, Role, ShareClass, fund_flag, pause};
use mmf_client::ix::{Authority, Privileged};
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::world::bytecode;
use mmf_tests::{Holder, ONE, World, calendar};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

/// Builds an instruction for an authority.
type Build = Box<dyn Fn(&World, &Authority) -> Privileged>;

/// A privileged instruction, built for whichever authority is asked.
pub struct Act {
    pub name: &'static str,
    pub build: Build,
}

fn act(name: &'static str, build: impl Fn(&World, &Authority) -> Privileged + 'static) -> Act {
    Act { name, build: Box::new(build) }
}

/// Each is possible in this world, in this order.
pub fn acts(world: &mut World) -> Vec<Act> {
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    let gated = gated_class(world);
    let of_investors = of_investors(world);
    let of_lines = of_lines(world);
    let of_cash = of_cash(world);
    let of_fees = of_fees(world, &holder);
    let of_liquidity = liquidity::of_liquidity(world, &holder);
    world.go_past_cutoff();
    let quote = world.quote_args(mmf_tests::Figures::default());
    world.post(quote).unwrap();
    let strike = act("strike", |world, authority| {
        let fund = world.fund();
        let plan = world.strike_plan();
        world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), authority, &plan).unwrap()
    });
    let before = of_bounds().into_iter().chain(of_fund(gated)).chain(of_investors).chain(of_lines).chain(of_cash);
    before.chain([strike]).chain(of_fees).chain(of_liquidity).chain([set_council()]).collect()
}

/// The board's council is another one afterwards: the last of all.
fn set_council() -> Act {
    act("set_council", |world, authority| {
        let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_unique()] };
        world.addresses.set_council(&world.fund, authority, args)
    })
}

/// What bounds strikes and issues, and the board's act; dealing is halted.
fn of_bounds() -> Vec<Act> {
    vec![
        act("resume_dealing", |world, authority| {
            let args = ResumeDealingArgs { strike_no: 0, document_hash: DOCUMENT };
            world.addresses.resume_dealing(&world.fund, authority, args)
        }),
        act("set_policy", |world, authority| {
            let fund = world.fund();
            let args = PolicyArgs { max_yield_bps: 9_000, ..PolicyArgs::of(&fund.policy) };
            world.addresses.set_policy((&world.fund, &fund), authority, args)
        }),
        act("set_reserve", |world, authority| {
            let args = ReserveArgs { active: true, attestor: Pubkey::new_from_array([3; 32]), max_age_seconds: 1 };
            world.addresses.set_reserve(&world.payer_key(), (&world.fund, &world.fund()), None, authority, args)
        }),
        act("set_price_check", |world, authority| {
            let args =
                PriceCheckArgs { active: true, max_age_seconds: 1, max_difference_bps: 1, ..PriceCheckArgs::default() };
            world.addresses.set_price_check(&world.payer_key(), (&world.fund, &world.fund()), None, authority, args)
        }),
        act("set_class_terms", |world, authority| {
            let args = ClassTermsArgs { expense_bps: 10, ..ClassTermsArgs::default() };
            world.addresses.set_class_terms(&world.fund, (&world.class, &world.class()), authority, args)
        }),
    ]
}

/// What the fund owes to its manager; possible once dealing is open again after the strike.
fn of_fees(world: &mut World, manager: &Holder) -> Vec<Act> {
    let (fund, class, owner) = (world.fund, world.class, manager.key());
    let (cash, target) = (manager.cash, manager.pay_target());
    world.patch::<Fund>(&fund, |fund| {
        fund.policy.fee_recipient = owner;
        fund.set_flag(fund_flag::HALTED, true);
    });
    world.patch::<ShareClass>(&class, |class| class.management_fee_payable_e6 = 2 * ONE);
    vec![
        act("pay_fees_in_cash", move |world, authority| {
            let args = PayFeesArgs { due: Due::Fees, amount_e6: ONE };
            let fund = world.fund();
            world.addresses.pay_fees_in_cash((&world.fund, &fund), &world.class, &cash, authority, args)
        }),
        act("pay_fees_in_shares", move |world, authority| {
            let args = PayFeesInSharesArgs { amount_e6: ONE, expected_strike_no: world.fund().last_strike_no };
            world.addresses.pay_fees_in_shares(&world.fund, &world.class, &target, authority, args)
        }),
    ]
}

/// A second class, without a hook, beside Token ACL.
fn gated_class(world: &mut World) -> Pubkey {
    world.svm.add_program(TOKEN_ACL_ID, &bytecode("tests/token_acl.so")).unwrap();
    let args = CreateClassArgs { class_no: 1, kind: ClassKind::AccumulatingGated, ..World::class_args() };
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    world.addresses.class(&world.fund, 1)
}

fn of_fund(gated: Pubkey) -> Vec<Act> {
    vec![
        act("set_calendar", |world, authority| {
            world.addresses.set_calendar(&world.payer.pubkey(), &world.fund, authority, calendar::args())
        }),
        act("set_pauses (adds)", move |world, authority| {
            let args = SetPausesArgs { pauses: pause::TRANSFERS, expected_pause_no: 0 };
            world.addresses.set_pauses(&world.fund, &[world.class, gated], false, authority, args)
        }),
        act("create_class", |world, authority| {
            let args = CreateClassArgs { class_no: 2, ..World::class_args() };
            world.addresses.create_class(&world.payer.pubkey(), &world.fund, authority, args)
        }),
        act("set_class_rules", |world, authority| {
            let args = ClassRulesArgs { lock_up_seconds: 1, ..ClassRulesArgs::default() };
            world.addresses.set_class_rules(&world.fund, (&world.class, &world.class()), authority, args)
        }),
        act("adopt_token_acl", move |world, authority| {
            world.addresses.adopt_token_acl(&world.payer.pubkey(), &world.fund, &gated, authority)
        }),
        act("update_hook_accounts", |world, authority| {
            world.addresses.update_hook_accounts(&world.fund, &world.class, authority)
        }),
    ]
}

fn of_investors(world: &mut World) -> Vec<Act> {
    let [pending, deleted] = [(); 2].map(|()| world.pending_investor());
    let [restricted, blocked, sanctioned] = [(); 3].map(|()| world.approved_investor());
    world.restrict(&blocked, InvestorStatus::Blocked).unwrap();
    world.restrict(&sanctioned, InvestorStatus::Sanctioned).unwrap();
    let linked = world.unopened_wallet_of(&restricted);
    let wallet = linked.key();
    vec![
        act("add_investor", |world, authority| {
            let args = AddInvestorArgs {
                investor_id: [77; 32],
                profile: InvestorProfile::plain(InvestorKind::Person, 840, true),
                document_hash: [0; 32],
            };
            world.addresses.add_investor(&world.payer.pubkey(), &world.fund, authority, args)
        }),
        act("approve_investor", move |world, authority| {
            let args = World::kyc_until(calendar::at(12, 1, 0, 0));
            world.addresses.approve_investor(&world.fund, &pending, authority, args)
        }),
        act("update_investor", move |world, authority| {
            let profile = InvestorProfile::of(&world.investor(&pending)).unwrap();
            let args = UpdateInvestorArgs { profile, reason: REASON, document_hash: DOCUMENT };
            world.addresses.update_investor(&world.fund, &pending, authority, args)
        }),
        act("restrict_investor", move |world, authority| {
            world.restrict_order(&restricted, InvestorStatus::RedeemOnly, authority)
        }),
        act("release_investor (from a block)", move |world, authority| {
            world.release_order(&blocked, InvestorStatus::Approved, authority)
        }),
        act("release_investor (from a sanction)", move |world, authority| {
            world.release_order(&sanctioned, InvestorStatus::Approved, authority)
        }),
        act("link_wallet", move |world, authority| {
            let owner = Pubkey::new_from_array([9; 32]);
            world.addresses.link_wallet(&world.payer.pubkey(), &world.fund, &pending, &owner, authority)
        }),
        act("unlink_wallet", move |world, authority| {
            let payer = world.payer.pubkey();
            world.addresses.unlink_wallet(&world.fund, &restricted, &wallet, &payer, authority)
        }),
        act("remove_investor", move |world, authority| {
            world.addresses.remove_investor(&world.fund, &deleted, &world.payer.pubkey(), authority)
        }),
    ]
}

fn of_lines(world: &mut World) -> Vec<Act> {
    let [closed, frozen]: [Holder; 2] = [(); 2].map(|()| world.holder(0));
    let vault = world.vault(true, 0);
    let target = frozen.holding;
    vec![
        act("close_holding", move |world, authority| world.close_order(&closed, authority)),
        act("set_freeze", move |world, authority| world.freeze_order(&frozen, true, 0, authority)),
        act("set_dividend_account", move |world, authority| {
            world.addresses.set_dividend_account(&world.line(&vault), Some(&target), authority)
        }),
    ]
}

fn of_cash(world: &mut World) -> Vec<Act> {
    let listed = crate::custody::list_custodian(world, 0).account;
    let unlisted = world.give_cash(&Pubkey::new_unique(), 0);
    vec![
        act("add_custodian", move |world, authority| {
            let args = AddCustodianArgs { daily_limit_e6: 0 };
            world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &unlisted, authority, args)
        }),
        act("sweep_cash", move |world, authority| {
            let args = CashArgs { amount_e6: ONE };
            world.addresses.sweep_cash((&world.fund, &world.fund()), &listed, authority, args)
        }),
        act("set_custodian", move |world, authority| {
            let args = SetCustodianArgs { active: true, daily_limit_e6: ONE };
            world.addresses.set_custodian(&world.fund, &listed, authority, args)
        }),
    ]
}
