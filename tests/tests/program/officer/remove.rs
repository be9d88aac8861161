//! Unlinking wallets and deleting investors.

use mmf::error::MmfError;
use mmf::state::InvestorStatus;
use mmf_tests::{World, event, expect_error};
use solana_sdk::signer::Signer;

#[test]
fn a_wallet_without_holdings_is_unlinked_and_linked_to_another_investor() {
    let mut world = World::new();
    let (one, other) = (world.approved_investor(), world.approved_investor());
    let holder = world.unopened_wallet_of(&one);
    let record = world.addresses.wallet(&world.fund, &holder.key());
    let (rent, payer) = (world.svm.get_account(&record).unwrap().lamports, world.payer.pubkey());
    let before = world.svm.get_balance(&payer).unwrap();

    let done = world.unlink(&holder).unwrap();

    assert!(world.svm.get_account(&record).is_none());
    assert_eq!(world.svm.get_balance(&payer).unwrap(), before + rent - done.fee);
    assert_eq!(world.investor(&one).wallets, 0);
    let event = event!(done, WalletUnlinked);
    assert_eq!((event.investor, event.seq, event.owner), (one, world.investor(&one).seq, holder.key()));
    let authority = world.signed(&[mmf::state::Role::TransferAgent]);
    let order = world.addresses.link_wallet(&payer, &world.fund, &other, &holder.key(), &authority);
    world.privileged(&order).unwrap();
}

#[test]
fn a_wallet_with_a_holding_stays_linked() {
    let mut world = World::new();
    let holder = world.holder(0);

    expect_error(world.unlink(&holder), MmfError::WalletInUse);
    world.close_line(&holder).unwrap();
    world.unlink(&holder).unwrap();
}

#[test]
fn an_investor_without_wallets_and_holdings_is_deleted() {
    let mut world = World::new();
    let holder = world.holder(0);
    let investor = holder.investor;
    expect_error(world.remove(&investor), MmfError::InvestorInUse);
    world.close_line(&holder).unwrap();
    expect_error(world.remove(&investor), MmfError::InvestorInUse);
    world.unlink(&holder).unwrap();
    let (record, rent) = (world.investor(&investor), world.svm.get_account(&investor).unwrap().lamports);
    let payer = world.payer.pubkey();
    let before = world.svm.get_balance(&payer).unwrap();

    let done = world.remove(&investor).unwrap();

    assert!(world.svm.get_account(&investor).is_none());
    assert_eq!(world.svm.get_balance(&payer).unwrap(), before + rent - done.fee);
    let event = event!(done, InvestorRemoved);
    assert_eq!((event.investor, event.seq, event.generation), (investor, record.seq + 1, record.generation));
}

#[test]
fn a_blocked_or_sanctioned_investor_is_not_deleted() {
    for status in [InvestorStatus::Blocked, InvestorStatus::Sanctioned] {
        let mut world = World::new();
        let investor = world.pending_investor();
        world.restrict(&investor, status).unwrap();

        expect_error(world.remove(&investor), MmfError::InvestorInUse);
        world.release(&investor, InvestorStatus::Pending).unwrap();
        world.remove(&investor).unwrap();
    }
}
