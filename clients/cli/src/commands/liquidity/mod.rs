//! `mmf liquidity …`: limits, fees, facility.

mod bounds;
mod facility;
mod fee;
mod limits;
mod show;
mod terms;

use crate::args::LiquidityCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub use limits::{Limit, columns};

pub fn run(context: &Context, verb: &LiquidityCommand) -> CliResult<Reply> {
    match verb {
        LiquidityCommand::Show => show::show(context).map(Reply::from),
        LiquidityCommand::SetFee { fee_bps, document } => fee::set_fee(context, *fee_bps, document),
        LiquidityCommand::SetTerms(options) => terms::set(context, options),
        LiquidityCommand::SetSliceCost { cost_ppm, until, document } => {
            fee::set_slice_cost(context, *cost_ppm, *until, document)
        }
        LiquidityCommand::Facility(verb) => facility::run(context, verb),
    }
}
