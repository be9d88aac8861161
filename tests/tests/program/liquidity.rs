//! Instant dealing within its limits, fees and liquidity; facility, standing instructions, suspension, strays.

mod attacks;
mod bound_actions;
mod buffer;
mod closing;
mod exchange_fees;
mod facility;
mod fees;
mod fund_limit;
mod investor_limits;
mod limits;
mod liquidity_fee;
mod min_out;
mod minimums;
mod performance;
mod previews;
mod random_previews;
mod standing;
mod standing_bounds;
mod strays;
mod strays_change_nothing;
mod suspension;
mod suspension_grounds;
mod terms;
mod tiny_trips;

use mmf::state::{ClassKind, Regime};
use mmf_tests::{Holder, World};
use solana_sdk::pubkey::Pubkey;

pub use standing::terms as standing_terms;

const KINDS: [ClassKind; 3] = [ClassKind::Distributing, ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated];

const REGIMES: [Regime; 7] = [
    Regime::RegisteredGovernment,
    Regime::RegisteredRetail,
    Regime::RegisteredInstitutional,
    Regime::Private3c7,
    Regime::Private3c1,
    Regime::OffshoreRegS,
    Regime::EuMmfr,
];

/// Everything that dealing of these holders could change, by address.
fn state(world: &World, holders: &[&Holder]) -> Vec<(Pubkey, Option<Vec<u8>>)> {
    let lines = holders.iter().flat_map(|holder| [holder.investor, holder.holding, holder.shares, holder.cash]);
    let own = [world.fund, world.addresses.dealing(&world.fund), world.class, world.mint];
    let all = lines.chain(own).chain(world.vaults());
    all.map(|address| (address, world.svm.get_account(&address).map(|account| account.data))).collect()
}

/// What the class owes and is worth, with what the fund retains, is the cash in the buffer: where there was no income, and nothing went to custodians.
fn ties_out(world: &World) {
    let fund = world.fund();
    let claims = world.class().claims_e6().unwrap() + i128::from(fund.retained_gains_e6);
    assert_eq!(claims, i128::from(fund.buffer_cash_e6));
    assert_eq!(claims, i128::from(fund.supply_value_e6));
}
