//! Dealing through the queue.

use mmf::instructions::{FundBatchesArgs, PlaceRequestArgs};
use mmf::state::{Fund, Request, Role, Side, fund_flag};
use mmf::{accounts, instruction};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::{Authority, DealingParties, Privileged, SYSTEM, TOKEN_2022, cash_account};
use crate::pda::Addresses;

/// The calendars in which a dealing day is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarYears {
    /// Year of the next strike day.
    pub year: u16,
    /// Whether the calendar of the year after is needed, and set.
    pub with_next: bool,
}

/// A request with the accounts that settling it, or giving it back, touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The request.
    pub request: Pubkey,
    /// Its holding.
    pub holding: Pubkey,
    /// The holding's token account.
    pub token_account: Pubkey,
    /// Its investor.
    pub investor: Pubkey,
    /// The holder's cash account.
    pub cash_account: Pubkey,
}

impl RequestLine {
    /// Of a request whose shares are in the owner's associated token account.
    #[must_use]
    pub fn of(addresses: &Addresses, key: &Pubkey, request: &Request) -> Self {
        let token_account = addresses.share_account(&request.owner, &addresses.mint(&request.class));
        Self {
            request: *key,
            holding: request.holding,
            token_account,
            investor: request.investor,
            cash_account: request.cash_account,
        }
    }

    fn metas(&self) -> [AccountMeta; 5] {
        [self.request, self.holding, self.token_account, self.investor, self.cash_account]
            .map(|key| AccountMeta::new(key, false))
    }
}

impl Addresses {
    /// Queues a subscription or a redemption. The payer pays the rent.
    #[must_use]
    pub fn place_request(
        &self,
        payer: &Pubkey,
        parties: &DealingParties,
        fund: &Fund,
        side: Side,
        years: CalendarYears,
        args: PlaceRequestArgs,
    ) -> Instruction {
        let mint = self.mint(&parties.class);
        let token_account = self.share_account(&parties.owner, &mint);
        let accounts = accounts::PlaceRequest {
            payer: *payer,
            owner: parties.owner,
            fund: parties.fund,
            dealing: self.dealing(&parties.fund),
            class: parties.class,
            investor: parties.investor,
            holding: self.holding(&token_account),
            mint,
            token_account,
            cash_account: cash_account(fund, &parties.owner),
            escrow: fund.escrow,
            settlement_mint: fund.settlement_mint,
            calendar: self.calendar(&parties.fund, years.year),
            next_calendar: years.with_next.then(|| self.calendar(&parties.fund, years.year.saturating_add(1))),
            request: self.request(&parties.investor, args.nonce),
            batch: self.batch(&parties.class, args.day),
            share_token_program: TOKEN_2022,
            settlement_token_program: fund.settlement_token_program,
            system_program: SYSTEM,
            gate: self.gate(parties.token_acl, &mint),
        };
        match side {
            Side::Subscription => self.build(&accounts, &instruction::PlaceSubscription { args }),
            Side::Redemption => self.build(&accounts, &instruction::PlaceRedemption { args }),
        }
    }

    /// Takes a request back; its holder signs.
    #[must_use]
    pub fn cancel_request(&self, line: &RequestLine, fund: &Fund, request: &Request, token_acl: bool) -> Instruction {
        let batch = request.is_in_line().then(|| self.batch(&request.class, request.day));
        let accounts = self.give_back(&request.owner, line, fund, request, batch, token_acl);
        self.build(&accounts, &instruction::CancelRequest {})
    }

    /// Gives back what a refused request holds; anybody signs.
    #[must_use]
    pub fn collect_request(
        &self,
        caller: &Pubkey,
        line: &RequestLine,
        fund: &Fund,
        request: &Request,
        token_acl: bool,
    ) -> Instruction {
        let accounts = self.give_back(caller, line, fund, request, None, token_acl);
        self.build(&accounts, &instruction::CollectRequest {})
    }

    fn give_back(
        &self,
        caller: &Pubkey,
        line: &RequestLine,
        fund: &Fund,
        request: &Request,
        batch: Option<Pubkey>,
        token_acl: bool,
    ) -> accounts::GiveBack {
        let mint = self.mint(&request.class);
        accounts::GiveBack {
            caller: *caller,
            fund: request.fund,
            dealing: self.dealing(&request.fund),
            class: request.class,
            investor: line.investor,
            holding: line.holding,
            mint,
            token_account: line.token_account,
            cash_account: line.cash_account,
            vault: if request.side == Side::Subscription { fund.escrow } else { fund.payout },
            settlement_mint: fund.settlement_mint,
            request: line.request,
            batch,
            share_token_program: TOKEN_2022,
            settlement_token_program: fund.settlement_token_program,
            gate: self.gate(token_acl, &mint),
        }
    }

    /// Puts what a partial payment left of a request in line for a dealing day.
    #[must_use]
    pub fn roll_request(
        &self,
        payer: &Pubkey,
        key: &Pubkey,
        request: &Request,
        years: CalendarYears,
        day: i32,
    ) -> Instruction {
        let accounts = accounts::RollRequest {
            payer: *payer,
            fund: request.fund,
            class: request.class,
            request: *key,
            calendar: self.calendar(&request.fund, years.year),
            next_calendar: years.with_next.then(|| self.calendar(&request.fund, years.year.saturating_add(1))),
            batch: self.batch(&request.class, day),
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::RollRequest { day })
    }

    /// Closes the account of a request that is over.
    #[must_use]
    pub fn close_request(&self, key: &Pubkey, request: &Request) -> Instruction {
        let accounts = accounts::CloseRequest { rent_payer: request.rent_payer, request: *key };
        self.build(&accounts, &instruction::CloseRequest {})
    }

    /// Fixes price and fees of a dealing day's batches by a strike.
    #[must_use]
    pub fn price_batches(&self, (fund_key, fund): (&Pubkey, &Fund), strike_no: u32, day: i32) -> Instruction {
        let accounts = accounts::PriceBatches {
            fund: *fund_key,
            dealing: self.dealing(fund_key),
            report: self.nav(fund_key, strike_no),
        };
        let mut order = self.build(&accounts, &instruction::PriceBatches { day });
        order.accounts.extend(self.class_batches(fund_key, fund, day));
        order
    }

    /// Sets the cash of a dealing day's redemptions aside. Where the buffer pays all of it, nobody has to sign.
    #[must_use]
    pub fn fund_batches(&self, fund: (&Pubkey, &Fund), authority: &Authority, day: i32) -> Privileged {
        self.fund_batches_with(fund, authority, FundBatchesArgs { day, least_e6: 0 })
    }

    /// The same with a least amount.
    #[must_use]
    pub fn fund_batches_with(
        &self,
        (fund_key, fund): (&Pubkey, &Fund),
        authority: &Authority,
        args: FundBatchesArgs,
    ) -> Privileged {
        let accounts = accounts::FundBatches {
            fund: *fund_key,
            dealing: self.dealing(fund_key),
            buffer: fund.buffer,
            payout: fund.payout,
            settlement_mint: fund.settlement_mint,
            settlement_token_program: fund.settlement_token_program,
            action: authority.action(),
        };
        let mut order = self.build(&accounts, &instruction::FundBatches { args });
        order.accounts.extend(self.class_batches(fund_key, fund, args.day));
        Privileged::new(order, authority, &[Role::Treasurer], &[*fund_key])
    }

    fn class_batches(&self, fund_key: &Pubkey, fund: &Fund, day: i32) -> Vec<AccountMeta> {
        let pair = |(_, class): (u8, Pubkey)| {
            [AccountMeta::new(class, false), AccountMeta::new(self.batch(&class, day), false)]
        };
        self.classes(fund_key, fund.class_bitmap).into_iter().flat_map(pair).collect()
    }

    /// Settles subscriptions of a priced batch.
    #[must_use]
    pub fn settle_subscriptions(
        &self,
        (fund_key, fund): (&Pubkey, &Fund),
        class: &Pubkey,
        day: i32,
        lines: &[RequestLine],
        token_acl: bool,
    ) -> Instruction {
        let mint = self.mint(class);
        let accounts = accounts::SettleSubscriptions {
            fund: *fund_key,
            dealing: self.dealing(fund_key),
            class: *class,
            batch: self.batch(class, day),
            mint,
            escrow: fund.escrow,
            buffer: fund.buffer,
            settlement_mint: fund.settlement_mint,
            share_token_program: TOKEN_2022,
            settlement_token_program: fund.settlement_token_program,
            reserve: fund.has_flag(fund_flag::RESERVE_GATE).then(|| self.reserve(fund_key)),
            gate: self.gate(token_acl, &mint),
        };
        let mut order = self.build(&accounts, &instruction::SettleSubscriptions {});
        order.accounts.extend(lines.iter().flat_map(RequestLine::metas));
        order
    }

    /// Settles redemptions of a funded batch.
    #[must_use]
    pub fn settle_redemptions(
        &self,
        (fund_key, fund): (&Pubkey, &Fund),
        class: &Pubkey,
        day: i32,
        lines: &[RequestLine],
        token_acl: bool,
    ) -> Instruction {
        let mint = self.mint(class);
        let accounts = accounts::SettleRedemptions {
            fund: *fund_key,
            dealing: self.dealing(fund_key),
            class: *class,
            batch: self.batch(class, day),
            mint,
            payout: fund.payout,
            settlement_mint: fund.settlement_mint,
            share_token_program: TOKEN_2022,
            settlement_token_program: fund.settlement_token_program,
            gate: self.gate(token_acl, &mint),
        };
        let mut order = self.build(&accounts, &instruction::SettleRedemptions {});
        order.accounts.extend(lines.iter().flat_map(RequestLine::metas));
        order
    }

    /// Closes a batch in which nothing waits.
    #[must_use]
    pub fn close_batch(
        &self,
        (fund_key, fund): (&Pubkey, &Fund),
        class: &Pubkey,
        day: i32,
        rent_payer: &Pubkey,
    ) -> Instruction {
        let accounts = accounts::CloseBatch {
            rent_payer: *rent_payer,
            fund: *fund_key,
            dealing: self.dealing(fund_key),
            class: *class,
            batch: self.batch(class, day),
            payout: fund.payout,
            buffer: fund.buffer,
            settlement_mint: fund.settlement_mint,
            settlement_token_program: fund.settlement_token_program,
        };
        self.build(&accounts, &instruction::CloseBatch {})
    }
}
