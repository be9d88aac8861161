//! The published price.

use mmf::state::ShareClass;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Figures, World};

use super::{WINDOW, world_with_shares};

#[test]
fn the_price_point_says_what_was_struck_and_how_long_it_stands() {
    let (mut world, _) = world_with_shares(1_000);
    world.strike(0).unwrap();
    world.go_past_cutoff();
    let mut args = world.quote_args(Figures::default());
    args.market_net_assets_e6 -= 1_000; // one millionth of the net assets
    world.post(args).unwrap();
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    let price = world.class().price;
    assert_eq!((price.price_e12, price.exponent), (1_000_000_000_000, -12));
    assert_eq!((price.struck_day, price.strike_no, price.status), (day(1, 3), 2, 1));
    assert_eq!(price.published_at, at(1, 3, 20, 1));
    assert_eq!(price.valid_until, at(1, 6, 20, 0) + WINDOW, "the end of Monday's window");
    assert_eq!(price.confidence_e12, 1_000_000);
}

#[test]
fn without_a_next_strike_day_the_price_stands_for_a_window_after_its_cut_off() {
    let mut world = World::new();
    crate::calendar::pretend_struck(&mut world, day(12, 30));

    world.strike(0).unwrap();

    assert_eq!(world.fund().next_cutoff, 0);
    assert_eq!(world.class().price.valid_until, at(12, 31, 20, 0) + WINDOW);
}

#[test]
fn there_is_no_price_before_the_first_strike() {
    let price = World::new().class().price;

    assert_eq!((price.price_e12, price.exponent, price.status), (1_000_000_000_000, -12, 0));
    assert_eq!((price.published_at, price.valid_until, price.strike_no), (0, 0, 0));
}

#[test]
fn the_price_point_stands_at_a_fixed_place_for_integrators() {
    assert_eq!(8 + core::mem::offset_of!(ShareClass, price), 104);
    assert_eq!(size_of::<mmf::state::PricePoint>(), 48);
}
