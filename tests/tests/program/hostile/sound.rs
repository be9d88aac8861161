//! Attacks that should fail, and do.

use mmf_tests::calendar::day;
use mmf_tests::{ONE, World};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

/// A rich sender with lamports on every address that the program will make.
#[test]
fn lamports_on_an_address_beforehand_stop_nothing() {
    let mut world = World::bare();
    let (fund, class, mint) = (world.fund, world.class, world.mint);
    let addresses = world.addresses;
    let period = addresses.period(&class, 2025 * 12);
    let mut targets = vec![
        fund,
        class,
        mint,
        addresses.validation(&mint),
        addresses.buffer(&fund),
        addresses.calendar(&fund, 2025),
        period,
    ];
    targets.extend((1..=3).map(|number| addresses.nav(&fund, number)));
    for target in targets {
        world.svm.airdrop(&target, 1_000_000).unwrap();
    }
    let order = addresses.create_fund(&world.payer.pubkey(), &world.usdc, &spl_token_interface::ID, world.fund_args());
    world.send(&[order], &[]).unwrap();
    let order = world.calendar_order(mmf_tests::calendar::args());
    world.privileged(&order).unwrap();
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.strike_through(day(1, 31), 1_000);
    world.pay(&[&holder]).unwrap();
}

/// The same holding three times in one batch.
#[test]
fn the_same_holder_twice_in_a_batch_is_paid_once() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike_through(day(1, 31), 1_000_000);

    world.pay(&[&holder, &holder, &holder]).unwrap();

    let paid = world.holding(&holder.holding).paid_units;
    assert_eq!(world.balance(&holder.shares), 1_000 * ONE + paid);
    assert_eq!(world.holding(&holder.holding).recorded_units, 1_000 * ONE + paid);
}

/// Signers that are no members, or the same member twice, do not add up.
#[test]
fn one_member_listed_twice_is_one_member() {
    use mmf::instructions::CouncilArgs;
    use mmf::state::Role;
    use mmf_client::ix::Authority;
    let mut world = World::new();
    let member = world.councils.of(Role::Governance)[0].insecure_clone();
    let authority = Authority::Signers(vec![member.pubkey(), member.pubkey()]);
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_unique()] };
    let order = world.addresses.set_council(&world.fund, &authority, args);
    assert!(world.send(&[order.instruction], &[&member]).is_err());
}

/// CPI guard is the owner's; the permanent delegate still burns, so a guarded holder redeems.
#[test]
fn a_guarded_account_that_wants_memos_is_redeemed_and_paid() {
    use spl_token_2022_interface::extension::{ExtensionType, cpi_guard, memo_transfer};
    use spl_token_2022_interface::instruction as token;
    let id = &spl_token_2022_interface::ID;
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    let extensions = [ExtensionType::CpiGuard, ExtensionType::MemoTransfer];
    let (payer, owner) = (world.payer.pubkey(), holder.key());
    let orders = [
        token::reallocate(id, &holder.shares, &payer, &owner, &[], &extensions).unwrap(),
        cpi_guard::instruction::enable_cpi_guard(id, &holder.shares, &owner, &[]).unwrap(),
        memo_transfer::instruction::enable_required_transfer_memos(id, &holder.shares, &owner, &[]).unwrap(),
    ];
    world.send(&orders, &[&holder.wallet]).unwrap();

    world.redeem(&holder, 400 * ONE).unwrap();
    world.subscribe(&holder, 400 * ONE).unwrap();
    world.strike_through(day(1, 31), 1_000_000);
    world.pay(&[&holder]).unwrap();

    assert_eq!(world.balance(&holder.shares), world.holding(&holder.holding).recorded_units);
}

/// A token account outside the associated address, closed and made again for a stranger: it stays frozen, and the dividend is credited.
#[test]
fn an_account_made_again_for_a_stranger_gets_nothing() {
    use solana_sdk::signature::Keypair;
    use spl_token_2022_interface::extension::ExtensionType;
    use spl_token_2022_interface::instruction as token;
    use spl_token_2022_interface::state::Account;
    let id = &spl_token_2022_interface::ID;
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    let (place, stranger) = (Keypair::new(), Keypair::new());
    let payer = world.payer.pubkey();
    let extensions =
        [ExtensionType::ImmutableOwner, ExtensionType::TransferHookAccount, ExtensionType::PausableAccount];
    let space = ExtensionType::try_calculate_account_len::<Account>(&extensions).unwrap();
    let rent = world.svm.minimum_balance_for_rent_exemption(space);
    let make = |world: &World, owner: &Pubkey| {
        [
            solana_system_interface::instruction::create_account(
                &payer,
                &place.pubkey(),
                rent,
                u64::try_from(space).unwrap(),
                id,
            ),
            token::initialize_immutable_owner(id, &place.pubkey()).unwrap(),
            token::initialize_account3(id, &place.pubkey(), &world.mint, owner).unwrap(),
        ]
    };
    let orders = make(&world, &holder.key());
    world.send(&orders, &[&place]).unwrap();
    let mut open = world.addresses.open_holding(&payer, &world.fund, &world.class, &holder.investor, &holder.key());
    let holding = world.addresses.holding(&place.pubkey());
    open.accounts[6].pubkey = place.pubkey();
    open.accounts[7].pubkey = holding;
    open.accounts.push(solana_sdk::instruction::AccountMeta::new_readonly(holder.key(), true));
    world.send(std::slice::from_ref(&open), &[&holder.wallet]).unwrap();
    let order = world.transfer_order(&holder.shares, &place.pubkey(), &holder.key(), 1_000 * ONE);
    world.send(&[order], &[&holder.wallet]).unwrap();
    world.strike_through(day(1, 31), 1_000_000);
    let burn = token::burn(id, &place.pubkey(), &world.mint, &holder.key(), &[], 1_000 * ONE).unwrap();
    let close = token::close_account(id, &place.pubkey(), &holder.key(), &holder.key(), &[]).unwrap();
    world.send(&[burn, close], &[&holder.wallet]).unwrap();
    let orders = make(&world, &stranger.pubkey());
    world.send(&orders, &[&place]).unwrap();

    assert!(world.send(std::slice::from_ref(&open), &[&holder.wallet]).is_err());
    let target = mmf_client::ix::PayTarget { holding, token_account: place.pubkey(), investor: holder.investor };
    let restore = world.addresses.restore(&world.class, &target);
    assert!(world.send(&[restore], &[]).is_err());
    let period = world.class().closed_period;
    let pay = world.addresses.pay_dividends(&world.class, period, &[target]);
    world.send(&[pay], &[]).unwrap();
    assert_eq!(world.balance(&place.pubkey()), 0);
    assert!(world.holding(&holding).paid_units > 0, "credited in place");
}
