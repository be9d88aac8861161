//! `mmf keeper backlog`

use super::expiring;
use super::register::{Due, Register};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

pub fn show(context: &Context, class_no: Option<u8>) -> CliResult<Output> {
    let register = Register::read(context, class_no)?;
    let due = register.due(context)?;
    let soon = expiring::rows(&register);
    Ok(Output::new()
        .record(
            "Backlog of the keeper",
            vec![
                ("at", "At", Cell::instant(register.now)),
                ("holdings", "Holdings looked at", Cell::count(register.holdings() as u64)),
                ("backlog", "Token accounts to freeze", Cell::count(due.len() as u64)),
                ("expiringCount", "Running out within 30 days", Cell::count(soon.len() as u64)),
            ],
        )
        .table("due", "To freeze now", Due::columns(), due.iter().map(Due::row).collect())
        .table("expiring", "Running out within 30 days", expiring::columns(), soon))
}
