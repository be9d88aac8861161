//! Makes a class's mint: account, extensions, mint, metadata. The list of extensions is final: none can be added later.

use anchor_lang::prelude::*;
use anchor_lang::solana_program::instruction::Instruction;
use anchor_lang::solana_program::program::invoke_signed;
use anchor_spl::token_2022::spl_token_2022::{
    self as token_2022,
    extension::{ExtensionType, default_account_state, metadata_pointer, pausable, transfer_hook},
    instruction,
    state::{AccountState, Mint},
};
use anchor_spl::token_2022_extensions::spl_token_metadata_interface::{
    instruction as metadata_instruction,
    state::{Field, TokenMetadata},
};

use crate::constants::{MINT_SEED, SHARE_DECIMALS};
use crate::pda;
use crate::state::ClassSeeds;

/// The accounts that making a mint needs.
pub struct MintAccounts<'a, 'info> {
    /// Pays the rent.
    pub payer: &'a AccountInfo<'info>,
    /// The mint's address.
    pub mint: &'a AccountInfo<'info>,
    /// The class: every authority.
    pub class: &'a AccountInfo<'info>,
    /// The system program.
    pub system_program: &'a AccountInfo<'info>,
    /// Signer seeds of the class.
    pub class_seeds: &'a [&'a [u8]],
    /// Bump of the mint's address.
    pub mint_bump: u8,
}

/// What wallets show of a class.
pub struct ClassText<'a> {
    /// Name of the share class.
    pub name: &'a str,
    /// Ticker.
    pub symbol: &'a str,
    /// Address of the JSON with description and picture.
    pub uri: &'a str,
    /// Facts of the fund, as key and value.
    pub facts: &'a [(String, String)],
}

/// Makes the mint, with the hook of this program where the class has one, and writes its metadata.
pub fn create_mint(accounts: &MintAccounts<'_, '_>, text: &ClassText<'_>, is_hooked: bool) -> Result<()> {
    let class = accounts.class.key;
    let mint = accounts.mint.key;
    let program = &token_2022::ID;
    let mut extensions = vec![
        ExtensionType::DefaultAccountState,
        ExtensionType::PermanentDelegate,
        ExtensionType::Pausable,
        ExtensionType::MintCloseAuthority,
        ExtensionType::MetadataPointer,
    ];
    if is_hooked {
        extensions.push(ExtensionType::TransferHook);
    }
    let space = ExtensionType::try_calculate_account_len::<Mint>(&extensions)?;
    let mint_seeds: &[&[u8]] = &[MINT_SEED, class.as_ref(), &[accounts.mint_bump]];
    pda::create(accounts.payer, accounts.mint, accounts.system_program, program, space, mint_seeds)?;

    let invoke = |order: Instruction| {
        let infos = [accounts.mint.clone(), accounts.class.clone()];
        invoke_signed(&order, &infos, &[accounts.class_seeds]).map_err(Error::from)
    };
    if is_hooked {
        invoke(transfer_hook::instruction::initialize(program, mint, Some(*class), Some(crate::ID))?)?;
    }
    let frozen = &AccountState::Frozen;
    invoke(default_account_state::instruction::initialize_default_account_state(program, mint, frozen)?)?;
    invoke(instruction::initialize_permanent_delegate(program, mint, class)?)?;
    invoke(pausable::instruction::initialize(program, mint, class)?)?;
    invoke(instruction::initialize_mint_close_authority(program, mint, Some(class))?)?;
    invoke(metadata_pointer::instruction::initialize(program, mint, Some(*class), Some(*mint))?)?;
    invoke(instruction::initialize_mint2(program, mint, class, Some(class), SHARE_DECIMALS)?)?;

    let rent = Rent::get()?.minimum_balance(space.saturating_add(metadata_len(*class, *mint, text)?));
    pda::fund_rent(accounts.payer, accounts.mint, accounts.system_program, rent)?;
    let (name, symbol, uri) = (text.name.to_owned(), text.symbol.to_owned(), text.uri.to_owned());
    invoke(metadata_instruction::initialize(program, mint, class, mint, class, name, symbol, uri))?;
    for (key, value) in text.facts {
        let field = Field::Key(key.clone());
        invoke(metadata_instruction::update_field(program, mint, class, field, value.clone()))?;
    }
    Ok(())
}

/// Writes one fact into a mint's metadata; the mint's account must be able to grow by it.
pub fn set_fact<'info>(
    payer: &AccountInfo<'info>,
    mint: &AccountInfo<'info>,
    class: &AccountInfo<'info>,
    system_program: &AccountInfo<'info>,
    seeds: &ClassSeeds,
    (key, value): (&str, &str),
) -> Result<()> {
    let grown = mint.data_len().saturating_add(key.len()).saturating_add(value.len()).saturating_add(8);
    pda::fund_rent(payer, mint, system_program, Rent::get()?.minimum_balance(grown))?;
    let field = Field::Key(key.to_owned());
    let order = metadata_instruction::update_field(&token_2022::ID, mint.key, class.key, field, value.to_owned());
    invoke_signed(&order, &[mint.clone(), class.clone()], &[&seeds.as_slices()]).map_err(Into::into)
}

fn metadata_len(class: Pubkey, mint: Pubkey, text: &ClassText<'_>) -> Result<usize> {
    let metadata = TokenMetadata {
        update_authority: Some(class).try_into()?,
        mint,
        name: text.name.to_owned(),
        symbol: text.symbol.to_owned(),
        uri: text.uri.to_owned(),
        additional_metadata: text.facts.to_vec(),
    };
    Ok(metadata.tlv_size_of()?)
}
