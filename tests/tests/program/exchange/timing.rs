//! When an exchange is open.

use mmf::error::MmfError;
use mmf::state::{Fund, ShareClass, class_flag, fund_flag};
use mmf_tests::{ONE, expect_error};

use super::{A, Classes, D, G};

#[test]
fn exchange_is_closed_from_the_cut_off_until_the_strike_has_landed() {
    let mut fund = Classes::new();
    let cutoff = fund.world.fund().next_cutoff;
    fund.world.set_time(cutoff - 1);
    fund.exchange(D, A, ONE).unwrap();

    fund.world.set_time(cutoff);
    let before = fund.state();
    expect_error(fund.exchange(D, A, ONE), MmfError::DealingClosed);
    expect_error(fund.exchange(G, D, ONE), MmfError::DealingClosed);
    fund.world.set_time(cutoff + 4 * 3_600 + 1);
    expect_error(fund.exchange(D, A, ONE), MmfError::NavStale);
    assert!(fund.state() == before);

    fund.world.strike(500_000_003).unwrap();
    fund.exchange(D, A, ONE).unwrap();
}

#[test]
fn a_class_that_deals_through_the_queue_only_neither_gives_nor_takes() {
    for place in [D, A] {
        let mut fund = Classes::new();
        let class = fund.classes[place];
        fund.world.patch::<ShareClass>(&class, |class| class.flags |= class_flag::QUEUE_ONLY);
        let before = fund.state();
        expect_error(fund.exchange(D, A, ONE), MmfError::QueueOnly);
        assert!(fund.state() == before);
    }
}

#[test]
fn a_halt_stops_exchange_until_the_board_has_acted() {
    let mut fund = Classes::new();
    let key = fund.world.fund;
    fund.world.patch::<Fund>(&key, |fund| fund.flags |= fund_flag::HALTED);
    let before = fund.state();

    expect_error(fund.exchange(D, A, ONE), MmfError::DealingHalted);
    assert!(fund.state() == before);
}

#[test]
fn a_class_that_lost_everything_is_not_exchanged() {
    let mut fund = Classes::new();
    let class = fund.classes[A];
    fund.world.patch::<ShareClass>(&class, |class| class.price.price_e12 = 0);
    let before = fund.state();

    expect_error(fund.exchange(D, A, ONE), MmfError::PriceZero);
    expect_error(fund.exchange(A, D, ONE), MmfError::PriceZero);
    assert!(fund.state() == before);
}
