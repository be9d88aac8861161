//! `mmf holding freeze|thaw`: orders on the whole holding and on a number of units, each apart from the other.

use mmf::instructions::SetFreezeArgs;
use mmf::state::{Holding, Role};
use mmf_client::ix::Line;

use super::show;
use crate::amount;
use crate::args::{HoldingAt, Order};
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::{Plan, Reply};

pub fn freeze(context: &Context, at: HoldingAt, units: Option<u64>, order: Order) -> CliResult<Reply> {
    set(context, at, order, "freeze", |holding| after_freeze(holding, units))
}

pub fn thaw(context: &Context, at: HoldingAt, units: Option<u64>, order: Order) -> CliResult<Reply> {
    set(context, at, order, "thaw", |holding| after_thaw(holding, units))
}

/// What is frozen: the whole holding or not, and units.
type Frozen = (bool, u64);

fn after_freeze(holding: &Holding, units: Option<u64>) -> CliResult<Frozen> {
    let (is_frozen, frozen_units) = (holding.is_frozen(), holding.frozen_units);
    match units {
        None if is_frozen => Err(nothing_changes("the holding is frozen already")),
        None => Ok((true, frozen_units)),
        Some(units) if units <= frozen_units => {
            let held = amount::grouped(&amount::plain(frozen_units));
            Err(nothing_changes(format!("{held} units are frozen already"))
                .hint("--units is the number that is frozen in all; `mmf holding thaw --units` lowers it"))
        }
        Some(units) => Ok((is_frozen, units)),
    }
}

fn after_thaw(holding: &Holding, units: Option<u64>) -> CliResult<Frozen> {
    let (is_frozen, frozen_units) = (holding.is_frozen(), holding.frozen_units);
    match units {
        None if is_frozen => Ok((false, frozen_units)),
        None => Err(nothing_changes("the holding as a whole is not frozen by order")
            .hint("--units UNITS thaws units; `mmf holding open WALLET` thaws an account that the keeper froze")),
        Some(units) => match frozen_units.checked_sub(units) {
            Some(left) => Ok((is_frozen, left)),
            None => {
                let held = amount::grouped(&amount::plain(frozen_units));
                Err(nothing_changes(format!("only {held} units are frozen")))
            }
        },
    }
}

fn nothing_changes(message: impl Into<String>) -> CliError {
    CliError::failure("FreezeUnchanged", message).hint("`mmf holding show WALLET` shows what is frozen")
}

fn set(
    context: &Context,
    at: HoldingAt,
    order: Order,
    verb: &str,
    after: impl FnOnce(&Holding) -> CliResult<Frozen>,
) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (_, class) = shared::class(context, &fund.address, at.class)?;
    let (_, holding) = shared::holding(context, &class, &at.wallet)?;
    let (frozen, frozen_units) = after(&holding)?;
    let authority = shared::authority(context, &fund, &[Role::Compliance])?;
    let args = SetFreezeArgs { frozen, frozen_units, reason: order.reason, document_hash: order.document };
    let order = context.client.addresses().set_freeze(&Line::of(&class, &holding), &authority, args);
    let order = order.for_record(holding.generation, u64::from(holding.order_no));
    let plan = Plan::privileged(format!("{verb} the holding of {}", at.wallet), order, move |context, _| {
        show(context, &at.wallet, at.class)
    });
    Ok(plan.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;
    use mmf::state::holding_flag;

    use super::*;

    fn holding(frozen: bool, frozen_units: u64) -> Holding {
        let flags = if frozen { holding_flag::FROZEN } else { 0 };
        Holding { flags, frozen_units, recorded_units: 100, ..Holding::zeroed() }
    }

    #[test]
    fn the_whole_and_units_are_frozen_apart() {
        assert_eq!(after_freeze(&holding(false, 40), None).unwrap(), (true, 40));
        assert_eq!(after_freeze(&holding(true, 40), Some(50)).unwrap(), (true, 50));
        assert_eq!(after_thaw(&holding(true, 40), None).unwrap(), (false, 40));
        assert_eq!(after_thaw(&holding(true, 40), Some(40)).unwrap(), (true, 0));
        assert_eq!(after_thaw(&holding(false, 40), Some(15)).unwrap(), (false, 25));
    }

    #[test]
    fn an_order_that_changes_nothing_or_the_wrong_way_is_refused() {
        for refused in [
            after_freeze(&holding(true, 0), None),
            after_freeze(&holding(false, 40), Some(40)),
            after_freeze(&holding(false, 40), Some(39)),
            after_thaw(&holding(false, 40), None),
            after_thaw(&holding(false, 40), Some(41)),
        ] {
            assert_eq!(refused.unwrap_err().name, "FreezeUnchanged");
        }
    }
}
