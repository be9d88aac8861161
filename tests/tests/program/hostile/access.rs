//! Authority: councils, actions, quotes.

use mmf::error::MmfError;
use mmf::instructions::{AddCustodianArgs, CouncilArgs, SetCustodianArgs, SetPausesArgs};
use mmf::state::{Action, Fund, Role, pause};
use mmf_tests::councils::signed_by;
use mmf_tests::{Figures, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{approve, by_action, council_order, propose, propose_args, set_council};

/// The NAV approvers saw an income of $100 and approved; the source then puts $900 in its place.
#[test]
fn a_quote_that_changes_after_the_approval_does_not_strike() {
    let mut world = World::new();
    let holder = world.holder(1_000_000 * ONE);
    world.subscribe(&holder, 1_000_000 * ONE).unwrap();
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: 100_000_000, ..Figures::default() });
    world.post(args).unwrap();
    let plan = world.strike_plan();
    let fund = world.fund();
    let authority = by_action(&world, 1);
    let order = world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), &authority, &plan).unwrap();
    let args = propose_args(&world, 1, &order);
    propose(&mut world, Role::NavApprover, args).unwrap();
    approve(&mut world, 1, Role::NavApprover, 0).unwrap();

    let args = world.quote_args(Figures { income_e6: 900_000_000, ..Figures::default() });
    world.post(args).unwrap();
    let outcome = world.send(std::slice::from_ref(&order.instruction), &[]);

    expect_error(outcome, MmfError::QuoteChanged);
}

/// A source is thrown out because its key was stolen. Its quote must not count any more.
#[test]
fn the_quote_of_a_removed_source_does_not_count() {
    let mut world = World::new();
    let holder = world.holder(1_000_000 * ONE);
    world.subscribe(&holder, 1_000_000 * ONE).unwrap();
    world.go_past_cutoff();
    let thief = world.councils.of(Role::NavSource)[1].insecure_clone();
    let bad = world.quote_args(Figures { income_e6: 1, ..Figures::default() });
    world.post_as(&thief, bad).unwrap();
    let honest = world.councils.of(Role::NavSource)[0].pubkey();
    set_council(&mut world, Role::NavSource, 1, vec![honest]);
    let good = world.quote_args(Figures { income_e6: 100_000_000, ..Figures::default() });
    world.post(good).unwrap();

    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    assert_eq!(world.report(1).quotes[usize::from(world.report(1).struck_quote)].source, honest);
}

/// One source's quote that does not tie out blocks the strike, although another ties out, and stays when the source is removed.
#[test]
fn a_removed_source_cannot_block_the_strike() {
    let mut world = World::new();
    let holder = world.holder(1_000_000 * ONE);
    world.subscribe(&holder, 1_000_000 * ONE).unwrap();
    world.go_past_cutoff();
    let thief = world.councils.of(Role::NavSource)[1].insecure_clone();
    let mut bad = world.quote_args(Figures { income_e6: 0, ..Figures::default() });
    bad.net_assets_e6 += 5;
    world.post_as(&thief, bad).unwrap();
    let honest = world.councils.of(Role::NavSource)[0].pubkey();
    set_council(&mut world, Role::NavSource, 1, vec![honest]);
    let good = world.quote_args(Figures { income_e6: 100_000_000, ..Figures::default() });
    world.post(good).unwrap();

    let plan = world.strike_plan();
    let outcome = world.strike_by(&plan);

    assert!(outcome.is_ok(), "blocked: {:?}", outcome.err().map(|failed| failed.err));
}

/// A proposal that names two councils is carried out with the approval of one.
#[test]
fn every_council_that_an_action_names_must_approve_it() {
    let mut world = World::new();
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_from_array([4; 32])] };
    let order = council_order(&world, 1, args);
    let mut args = propose_args(&world, 1, &order);
    args.required |= Role::Board.bit();
    propose(&mut world, Role::Governance, args).unwrap();
    approve(&mut world, 1, Role::Governance, 0).unwrap();
    approve(&mut world, 1, Role::Governance, 1).unwrap();

    let outcome = world.send(std::slice::from_ref(&order.instruction), &[]);

    assert!(outcome.is_err(), "the board never approved");
}

/// The tag says "set_pauses", the payload replaces a council.
#[test]
fn the_tag_of_an_action_must_be_the_instructions() {
    let mut world = World::new();
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_from_array([4; 32])] };
    let order = council_order(&world, 1, args);
    let mut args = propose_args(&world, 1, &order);
    args.tag = [7; 8];
    propose(&mut world, Role::Governance, args).unwrap();
    approve(&mut world, 1, Role::Governance, 0).unwrap();
    approve(&mut world, 1, Role::Governance, 1).unwrap();

    assert!(world.send(std::slice::from_ref(&order.instruction), &[]).is_err(), "carried out under a false tag");
}

/// Governance approves lifting the pause of subscriptions; before it is carried out, emergency stops transfers (a hack). Anyone then
/// carries the old action out, and transfers run again.
#[test]
fn an_old_unpause_does_not_lift_a_later_pause() {
    let mut world = World::new();
    let class = world.class;
    let pauses = |world: &mut World, bits: u8| {
        let authority = signed_by(&world.councils.enough(&[Role::Emergency]));
        let args = SetPausesArgs { pauses: bits, expected_pause_no: world.fund().pause_no };
        let order = world.addresses.set_pauses(&world.fund, &[class], false, &authority, args);
        world.privileged(&order).unwrap();
    };
    pauses(&mut world, pause::SUBSCRIPTIONS);
    let unpause = SetPausesArgs { pauses: 0, expected_pause_no: world.fund().pause_no };
    let order = world.addresses.set_pauses(&world.fund, &[class], true, &by_action(&world, 1), unpause);
    let args = propose_args(&world, 1, &order);
    propose(&mut world, Role::Governance, args).unwrap();
    approve(&mut world, 1, Role::Governance, 0).unwrap();
    approve(&mut world, 1, Role::Governance, 1).unwrap();
    pauses(&mut world, pause::SUBSCRIPTIONS | pause::TRANSFERS);

    expect_error(world.send(std::slice::from_ref(&order.instruction), &[]), MmfError::PausesMoved);

    assert!(world.fund().pauses & pause::TRANSFERS != 0, "anyone lifted the pause that emergency set afterwards");
}

/// A compromised custodian must be stopped, and a limit must be able to change.
#[test]
fn a_custodian_can_be_limited_and_stopped_and_still_give_back() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    let listed = crate::custody::list_custodian(&mut world, 0);
    let set = |world: &mut World, active: bool, daily_limit_e6: u64| {
        let authority = signed_by(&world.councils.enough(&[Role::Governance]));
        let args = SetCustodianArgs { active, daily_limit_e6 };
        let order = world.addresses.set_custodian(&world.fund, &listed.account, &authority, args);
        world.privileged(&order).unwrap();
    };
    set(&mut world, true, ONE);
    expect_error(crate::custody::sweep(&mut world, &listed.account, 2 * ONE), MmfError::SweepLimit);
    crate::custody::sweep(&mut world, &listed.account, ONE).unwrap();
    set(&mut world, false, 0);
    expect_error(crate::custody::sweep(&mut world, &listed.account, ONE), MmfError::CustodianNotListed);
    crate::custody::give_back(&mut world, &listed, ONE).unwrap();
}

/// An unknown layout of the fund is refused everywhere.
#[test]
fn the_funds_version_counts_when_hook_accounts_are_updated() {
    let mut world = World::new();
    world.patch::<Fund>(&world.fund.clone(), |fund| fund.version = 9);
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let order = world.addresses.update_hook_accounts(&world.fund, &world.class, &authority);

    assert!(world.privileged(&order).is_err(), "ran on a fund of version 9");
}

/// An unknown layout of an action is refused where it is used.
#[test]
fn the_actions_version_counts_when_it_is_used() {
    let mut world = World::new();
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_from_array([4; 32])] };
    let order = council_order(&world, 1, args);
    let args = propose_args(&world, 1, &order);
    propose(&mut world, Role::Governance, args).unwrap();
    approve(&mut world, 1, Role::Governance, 0).unwrap();
    approve(&mut world, 1, Role::Governance, 1).unwrap();
    let address = world.addresses.action(&world.fund, 1);
    let mut account = world.svm.get_account(&address).unwrap();
    account.data[8] = 9;
    world.svm.set_account(address, account).unwrap();

    assert!(world.send(std::slice::from_ref(&order.instruction), &[]).is_err(), "an action of version 9 was used");
}

/// An action's events carry its own number, so that an indexer sees a gap: also the end of an action.
#[test]
fn the_end_of_an_action_is_numbered() {
    use anchor_lang::AccountDeserialize;
    let mut world = World::new();
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_from_array([4; 32])] };
    let order = council_order(&world, 1, args);
    let args = propose_args(&world, 1, &order);
    propose(&mut world, Role::Governance, args).unwrap();
    let member = world.councils.of(Role::Governance)[1].insecure_clone();
    let order = world.addresses.cancel_action(&member.pubkey(), &world.fund, 1);
    world.send(&[order], &[&member]).unwrap();

    let data = world.data(&world.addresses.action(&world.fund, 1));
    let action = Action::try_deserialize(&mut &data[..]).unwrap();
    assert_eq!((action.cancelled, action.seq), (1, 2));
}

/// Income up to the month end of a million, and a loss of about as much after it: the sum is right, the parts are not.
#[test]
fn a_quote_whose_month_end_part_exceeds_its_income_is_refused() {
    let mut world = World::new();
    let holder = world.holder(1_000_000 * ONE);
    world.subscribe(&holder, 1_000_000 * ONE).unwrap();
    world.go_past_cutoff();
    let mut args = world.quote_args(Figures { income_e6: 100, ..Figures::default() });
    args.income_to_month_end_e6 = Some(1_000_000_000_000);

    assert!(world.post(args).is_err(), "accepted");
}

/// A member announces nonce 7 and asks for an approval of it; another member gets nonce 7 in first, for something else. The approval that
/// was signed for the announced act counts for the other, because it names a number and not an act.
#[test]
fn an_approval_names_what_it_approves() {
    let mut world = World::new();
    let evil = CouncilArgs { role: Role::Treasurer, threshold: 1, members: vec![Pubkey::new_from_array([66; 32])] };
    let order = council_order(&world, 7, evil);
    let squatter = world.councils.of(Role::Governance)[0].insecure_clone();
    let args = propose_args(&world, 7, &order);
    let propose = world.addresses.propose_action(&squatter.pubkey(), &world.fund, args);
    let signed_for_another_act = {
        let member = world.councils.of(Role::Governance)[1].insecure_clone();
        let hash = [1; 32];
        (world.addresses.approve_action(&member.pubkey(), &world.fund, 7, Role::Governance, hash), member)
    };
    world.send(&[propose], &[&squatter]).unwrap();
    approve(&mut world, 7, Role::Governance, 0).unwrap();

    let (approval, member) = signed_for_another_act;
    let _ = world.send(&[approval], &[&member]);

    assert!(world.send(std::slice::from_ref(&order.instruction), &[]).is_err(), "the squatter's act was carried out");
}

/// With a quorum of two nobody approves, and of two quotes the lower one counts: one source and a stranger book any loss.
#[test]
fn one_of_two_sources_cannot_book_a_loss_alone() {
    let mut world = World::bare();
    let mut args = world.fund_args();
    args.policy.nav_quorum = 2;
    let order = world.addresses.create_fund(&world.payer.pubkey(), &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    let order = world.calendar_order(mmf_tests::calendar::args());
    world.privileged(&order).unwrap();
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let holder = world.holder(1_000_000 * ONE);
    world.subscribe(&holder, 1_000_000 * ONE).unwrap();
    world.go_past_cutoff();
    for (place, income_e6) in [(0, 100_000_000), (1, -500_000_000_000)] {
        let source = world.councils.of(Role::NavSource)[place].insecure_clone();
        let args = world.quote_args(Figures { income_e6, ..Figures::default() });
        world.post_as(&source, args).unwrap();
    }
    let (plan, fund) = (world.strike_plan(), world.fund());
    let order = world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), &World::nobody(), &plan).unwrap();
    let outcome = world.send(&[order.instruction], &[]);

    assert!(outcome.is_err(), "a stranger booked income of {}", world.fund().gross_income_to_date_e6);
}

/// A fund with a time lock of a day: a new custodian without limit is a loosening.
#[test]
fn a_loosening_waits_for_the_time_lock() {
    let mut world = World::bare();
    let mut args = world.fund_args();
    args.policy.time_lock_seconds = 86_400;
    let order = world.addresses.create_fund(&world.payer.pubkey(), &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    let account = world.give_cash(&Keypair::new().pubkey(), 0);
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = AddCustodianArgs { daily_limit_e6: 0 };
    let order = world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &account, &authority, args);

    expect_error(world.privileged(&order), MmfError::TimeLocked);
}

/// Governance's own members as approver: the council of approvers may consist of sources; each checks the other.
#[test]
fn the_approver_of_a_single_quote_is_no_source() {
    let mut world = World::new();
    let second = world.councils.of(Role::NavSource)[1].insecure_clone();
    set_council(&mut world, Role::NavApprover, 1, vec![second.pubkey()]);
    world.go_past_cutoff();
    let args = world.quote_args(Figures::default());
    world.post(args).unwrap();
    let (plan, fund) = (world.strike_plan(), world.fund());
    let authority = signed_by(&[&second]);
    let order = world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), &authority, &plan).unwrap();

    expect_error(world.send(&[order.instruction], &[&second]), MmfError::MakerIsChecker);
}

/// An action that waited for the time lock loosens; one that falls due too early does not.
#[test]
fn an_action_that_waited_for_the_time_lock_loosens() {
    for (wait, error) in [(86_400, None), (86_399, Some(MmfError::TimeLocked))] {
        let mut world = World::with_policy(|policy| policy.time_lock_seconds = 86_400);
        let account = world.give_cash(&Keypair::new().pubkey(), 0);
        let args = AddCustodianArgs { daily_limit_e6: 0 };
        let authority = by_action(&world, 1);
        let order = world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &account, &authority, args);
        let mut args = propose_args(&world, 1, &order);
        args.eta = world.time() + wait;
        args.expires_at = args.eta + 3_600;
        propose(&mut world, Role::Governance, args).unwrap();
        approve(&mut world, 1, Role::Governance, 0).unwrap();
        approve(&mut world, 1, Role::Governance, 1).unwrap();
        world.set_time(args.eta);

        let outcome = world.send(std::slice::from_ref(&order.instruction), &[]);

        match error {
            Some(error) => expect_error(outcome, error),
            None => drop(outcome.unwrap()),
        }
    }
}
