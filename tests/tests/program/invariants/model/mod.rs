//! A plain model of a fund with two classes, one that distributes and one whose price rises: income is credited at each strike to every holder
//! at once, where the program does it when a holding is touched. It shares no arithmetic with the program.

mod class;
mod dealing;
mod line;
mod paying;
mod queue;
mod register;
mod strike;

pub use class::Class;
pub use line::Line;
pub use queue::{Ratio, Struck, Waiting};
pub use strike::{Correction, Days, Quoted};

/// Number of classes: 0 distributes, 1 accumulates.
pub const CLASSES: usize = 2;
/// Who gets fees in shares.
pub const MANAGER: usize = 3;
/// Liquidity fee that the board charges, in basis points.
pub const LIQUIDITY_BPS: i128 = 15;
/// Subscription and redemption fees of each class, in basis points.
pub const FEES_BPS: [(u16, u16); CLASSES] = [(3, 20), (10, 50)];
/// The protocol vault.
pub const VAULT: usize = 2;

/// The moment of a step.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// In Unix seconds.
    pub now: i64,
    /// Seconds of the span that have passed.
    pub seconds: i128,
    /// Whether the next cut-off is still to come.
    pub open: bool,
}

/// What is recorded of an investor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Person {
    pub blocked: bool,
    pub takes_cash: bool,
    pub tax_bps: i128,
}

/// The fund.
#[derive(Clone, Debug)]
pub struct Model {
    pub classes: [Class; CLASSES],
    pub lines: [[Line; 4]; CLASSES],
    pub people: [Person; 3],
    /// Whose line gets the vault's dividends, if another's.
    pub route: Option<usize>,
    /// Cash in the buffer.
    pub buffer: i128,
    /// Everything that came in and did not go out, income included, in e6.
    pub assets: i128,
    /// Of what went out, the part that was paid since the cut-off of the strike that is due.
    pub paid_since_cutoff: i128,
    /// Fees that hardly anybody was left to get, in e6.
    pub retained: i128,
    /// Income that waits for a first holder, in e6.
    pub income_carry: i128,
    pub closed_months: u32,
    pub strikes: u32,
    /// Lock-up of new issues.
    pub lock_up_seconds: u32,
    /// Requests in line.
    pub waiting: Vec<Waiting>,
    /// The strikes so far, in order.
    pub struck: Vec<Struck>,
    /// Liquidity fee that the board charges.
    pub liquidity_bps: i128,
    /// The fund's income of a day on one unit at the last strike with income, e18.
    pub daily_rate: i128,
}

impl Model {
    /// Four holders with a line in each class; the first two are wallets of one investor.
    pub fn new(lock_up_seconds: u32) -> Self {
        let lines = || [0, 0, 1, 2].map(Line::new);
        Self {
            classes: [Class::distributing(20, FEES_BPS[0]), Class::accumulating(50, 1_000, FEES_BPS[1])],
            lines: [lines(), lines()],
            people: [Person::default(); 3],
            route: None,
            buffer: 0,
            assets: 0,
            paid_since_cutoff: 0,
            retained: 0,
            income_carry: 0,
            closed_months: 0,
            strikes: 0,
            lock_up_seconds,
            waiting: Vec::new(),
            struck: Vec::new(),
            liquidity_bps: LIQUIDITY_BPS,
            daily_rate: 0,
        }
    }

    /// Units of a class's register.
    pub fn supply(&self, class: usize) -> i128 {
        self.lines[class].iter().map(|line| i128::from(line.units)).sum()
    }

    /// Whether a holder's investor is blocked.
    pub fn is_blocked(&self, who: usize) -> bool {
        self.people[self.lines[0][who].investor].blocked
    }

    /// Whether tokens of a class can come and go.
    pub fn deals(&self, class: usize, who: usize) -> bool {
        !self.is_blocked(who) && self.lines[class][who].takes_tokens()
    }
}

/// A number that fits.
pub fn small(number: i128) -> u64 {
    u64::try_from(number).unwrap()
}
