//! Opening holdings.

use mmf::error::MmfError;
use mmf::state::{Investor, InvestorStatus};
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

fn open_order(world: &World, holder: &Holder) -> Instruction {
    world.addresses.open_holding(&world.payer.pubkey(), &world.fund, &world.class, &holder.investor, &holder.key())
}

#[test]
fn anyone_opens_the_associated_account_of_an_approved_wallet_and_it_is_thawed() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let holder = world.wallet_of(&investor);

    let holding = world.holding(&holder.holding);
    assert_eq!(holding.investor, investor);
    assert_eq!(holding.class, world.class);
    assert_eq!(holding.owner, holder.key());
    assert_eq!(holding.token_account, holder.shares);
    assert_eq!(holding.recorded_units, 0);
    assert!(!world.is_frozen(&holder.shares));
    assert_eq!(world.investor(&investor).holdings, 1);
    assert_eq!(world.investor(&investor).wallets, 1);
}

#[test]
fn a_new_holding_starts_at_the_current_index() {
    let mut world = World::new();
    let early = world.holder(10 * ONE);
    world.subscribe(&early, 10 * ONE).unwrap();
    world.strike_through(mmf_tests::calendar::day(1, 6), 100_000);

    let late = world.holder(0);

    assert_eq!(world.holding(&late.holding).last_index, world.class().index);
}

#[test]
fn a_wallet_whose_investor_is_not_approved_does_not_open() {
    let mut world = World::new();
    let investor = world.pending_investor();
    let holder = world.unopened_wallet_of(&investor);
    let orders = world.addresses.onboard(&world.payer.pubkey(), &world.fund, &world.class, &investor, &holder.key());

    expect_error(world.send(&orders, &[]), MmfError::DeniedNotApproved);
    assert!(world.svm.get_account(&holder.holding).is_none());
}

#[test]
fn a_token_account_of_another_wallet_does_not_open() {
    let mut world = World::new();
    let (one, other) = (world.holder(0), world.holder(0));
    let mut order = open_order(&world, &one);
    for meta in &mut order.accounts {
        if meta.pubkey == one.shares {
            meta.pubkey = other.shares;
        } else if meta.pubkey == one.holding {
            meta.pubkey = other.holding;
        }
    }

    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
}

/// An auxiliary token account of a wallet, with or without an immutable owner.
fn auxiliary(world: &mut World, owner: &Pubkey, immutable: bool) -> Pubkey {
    let account = Keypair::new();
    let payer = world.payer.pubkey();
    let space = account_len(immutable);
    let rent = world.svm.minimum_balance_for_rent_exemption(space);
    let mut orders = vec![solana_system_interface::instruction::create_account(
        &payer,
        &account.pubkey(),
        rent,
        u64::try_from(space).unwrap(),
        &TOKEN_2022,
    )];
    if immutable {
        orders.push(token::initialize_immutable_owner(&TOKEN_2022, &account.pubkey()).unwrap());
    }
    orders.push(token::initialize_account3(&TOKEN_2022, &account.pubkey(), &world.mint, owner).unwrap());
    world.send(&orders, &[&account]).unwrap();
    account.pubkey()
}

fn account_len(immutable: bool) -> usize {
    use spl_token_2022_interface::extension::ExtensionType;
    let mut extensions = vec![ExtensionType::TransferHookAccount, ExtensionType::PausableAccount];
    if immutable {
        extensions.push(ExtensionType::ImmutableOwner);
    }
    ExtensionType::try_calculate_account_len::<spl_token_2022_interface::state::Account>(&extensions).unwrap()
}

fn for_account(world: &World, holder: &Holder, account: &Pubkey) -> Instruction {
    let mut order = open_order(world, holder);
    let holding = world.addresses.holding(account);
    for meta in &mut order.accounts {
        if meta.pubkey == holder.shares {
            meta.pubkey = *account;
        } else if meta.pubkey == holder.holding {
            meta.pubkey = holding;
        }
    }
    order
}

#[test]
fn an_auxiliary_account_opens_only_with_its_owners_signature() {
    let mut world = World::new();
    let holder = world.holder(0);
    let account = auxiliary(&mut world, &holder.key(), true);
    let mut order = for_account(&world, &holder, &account);

    expect_error(world.send(std::slice::from_ref(&order), &[]), MmfError::OwnerMustSign);
    order.accounts.push(solana_sdk::instruction::AccountMeta::new_readonly(holder.key(), true));
    world.send(&[order], &[&holder.wallet]).unwrap();
    assert_eq!(world.investor(&holder.investor).holdings, 2);
}

#[test]
fn an_account_whose_owner_can_change_does_not_open() {
    let mut world = World::new();
    let holder = world.holder(0);
    let account = auxiliary(&mut world, &holder.key(), false);
    let order = for_account(&world, &holder, &account);

    expect_error(world.send(&[order], &[]), MmfError::TokenAccountUnfit);
}

#[test]
fn an_account_that_another_may_close_does_not_open() {
    let mut world = World::new();
    let holder = world.holder(0);
    let close = token::set_authority(
        &TOKEN_2022,
        &holder.shares,
        Some(&Pubkey::new_unique()),
        token::AuthorityType::CloseAccount,
        &holder.key(),
        &[],
    )
    .unwrap();
    world.send(&[close], &[&holder.wallet]).unwrap();
    let order = open_order(&world, &holder);

    expect_error(world.send(&[order], &[]), MmfError::TokenAccountUnfit);
}

#[test]
fn a_closed_account_that_is_made_again_keeps_its_accrual_and_a_freeze_order() {
    let mut world = World::new();
    let (holder, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.strike(1_000_000).unwrap();
    world.transfer(&holder, &other, 10 * ONE).unwrap();
    let before = world.holding(&holder.holding);
    let close = token::close_account(&TOKEN_2022, &holder.shares, &holder.key(), &holder.key(), &[]).unwrap();
    world.send(&[close], &[&holder.wallet]).unwrap();
    world.set_freeze(&holder, true).unwrap();
    world.make_account(&holder);

    expect_error(world.open(&holder), MmfError::DeniedFrozen);
    assert!(world.is_frozen(&holder.shares));
    world.set_freeze(&holder, false).unwrap();
    assert!(!world.is_frozen(&holder.shares));

    let holding = world.holding(&holder.holding);
    assert!(before.accrued.get() > 0);
    assert_eq!((holding.accrued, holding.generation), (before.accrued, before.generation));
    assert_eq!(world.investor(&holder.investor).holdings, 1);
}

#[test]
fn a_holding_stays_with_its_investor_of_the_same_generation() {
    let mut world = World::new();
    let holder = world.holder(0);
    world.patch::<Investor>(&holder.investor, |investor| investor.generation += 1);
    let order = open_order(&world, &holder);

    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
}

#[test]
fn an_investor_has_a_largest_number_of_holdings() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let holder = world.unopened_wallet_of(&investor);
    world.patch::<Investor>(&investor, |investor| {
        investor.holdings = mmf::constants::MAX_HOLDINGS_PER_INVESTOR;
    });
    let orders = world.addresses.onboard(&world.payer.pubkey(), &world.fund, &world.class, &investor, &holder.key());

    expect_error(world.send(&orders, &[]), MmfError::TooManyHoldings);
}

#[test]
fn a_blocked_investor_cannot_thaw_by_opening_again() {
    let mut world = World::new();
    let holder = world.holder(0);
    world.patch::<Investor>(&holder.investor, |it| it.status = InvestorStatus::Blocked as u8);
    let order = open_order(&world, &holder);

    expect_error(world.send(&[order], &[]), MmfError::DeniedBlocked);
}

#[test]
fn lamports_sent_to_the_address_before_do_not_stop_the_opening() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let holder = world.unopened_wallet_of(&investor);
    world.svm.airdrop(&holder.holding, 12_345_678).unwrap();
    let orders = world.addresses.onboard(&world.payer.pubkey(), &world.fund, &world.class, &investor, &holder.key());

    world.send(&orders, &[]).unwrap();
    assert_eq!(world.holding(&holder.holding).owner, holder.key());
}
