//! The class, its last closed month and its holdings, all at one moment.

use std::collections::HashMap;
use std::thread::sleep;
use std::time::Duration;

use mmf::compliance::{Denial, check_pause};
use mmf::error::MmfError;
use mmf::state::{Fund, Holding, Investor, Period, ShareClass, pause};
use mmf_client::ix::PayTarget;
use mmf_math::convert::to_books_up;
use mmf_math::settle::Position;
use solana_sdk::pubkey::Pubkey;

use super::due::Due;
use super::exact::too_large;
use super::route::{Payee, Route};
use crate::commands::holding::settled;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::tx::spinner;

/// How often the books are read again that changed while they were read, and how long after.
const ATTEMPTS: usize = 20;
const PAUSE: Duration = Duration::from_millis(500);

/// A holding.
pub struct Line {
    /// Its address.
    pub address: Pubkey,
    /// The account.
    pub holding: Box<Holding>,
    /// Its income up to the class's index.
    pub position: Position,
    /// How it gets its dividend.
    pub route: Route,
    /// What it would get now.
    pub due: Due,
}

/// The class, its last closed month and its holdings.
pub struct Books {
    /// The fund.
    pub fund: Box<Fund>,
    /// Address of the class.
    pub class_address: Pubkey,
    /// The class.
    pub class: Box<ShareClass>,
    /// The last closed month.
    pub period: Box<Period>,
    /// The holdings, by address.
    pub lines: Vec<Line>,
    /// The fund's investors.
    pub investors: HashMap<Pubkey, Box<Investor>>,
}

impl Line {
    fn target(&self) -> PayTarget {
        shared::pay_target(self.address, &self.holding)
    }
}

impl Books {
    /// Reads the books.
    ///
    /// # Errors
    /// When no month is closed, the class pays no dividends, the node does not answer, or the class never stands still.
    pub fn read(context: &Context, class_no: u8) -> CliResult<Self> {
        let fund = context.fund()?;
        let fund_account = context.client.fund(&fund).map_err(|error| explain_sdk(context, &error))?;
        let spinner = spinner(context, "read the register");
        let investors = context.client.investors(&fund).map_err(|error| explain_sdk(context, &error))?;
        let investors = investors.into_iter().collect();
        for _ in 0..ATTEMPTS {
            let books = Self::read_once(context, (&fund, &fund_account), class_no, &investors)?;
            let (_, class) = shared::class(context, &fund, class_no)?;
            if class.seq == books.class.seq && class.closed_period == books.class.closed_period {
                spinner.finish_and_clear();
                return Ok(Self { investors, ..books });
            }
            sleep(PAUSE);
        }
        Err(CliError::failure("ClassBusy", "the class changed again and again while its books were read")
            .hint("run the command again when there is less dealing; whoever was paid is left out"))
    }

    fn read_once(
        context: &Context,
        (fund, fund_account): (&Pubkey, &Fund),
        class_no: u8,
        investors: &HashMap<Pubkey, Box<Investor>>,
    ) -> CliResult<Self> {
        let explain = |error| explain_sdk(context, &error);
        let (class_address, class) = shared::class(context, fund, class_no)?;
        if !class.is_distributing() {
            let words = "this class adds its income to its price; it pays no dividends";
            return Err(explain::foreseen(&MmfError::ClassKindUnsupported, words));
        }
        let period = context.client.period(&class_address, class.closed_period).map_err(explain)?;
        let period = period.ok_or_else(|| {
            let words = "no month of this class is closed yet, so there is nothing to pay";
            explain::foreseen(&MmfError::NoClosedPeriod, words)
        })?;
        let cash_step_units = to_books_up(1, fund_account.settlement_decimals).map_err(|_| too_large())?;
        let mut lines = Vec::new();
        for (address, holding) in context.client.holdings(&class_address).map_err(explain)? {
            let position = settled(&holding, &class)?;
            let investor = investors.get(&holding.investor);
            let route = investor.map_or(Route::Reinvest, |investor| Route::of(&holding, investor));
            let step_units = if route == Route::Cash { cash_step_units } else { 1 };
            let withholding_bps = investor.map_or(0, |investor| investor.withholding_bps);
            let due = Due::of(position.payable, withholding_bps, step_units);
            lines.push(Line { address, holding, position, route, due });
        }
        let fund = Box::new(*fund_account);
        Ok(Self { fund, class_address, class, period, lines, investors: HashMap::new() })
    }

    /// A holding with the accounts that paying it needs. A vault's other holding may be closed: then it has no investor, and the vault's stands in.
    pub fn payee(&self, context: &Context, line: &Line) -> Payee {
        let own = line.target();
        let to = match (line.route, self.receiver(line)) {
            (Route::ToHolding, Some(receiver)) => receiver.target(),
            (Route::ToHolding, None) => {
                let token_account = line.holding.dividend_to;
                let holding = context.client.addresses().holding(&token_account);
                PayTarget { holding, token_account, investor: own.investor }
            }
            _ => own,
        };
        Payee { line: own, owner: line.holding.owner, to }
    }

    /// The open holding that gets a vault's dividends.
    pub fn receiver(&self, line: &Line) -> Option<&Line> {
        let to = line.holding.dividend_to;
        self.lines.iter().find(|other| line.route == Route::ToHolding && other.holding.token_account == to)
    }

    /// Refuses while distributions are paused.
    ///
    /// # Errors
    /// The refusal that the program would give.
    pub fn check_pause(&self) -> CliResult<()> {
        check_pause(&self.class, pause::DISTRIBUTIONS).map_err(|denial: Denial| {
            explain::foreseen(&MmfError::from(denial), "distributions of this class are paused; nothing was sent")
        })
    }

    /// Holdings that were not paid for the month yet.
    pub fn unpaid(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.holding.paid_period < self.period.period_no)
    }

    /// Holdings that were.
    pub fn paid(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.holding.paid_period >= self.period.period_no)
    }

    /// What those who were not paid yet would get.
    pub fn due(&self) -> Due {
        self.unpaid().fold(Due::default(), |sum, line| sum.plus(line.due))
    }

    /// What is due in cash after tax, in units of e6; some of it becomes units where no account takes it.
    pub fn cash_due_e6(&self) -> u128 {
        let in_cash = self.unpaid().filter(|line| line.route == Route::Cash);
        in_cash.fold(0, |sum, line| sum.saturating_add(line.due.net_units()))
    }

    /// Paid for the month so far in units and cash, tax withheld included.
    pub fn paid_units(&self) -> u128 {
        let period = &self.period;
        u128::from(period.paid_units) + u128::from(period.paid_cash_e6) + u128::from(period.withheld_e6)
    }
}
