//! Creates a share class with its mint and the hook's validation account.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use mmf_math::PRICE_SCALE;
use mmf_math::date::month_of;

use super::{ClassRulesArgs, ClassTermsArgs};
use crate::authority::Demand;
use crate::constants::*;
use crate::error::MmfError;
use crate::events::ClassCreated;
use crate::instructions::{validation_space, write_entries};
use crate::pda;
use crate::state::{Action, ClassKind, ClassSeeds, Fund, PricePoint, Regime, Role, ShareClass, class_flag};
use crate::token::{ClassText, MintAccounts, create_mint};

/// A fact of the fund in the token's metadata.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct FactArgs {
    /// Key, for example `isin`.
    pub key: String,
    /// Value.
    pub value: String,
}

/// Arguments of `create_class`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct CreateClassArgs {
    /// Number of the class: the fund's next one.
    pub class_no: u8,
    /// Kind of class.
    pub kind: ClassKind,
    /// What the class charges.
    pub terms: ClassTermsArgs,
    /// No instant dealing.
    pub queue_only: bool,
    /// Rules.
    pub rules: ClassRulesArgs,
    /// Name: 1 to 64 bytes.
    pub name: String,
    /// Ticker: 1 to 16 bytes.
    pub symbol: String,
    /// Address of the JSON with description and picture: 1 to 200 bytes.
    pub uri: String,
    /// Facts of the fund: at most 12, keys of 1 to 32 bytes, values of 1 to 200.
    pub facts: Vec<FactArgs>,
}

/// Accounts of `create_class`; then the signers of governance.
#[derive(Accounts)]
#[instruction(args: CreateClassArgs)]
pub struct CreateClass<'info> {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(init, payer = payer, space = 8 + core::mem::size_of::<ShareClass>(),
        seeds = [CLASS_SEED, fund.key().as_ref(), &[args.class_no]], bump)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the mint, made here at its address.
    #[account(mut, seeds = [MINT_SEED, class.key().as_ref()], bump)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the hook's validation account, made here at its address; a class without a hook has none.
    #[account(mut, seeds = [VALIDATION_SEED, mint.key().as_ref()], bump)]
    pub validation: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Creates the class.
pub fn handle_create_class(ctx: Context<CreateClass>, args: CreateClassArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, class_key) = (accounts.fund.key(), accounts.class.key());
    let mut fund = accounts.fund.load_mut()?;
    fund.check_version()?;
    check(&args, fund.regime()?)?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: true }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::CreateClass { args: args.clone() },
        &[fund_key, class_key],
    )?;
    require!(fund.add_class()? == args.class_no, MmfError::AccountMismatch);

    let is_hooked = args.kind != ClassKind::AccumulatingGated;
    let seeds = {
        let mut class = accounts.class.load_init()?;
        fill(&mut class, &args);
        class.fund = fund_key;
        class.mint = accounts.mint.key();
        class.validation = if is_hooked { accounts.validation.key() } else { Pubkey::default() };
        class.bump = ctx.bumps.class;
        class.pauses = fund.pauses;
        class.closed_period = month_of(fund.last_struck_day.saturating_add(1)).saturating_sub(1);
        ClassSeeds::of(&class)
    };
    let (payer, system) = (accounts.payer.to_account_info(), accounts.system_program.to_account_info());
    let facts: Vec<_> = args.facts.iter().map(|fact| (fact.key.clone(), fact.value.clone())).collect();
    create_mint(
        &MintAccounts {
            payer: &payer,
            mint: &accounts.mint,
            class: accounts.class.as_ref(),
            system_program: &system,
            class_seeds: &seeds.as_slices(),
            mint_bump: ctx.bumps.mint,
        },
        &ClassText { name: &args.name, symbol: &args.symbol, uri: &args.uri, facts: &facts },
        is_hooked,
    )?;
    let mint_key = accounts.mint.key();
    if is_hooked {
        let validation_seeds: &[&[u8]] = &[VALIDATION_SEED, mint_key.as_ref(), &[ctx.bumps.validation]];
        pda::create(&payer, &accounts.validation, &system, &crate::ID, validation_space()?, validation_seeds)?;
        write_entries(&mut accounts.validation.try_borrow_mut_data()?, &class_key)?;
    }

    emit!(ClassCreated {
        fund: fund_key,
        seq: fund.next_seq()?,
        class: class_key,
        mint: mint_key,
        class_no: args.class_no,
        kind: args.kind as u8,
        expense_bps: args.terms.expense_bps,
    });
    Ok(())
}

fn check(args: &CreateClassArgs, regime: Regime) -> Result<()> {
    args.rules.check(args.kind)?;
    args.terms.check(args.kind, regime)?;
    let deals_at_last_price = args.kind != ClassKind::Distributing && !args.queue_only;
    require!(!deals_at_last_price || regime.deals_at_last_price(), MmfError::RegimeForbids);
    let text_fits = |text: &str, limit: usize| (1..=limit).contains(&text.len());
    require!(
        text_fits(&args.name, 64) && text_fits(&args.symbol, 16) && text_fits(&args.uri, 200),
        MmfError::TextInvalid
    );
    require!(args.facts.len() <= 12, MmfError::TextInvalid);
    for fact in &args.facts {
        require!(text_fits(&fact.key, 32) && text_fits(&fact.value, 200), MmfError::TextInvalid);
    }
    Ok(())
}

#[allow(clippy::cast_possible_truncation)] // 10^12 fits
fn fill(class: &mut ShareClass, args: &CreateClassArgs) {
    class.version = ACCOUNT_VERSION;
    class.class_no = args.class_no;
    class.kind = args.kind as u8;
    class.flags = if args.queue_only { class_flag::QUEUE_ONLY } else { 0 };
    class.expense_bps = args.terms.expense_bps;
    class.day_count = args.terms.day_count;
    class.performance_fee_bps = args.terms.performance_fee_bps;
    class.high_water_mark_e12 = PRICE_SCALE as u64;
    args.rules.write(&mut class.rules);
    class.price = PricePoint { price_e12: PRICE_SCALE as u64, exponent: -12, ..bytemuck::Zeroable::zeroed() };
}
