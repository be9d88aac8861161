//! Creates a fund with its councils and vaults.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use mmf_math::interim::daily_rate_of_bps_e18;

use super::PolicyArgs;
use crate::constants::*;
use crate::error::MmfError;
use crate::events::FundCreated;
use crate::state::{Dealing, Fund, Regime, Role};

/// One council of a new fund.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct CouncilArgs {
    /// The role.
    pub role: Role,
    /// Members who must agree.
    pub threshold: u8,
    /// The members.
    pub members: Vec<Pubkey>,
}

/// Arguments of `create_fund`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct CreateFundArgs {
    /// Number that the creator chooses.
    pub fund_id: u64,
    /// Kind of fund.
    pub regime: Regime,
    /// Name: 1 to 32 bytes.
    pub name: String,
    /// Currency of the books, ISO 4217.
    pub currency: [u8; 3],
    /// The day after which income counts, in days since 1970-01-01.
    pub inception_day: i32,
    /// Bounds.
    pub policy: PolicyArgs,
    /// Expected gross yield a year, in basis points: what instant subscribers pay as income since the last strike until a strike has had
    /// income. 0: nothing.
    pub first_yield_bps: u16,
    /// All eight councils.
    pub councils: Vec<CouncilArgs>,
}

/// Rolling window of a new fund's limits: a day.
const DEFAULT_WINDOW_SECONDS: u32 = 86_400;
/// Grace of a new fund before anyone may start a partial payment: a day.
const DEFAULT_GRACE_SECONDS: u32 = 86_400;

/// Accounts of `create_fund`. Anyone may create a fund; integrators pin its address.
#[derive(Accounts)]
#[instruction(args: CreateFundArgs)]
pub struct CreateFund<'info> {
    /// Creator; pays the rent.
    #[account(mut)]
    pub creator: Signer<'info>,
    /// The fund.
    #[account(
        init,
        payer = creator,
        space = 8 + core::mem::size_of::<Fund>(),
        seeds = [FUND_SEED, creator.key().as_ref(), &args.fund_id.to_le_bytes()],
        bump
    )]
    pub fund: AccountLoader<'info, Fund>,
    /// Mint in which subscriptions are paid.
    #[account(mint::token_program = settlement_token_program)]
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Vault with the cash for instant dealing.
    #[account(init, payer = creator, seeds = [BUFFER_SEED, fund.key().as_ref()], bump, token::mint = settlement_mint,
        token::authority = fund, token::token_program = settlement_token_program)]
    pub buffer: Box<InterfaceAccount<'info, TokenAccount>>,
    /// Vault with subscription cash that waits for its strike.
    #[account(init, payer = creator, seeds = [ESCROW_SEED, fund.key().as_ref()], bump, token::mint = settlement_mint,
        token::authority = fund, token::token_program = settlement_token_program)]
    pub escrow: Box<InterfaceAccount<'info, TokenAccount>>,
    /// Vault with cash that is owed to redeemers.
    #[account(init, payer = creator, seeds = [PAYOUT_SEED, fund.key().as_ref()], bump, token::mint = settlement_mint,
        token::authority = fund, token::token_program = settlement_token_program)]
    pub payout: Box<InterfaceAccount<'info, TokenAccount>>,
    /// Vault for strays.
    #[account(init, payer = creator, seeds = [SUSPENSE_SEED, fund.key().as_ref()], bump, token::mint = settlement_mint,
        token::authority = fund, token::token_program = settlement_token_program)]
    pub suspense: Box<InterfaceAccount<'info, TokenAccount>>,
    /// How the fund deals.
    #[account(init, payer = creator, space = 8 + core::mem::size_of::<Dealing>(), seeds = [DEALING_SEED, fund.key().as_ref()], bump)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// The system program.
    pub system_program: Program<'info, System>,
}

/// Creates the fund.
pub fn handle_create_fund(ctx: Context<CreateFund>, args: CreateFundArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let decimals = accounts.settlement_mint.decimals;
    require!(decimals <= MAX_SETTLEMENT_DECIMALS, MmfError::SettlementMintUnfit);
    require!((1..=32).contains(&args.name.len()), MmfError::TextInvalid);
    require!(args.currency.iter().all(u8::is_ascii_uppercase), MmfError::TextInvalid);
    require!(args.inception_day >= 0, MmfError::ParameterOutOfRange);
    require!(args.first_yield_bps <= MAX_YIELD_BPS, MmfError::ParameterOutOfRange);
    args.policy.check()?;

    let mut fund = accounts.fund.load_init()?;
    fund.version = ACCOUNT_VERSION;
    fund.bump = ctx.bumps.fund;
    fund.regime = args.regime as u8;
    fund.settlement_decimals = decimals;
    fund.fund_id = args.fund_id;
    fund.creator = accounts.creator.key();
    fund.settlement_mint = accounts.settlement_mint.key();
    fund.settlement_token_program = accounts.settlement_token_program.key();
    fund.buffer = accounts.buffer.key();
    fund.escrow = accounts.escrow.key();
    fund.payout = accounts.payout.key();
    fund.suspense = accounts.suspense.key();
    fund.name[..args.name.len()].copy_from_slice(args.name.as_bytes());
    fund.currency = args.currency;
    fund.last_struck_day = args.inception_day;
    fund.last_cutoff = i64::from(args.inception_day).saturating_add(1).saturating_mul(86_400);
    fund.last_daily_rate_e18 = daily_rate_of_bps_e18(args.first_yield_bps);
    args.policy.write(&mut fund.policy);
    set_councils(&mut fund, &args.councils)?;
    require!(args.policy.nav_quorum <= fund.council(Role::NavSource).count, MmfError::ParameterOutOfRange);

    let mut dealing = accounts.dealing.load_init()?;
    dealing.version = ACCOUNT_VERSION;
    dealing.bump = ctx.bumps.dealing;
    dealing.fund = accounts.fund.key();
    dealing.terms.window_seconds = DEFAULT_WINDOW_SECONDS;
    dealing.terms.settlement_grace_seconds = DEFAULT_GRACE_SECONDS;

    emit!(FundCreated {
        fund: accounts.fund.key(),
        seq: fund.next_seq()?,
        creator: fund.creator,
        settlement_mint: fund.settlement_mint,
        regime: fund.regime,
        inception_day: args.inception_day,
    });
    Ok(())
}

/// Every role needs a council, each role once.
fn set_councils(fund: &mut Fund, councils: &[CouncilArgs]) -> Result<()> {
    for council in councils {
        let place = &mut fund.councils[council.role.index()];
        require!(place.count == 0, MmfError::CouncilInvalid);
        place.replace(&council.members, council.threshold)?;
    }
    require!(fund.councils.iter().all(|council| council.count > 0), MmfError::CouncilInvalid);
    Ok(())
}
