//! The queue as it stands on chain.

use std::collections::BTreeMap;

use mmf::state::{Batch, BatchStatus, Dealing, Request, RequestStatus, ShareClass, Side, class_flag};
use mmf_client::ix::RequestLine;
use solana_sdk::pubkey::Pubkey;

use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;

/// Fund, classes, batches and requests at one moment.
pub struct Queue {
    /// The fund.
    pub at: FundAt,
    /// How it deals.
    pub dealing: Box<Dealing>,
    /// The network's clock, in Unix seconds.
    pub now: i64,
    /// Its classes by address.
    pub classes: BTreeMap<Pubkey, Box<ShareClass>>,
    /// Its batches, by day and class.
    pub batches: Vec<Batch>,
    /// Its requests, by day, class, side and time.
    pub requests: Vec<(Pubkey, Box<Request>)>,
}

impl Queue {
    /// Reads it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(context: &Context) -> CliResult<Self> {
        let explain = |error| explain_sdk(context, &error);
        let at = shared::fund(context)?;
        let dealing = context.client.dealing(&at.address).map_err(explain)?;
        let now = shared::network_time(context)?;
        let mut classes = BTreeMap::new();
        for (number, address) in context.client.addresses().classes(&at.address, at.fund.class_bitmap) {
            classes.insert(address, shared::class(context, &at.address, number)?.1);
        }
        let batches = context.client.batches(&at.address).map_err(explain)?;
        let mut batches: Vec<Batch> = batches.into_iter().map(|(_, batch)| *batch).collect();
        let mut requests = context.client.requests(&at.address).map_err(explain)?;
        requests.sort_by_key(|(key, request)| {
            let class_no = classes.get(&request.class).map(|class| class.class_no);
            (request.day, class_no, request.side as u8, request.placed_at, *key)
        });
        batches.sort_by_key(|batch| (batch.day, classes.get(&batch.class).map(|class| class.class_no)));
        Ok(Self { at, dealing, now, classes, batches, requests })
    }

    /// Number of a class.
    pub fn class_no(&self, class: &Pubkey) -> u8 {
        self.classes.get(class).map_or(u8::MAX, |class| class.class_no)
    }

    /// Whether Token ACL is a class's gate.
    pub fn has_token_acl(&self, class: &Pubkey) -> bool {
        self.classes.get(class).is_some_and(|class| class.has_flag(class_flag::TOKEN_ACL))
    }

    /// Batches of a day.
    pub fn of_day(&self, day: i32) -> impl Iterator<Item = &Batch> {
        self.batches.iter().filter(move |batch| batch.day == day)
    }

    /// Requests of a batch and a side that are in line.
    pub fn in_line(&self, batch: &Batch, side: Side) -> Vec<&(Pubkey, Box<Request>)> {
        let is_of = |request: &Request| {
            request.class == batch.class && request.day == batch.day && request.side == side && request.is_in_line()
        };
        self.requests.iter().filter(|(_, request)| is_of(request)).collect()
    }

    /// Requests of which a part was paid, and that have no dealing day.
    pub fn partial(&self) -> impl Iterator<Item = &(Pubkey, Box<Request>)> {
        self.requests.iter().filter(|(_, request)| request.status == RequestStatus::Partial)
    }

    /// What a settlement needs of a request.
    pub fn line(&self, context: &Context, (key, request): &(Pubkey, Box<Request>)) -> RequestLine {
        RequestLine::of(&context.client.addresses(), key, request)
    }
}

/// The name of a batch's status.
pub fn batch_status(status: BatchStatus) -> &'static str {
    match status {
        BatchStatus::Open => "open",
        BatchStatus::Priced => "priced",
        BatchStatus::Funded => "funded",
    }
}
