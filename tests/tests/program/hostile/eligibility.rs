//! Rules of transfer, standings, freezes, numbers of investors; in `books` the books of classes without a hook.

mod books;

use anchor_lang::{AnchorDeserialize, InstructionData};
use mmf::compliance::Denial;
use mmf::error::MmfError;
use mmf::instructions::{AddInvestorArgs, ClassRulesArgs, TransferCheck};
use mmf::state::{InvestorStatus, JurisdictionMode, Role};
use mmf_client::ix::owner_signs;
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::at;
use mmf_tests::rules::offshore;
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;
use spl_token_2022_interface::extension::ExtensionType;
use spl_token_2022_interface::instruction as token;
use spl_token_2022_interface::state::{Account, Mint};

use super::{approve, by_action, propose, propose_args};

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

/// Makes a token account at a key's address, for an owner whom nobody replaces.
fn make_account(world: &mut World, at: &Keypair, mint: &Pubkey, owner: &Pubkey, extensions: &[ExtensionType]) {
    let space = ExtensionType::try_calculate_account_len::<Account>(extensions).unwrap();
    let rent = world.svm.minimum_balance_for_rent_exemption(space);
    let (payer, key) = (world.payer.pubkey(), at.pubkey());
    let bytes = u64::try_from(space).unwrap();
    let orders = [
        solana_system_interface::instruction::create_account(&payer, &key, rent, bytes, &TOKEN_2022),
        token::initialize_immutable_owner(&TOKEN_2022, &key).unwrap(),
        token::initialize_account3(&TOKEN_2022, &key, mint, owner).unwrap(),
    ];
    world.send(&orders, &[at]).unwrap();
}

/// A further holding of a holder, at a key that the holder has.
fn at_own_key(world: &mut World, holder: &Holder, key: &Keypair, extensions: &[ExtensionType]) -> Holder {
    let mint = world.mint;
    make_account(world, key, &mint, &holder.key(), extensions);
    let shares = key.pubkey();
    let own = Holder {
        wallet: holder.wallet.insecure_clone(),
        investor: holder.investor,
        shares,
        holding: world.addresses.holding(&shares),
        cash: holder.cash,
    };
    let order = owner_signs(world.addresses.open_line(&world.payer.pubkey(), &world.line(&own)), &holder.key());
    world.send(&[order], &[&holder.wallet]).unwrap();
    own
}

fn close_account(world: &mut World, holder: &Holder) {
    let close = token::close_account(&TOKEN_2022, &holder.shares, &holder.key(), &holder.key(), &[]).unwrap();
    world.send(&[close], &[&holder.wallet]).unwrap();
}

fn what(outcome: Outcome) -> String {
    outcome.map_or_else(|failed| format!("{:?}", failed.err), |_| "landed".to_owned())
}

/// Issue 4: "Expired or redeem-only investors can always redeem to the fund." Each wallet's exit leaves the other's balance, below the
/// least; sending it over is what the standing forbids.
#[test]
fn who_may_only_redeem_gets_out_of_two_wallets() {
    let mut world = World::with_rules(|rules| rules.min_balance_units = 1_000 * ONE);
    let one = world.holder(1_500 * ONE);
    let other = world.wallet_of(&one.investor);
    world.subscribe(&one, 1_500 * ONE).unwrap();
    world.transfer(&one, &other, 750 * ONE).unwrap();
    world.restrict(&one.investor, InvestorStatus::RedeemOnly).unwrap();

    let first = what(world.redeem(&one, u64::MAX));
    let second = what(world.redeem(&other, u64::MAX));

    assert_eq!((first.as_str(), second.as_str()), ("landed", "landed"));
}

/// 600 of 1,500 units are frozen by order; the free 900 can't leave, for 600 would remain.
#[test]
fn a_partial_freeze_does_not_lock_in_the_free_units() {
    let mut world = World::with_rules(|rules| rules.min_balance_units = 1_000 * ONE);
    let holder = world.holder(1_500 * ONE);
    world.subscribe(&holder, 1_500 * ONE).unwrap();
    world.freeze_units(&holder, 600 * ONE).unwrap();
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();

    assert_eq!(what(world.redeem(&holder, u64::MAX)), "landed");
}

/// The account of a frozen holding is closed and made again at its key, for a stranger. Lifting the order thaws the stranger's account.
#[test]
fn lifting_a_freeze_does_not_admit_a_stranger() {
    let extensions = [ExtensionType::ImmutableOwner, ExtensionType::PausableAccount];
    let mut world = World::gated();
    let (holder, friend) = (world.holder(0), world.holder(100 * ONE));
    world.subscribe(&friend, 100 * ONE).unwrap();
    let (key, stranger) = (Keypair::new(), Keypair::new());
    let own = at_own_key(&mut world, &holder, &key, &extensions);
    world.set_freeze(&own, true).unwrap();
    close_account(&mut world, &own);
    let mint = world.mint;
    make_account(&mut world, &key, &mint, &stranger.pubkey(), &extensions);

    let lifted = what(world.set_freeze(&own, false));
    let order =
        token::transfer_checked(&TOKEN_2022, &friend.shares, &mint, &own.shares, &friend.key(), &[], 9 * ONE, 6)
            .unwrap();
    let sent = world.send(&[order], &[&friend.wallet]);

    assert!(
        sent.is_err(),
        "the order to lift: {lifted}; an unregistered stranger holds {}",
        world.balance(&own.shares)
    );
}

/// The holder burns its tokens and makes the account again for a mint of its own: the order to freeze fails in Token-2022.
#[test]
fn an_order_to_freeze_stands_whatever_the_token_account_has_become() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    let key = Keypair::new();
    let extensions =
        [ExtensionType::ImmutableOwner, ExtensionType::PausableAccount, ExtensionType::TransferHookAccount];
    let own = at_own_key(&mut world, &holder, &key, &extensions);
    world.transfer(&holder, &own, 100 * ONE).unwrap();
    let burn = token::burn(&TOKEN_2022, &own.shares, &world.mint, &holder.key(), &[], 100 * ONE).unwrap();
    world.send(&[burn], &[&holder.wallet]).unwrap();
    close_account(&mut world, &own);
    let mint = plain_mint(&mut world);
    make_account(&mut world, &key, &mint, &holder.key(), &[ExtensionType::ImmutableOwner]);

    let ordered = world.set_freeze(&own, true);

    assert_eq!((what(ordered).as_str(), world.holding(&own.holding).is_frozen()), ("landed", true));
}

fn plain_mint(world: &mut World) -> Pubkey {
    let mint = Keypair::new();
    let space = ExtensionType::try_calculate_account_len::<Mint>(&[]).unwrap();
    let rent = world.svm.minimum_balance_for_rent_exemption(space);
    let (payer, key, bytes) = (world.payer.pubkey(), mint.pubkey(), u64::try_from(space).unwrap());
    let orders = [
        solana_system_interface::instruction::create_account(&payer, &key, rent, bytes, &TOKEN_2022),
        token::initialize_mint2(&TOKEN_2022, &key, &payer, None, 6).unwrap(),
    ];
    world.send(&orders, &[&mint]).unwrap();
    key
}

/// A class for one investor. A stranger opens the holding of somebody who never asked; the rent comes back to the stranger.
#[test]
fn a_stranger_does_not_fill_the_class_with_investors() {
    let mut world = World::with_rules(|rules| rules.max_investors = [1, 0, 0]);
    let (idle, keen) = (world.approved_investor(), world.approved_investor());
    let (idle, keen) = (world.unopened_wallet_of(&idle), world.unopened_wallet_of(&keen));
    let stranger = Keypair::new();
    world.svm.airdrop(&stranger.pubkey(), 1_000_000_000).unwrap();
    let orders = world.addresses.onboard_line(&stranger.pubkey(), &world.line(&idle));

    let filled = what(world.send(&orders, &[&stranger]));
    let opened = what(world.open(&keen));

    assert_ne!(filled, "landed", "the class is full; the one who wants to come in: {opened}");
}

/// Compliance approved an action that releases, then released by signature, then blocked again. The action is still good.
#[test]
fn an_old_release_does_not_lift_a_new_block() {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.restrict(&investor, InvestorStatus::Blocked).unwrap();
    let order = world.release_order(&investor, InvestorStatus::Approved, &by_action(&world, 1));
    let args = propose_args(&world, 1, &order);
    propose(&mut world, Role::Compliance, args).unwrap();
    approve(&mut world, 1, Role::Compliance, 0).unwrap();
    world.release(&investor, InvestorStatus::Approved).unwrap();
    world.restrict(&investor, InvestorStatus::Blocked).unwrap();

    let outcome = world.send(std::slice::from_ref(&order.instruction), &[]);

    assert!(outcome.is_err(), "anybody released the investor from the second block");
}

/// Lifting a restriction takes a reason and a document, as `release_investor` demands. Renewing the KYC does it in passing.
#[test]
fn a_renewal_of_the_kyc_does_not_lift_a_restriction() {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.restrict(&investor, InvestorStatus::RedeemOnly).unwrap();
    let mut renewal = World::kyc_until(at(12, 31, 12, 0));
    renewal.document_hash = [0; 32];

    let _ = world.approve(&investor, renewal);

    assert_eq!(world.investor(&investor).status, InvestorStatus::RedeemOnly as u8);
}

/// Compliance approves a US entity by an action. The transfer agent deletes the record and makes another person's at the same address.
#[test]
fn an_approval_covers_the_record_that_was_looked_at() {
    let mut world = World::new();
    let investor = world.pending_investor();
    let id = world.investor(&investor).investor_id;
    let authority = by_action(&world, 1);
    let kyc = World::kyc_until(at(12, 31, 0, 0));
    let order = world.addresses.approve_investor(&world.fund, &investor, &authority, kyc);
    let args = propose_args(&world, 1, &order);
    propose(&mut world, Role::Compliance, args).unwrap();
    approve(&mut world, 1, Role::Compliance, 0).unwrap();
    world.remove(&investor).unwrap();
    world.set_time(at(1, 2, 15, 1));
    let args = AddInvestorArgs { investor_id: id, profile: offshore(), document_hash: [1; 32] };
    let authority = world.signed(&[Role::TransferAgent]);
    let add = world.addresses.add_investor(&world.payer.pubkey(), &world.fund, &authority, args);
    world.privileged(&add).unwrap();

    let outcome = world.send(std::slice::from_ref(&order.instruction), &[]);

    assert!(outcome.is_err(), "another generation, another profile, the same approval");
}

/// A sanctioned investor can't be deleted and its holdings can't be closed, but its wallets can be given to somebody clean.
#[test]
fn a_wallet_of_a_sanctioned_investor_stays_its_own() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let spare = world.unopened_wallet_of(&investor);
    world.restrict(&investor, InvestorStatus::Sanctioned).unwrap();

    assert!(world.unlink(&spare).is_err(), "the transfer agent alone frees the wallet from the sanction");
}

/// The list is looked at before it is checked.
#[test]
fn a_jurisdiction_beyond_the_list_is_refused_in_words() {
    let mut world = World::new();
    let class = world.class();
    let authority = world.signed(&[Role::Governance]);
    let rules = ClassRulesArgs::default();
    let mut order = world.addresses.set_class_rules(&world.fund, (&world.class, &class), &authority, rules);
    let jurisdiction_mode = JurisdictionMode::Refused;
    let args = ClassRulesArgs { jurisdiction_mode, jurisdictions: vec![1_024], ..ClassRulesArgs::default() };
    order.instruction.data = mmf::instruction::SetClassRules { args }.data();

    expect_error(world.privileged(&order), MmfError::ParameterOutOfRange);
}

/// A redemption from an account that is frozen in Token-2022 says what to do; a subscription to one gives Token-2022's bare number.
#[test]
fn a_subscription_to_a_frozen_account_says_what_to_do() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    close_account(&mut world, &holder);
    let payer = world.payer.pubkey();
    let again = create_associated_token_account_idempotent(&payer, &holder.key(), &world.mint, &TOKEN_2022);
    world.send(&[again], &[]).unwrap();

    expect_error(world.subscribe(&holder, 100 * ONE), MmfError::TokenAccountFrozen);
}

/// The lock-up ended days ago; more than the balance is asked for. The preview names the lock-up, until a moment in the past.
#[test]
fn a_lock_up_that_ended_is_no_reason() {
    let mut world = World::with_rules(|rules| rules.lock_up_seconds = 86_400);
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    world.set_time(at(1, 6, 12, 0));
    let sides = [(from.shares, Some(from.investor)), (to.shares, Some(to.investor))];
    let order = world.addresses.check_transfer(&world.class, sides, 11 * ONE);

    let done = world.send(&[order], &[]).unwrap();

    let answer = TransferCheck::deserialize(&mut &done.return_data.data[..]).unwrap();
    assert_ne!(answer.reasons & Denial::UnitsNotFree.bit(), 0);
    assert_eq!(answer.reasons & Denial::LockedUp.bit(), 0, "locked up, says the preview");
}

/// Events of a holding are told apart by address, generation and number. A line that is closed and opened in a later slot starts at 1 again,
/// in another generation.
#[test]
fn a_line_that_is_opened_again_does_not_repeat_its_event_numbers() {
    let mut world = World::new();
    let holder = world.holder(0);
    let first = world.holding(&holder.holding);
    world.close_line(&holder).unwrap();
    world.set_time(world.time() + 1);
    world.open(&holder).unwrap();

    let second = world.holding(&holder.holding);

    assert_ne!((first.generation, first.seq), (second.generation, second.seq));
}

/// An order freezes the holding. Anybody "opens" it again and again: nothing is opened, but the event says so and `generation` grows.
#[test]
fn opening_a_holding_that_an_order_freezes_changes_nothing() {
    let mut world = World::new();
    let holder = world.holder(0);
    world.set_freeze(&holder, true).unwrap();
    let before = world.holding(&holder.holding);
    let _ = world.open(&holder);

    let after = world.holding(&holder.holding);

    assert_eq!((after.generation, after.seq), (before.generation, before.seq));
}

/// The stranger's account of before, once it holds tokens: whoever once opened a holding at that address redeems them.
#[test]
fn nobody_redeems_tokens_of_another_owner() {
    let extensions = [ExtensionType::ImmutableOwner, ExtensionType::PausableAccount];
    let mut world = World::gated();
    let (holder, friend) = (world.holder(0), world.holder(100 * ONE));
    world.subscribe(&friend, 100 * ONE).unwrap();
    let (key, stranger) = (Keypair::new(), Keypair::new());
    let own = at_own_key(&mut world, &holder, &key, &extensions);
    close_account(&mut world, &own);
    let mint = world.mint;
    make_account(&mut world, &key, &mint, &stranger.pubkey(), &extensions);
    if world.set_freeze(&own, false).is_err() {
        return;
    }
    let order =
        token::transfer_checked(&TOKEN_2022, &friend.shares, &mint, &own.shares, &friend.key(), &[], 9 * ONE, 6)
            .unwrap();
    if world.send(&[order], &[&friend.wallet]).is_err() {
        return;
    }
    let mut order = world.redeem_order(&holder, u64::MAX);
    for meta in &mut order.accounts {
        if meta.pubkey == holder.shares {
            meta.pubkey = own.shares;
        } else if meta.pubkey == holder.holding {
            meta.pubkey = own.holding;
        }
    }

    let outcome = world.send(&[order], &[&holder.wallet]);

    assert!(outcome.is_err(), "{} e-6 dollars for tokens of another owner", world.balance(&holder.cash));
}

/// The token account of a registered holding is closed. The preview says that there is no holding.
#[test]
fn the_preview_of_a_closed_account_does_not_deny_its_holding() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    world.restrict(&to.investor, InvestorStatus::Sanctioned).unwrap();
    close_account(&mut world, &to);
    let sides = [(from.shares, Some(from.investor)), (to.shares, Some(to.investor))];
    let order = world.addresses.check_transfer(&world.class, sides, ONE);

    let done = world.send(&[order], &[]).unwrap();

    let answer = TransferCheck::deserialize(&mut &done.return_data.data[..]).unwrap();
    assert_ne!(answer.reasons & Denial::Sanctioned.bit(), 0, "the one reason that matters is not named");
}
