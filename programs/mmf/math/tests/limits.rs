//! Rolling limits: what a window lets through, however the uses are cut.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::MathError;
use mmf_math::limit::Bucket;
use proptest::prelude::*;

const DAY: u32 = 86_400;
const NOW: i64 = 1_735_830_000;
const LIMIT_E6: u64 = 1_000_000_000_000;

fn fresh() -> Bucket {
    Bucket::default()
}

#[test]
fn exactly_the_limit_is_used_at_once_and_one_more_is_not() {
    let full = fresh().used(LIMIT_E6, LIMIT_E6, DAY, NOW).unwrap().unwrap();

    assert_eq!(full, Bucket { level_e6: LIMIT_E6, updated_at: NOW });
    assert_eq!(full.room_e6(LIMIT_E6, DAY, NOW), Ok(0));
    assert_eq!(full.used(1, LIMIT_E6, DAY, NOW), Ok(None));
    assert_eq!(full.used(0, LIMIT_E6, DAY, NOW), Ok(Some(full)));
    assert_eq!(fresh().used(LIMIT_E6 + 1, LIMIT_E6, DAY, NOW), Ok(None));
}

#[test]
fn a_full_limit_drains_evenly_and_is_empty_after_one_window() {
    let full = Bucket { level_e6: LIMIT_E6, updated_at: NOW };
    for (seconds, room_e6) in [
        (0, 0),
        (1, 11_574_074), // 10^12 / 86,400, rounded down
        (3_600, 41_666_666_666),
        (43_200, 500_000_000_000),
        (86_399, 999_988_425_925),
        (86_400, LIMIT_E6),
        (10 * 86_400, LIMIT_E6),
    ] {
        assert_eq!(full.room_e6(LIMIT_E6, DAY, NOW + seconds), Ok(room_e6), "after {seconds} seconds");
    }
}

#[test]
fn nothing_comes_back_at_midnight() {
    let midnight = NOW - NOW % 86_400 + 86_400;
    let full = fresh().used(LIMIT_E6, LIMIT_E6, DAY, midnight - 1).unwrap().unwrap();

    assert_eq!(full.room_e6(LIMIT_E6, DAY, midnight), Ok(11_574_074), "a second's part, no more");
}

#[test]
fn a_clock_that_goes_back_gives_no_room() {
    let used = Bucket { level_e6: 10, updated_at: NOW };
    for earlier in [NOW - 1, 0, -1, i64::MIN] {
        assert_eq!(used.drained(LIMIT_E6, DAY, earlier), Ok(used));
    }
    assert_eq!(used.used(5, LIMIT_E6, DAY, NOW - 1).unwrap().unwrap(), Bucket { level_e6: 15, updated_at: NOW });
}

#[test]
fn a_window_of_no_seconds_is_an_error() {
    assert_eq!(fresh().used(1, 1, 0, NOW), Err(MathError::BadDays));
    assert_eq!(fresh().room_e6(1, 0, NOW), Err(MathError::BadDays));
}

#[test]
fn a_window_of_a_second_lets_the_limit_through_each_second() {
    let full = fresh().used(7, 7, 1, NOW).unwrap().unwrap();

    assert_eq!(full.used(1, 7, 1, NOW), Ok(None));
    assert_eq!(full.used(7, 7, 1, NOW + 1).unwrap().unwrap(), Bucket { level_e6: 7, updated_at: NOW + 1 });
}

#[test]
fn a_limit_below_one_unit_a_second_drains_in_whole_units() {
    let full = Bucket { level_e6: 3, updated_at: NOW };
    for (seconds, room_e6) in [(33, 0), (34, 1), (66, 1), (67, 2), (99, 2), (100, 3)] {
        assert_eq!(full.room_e6(3, 100, NOW + seconds), Ok(room_e6), "after {seconds} seconds");
    }
}

#[test]
fn seconds_that_drain_nothing_yet_are_not_lost() {
    let mut bucket = Bucket { level_e6: 3, updated_at: NOW };
    for second in 1..=34 {
        bucket = bucket.drained(3, 100, NOW + second).unwrap();
    }
    assert_eq!(bucket, Bucket { level_e6: 2, updated_at: NOW + 34 });
}

#[test]
fn the_largest_numbers_neither_overflow_nor_wrap() {
    let most = u64::MAX;
    let full = fresh().used(most, most, u32::MAX, i64::MAX).unwrap().unwrap();

    assert_eq!(full, Bucket { level_e6: most, updated_at: i64::MAX });
    assert_eq!(full.used(1, most, u32::MAX, i64::MAX), Ok(None));
    assert_eq!(full.used(most, most, u32::MAX, i64::MAX), Ok(None));
    let old = Bucket { level_e6: most, updated_at: i64::MIN };
    assert_eq!(old.room_e6(most, u32::MAX, i64::MAX), Ok(most));
    assert_eq!(Bucket { level_e6: most, updated_at: 0 }.room_e6(most, 1, 1), Ok(most));
}

#[test]
fn a_limit_that_was_lowered_below_what_is_in_use_opens_again_once_that_has_drained() {
    let used = Bucket { level_e6: 1_000, updated_at: NOW };

    assert_eq!(used.room_e6(100, 100, NOW), Ok(0));
    assert_eq!(used.room_e6(100, 100, NOW + 900), Ok(0));
    assert_eq!(used.room_e6(100, 100, NOW + 901), Ok(1));
}

/// Tries of uses: seconds since the one before, and the amount in parts of a thousand of the limit.
fn tries() -> impl Strategy<Value = Vec<(u32, u64)>> {
    prop::collection::vec((prop_oneof![0..3_u32, 0..5_000_u32, 0..200_000_u32], 0..=1_000_u64), 1..120)
}

/// What each try let through, with its moment.
fn let_through(limit_e6: u64, window: u32, tries: &[(u32, u64)]) -> Vec<(i64, u64)> {
    let (mut bucket, mut now, mut passed) = (fresh(), NOW, Vec::new());
    for (seconds, permille) in tries {
        now += i64::from(*seconds);
        let amount = u64::try_from(u128::from(limit_e6) * u128::from(*permille) / 1_000).unwrap().max(1);
        if let Some(used) = bucket.used(amount, limit_e6, window, now).unwrap() {
            bucket = used;
            passed.push((now, amount));
        }
    }
    passed
}

fn limits() -> impl Strategy<Value = (u64, u32)> {
    let limit = prop_oneof![1..50_u64, 1..10_000_000_u64, Just(LIMIT_E6), 1..=u64::MAX];
    (limit, prop_oneof![1..10_u32, 3_600..=DAY, Just(DAY), Just(31 * DAY), Just(u32::MAX)])
}

proptest! {
    #[test]
    fn any_sequence_of_uses_passes_at_most_twice_the_limit_in_any_window(
        (limit_e6, window) in limits(), tries in tries(),
    ) {
        let passed = let_through(limit_e6, window, &tries);
        for (place, (start, _)) in passed.iter().enumerate() {
            let within = passed[place..].iter().take_while(|(moment, _)| moment - start <= i64::from(window));
            let sum: u128 = within.map(|(_, amount)| u128::from(*amount)).sum();
            prop_assert!(sum <= 2 * u128::from(limit_e6), "{} of {}", sum, limit_e6);
        }
    }

    #[test]
    fn from_any_moment_on_no_more_passes_than_the_limit_and_what_drains_meanwhile(
        (limit_e6, window) in limits(), tries in tries(),
    ) {
        let passed = let_through(limit_e6, window, &tries);
        for (place, (start, _)) in passed.iter().enumerate() {
            let mut sum = 0_u128;
            for (moment, amount) in &passed[place..] {
                sum += u128::from(*amount);
                let seconds = u128::from(u64::try_from(moment - start).unwrap());
                let drained = seconds.saturating_mul(u128::from(limit_e6)) / u128::from(window);
                prop_assert!(sum <= u128::from(limit_e6) + drained);
            }
        }
    }

    #[test]
    fn looking_often_drains_as_much_as_looking_once_but_for_a_unit_a_look(
        (limit_e6, window) in limits(), level in 0..=u64::MAX, steps in prop::collection::vec(0..4_000_u32, 1..60),
    ) {
        let start = Bucket { level_e6: level.min(limit_e6), updated_at: NOW };
        let (mut often, mut now) = (start, NOW);
        for seconds in &steps {
            now += i64::from(*seconds);
            often = often.drained(limit_e6, window, now).unwrap();
        }
        let once = start.drained(limit_e6, window, now).unwrap();
        prop_assert!(often.level_e6 >= once.level_e6, "never more than once");
        let looks = u64::try_from(steps.len()).unwrap();
        prop_assert!(often.level_e6 - once.level_e6 <= looks, "{} and {}", often.level_e6, once.level_e6);
    }

    #[test]
    fn the_room_is_what_can_be_used_and_a_unit_more_cannot(
        (limit_e6, window) in limits(), level in any::<u64>(), seconds in 0..200_000_i64,
    ) {
        let bucket = Bucket { level_e6: level, updated_at: NOW };
        let room_e6 = bucket.room_e6(limit_e6, window, NOW + seconds).unwrap();
        let refused = bucket.used(room_e6.saturating_add(1), limit_e6, window, NOW + seconds).unwrap();
        prop_assert!(refused.is_none());
        if room_e6 > 0 {
            prop_assert!(bucket.used(room_e6, limit_e6, window, NOW + seconds).unwrap().is_some());
        }
    }

    #[test]
    fn the_moment_of_the_bucket_is_never_in_the_future(
        (limit_e6, window) in limits(), level in any::<u64>(), seconds in 0..200_000_i64,
    ) {
        let drained = Bucket { level_e6: level, updated_at: NOW }.drained(limit_e6, window, NOW + seconds).unwrap();
        prop_assert!((NOW..=NOW + seconds).contains(&drained.updated_at));
        prop_assert!(drained.level_e6 <= level);
    }
}
