//! Requests in the queue, and what keepers do with them.

use anchor_lang::AccountDeserialize;
use mmf::error::MmfError;
use mmf::instructions::PlaceRequestArgs;
use mmf::state::{Batch, Calendar, Dealing, Request, Role, Side, StrikeDay, class_flag, year_of};
use mmf_client::ix::{Authority, CalendarYears, RequestLine};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::asserts::{Outcome, expect_error};
use crate::holders::Holder;
use crate::world::World;

/// What the fund's books say of its cash, in e6.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CashBooks {
    /// In the buffer.
    pub buffer: u64,
    /// In escrow.
    pub escrow: u64,
    /// Set aside for redeemers.
    pub payout: u64,
    /// Kept in the buffer for priced batches.
    pub queue_due: u64,
    /// What the fund owes and is worth.
    pub supply_value: u64,
}

impl World {
    /// A request.
    pub fn request_at(&self, key: &Pubkey) -> Request {
        Request::try_deserialize(&mut &self.data(key)[..]).expect("a request")
    }

    /// The batch of a day in the class of the moment.
    pub fn batch_on(&self, day: i32) -> Batch {
        self.batch_in(&self.class, day)
    }

    /// The batch of a day in a class.
    pub fn batch_in(&self, class: &Pubkey, day: i32) -> Batch {
        Batch::try_deserialize(&mut &self.data(&self.addresses.batch(class, day))[..]).expect("a batch")
    }

    /// The fund's cash by its books.
    pub fn cash_books(&self) -> CashBooks {
        let (fund, dealing) = (self.fund(), self.read::<Dealing>(&self.addresses.dealing(&self.fund)));
        CashBooks {
            buffer: fund.buffer_cash_e6,
            escrow: fund.escrow_cash_e6,
            payout: fund.payout_cash_e6,
            queue_due: dealing.queue_due_e6,
            supply_value: fund.supply_value_e6,
        }
    }

    /// What buffer, escrow, payout vault and suspense hold, in units of the settlement mint.
    pub fn vault_balances(&self) -> [u64; 4] {
        let fund = self.fund();
        [fund.buffer, fund.escrow, fund.payout, fund.suspense].map(|vault| self.balance(&vault))
    }

    /// The calendars for a dealing day: of the year of the next strike day, and of the year after where it is set.
    pub fn calendar_years(&self) -> CalendarYears {
        let fund = self.fund();
        let year = year_of(fund.next_strike_day.max(fund.last_struck_day + 1)).expect("a year");
        let next = self.addresses.calendar(&self.fund, year + 1);
        CalendarYears { year, with_next: self.svm.get_account(&next).is_some() }
    }

    /// The day to which a request that is placed now is bound.
    pub fn dealing_day(&self) -> StrikeDay {
        let (fund, years, now) = (self.fund(), self.calendar_years(), self.time());
        let from = fund.next_strike_day.max(fund.last_struck_day + 1);
        let in_year = |year| {
            let calendar: Calendar = self.read(&self.addresses.calendar(&self.fund, year));
            calendar.next_dealing_day(from, now).expect("a calendar")
        };
        in_year(years.year).unwrap_or_else(|| in_year(years.year + 1).expect("a dealing day"))
    }

    /// A number that no request of an investor has.
    pub fn free_nonce(&self, investor: &Pubkey) -> u64 {
        (1..).find(|nonce| self.svm.get_account(&self.addresses.request(investor, *nonce)).is_none()).expect("a number")
    }

    /// Arguments of a request for the dealing day of the moment.
    pub fn place_args(&self, holder: &Holder, amount: u64) -> PlaceRequestArgs {
        let nonce = self.free_nonce(&holder.investor);
        PlaceRequestArgs { nonce, day: self.dealing_day().day, amount, min_out: 0 }
    }

    /// The order that queues a request.
    pub fn place_order(&self, holder: &Holder, side: Side, args: PlaceRequestArgs) -> Instruction {
        let (payer, parties, fund) = (self.payer.pubkey(), self.parties(holder), self.fund());
        self.addresses.place_request(&payer, &parties, &fund, side, self.calendar_years(), args)
    }

    /// Queues a request; returns its address.
    pub fn place(&mut self, holder: &Holder, side: Side, amount: u64) -> Pubkey {
        self.place_for(holder, side, amount, 0)
    }

    /// Queues a request for no less than so much; returns its address.
    pub fn place_for(&mut self, holder: &Holder, side: Side, amount: u64, min_out: u64) -> Pubkey {
        let args = PlaceRequestArgs { min_out, ..self.place_args(holder, amount) };
        let order = self.place_order(holder, side, args);
        self.send(&[order], &[&holder.wallet]).expect("a request");
        self.addresses.request(&holder.investor, args.nonce)
    }

    /// Queues cash for shares.
    pub fn queue_cash(&mut self, holder: &Holder, settlement_units: u64) -> Pubkey {
        self.place(holder, Side::Subscription, settlement_units)
    }

    /// Queues shares for cash.
    pub fn queue_units(&mut self, holder: &Holder, units: u64) -> Pubkey {
        self.place(holder, Side::Redemption, units)
    }

    /// Tries to queue a request that must be refused, and leaves nothing behind.
    #[track_caller]
    pub fn place_refused(&mut self, holder: &Holder, side: Side, amount: u64, error: MmfError) {
        let order = self.place_order(holder, side, self.place_args(holder, amount));
        self.refused(&order, &[&holder.wallet], error);
    }

    /// Tries to queue a request for no less than so much that must be refused, and leaves nothing behind.
    #[track_caller]
    pub fn place_refused_for(&mut self, holder: &Holder, side: Side, (amount, min_out): (u64, u64), error: MmfError) {
        let args = PlaceRequestArgs { min_out, ..self.place_args(holder, amount) };
        let order = self.place_order(holder, side, args);
        self.refused(&order, &[&holder.wallet], error);
    }

    fn is_token_acl(&self, class: &Pubkey) -> bool {
        self.read::<mmf::state::ShareClass>(class).has_flag(class_flag::TOKEN_ACL)
    }

    /// The order by which the holder takes a request back.
    pub fn cancel_order(&self, key: &Pubkey) -> Instruction {
        let request = self.request_at(key);
        let line = RequestLine::of(&self.addresses, key, &request);
        self.addresses.cancel_request(&line, &self.fund(), &request, self.is_token_acl(&request.class))
    }

    /// The holder takes a request back.
    pub fn cancel(&mut self, holder: &Holder, key: &Pubkey) -> Outcome {
        let order = self.cancel_order(key);
        self.send(&[order], &[&holder.wallet])
    }

    /// The order by which somebody collects what a refused request holds.
    pub fn collect_order(&self, caller: &Pubkey, key: &Pubkey) -> Instruction {
        let request = self.request_at(key);
        let line = RequestLine::of(&self.addresses, key, &request);
        self.addresses.collect_request(caller, &line, &self.fund(), &request, self.is_token_acl(&request.class))
    }

    /// Anybody collects what a refused request holds.
    pub fn collect(&mut self, key: &Pubkey) -> Outcome {
        let order = self.collect_order(&self.payer.pubkey(), key);
        self.send(&[order], &[])
    }

    /// The order that prices a day's batches by a strike.
    pub fn price_order(&self, strike_no: u32, day: i32) -> Instruction {
        self.addresses.price_batches((&self.fund, &self.fund()), strike_no, day)
    }

    /// Anybody prices a day's batches by the last strike.
    pub fn price_day(&mut self, day: i32) -> Outcome {
        let order = self.price_order(self.fund().last_strike_no, day);
        self.send(&[order], &[])
    }

    /// The order that funds a day's batches without the treasurer.
    pub fn fund_order(&self, day: i32) -> Instruction {
        let nobody = Authority::Signers(Vec::new());
        self.addresses.fund_batches((&self.fund, &self.fund()), &nobody, day).instruction
    }

    /// Anybody funds a day's batches.
    pub fn fund_day(&mut self, day: i32) -> Outcome {
        let order = self.fund_order(day);
        self.send(&[order], &[])
    }

    /// The treasurer funds a day's batches with what is there.
    pub fn fund_in_part(&mut self, day: i32) -> Outcome {
        let authority = self.signed(&[Role::Treasurer]);
        let order = self.addresses.fund_batches((&self.fund, &self.fund()), &authority, day);
        self.privileged(&order)
    }

    /// The order that settles requests of one side in a day's batch, of the class of the moment.
    pub fn settle_order(&self, side: Side, day: i32, keys: &[Pubkey]) -> Instruction {
        let line = |key: &Pubkey| RequestLine::of(&self.addresses, key, &self.request_at(key));
        let lines: Vec<RequestLine> = keys.iter().map(line).collect();
        self.settle_lines(side, day, &lines)
    }

    /// The order that settles these lines.
    pub fn settle_lines(&self, side: Side, day: i32, lines: &[RequestLine]) -> Instruction {
        let fund = self.fund();
        let (fund, class, token_acl) = ((&self.fund, &fund), &self.class, self.is_token_acl(&self.class));
        match side {
            Side::Subscription => self.addresses.settle_subscriptions(fund, class, day, lines, token_acl),
            Side::Redemption => self.addresses.settle_redemptions(fund, class, day, lines, token_acl),
        }
    }

    /// Anybody settles requests of one side in a day's batch, of the class of the moment.
    pub fn settle(&mut self, side: Side, day: i32, keys: &[Pubkey]) -> Outcome {
        let order = self.settle_order(side, day, keys);
        self.send(&[order], &[])
    }

    /// Settles subscriptions.
    pub fn settle_in(&mut self, day: i32, keys: &[Pubkey]) -> Outcome {
        self.settle(Side::Subscription, day, keys)
    }

    /// Settles redemptions.
    pub fn settle_out(&mut self, day: i32, keys: &[Pubkey]) -> Outcome {
        self.settle(Side::Redemption, day, keys)
    }

    /// The order that puts the rest of a request in line again.
    pub fn roll_order(&self, key: &Pubkey) -> Instruction {
        let (payer, request) = (self.payer.pubkey(), self.request_at(key));
        self.addresses.roll_request(&payer, key, &request, self.calendar_years(), self.dealing_day().day)
    }

    /// Anybody puts the rest of a request in line again.
    pub fn roll(&mut self, key: &Pubkey) -> Outcome {
        let order = self.roll_order(key);
        self.send(&[order], &[])
    }

    /// Anybody closes the account of a request.
    pub fn close_request(&mut self, key: &Pubkey) -> Outcome {
        let order = self.addresses.close_request(key, &self.request_at(key));
        self.send(&[order], &[])
    }

    /// The order that closes a day's batch of the class of the moment.
    pub fn close_batch_order(&self, day: i32) -> Instruction {
        let rent_payer = self.batch_on(day).rent_payer;
        self.addresses.close_batch((&self.fund, &self.fund()), &self.class, day, &rent_payer)
    }

    /// Anybody closes a day's batch of the class of the moment.
    pub fn close_batch(&mut self, day: i32) -> Outcome {
        let order = self.close_batch_order(day);
        self.send(&[order], &[])
    }

    /// Prices and funds a day after its strike.
    pub fn price_and_fund(&mut self, day: i32) {
        self.price_day(day).expect("a price");
        self.fund_day(day).expect("cash");
    }

    /// An order is refused with an error, and none of its accounts has changed.
    #[track_caller]
    pub fn refused(&mut self, order: &Instruction, signers: &[&Keypair], error: MmfError) {
        let before = self.snapshot(order);
        let outcome = self.send(std::slice::from_ref(order), signers);
        expect_error(outcome, error);
        assert_eq!(self.snapshot(order), before, "a refusal changed something");
    }

    /// Bytes of every account of an order, with those of the fund's vaults and books.
    pub fn snapshot(&self, order: &Instruction) -> Vec<(Pubkey, Option<Vec<u8>>)> {
        let fund = self.fund();
        let books = [self.fund, self.addresses.dealing(&self.fund), fund.buffer, fund.escrow, fund.payout];
        let keys = order.accounts.iter().map(|meta| meta.pubkey).chain(books);
        keys.map(|key| (key, self.svm.get_account(&key).map(|account| account.data))).collect()
    }
}
