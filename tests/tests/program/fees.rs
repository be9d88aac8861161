//! Management fees and withheld tax: they accrue to the class's ledger, and the treasurer pays them out, in cash or in shares.

mod in_cash;
mod in_shares;
mod tax;

use mmf::instructions::{Due, PayFeesArgs, PayFeesInSharesArgs};
use mmf::state::{ClassKind, Role};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;

/// A class of 20 bps with 100,000 shares and ten strikes of income; and the manager, a holder whom the policy names as fee recipient.
struct Managed {
    world: World,
    manager: Holder,
}

impl Managed {
    fn of(kind: ClassKind) -> Self {
        let mut world = World::with_fund();
        world.create_class(kind, |_| {}).unwrap();
        let (holder, manager) = (world.holder(200_000 * ONE), world.holder(0));
        let recipient = manager.key();
        world.set_policy(|policy| policy.fee_recipient = recipient).unwrap();
        world.subscribe(&holder, 100_000 * ONE).unwrap();
        world.strike_through(day(1, 15), 12_000_003);
        world.set_time(at(1, 16, 9, 0));
        Self { world, manager }
    }

    fn owed(&self) -> u64 {
        self.world.class().management_fee_payable_e6
    }

    /// The treasurer pays fees or tax to a cash account.
    fn pay(&mut self, due: Due, to: &Pubkey, amount_e6: u64) -> Outcome {
        let world = &mut self.world;
        let (authority, fund) = (world.signed(&[Role::Treasurer]), world.fund());
        let args = PayFeesArgs { due, amount_e6 };
        let order = world.addresses.pay_fees_in_cash((&world.fund, &fund), &world.class, to, &authority, args);
        world.privileged(&order)
    }

    /// The treasurer pays fees in shares to a holder.
    fn pay_in_shares(&mut self, to: &Holder, amount_e6: u64) -> Outcome {
        let world = &mut self.world;
        let args = PayFeesInSharesArgs { amount_e6, expected_strike_no: world.fund().last_strike_no };
        let authority = world.signed(&[Role::Treasurer]);
        let order = world.addresses.pay_fees_in_shares(&world.fund, &world.class, &to.pay_target(), &authority, args);
        world.privileged(&order)
    }

    /// Everything that a payment could change.
    fn state(&self) -> Vec<Vec<u8>> {
        let (world, manager) = (&self.world, &self.manager);
        let lines = [manager.holding, manager.shares, manager.cash, manager.investor];
        let books = [world.fund, world.class, world.mint, world.fund().buffer];
        lines.into_iter().chain(books).map(|address| world.data(&address)).collect()
    }

    /// The fund's claims are its cash and the income that came in.
    fn ties_out(&self) {
        let (fund, class) = (self.world.fund(), self.world.class());
        let assets = i128::from(self.world.balance(&fund.buffer)) + i128::from(fund.gross_income_to_date_e6);
        assert_eq!(class.claims_e6().unwrap() + i128::from(fund.income_carry_e6), assets);
    }
}

#[test]
fn fees_accrue_to_the_ledger_day_by_day() {
    let managed = Managed::of(ClassKind::Distributing);
    let class = managed.world.class();

    // Of the first day 9 hours were left, then thirteen whole days: 100,000 shares at 20 bps a year.
    let day_e6 = 100_000 * ONE * 20 / 3_650_000;
    let expected = day_e6 * 13 + day_e6 * 9 / 20;
    assert!(class.management_fee_payable_e6.abs_diff(expected) <= day_e6 / 2, "{}", class.management_fee_payable_e6);
    assert_eq!(class.management_fee_payable_e6, class.management_fee_to_date_e6);
    let charged: u64 =
        (1..=managed.world.fund().last_strike_no).map(|no| managed.world.report(no).results[0].expense_e6).sum();
    assert_eq!(class.management_fee_payable_e6, charged);
    managed.ties_out();
}
