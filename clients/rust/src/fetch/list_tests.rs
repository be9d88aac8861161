//! Filters look where the keys are.
#![allow(clippy::unwrap_used)]
use anchor_lang::{AnchorSerialize, Discriminator};
use bytemuck::Zeroable;
use mmf::state::{BatchStatus, RequestStatus, Side, StandingTerms};

use super::*;

fn key_at(bytes: &[u8], offset: usize) -> Pubkey {
    Pubkey::try_from(&bytes[offset..offset + 32]).unwrap()
}

#[test]
fn the_filters_look_where_the_keys_are() {
    let (a, b) = (Pubkey::new_unique(), Pubkey::new_unique());
    let mut holding = Holding::zeroed();
    (holding.investor, holding.class) = (a, b);
    let bytes = [Holding::DISCRIMINATOR, bytemuck::bytes_of(&holding)].concat();
    assert_eq!(key_at(&bytes, HOLDING_INVESTOR), a);
    assert_eq!(key_at(&bytes, HOLDING_CLASS), b);

    let mut investor = Investor::zeroed();
    investor.fund = a;
    let bytes = [Investor::DISCRIMINATOR, bytemuck::bytes_of(&investor)].concat();
    assert_eq!(key_at(&bytes, INVESTOR_FUND), a);

    let wallet = Wallet {
        version: 1,
        bump: 0,
        fund: a,
        owner: a,
        investor: b,
        investor_generation: 0,
        linked_at: 0,
        holdings: 0,
        reserved: [0; 62],
    };
    let mut bytes = Wallet::DISCRIMINATOR.to_vec();
    wallet.serialize(&mut bytes).unwrap();
    assert_eq!(key_at(&bytes, WALLET_INVESTOR), b);

    let custodian = Custodian {
        version: 1,
        bump: 0,
        active: 1,
        fund: a,
        token_account: b,
        owner: b,
        swept_e6: 0,
        returned_e6: 0,
        daily_limit_e6: 0,
        swept_today_e6: 0,
        limit_day: 0,
        listed_at: 0,
        reserved: [0; 64],
    };
    let mut bytes = Custodian::DISCRIMINATOR.to_vec();
    custodian.serialize(&mut bytes).unwrap();
    assert_eq!(key_at(&bytes, CUSTODIAN_FUND), a);

    let request = Request {
        version: 1,
        bump: 0,
        side: Side::Redemption,
        status: RequestStatus::Open,
        fund: a,
        class: Pubkey::default(),
        investor: Pubkey::default(),
        holding: b,
        owner: Pubkey::default(),
        cash_account: Pubkey::default(),
        rent_payer: Pubkey::default(),
        nonce: 0,
        day: 0,
        cutoff: 0,
        placed_at: 0,
        cash_settlement_units: 0,
        cash_e6: 0,
        units: 0,
        min_out: 0,
        min_out_of_units: 0,
        settled_units: 0,
        paid_settlement_units: 0,
        due_settlement_units: 0,
        closed_at: 0,
        refused_for: 0,
        strike_no: 0,
        is_rolled: false,
        seq: 0,
        reserved: [0; 55],
    };
    let mut bytes = Request::DISCRIMINATOR.to_vec();
    request.serialize(&mut bytes).unwrap();
    assert_eq!(key_at(&bytes, REQUEST_FUND), a);
    assert_eq!(key_at(&bytes, REQUEST_HOLDING), b);

    let standing = Standing {
        version: 1,
        bump: 0,
        fund: a,
        holding: b,
        owner: b,
        cash_account: b,
        rent_payer: b,
        holding_generation: 0,
        terms: StandingTerms::default(),
        set_at: 0,
        last_run_at: 0,
        runs: 0,
        seq: 0,
        reserved: [0; 60],
    };
    let mut bytes = Standing::DISCRIMINATOR.to_vec();
    standing.serialize(&mut bytes).unwrap();
    assert_eq!(key_at(&bytes, STANDING_FUND), a);

    let batch = Batch {
        version: 1,
        bump: 0,
        status: BatchStatus::Open,
        fund: a,
        class: b,
        rent_payer: b,
        day: 0,
        last_placed_at: 0,
        subscriptions: 0,
        redemptions: 0,
        subscribed_e6: 0,
        redeemed_units: 0,
        strike_no: 0,
        priced_at: 0,
        price_e12: 0,
        price_rounded: 0,
        subscription_fee_bps: 0,
        redemption_fee_bps: 0,
        board_fee_ppm: 0,
        liquidity_fee_ppm: 0,
        day_subscribed_e6: 0,
        day_redeemed_e6: 0,
        day_net_assets_e6: 0,
        rolled_units: 0,
        settled_e6: 0,
        due_e6: 0,
        funded_due_e6: 0,
        funded_sent_e6: 0,
        funded_arrived_e6: 0,
        cash_e6: 0,
        funded_at: 0,
        reserved: [0; 48],
    };
    let mut bytes = Batch::DISCRIMINATOR.to_vec();
    batch.serialize(&mut bytes).unwrap();
    assert_eq!(key_at(&bytes, BATCH_FUND), a);
}
