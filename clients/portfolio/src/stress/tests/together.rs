use proptest::prelude::*;

use super::*;

prop_compose! {
    /// Funds of up to seven parts, each of its own size.
    fn funds()(sizes in prop::array::uniform7(0u64..50_000_000_000_000), days in 4i64..180) -> Portfolio {
        let mut rows = vec![
            cash("0"),
            Terms::new("USDC", Kind::Stablecoin, "Circle", Decimal::ZERO, DAY),
            overnight("0"),
            bill("B1", "0"),
            security("B2", Kind::TreasuryBill, "0", Some(crate::days::plus_days(DAY, days).unwrap())),
            security("P1", Kind::CommercialPaper, "0", Some(crate::days::plus_days(DAY, days).unwrap())),
            term_repo("0"),
        ];
        for (terms, size) in rows.iter_mut().zip(sizes) {
            terms.face = Decimal::from_i128_with_scale(i128::from(size), 6);
            if terms.kind.is_priced() {
                terms.purchase = Purchase::Cost(terms.face);
            }
        }
        rows.retain(|terms| terms.face > Decimal::ZERO);
        book(rows)
    }
}

fn shocks() -> impl Strategy<Value = Shock> {
    (-500i32..500, -100i32..500).prop_map(|(shift_bps, spread_bps)| Shock { shift_bps, spread_bps })
}

/// Whether a test holds at the bound and not a basis point beyond it.
fn is_bound(bound: Bound, holds: impl Fn(u32) -> bool) -> bool {
    match bound {
        Bound::NotTested => false,
        Bound::FailsAlready => !holds(0),
        Bound::UpTo(bps) => holds(bps) && (bps == 10_000 || !holds(bps + 1)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_between_what_is_paid_and_what_waits(
        book in funds(), shock in shocks(), bps in 0u32..=10_000, sale_cost_bps in 0u32..500,
    ) {
        prop_assume!(book.value_at(DAY).unwrap().total_assets().unwrap() > Decimal::ONE);
        let given = Given { sale_cost_bps, ..USUAL };
        let (outcome, before) = ask(&book, given, shock, |stressed| {
            Ok((stressed.redeem(stressed.part(bps)?)?, stressed.untouched()?))
        }).unwrap();
        let paid: Decimal = outcome.met.iter().map(|met| met.amount).sum();
        prop_assert_eq!(paid + outcome.waiting.amount, outcome.needed);
        prop_assert_eq!(outcome.after.market_net, before.market_net - outcome.needed - outcome.sale_cost);
        let proceeds: Decimal = outcome.sold.iter().map(|sold| sold.proceeds).sum();
        prop_assert_eq!(outcome.met.iter().find(|met| met.step == Step::Sale).unwrap().amount, proceeds);
        // The cost is what was set, but for a millionth of rounding by position.
        let value: Decimal = outcome.sold.iter().map(|sold| sold.market_value).sum();
        let exact = value * Decimal::from(sale_cost_bps) / Decimal::from(10_000);
        prop_assert!((outcome.sale_cost - exact).abs() <= Decimal::new(outcome.sold.len() as i64, 6));
        for bps in [outcome.after.daily_bps, outcome.after.weekly_bps].into_iter().flatten() {
            prop_assert!((0..=10_000).contains(&bps), "{}", bps);
        }
    }

    #[test]
    fn a_bound_holds_up_to_itself_and_not_beyond(book in funds(), shock in shocks(), sale_cost_bps in 0u32..500) {
        prop_assume!(book.value_at(DAY).unwrap().total_assets().unwrap() > Decimal::ONE);
        let given = Given { sale_cost_bps, ..USUAL };
        let minimums = Minimums::of(&Limits::of(given.regime));
        let found = reverse(&book, given, shock);
        let daily = |after: &Standing| after.keeps_daily(&minimums) == Some(true);
        let weekly = |after: &Standing| after.keeps_weekly(&minimums) == Some(true);
        let price = |after: &Standing| !after.breaks_the_buck;
        let at = |bps: u32| redeem(&book, given, shock, bps).after;
        prop_assert!(is_bound(found.daily, |bps| daily(&at(bps))), "{:?}", found);
        prop_assert!(is_bound(found.weekly, |bps| weekly(&at(bps))), "{:?}", found);
        prop_assert!(is_bound(found.price, |bps| price(&at(bps))), "{:?}", found);
    }
}
