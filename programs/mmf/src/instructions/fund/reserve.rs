//! Proof of reserves: who attests, and the attested figure.

use anchor_lang::prelude::*;

use crate::authority::{Demand, settings_state};
use crate::constants::{ACCOUNT_VERSION, RESERVE_SEED};
use crate::error::MmfError;
use crate::events::{ReserveSet, ReservesAttested};
use crate::state::{Action, Fund, Reserve, Role, fund_flag};

/// Arguments of `set_reserve`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReserveArgs {
    /// Whether new issues need an attestation.
    pub active: bool,
    /// Who attests.
    pub attestor: Pubkey,
    /// Seconds for which an attestation counts; at least 1.
    pub max_age_seconds: u32,
}

impl ReserveArgs {
    /// What is on record; all zero where there never was a gate.
    pub fn of(fund: &Fund, reserve: Option<&Reserve>) -> Self {
        let active = fund.has_flag(fund_flag::RESERVE_GATE);
        reserve.map_or_else(Self::default, |reserve| Self {
            active,
            attestor: reserve.attestor,
            max_age_seconds: reserve.max_age_seconds,
        })
    }
}

/// Accounts of `set_reserve`; then the signers of governance.
#[derive(Accounts)]
pub struct SetReserve<'info> {
    /// Pays the rent of a new record.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The attested reserves.
    #[account(init_if_needed, payer = payer, space = 8 + Reserve::INIT_SPACE,
        seeds = [RESERVE_SEED, fund.key().as_ref()], bump)]
    pub reserve: Box<Account<'info, Reserve>>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Names the attestor and switches the gate. Every change but the first may loosen something, so a time lock makes it wait. A new attestor has
/// to attest first.
pub fn handle_set_reserve(ctx: Context<SetReserve>, args: ReserveArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let loosens = fund.has_flag(fund_flag::RESERVE_GATE);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetReserve { args },
        &[fund_key, settings_state(&ReserveArgs::of(&fund, Some(&accounts.reserve)))?],
    )?;
    require!(!args.active || args.max_age_seconds > 0, MmfError::ParameterOutOfRange);

    fund.set_flag(fund_flag::RESERVE_GATE, args.active);
    let reserve = &mut accounts.reserve;
    if reserve.attestor != args.attestor {
        reserve.amount_e6 = 0;
        reserve.as_of = 0;
        reserve.attestation_no = 0;
    }
    reserve.version = ACCOUNT_VERSION;
    reserve.bump = ctx.bumps.reserve;
    reserve.fund = fund_key;
    reserve.attestor = args.attestor;
    reserve.max_age_seconds = args.max_age_seconds;
    emit!(ReserveSet { fund: fund_key, seq: fund.next_seq()?, args });
    Ok(())
}

/// Arguments of `attest_reserves`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttestationArgs {
    /// Value of what the fund has off chain, in e6.
    pub amount_e6: u64,
    /// [`Fund::custodian_net_e6`] that the figure reflects: of the moment of the figure, not of its posting.
    pub custodian_net_e6: i64,
    /// The moment of the figure, in Unix seconds: not in the future, and not before the last attestation's.
    pub as_of: i64,
    /// SHA-256 of the attestation's document.
    pub document_hash: [u8; 32],
}

/// Accounts of `attest_reserves`.
#[derive(Accounts)]
pub struct AttestReserves<'info> {
    /// The attestor.
    pub attestor: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The attested reserves.
    #[account(mut, has_one = fund @ MmfError::AccountMismatch)]
    pub reserve: Box<Account<'info, Reserve>>,
}

/// Writes the figure. Cash that custodians got or gave back since its moment is reckoned in by the books.
pub fn handle_attest_reserves(ctx: Context<AttestReserves>, args: AttestationArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let mut fund = accounts.fund.load_mut()?;
    let reserve = &mut accounts.reserve;
    fund.check_version()?;
    require!(reserve.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(reserve.attestor, accounts.attestor.key(), MmfError::Unauthorised);
    require!((reserve.as_of..=now).contains(&args.as_of), MmfError::ParameterOutOfRange);
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    reserve.amount_e6 = args.amount_e6;
    reserve.as_of = args.as_of;
    reserve.attested_at = now;
    reserve.document_hash = args.document_hash;
    reserve.custodian_net_e6 = args.custodian_net_e6;
    reserve.attestation_no = reserve.attestation_no.checked_add(1).ok_or(MmfError::Overflow)?;
    emit!(ReservesAttested {
        fund: accounts.fund.key(),
        seq: fund.next_seq()?,
        attestation_no: reserve.attestation_no,
        amount_e6: args.amount_e6,
        custodian_net_e6: args.custodian_net_e6,
        as_of: args.as_of,
        document_hash: args.document_hash,
    });
    Ok(())
}
