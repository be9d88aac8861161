//! What both kinds of request need to be placed.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use super::dealing_day::Calendars;
use crate::constants::*;
use crate::error::MmfError;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::state::{
    Batch, BatchStatus, Calendar, Dealing, Fund, Holding, Investor, Request, RequestStatus, ShareClass, Side, StrikeDay,
};

/// Arguments of `place_subscription` and `place_redemption`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct PlaceRequestArgs {
    /// Number that the holder chooses; part of the request's address.
    pub nonce: u64,
    /// The dealing day that the holder expects, in days since 1970-01-01.
    pub day: i32,
    /// Cash, in units of the settlement mint; or units, `u64::MAX` for all that are free.
    pub amount: u64,
    /// Least units; or least cash for all of them, in units of the settlement mint.
    pub min_out: u64,
}

/// Accounts of `place_subscription` and `place_redemption`.
#[derive(Accounts)]
#[instruction(args: PlaceRequestArgs)]
pub struct PlaceRequest<'info> {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The holder.
    pub owner: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The holder's investor.
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// The holder's own cash account.
    #[account(mut)]
    pub cash_account: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's vault for cash that waits for its strike.
    #[account(mut)]
    pub escrow: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Calendar of the year of the next strike day.
    pub calendar: AccountLoader<'info, Calendar>,
    /// Calendar of the year after, where the first holds no further dealing day.
    pub next_calendar: Option<AccountLoader<'info, Calendar>>,
    /// The request.
    #[account(init, payer = payer, space = 8 + Request::INIT_SPACE,
        seeds = [REQUEST_SEED, investor.key().as_ref(), &args.nonce.to_le_bytes()], bump)]
    pub request: Box<Account<'info, Request>>,
    /// The batch of the class and the dealing day.
    #[account(init_if_needed, payer = payer, space = 8 + Batch::INIT_SPACE,
        seeds = [BATCH_SEED, class.key().as_ref(), &args.day.to_le_bytes()], bump)]
    pub batch: Box<Account<'info, Batch>>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
}

impl PlaceRequest<'_> {
    /// The accounts belong together and to the holder.
    pub(super) fn check(&self) -> Result<()> {
        let (fund, class) = (self.fund.load()?, self.class.load()?);
        let (holding, investor) = (self.holding.load()?, self.investor.load()?);
        self.dealing.load()?.check(&self.fund.key())?;
        bind::settlement_of(&fund, &self.settlement_mint.key(), self.settlement_token_program.key)?;
        bind::class_of_fund(&class, &self.fund.key(), self.mint.key)?;
        let investor = (&self.investor.key(), &*investor);
        bind::holding_of(&holding, (&self.class.key(), &class), investor, self.token_account.key)?;
        require_keys_eq!(holding.owner, self.owner.key(), MmfError::AccountMismatch);
        require_keys_eq!(self.cash_account.owner, self.owner.key(), MmfError::AccountMismatch);
        require_keys_eq!(self.cash_account.mint, fund.settlement_mint, MmfError::AccountMismatch);
        require_keys_eq!(fund.escrow, self.escrow.key(), MmfError::AccountMismatch);
        Ok(())
    }

    /// Puts the request in the batch of its dealing day.
    ///
    /// # Errors
    /// [`MmfError::DealingDayMoved`] where it is not the one that the holder expects, [`MmfError::BatchFixed`].
    pub(super) fn join(&mut self, args: &PlaceRequestArgs, side: Side, bumps: (u8, u8), now: i64) -> Result<()> {
        let (fund_key, class_key) = (self.fund.key(), self.class.key());
        let calendars = Calendars { this: &self.calendar, next: self.next_calendar.as_ref() };
        let day = calendars.dealing_day(&fund_key, &*self.fund.load()?, now)?;
        require!(day.day == args.day, MmfError::DealingDayMoved);
        join_batch(&mut self.batch, (&fund_key, &class_key), &day, (self.payer.key, bumps.1), now)?;

        let mut holding = self.holding.load_mut()?;
        holding.open_requests = holding.open_requests.checked_add(1).ok_or(MmfError::Overflow)?;
        let request = &mut self.request;
        request.version = ACCOUNT_VERSION;
        request.bump = bumps.0;
        request.side = side;
        request.status = RequestStatus::Open;
        request.fund = fund_key;
        request.class = class_key;
        request.investor = self.investor.key();
        request.holding = self.holding.key();
        request.owner = self.owner.key();
        request.cash_account = self.cash_account.key();
        request.rent_payer = self.payer.key();
        request.nonce = args.nonce;
        request.day = day.day;
        request.cutoff = day.cutoff;
        request.placed_at = now;
        request.min_out = args.min_out;
        Ok(())
    }
}

/// Opens the batch of a dealing day where this is its first request, and notes when it joined.
///
/// # Errors
/// [`MmfError::BatchFixed`].
pub fn join_batch(
    batch: &mut Batch,
    (fund, class): (&Pubkey, &Pubkey),
    day: &StrikeDay,
    (rent_payer, bump): (&Pubkey, u8),
    now: i64,
) -> Result<()> {
    if batch.version == 0 {
        batch.version = ACCOUNT_VERSION;
        batch.bump = bump;
        batch.status = BatchStatus::Open;
        batch.fund = *fund;
        batch.class = *class;
        batch.rent_payer = *rent_payer;
        batch.day = day.day;
    }
    batch.check(fund, class)?;
    require!(batch.status == BatchStatus::Open, MmfError::BatchFixed);
    batch.last_placed_at = batch.last_placed_at.max(now);
    Ok(())
}
