//! An investor's own lock-up.

use mmf::error::MmfError;
use mmf_tests::ONE;
use mmf_tests::calendar::at;
use mmf_tests::rules::{offshore, onshore};

use super::Scene;

#[test]
fn nothing_goes_to_another_investor_before_it_ends() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let (giver, end) = (scene.giver.investor, at(1, 9, 9, 0));
    scene.world.update(&giver, |profile| profile.locked_until = end).unwrap();

    scene.is_denied_until(end, MmfError::DeniedInvestorLockedUp);
}

#[test]
fn it_forbids_neither_own_wallets_nor_redeeming_nor_receiving() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let second = scene.world.wallet_of(&scene.giver.investor);
    scene.give(10 * ONE).unwrap();
    let giver = scene.giver.investor;
    scene.world.update(&giver, |profile| profile.locked_until = at(1, 9, 9, 0)).unwrap();

    scene.world.transfer(&scene.giver, &second, ONE).unwrap();
    scene.give_back(ONE).unwrap();
    scene.world.subscribe(&scene.giver, ONE).unwrap();
    scene.world.redeem(&scene.giver, u64::MAX).unwrap();
}
