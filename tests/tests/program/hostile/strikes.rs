//! Attacks on strikes and prices: stopping a strike, buying income that is known already, undoing orders by old approvals.

use mmf::error::MmfError;
use mmf::instructions::PolicyArgs;
use mmf::state::{CASH_ELECTED, ClassKind, Fund, Investor, Role, ShareClass, fund_flag};
use mmf_tests::calendar::day;
use mmf_tests::{Figures, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::{approve, by_action, propose, propose_args};

/// Subscribes much, leaves at once but for one unit.
fn come_and_leave_a_unit(world: &mut World) {
    let attacker = world.holder(2_000_000 * ONE);
    let cutoff = world.fund().next_cutoff;
    world.set_time(cutoff - 1);
    world.subscribe(&attacker, 1_000_000 * ONE).unwrap();
    let units = world.balance(&attacker.shares);
    world.redeem(&attacker, units - 1).unwrap();
}

#[test]
fn what_a_large_sum_paid_for_a_day_stops_no_strike_and_no_dealing() {
    for kind in [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated, ClassKind::Distributing] {
        let mut world = World::with_fund_args(|args| args.first_yield_bps = 500);
        world.create_class(kind, |_| {}).unwrap();
        come_and_leave_a_unit(&mut world);

        world.strike(0).unwrap();
        let price = world.class().price.price_e12;
        assert!(price <= 2_000_000_000_000, "{kind:?}: {price}");
        let honest = world.holder(10 * ONE);
        world.subscribe(&honest, 10 * ONE).unwrap();
        world.strike(0).unwrap();
    }
}

#[test]
fn income_that_a_capped_strike_left_waiting_is_not_sold_at_the_old_price() {
    for kind in [ClassKind::AccumulatingHooked, ClassKind::Distributing] {
        let mut world = World::with_fund();
        world.create_class(kind, |_| {}).unwrap();
        let honest = world.holder(10_000 * ONE);
        world.subscribe(&honest, 10_000 * ONE).unwrap();
        world.strike(i64::try_from(500 * ONE).unwrap()).unwrap();
        assert!(world.class().carry_e6() > 400 * ONE);

        let cash = 100_000 * ONE;
        let attacker = world.holder(cash);
        world.subscribe(&attacker, cash).unwrap();
        for _ in 0..10 {
            world.strike(0).unwrap();
        }
        let class = world.class();
        let units = world.balance(&attacker.shares);
        let worth = u128::from(units) * u128::from(class.price.price_e12) / 1_000_000_000_000;
        let earned = if kind == ClassKind::Distributing {
            let mut holding = world.holding(&attacker.holding);
            holding.settle(&class).unwrap();
            (holding.accrued.get() + holding.payable.get()) / 1_000_000_000_000_000_000
        } else {
            0
        };
        assert!(worth + earned <= u128::from(cash), "{kind:?}: {} of {cash}", worth + earned);
    }
}

#[test]
fn a_dividend_paid_in_cash_after_the_cutoff_breaks_no_strike() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike_through(day(2, 3), 1_000_000);
    world.patch::<Investor>(&holder.investor, |investor| investor.dividend_election = CASH_ELECTED);

    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: 1_000_000, ..Figures::default() });
    world.post(args).unwrap();
    let before = world.balance(&holder.cash);
    world.pay_cash(&[&holder]).unwrap();
    assert!(world.balance(&holder.cash) > before);
    assert!(world.fund().paid_since_cutoff_e6 > 0);

    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
    assert_eq!(world.fund().paid_since_cutoff_e6, 0);
    world.strike(1_000_000).unwrap();
}

#[test]
fn an_action_that_was_approved_over_other_settings_undoes_nothing() {
    let mut world = World::new();
    let (fund_key, fund) = (world.fund, world.fund());
    let args = PolicyArgs { max_yield_bps: 1_000, ..PolicyArgs::of(&fund.policy) };
    let old = world.addresses.set_policy((&fund_key, &fund), &by_action(&world, 7), args);
    let proposal = propose_args(&world, 7, &old);
    propose(&mut world, Role::Governance, proposal).unwrap();
    (0..2).for_each(|member| drop(approve(&mut world, 7, Role::Governance, member).unwrap()));
    let recipient = Pubkey::new_unique();
    world.set_policy(|policy| policy.fee_recipient = recipient).unwrap();

    expect_error(world.send(&[old.instruction], &[]), MmfError::ActionMismatch);
    assert_eq!(world.fund().policy.fee_recipient, recipient);
}

#[test]
fn a_council_that_was_replaced_since_is_not_replaced_by_an_older_action() {
    let mut world = World::new();
    let (newer, older) = (vec![Pubkey::new_unique()], vec![Pubkey::new_unique()]);
    let args = |members: &[Pubkey]| mmf::instructions::CouncilArgs {
        role: Role::Treasurer,
        threshold: 1,
        members: members.to_vec(),
    };
    let old = super::council_order(&world, 7, args(&older));
    let proposal = propose_args(&world, 7, &old);
    propose(&mut world, Role::Governance, proposal).unwrap();
    (0..2).for_each(|member| drop(approve(&mut world, 7, Role::Governance, member).unwrap()));
    super::set_council(&mut world, Role::Treasurer, 1, newer.clone());

    expect_error(world.send(&[old.instruction], &[]), MmfError::ActionMismatch);
    assert_eq!(world.fund().council(Role::Treasurer).members(), newer);
}

#[test]
fn governance_lets_a_strike_pass_a_broken_source_with_its_reason() {
    let mut world = World::with_policy(|policy| policy.max_dispersion_bps = 5);
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    let sources = world.new_sources(3);
    world.go_past_cutoff();
    let good = world.quote_args(Figures { income_e6: 100_000, ..Figures::default() });
    let mut broken = good;
    broken.net_assets_e6 *= 2;
    world.post_as(&sources[0], good).unwrap();
    world.post_as(&sources[1], good).unwrap();
    world.post_as(&sources[2], broken).unwrap();

    expect_error(world.strike_planned(|_| {}), MmfError::QuotesDisperse);
    world.strike_planned(|plan| plan.override_hash = Some([7; 32])).unwrap();
    assert_eq!(world.report(1).override_hash, [7; 32]);
}

#[test]
fn a_large_subscription_before_the_cutoff_trips_no_bound_on_the_yield() {
    let mut world = World::with_policy(|policy| policy.max_yield_change_bps = 100);
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(0).unwrap();
    world.strike(137_000).unwrap(); // 5%
    let large = world.holder(9_000 * ONE);
    let cutoff = world.fund().next_cutoff;
    world.set_time(cutoff - 1);
    world.subscribe(&large, 9_000 * ONE).unwrap();

    world.strike(411_000).unwrap(); // the three days to Monday
    world.strike(1_370_000).unwrap();
}

#[test]
fn an_empty_fund_does_not_halt() {
    let mut world = World::with_policy(|policy| policy.deviation_halt_bps = 50);
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();

    world.strike(0).unwrap();

    assert!(!world.fund().has_flag(fund_flag::HALTED));
}

#[test]
fn a_batch_passes_over_a_line_that_was_closed_meanwhile() {
    let mut world = World::new();
    let (stayed, left) = (world.holder(1_000 * ONE), world.holder(0));
    world.subscribe(&stayed, 1_000 * ONE).unwrap();
    world.strike_through(day(2, 3), 1_000_000);
    let order = world.addresses.pay_dividends(
        &world.class,
        world.class().closed_period,
        &[left.pay_target(), stayed.pay_target()],
    );
    let rent_payer = world.holding(&left.holding).rent_payer;
    let authority = mmf_client::ix::Authority::Signers(vec![left.key()]);
    let close = world.addresses.close_holding(&world.line(&left), &rent_payer, &authority);
    world.send(&[close.instruction], &[&left.wallet]).unwrap();

    world.send(&[order], &[]).unwrap();
    assert!(world.holding(&stayed.holding).paid_units > 0);
}

#[test]
fn nobody_exchanges_out_of_a_class_with_losses_to_pay_off() {
    let mut world = World::new();
    let from = world.class;
    let to = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&from);
    let holder = world.holder(1_000 * ONE);
    world.opened_in(&holder, &to);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.patch::<ShareClass>(&from, |class| class.deficit.set(1));

    expect_error(world.exchange(&holder, &to, ONE), MmfError::ClassInDeficit);
    world.patch::<ShareClass>(&from, |class| class.deficit.set(0));
    world.exchange(&holder, &to, ONE).unwrap();
}

#[test]
fn locked_units_are_not_exchanged_into_a_class_where_they_would_be_free() {
    let mut world = World::with_rules(|rules| rules.lock_up_seconds = 40 * 86_400);
    let from = world.class;
    let to = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&from);
    let holder = world.holder(1_000 * ONE);
    world.opened_in(&holder, &to);
    world.subscribe(&holder, 1_000 * ONE).unwrap();

    expect_error(world.exchange(&holder, &to, ONE), MmfError::DeniedLockedUp);
    world.redeem(&holder, ONE).unwrap();
}

/// Governance, not the stranger, decides: the strike's window stays between a cut-off and its strike.
#[test]
fn the_window_of_a_strike_that_is_due_stays() {
    let mut world = World::new();
    world.go_past_cutoff();
    let outcome = world.set_policy(|policy| policy.strike_window_seconds += 1);
    expect_error(outcome, MmfError::StrikeDue);
    let fund: Fund = world.fund();
    assert_eq!(fund.policy.strike_window_seconds, 4 * 3_600);
    world.set_policy(|policy| policy.max_yield_bps = 900).unwrap();
}

#[test]
fn a_quorum_of_more_sources_than_there_are_is_refused() {
    let mut world = World::new();
    let sources = world.fund().council(Role::NavSource).count;
    expect_error(world.set_policy(|policy| policy.nav_quorum = sources + 1), MmfError::ParameterOutOfRange);
    world.set_policy(|policy| policy.nav_quorum = sources).unwrap();
}
