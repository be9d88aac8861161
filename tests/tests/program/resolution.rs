//! What the hook's account list costs inside Token-2022, around a hook that does nothing: the measurements behind ADR 0002 and ADR 0003.

use mmf_tests::compute::{units_of, unlucky, unlucky_transfer};
use mmf_tests::foreign::Foreign;
use mmf_tests::{ONE, World};
use solana_sdk::instruction::AccountMeta;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use spl_tlv_account_resolution::account::ExtraAccountMeta;
use spl_tlv_account_resolution::pubkey_data::PubkeyData;
use spl_tlv_account_resolution::seeds::Seed;

/// How the two investors are found.
#[derive(Clone, Copy, PartialEq)]
enum Investors {
    FromAccountData,
    FromSeeds,
}

/// Cost of a transfer whose addresses all have their bump at the first try.
fn cost(with_class: bool, investors: Investors) -> u64 {
    let mut world = World::bare();
    let foreign = world.foreign_mint("tests/idle_hook.so");
    let (metas, extras, unlucky_investors) = list(&mut world, &foreign, with_class, investors);
    let validation = world.list_extras(&foreign, &metas);
    let order = foreign.transfer(&extras, validation);
    let done = world.send(&[order], &[&foreign.owner]).unwrap();
    let bumps = unlucky_transfer(&foreign.program, &foreign.mint, [&foreign.from, &foreign.to]);
    units_of(&done, &spl_token_2022_interface::ID) - bumps - unlucky_investors
}

fn literal(text: &str) -> Seed {
    Seed::Literal { bytes: text.as_bytes().to_vec() }
}

fn list(
    world: &mut World,
    foreign: &Foreign,
    with_class: bool,
    investors: Investors,
) -> (Vec<ExtraAccountMeta>, Vec<AccountMeta>, u64) {
    let (mut metas, mut extras, mut unlucky_investors) = (Vec::new(), Vec::new(), 0);
    let mut first_holding = 5u8;
    if with_class {
        let class = world.keys.next_key().pubkey();
        world.put_account(class, foreign.program, vec![0; 1_000]);
        metas.push(ExtraAccountMeta::new_with_pubkey(&class, false, false).unwrap());
        extras.push(AccountMeta::new_readonly(class, false));
        first_holding += 1;
    }
    let sides = [(0u8, foreign.from), (2u8, foreign.to)];
    let mut owners = Vec::new();
    for (place, account) in sides {
        let seeds = [literal("holding"), Seed::AccountKey { index: place }];
        metas.push(ExtraAccountMeta::new_with_seeds(&seeds, false, true).unwrap());
        let (holding, _) = Pubkey::find_program_address(&[b"holding", account.as_ref()], &foreign.program);
        let id = world.keys.next_key().pubkey();
        let investor = match investors {
            Investors::FromAccountData => id,
            Investors::FromSeeds => {
                let seeds: [&[u8]; 2] = [b"investor", id.as_ref()];
                unlucky_investors += unlucky(&seeds, &foreign.program);
                Pubkey::find_program_address(&seeds, &foreign.program).0
            }
        };
        let mut data = vec![0; 700];
        data[8..40].copy_from_slice(id.as_ref());
        world.put_account(holding, foreign.program, data);
        world.put_account(investor, foreign.program, vec![0; 900]);
        extras.push(AccountMeta::new(holding, false));
        owners.push(investor);
    }
    for (place, investor) in (first_holding..).zip(owners) {
        let meta = match investors {
            Investors::FromAccountData => {
                let data = PubkeyData::AccountData { account_index: place, data_index: 8 };
                ExtraAccountMeta::new_with_pubkey_data(&data, false, true)
            }
            Investors::FromSeeds => {
                let id = Seed::AccountData { account_index: place, data_index: 8, length: 32 };
                ExtraAccountMeta::new_with_seeds(&[literal("investor"), id], false, true)
            }
        };
        metas.push(meta.unwrap());
        extras.push(AccountMeta::new(investor, false));
    }
    (metas, extras, unlucky_investors)
}

#[test]
fn investors_cost_less_from_account_data_than_from_seeds() {
    let data = cost(true, Investors::FromAccountData);
    let seeds = cost(true, Investors::FromSeeds);
    println!("five extra accounts: {data} with investors from account data, {seeds} from seeds");
    assert!(data + 2_000 < seeds, "{data} against {seeds}");
}

#[test]
fn leaving_the_class_out_of_the_list_saves_less_than_four_thousand_units() {
    let with_class = cost(true, Investors::FromAccountData);
    let without = cost(false, Investors::FromAccountData);
    println!("{with_class} with the class in the list, {without} without");
    assert!(without < with_class && with_class - without < 4_000);
}

#[test]
fn our_hook_adds_less_than_seven_thousand_to_an_idle_one() {
    let idle = cost(true, Investors::FromAccountData);
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(10 * ONE));
    world.subscribe(&one, 10 * ONE).unwrap();
    world.subscribe(&other, 10 * ONE).unwrap();
    let done = world.transfer(&one, &other, ONE).unwrap();
    let bumps = unlucky_transfer(&mmf::ID, &world.mint, [&one.shares, &other.shares]);
    let ours = units_of(&done, &spl_token_2022_interface::ID) - bumps;
    println!("transfer_checked: {idle} around an idle hook, {ours} with ours");
    assert!(ours < idle + 7_000, "{ours} against {idle}");
}
