//! The steps of a sequence.

use mmf_tests::ONE;
use proptest::prelude::*;

/// Steps of one sequence.
pub const STEPS: usize = 100;

/// One step. Shares of an amount are in permille; above 1,000 they ask for more than there is.
#[derive(Clone, Debug)]
pub enum Step {
    /// What a holder does in a class, or what is done to its line there.
    Line {
        class: usize,
        who: usize,
        act: Act,
    },
    /// Units of a class into the other.
    Exchange {
        class: usize,
        who: usize,
        permille: u16,
    },
    Transfer {
        class: usize,
        from: usize,
        by: usize,
        permille: u16,
    },
    /// A holder is paid, redeems everything and has its line closed, as far as that goes.
    Leave {
        class: usize,
        who: usize,
    },
    /// Blocks an investor or releases it.
    Block {
        investor: usize,
        blocked: bool,
    },
    /// How an investor is paid and taxed.
    Record {
        investor: usize,
        takes_cash: bool,
        tax_bps: u16,
    },
    /// Where the vault's dividends go.
    SendDividends {
        to: Option<usize>,
    },
    Wait {
        permille: u16,
    },
    /// Nobody strikes until so many further cut-offs have passed.
    Miss {
        cutoffs: i64,
    },
    Strike(Strike),
    /// The holder of a request takes it back.
    Cancel {
        pick: usize,
    },
    /// Keepers settle every struck day of the queue.
    Settle,
    Pay {
        holders: [bool; 4],
    },
    PayCash {
        holders: [bool; 4],
    },
    PayTo {
        to: usize,
    },
    /// Fees in shares, or fees or tax in cash.
    FeesInShares {
        class: usize,
        permille: u16,
    },
    PayInCash {
        class: usize,
        is_tax: bool,
        permille: u16,
    },
    /// The treasurer sweeps a share of the buffer.
    Sweep {
        permille: u16,
    },
    /// A custodian returns income to the buffer.
    Return {
        cash: u64,
    },
}

/// What happens to one line.
#[derive(Clone, Debug)]
pub enum Act {
    Subscribe {
        cash: u64,
    },
    Redeem {
        permille: u16,
    },
    QueueCash {
        cash: u64,
    },
    QueueUnits {
        permille: u16,
    },
    Burn {
        permille: u16,
    },
    Restore,
    /// The order that stands from now on: the whole holding or not, and a share of its units.
    Freeze {
        whole: bool,
        permille: u16,
    },
    /// Anybody freezes the account of who may not hold.
    Enforce,
    /// The holder closes its empty token account.
    CloseAccount,
    /// The transfer agent closes the register's line.
    CloseLine,
    /// Anybody makes the token account, opens the line or takes it up again.
    Open,
}

/// Income in millionths of the net assets and day, and a few units; the part up to a month end, in permille, if stated; a correction of an earlier
/// strike, so many back, with millionths of each class's net assets.
#[derive(Clone, Debug)]
pub struct Strike {
    pub ppm: i64,
    pub units: i64,
    pub stated: Option<i16>,
    pub late: bool,
    pub correction: Option<(u32, [i64; 2])>,
}

fn share() -> impl Strategy<Value = u16> {
    prop_oneof![8 => 0..=1_000_u16, 1 => Just(1_000), 1 => 1_001..=1_100_u16]
}

fn act() -> impl Strategy<Value = Act> {
    let leaving = prop_oneof![4 => share(), 1 => Just(1_000)];
    let cash = prop_oneof![1_u64..100, 1_000..100 * ONE, ONE..5_000_000 * ONE, Just(100_000_000 * ONE)];
    let frozen = prop_oneof![3 => Just(0), 1 => share()];
    prop_oneof![
        6 => cash.clone().prop_map(|cash| Act::Subscribe { cash }),
        4 => cash.prop_map(|cash| Act::QueueCash { cash }),
        4 => share().prop_map(|permille| Act::QueueUnits { permille }),
        4 => leaving.prop_map(|permille| Act::Redeem { permille }),
        2 => share().prop_map(|permille| Act::Burn { permille }),
        2 => Just(Act::Restore),
        3 => (prop::bool::weighted(0.2), frozen).prop_map(|(whole, permille)| Act::Freeze { whole, permille }),
        1 => Just(Act::Enforce),
        2 => Just(Act::CloseAccount),
        2 => Just(Act::CloseLine),
        4 => Just(Act::Open),
    ]
}

fn strike() -> impl Strategy<Value = Strike> {
    let ppm = prop_oneof![6 => 80..160_i64, 2 => -200..200_i64, 1 => 500..2_500_i64, 1 => Just(0_i64)];
    let stated = prop_oneof![2 => Just(None), 1 => (-200..1_200_i16).prop_map(Some)];
    let amount = || prop_oneof![2 => -60..60_i64, 1 => Just(0_i64), 1 => -1_500..1_500_i64];
    let correction = prop_oneof![5 => Just(None), 1 => (0..3_u32, [amount(), amount()]).prop_map(Some)];
    (ppm, -3..=3_i64, stated, prop::bool::weighted(0.1), correction)
        .prop_map(|(ppm, units, stated, late, correction)| Strike { ppm, units, stated, late, correction })
}

fn step() -> impl Strategy<Value = Step> {
    let (who, class) = (|| 0..4_usize, || 0..2_usize);
    let leaving = || prop_oneof![4 => share(), 1 => Just(1_000)];
    let holders = || prop::array::uniform4(prop::bool::weighted(0.7));
    let tax = prop_oneof![1 => Just(0_u16), 2 => 1..=10_000_u16];
    prop_oneof![
        24 => (class(), who(), act()).prop_map(|(class, who, act)| Step::Line { class, who, act }),
        4 => (class(), who(), leaving()).prop_map(|(class, who, permille)| Step::Exchange { class, who, permille }),
        4 => (class(), who(), 1..4_usize, leaving())
            .prop_map(|(class, from, by, permille)| Step::Transfer { class, from, by, permille }),
        3 => (class(), who()).prop_map(|(class, who)| Step::Leave { class, who }),
        2 => (0..3_usize, prop::bool::weighted(0.3)).prop_map(|(investor, blocked)| Step::Block { investor, blocked }),
        2 => (0..3_usize, any::<bool>(), tax)
            .prop_map(|(investor, takes_cash, tax_bps)| Step::Record { investor, takes_cash, tax_bps }),
        1 => prop::option::weighted(0.8, who()).prop_map(|to| Step::SendDividends { to }),
        3 => (1..1_000_u16).prop_map(|permille| Step::Wait { permille }),
        1 => (0..3_i64).prop_map(|cutoffs| Step::Miss { cutoffs }),
        8 => strike().prop_map(Step::Strike),
        6 => Just(Step::Settle),
        2 => any::<usize>().prop_map(|pick| Step::Cancel { pick }),
        2 => holders().prop_map(|holders| Step::Pay { holders }),
        2 => holders().prop_map(|holders| Step::PayCash { holders }),
        2 => who().prop_map(|to| Step::PayTo { to }),
        1 => (class(), share()).prop_map(|(class, permille)| Step::FeesInShares { class, permille }),
        3 => (class(), prop::bool::weighted(0.6), share()).prop_map(|(class, is_tax, permille)| Step::PayInCash { class, is_tax, permille }),
        2 => (1..200_000 * ONE).prop_map(|cash| Step::Return { cash }),
        3 => share().prop_map(|permille| Step::Sweep { permille }),
    ]
}

/// Strike days this many days apart, the lock-up of new issues in seconds, and the steps.
pub fn sequence() -> impl Strategy<Value = (i32, u32, Vec<Step>)> {
    let lock_up = prop_oneof![1 => Just(0), 2 => 1..20 * 86_400_u32];
    (3..=11_i32, lock_up, prop::collection::vec(step(), STEPS))
}
