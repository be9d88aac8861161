//! Strikes on both sides.

use mmf::instructions::{ClassCorrection, CorrectionArgs};
use mmf_client::ix::StrikePlan;
use mmf_math::date::civil_from_day;
use mmf_tests::{Figures, ONE, World};

use super::model::{Correction, Days, Model, Quoted};
use super::pair::agree;
use super::steps::Strike;

/// Strikes; the quote's net assets come from the model's assets. An impossible income or correction is refused, and then the day is struck
/// without, or, where redemptions at $1.00 after a loss left less than nothing, with what the fund lacks.
pub fn strike(world: &mut World, model: &mut Model, strike: &Strike) {
    let fund = world.fund();
    let days = days(fund.last_struck_day, fund.next_strike_day);
    let bases = [0, 1].map(|place| model.classes[place].base(model.supply(place)));
    let base = bases.iter().sum::<i128>().max(i128::from(1_000 * ONE));
    let wanted = base * i128::from(strike.ppm) * days.all / 1_000_000 + i128::from(strike.units);
    let cutoff = fund.next_cutoff + if strike.late { 5 * 3_600 } else { 60 };
    world.set_time(cutoff.max(world.time()));
    let correction = strike.correction.map(|(back, ppm)| {
        let amounts = [0, 1].map(|place| bases[place] * i128::from(ppm[place]) / 1_000_000);
        Correction { strike_no: fund.last_strike_no.saturating_sub(back), amounts }
    });
    let correction = correction.filter(|correction| correction.amounts != [0, 0]);
    let lacks = -model.assets - model.paid_since_cutoff;
    for (income, correction) in [(wanted, correction), (wanted, None), (0, None), (lacks, None)] {
        let mut quoted = Quoted { income, stated: None, correction };
        quoted.stated = post(world, model, &quoted, strike.stated);
        let plan = StrikePlan { correction: correction.map(args), ..world.strike_plan() };
        let possible = model.strike(&quoted, days);
        agree(world.strike_by(&plan), possible);
        if possible {
            return;
        }
    }
    panic!("income that makes good what the fund lacks is always possible");
}

/// The correction as the strike takes it.
fn args(correction: Correction) -> CorrectionArgs {
    let entry = |class_no: u8| {
        let net_income_e6 = i64::try_from(correction.amounts[usize::from(class_no)]).unwrap();
        ClassCorrection { class_no, net_income_e6 }
    };
    let classes = (0..2).map(entry).filter(|entry| entry.net_income_e6 != 0).collect();
    CorrectionArgs { strike_no: correction.strike_no, classes, document_hash: [3; 32] }
}

/// Posts a quote; where its part up to a month end is not within its income, that is refused, and then a quote without it is posted.
/// Returns the part.
fn post(world: &mut World, model: &Model, quoted: &Quoted, permille: Option<i16>) -> Option<i128> {
    let income = quoted.income;
    let stated = permille.map(|permille| income * i128::from(permille) / 1_000);
    let fits = stated.is_none_or(|stated| (income.min(0)..=income.max(0)).contains(&stated));
    let part = |value: i128| i64::try_from(value).unwrap();
    let figures = Figures { income_e6: part(income), income_to_month_end_e6: stated.map(part), off_by_e6: 0 };
    let mut quote = world.quote_args(figures);
    quote.net_assets_e6 = u64::try_from(model.quoted_assets(quoted).max(0)).unwrap();
    quote.market_net_assets_e6 = quote.net_assets_e6;
    agree(world.post(quote), fits);
    if fits {
        return stated;
    }
    quote.income_to_month_end_e6 = None;
    world.post(quote).unwrap();
    None
}

/// Days of a span, and those up to a month end in it.
pub fn days(last: i32, next: i32) -> Days {
    let month_end = (last + 1..=next).find(|day| civil_from_day(day + 1).2 == 1);
    Days { all: i128::from(next - last), to_month_end: month_end.map(|end| i128::from(end - last)) }
}
