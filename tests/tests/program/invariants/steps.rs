//! The steps of a sequence.

use mmf_tests::ONE;
use proptest::prelude::*;

/// Steps of one sequence.
const STEPS: usize = 80;

/// One step. Shares of an amount are in permille; above 1,000 they ask for more than there is.
#[derive(Clone, Debug)]
pub enum Step {
    Subscribe {
        who: usize,
        cash: u64,
    },
    Redeem {
        who: usize,
        permille: u16,
    },
    Transfer {
        from: usize,
        by: usize,
        permille: u16,
    },
    Burn {
        who: usize,
        permille: u16,
    },
    Restore {
        who: usize,
    },
    /// Blocks an investor or releases it.
    Block {
        investor: usize,
        blocked: bool,
    },
    /// The order that stands from now on: the whole holding or not, and a share of its units.
    Freeze {
        who: usize,
        whole: bool,
        permille: u16,
    },
    /// Anybody freezes the account of who may not hold.
    Enforce {
        who: usize,
    },
    /// The holder closes its empty token account.
    CloseAccount {
        who: usize,
    },
    /// The transfer agent closes the register's line.
    CloseLine {
        who: usize,
    },
    /// Anybody makes the token account, opens the line or takes it up again.
    Open {
        who: usize,
    },
    Wait {
        permille: u16,
    },
    /// Income in millionths of the supply and day, and a few units; the part up to a month end, in permille, if stated.
    Strike {
        ppm: i64,
        units: i64,
        stated: Option<i16>,
        late: bool,
    },
    Pay {
        holders: [bool; 4],
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..4_usize;
    let share = || prop_oneof![8 => 0..=1_000_u16, 1 => Just(1_000), 1 => 1_001..=1_100_u16];
    let leaving = || prop_oneof![4 => share(), 1 => Just(1_000)];
    let cash = prop_oneof![1_u64..100, 1_000..100 * ONE, ONE..5_000_000 * ONE, Just(100_000_000 * ONE)];
    let ppm = prop_oneof![6 => 80..160_i64, 2 => -200..200_i64, 1 => 500..2_500_i64, 1 => Just(0_i64)];
    let stated = prop_oneof![2 => Just(None), 1 => (-200..1_200_i16).prop_map(Some)];
    let frozen = prop_oneof![3 => Just(0), 1 => share()];
    prop_oneof![
        6 => (who(), cash).prop_map(|(who, cash)| Step::Subscribe { who, cash }),
        4 => (who(), leaving()).prop_map(|(who, permille)| Step::Redeem { who, permille }),
        5 => (who(), 1..4_usize, leaving()).prop_map(|(from, by, permille)| Step::Transfer { from, by, permille }),
        2 => (who(), share()).prop_map(|(who, permille)| Step::Burn { who, permille }),
        2 => who().prop_map(|who| Step::Restore { who }),
        2 => (0..3_usize, prop::bool::weighted(0.3)).prop_map(|(investor, blocked)| Step::Block { investor, blocked }),
        3 => (who(), prop::bool::weighted(0.2), frozen)
            .prop_map(|(who, whole, permille)| Step::Freeze { who, whole, permille }),
        1 => who().prop_map(|who| Step::Enforce { who }),
        2 => who().prop_map(|who| Step::CloseAccount { who }),
        2 => who().prop_map(|who| Step::CloseLine { who }),
        4 => who().prop_map(|who| Step::Open { who }),
        3 => (1..1_000_u16).prop_map(|permille| Step::Wait { permille }),
        8 => (ppm, -3..=3_i64, stated, prop::bool::weighted(0.1))
            .prop_map(|(ppm, units, stated, late)| Step::Strike { ppm, units, stated, late }),
        4 => prop::array::uniform4(prop::bool::weighted(0.7)).prop_map(|holders| Step::Pay { holders }),
    ]
}

/// Strike days this many days apart, the lock-up of new issues in seconds, and the steps.
pub fn sequence() -> impl Strategy<Value = (i32, u32, Vec<Step>)> {
    let lock_up = prop_oneof![1 => Just(0), 2 => 1..20 * 86_400_u32];
    (3..=11_i32, lock_up, prop::collection::vec(step(), STEPS))
}
