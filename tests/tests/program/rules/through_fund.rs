//! A class whose units move only through the fund.

use mmf::error::MmfError;
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{ONE, expect_error};

use super::Scene;

#[test]
fn units_do_not_move_between_investors() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.transfers_refused = true);
    let vault = scene.world.vault(true, 0);

    expect_error(scene.give(1), MmfError::DeniedThroughFundOnly);
    expect_error(scene.world.transfer(&scene.giver, &vault, ONE), MmfError::DeniedThroughFundOnly);
}

#[test]
fn own_wallets_subscriptions_and_redemptions_go_on() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.transfers_refused = true);
    let second = scene.world.wallet_of(&scene.giver.investor);

    scene.world.transfer(&scene.giver, &second, 10 * ONE).unwrap();
    scene.world.subscribe(&scene.taker, ONE).unwrap();
    scene.world.redeem(&scene.giver, ONE).unwrap();
}
