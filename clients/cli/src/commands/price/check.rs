//! `mmf price check show|set|off`

use mmf::instructions::PriceCheckArgs;
use mmf::state::{PriceCheck, Role, fund_flag};
use solana_sdk::pubkey::Pubkey;

use super::external;
use crate::args::PriceCheckSet;
use crate::commands::changes::{Changes, effect};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn show(context: &Context, external_price: Option<&Pubkey>) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let check = record(context, &at)?;
    let output = shown(&at, check.as_deref());
    let (Some(address), Some(check)) = (external_price, check) else {
        return Ok(output);
    };
    let account = context.client.account(address).map_err(|error| explain_sdk(context, &error))?;
    let now = shared::network_time(context)?;
    let fields = external::fields(&check, account.as_ref(), now);
    Ok(output.object("externalPrice", format!("External price {address}"), fields))
}

pub fn set(context: &Context, args: &PriceCheckSet) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    shared::class(context, &at.address, args.class)?;
    let wanted = PriceCheckArgs {
        active: true,
        class_no: args.class,
        required: args.required,
        price_program: args.price_program,
        feed_id: args.feed,
        max_age_seconds: args.max_age,
        max_confidence_bps: args.max_confidence_bps,
        max_difference_bps: args.max_difference_bps,
    };
    change(context, at, wanted, "set the comparison with an external price")
}

pub fn off(context: &Context) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let check = record(context, &at)?;
    if !at.fund.has_flag(fund_flag::PRICE_CHECK) {
        return Err(CliError::usage("NothingChanges", "strikes are not compared with an external price")
            .hint("`mmf price check show` tells"));
    }
    let wanted = PriceCheckArgs { active: false, ..PriceCheckArgs::of(&at.fund, check.as_deref()) };
    change(context, at, wanted, "switch the comparison with an external price off")
}

fn change(context: &Context, at: FundAt, wanted: PriceCheckArgs, title: &str) -> CliResult<Reply> {
    let check = record(context, &at)?;
    let old = PriceCheckArgs::of(&at.fund, check.as_deref());
    let changes = Changes::between(fields(&old), fields(&wanted));
    if changes.is_empty() {
        return Err(CliError::usage("NothingChanges", "the comparison is so already")
            .hint("`mmf price check show` shows it; name what changes"));
    }
    let authority = shared::authority(context, &at, &[Role::Governance])?;
    let payer = context.fee_payer()?.address();
    let fund = (&at.address, &*at.fund);
    let order = context.client.addresses().set_price_check(&payer, fund, check.as_deref(), &authority, wanted);
    let effect = effect(order.loosens, at.fund.policy.time_lock_seconds);
    let question = format!("Comparison with an external price:\n{}\n{effect} Change it?", changes.lines());
    Ok(Plan::privileged(title, order, move |context, _| show(context, None)).ask(question).into())
}

fn record(context: &Context, at: &FundAt) -> CliResult<Option<Box<PriceCheck>>> {
    context.client.price_check(&at.address).map_err(|error| explain_sdk(context, &error))
}

fn shown(at: &FundAt, check: Option<&PriceCheck>) -> Output {
    let args = PriceCheckArgs::of(&at.fund, check);
    let title = "Comparison of strikes with an external price";
    if args.active {
        return Output::new().record(title, fields(&args));
    }
    let off = vec![("active", "Compared", Cell::flag(false))];
    Output::new().record(title, off).note("Strikes are not compared with an external price.")
}

fn fields(args: &PriceCheckArgs) -> Vec<Field> {
    vec![
        ("active", "Compared", Cell::flag(args.active)),
        ("classNo", "Share class", Cell::count(args.class_no)),
        ("required", "A strike needs it", Cell::flag(args.required)),
        ("priceProgram", "Price program", Cell::address(&args.price_program)),
        ("feedId", "Feed", Cell::hex(&args.feed_id)),
        ("maxAgeSeconds", "Most age in seconds", Cell::count(args.max_age_seconds)),
        ("maxConfidenceBps", "Most half-width in bps", Cell::count(args.max_confidence_bps)),
        ("maxDifferenceBps", "Most difference in bps", Cell::count(args.max_difference_bps)),
    ]
}
