//! `mmf quote post`

use bytemuck::Zeroable;
use mmf::instructions::PostQuoteArgs;
use mmf::state::{NAV_OPEN, NavReport, Quote, Role};
use solana_sdk::pubkey::Pubkey;

use super::{Outlook, file, show};
use crate::args::QuotePost;
use crate::commands::calendar;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::output::{Format, Output};
use crate::tx::{Plan, Reply};

pub fn post(context: &Context, args: &QuotePost) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let source = context.signer()?.address();
    let strike_no = at.fund.last_strike_no.saturating_add(1);
    let day = calendar::next_strike_day(&at.fund)?;
    let figures = file::figures(args, strike_no, day)?;
    let question = question(context, &at, source, &figures)?;
    let order = context.client.addresses().post_quote(&source, &at.address, figures);
    let plan = Plan::new(format!("post a quote for strike {strike_no}"), vec![order], move |context, _| {
        show(context, &shared::fund(context)?, strike_no)
    });
    Ok(plan.ask(question).into())
}

/// The quotes as they will be, and what would come of them.
fn question(context: &Context, at: &FundAt, source: Pubkey, figures: &PostQuoteArgs) -> CliResult<String> {
    let posted = context.client.nav(&at.address, figures.strike_no).map_err(|error| explain_sdk(context, &error))?;
    let mut report = posted.unwrap_or_else(|| Box::new(NavReport::zeroed()));
    report.status = NAV_OPEN;
    if report.day != at.fund.next_strike_day || report.cutoff != at.fund.next_cutoff {
        report.reopen(at.fund.next_strike_day, at.fund.next_cutoff);
    }
    // A sixth source is refused by the program, in its own words.
    let _ = report.put(preview(source, figures), at.fund.council(Role::NavSource));
    let outlook = Outlook::of(context, at, &report, 0)?;
    let date = dates::date_of(figures.day);
    let table = outlook.show(Output::new()).render("", Format::Display);
    Ok(format!("{table}\n\nPost these figures for strike {}, {date}?", figures.strike_no))
}

/// The quote that the program will note, as far as bounds look at it.
fn preview(source: Pubkey, figures: &PostQuoteArgs) -> Quote {
    Quote {
        source,
        net_assets_e6: figures.net_assets_e6,
        market_net_assets_e6: figures.market_net_assets_e6,
        income_e6: figures.income_e6,
        realised_e6: figures.realised_e6,
        ..Quote::zeroed()
    }
}
