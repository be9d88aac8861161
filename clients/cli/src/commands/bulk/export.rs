//! `mmf investor export`

use std::io::Write;
use std::path::Path;

use mmf::state::{AttributeKind, InvestorStatus};

use super::register::{Known, Register};
use super::table::{Column, Record};
use crate::args::Export;
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

pub fn run(context: &Context, args: &Export) -> CliResult<Output> {
    let to_stdout = args.file == Path::new("-");
    if !to_stdout && args.file.exists() && !args.force {
        return Err(CliError::usage("FileExists", format!("{} is there already", args.file.display()))
            .hint("give another name, or --force to replace it"));
    }
    let register = Register::read(context, shared::fund(context)?)?;
    let records = register.records()?;
    let importable = |known: &Known| {
        known.investor.has_status(InvestorStatus::Approved) && known.investor.holds(AttributeKind::Kyc, register.now)
    };
    let chosen: Vec<&Record> =
        records.iter().filter(|(_, known)| !args.approved || importable(known)).map(|(record, _)| record).collect();
    let others = records.iter().filter(|(_, known)| !importable(known)).count();
    let text = text(&chosen).map_err(|error| CliError::failure("EncodingFailed", error.to_string()))?;
    if to_stdout {
        // A reader that went away is no failure of the command.
        let _ = std::io::stdout().write_all(&text);
        return Ok(Output::silent());
    }
    std::fs::write(&args.file, &text).map_err(|error| {
        CliError::failure("FileUnwritable", format!("cannot write {}: {error}", args.file.display()))
    })?;
    let output = Output::new().record(
        "Exported",
        vec![
            ("file", "File", Cell::text(args.file.display().to_string())),
            ("investors", "Investors", Cell::count(chosen.len() as u64)),
        ],
    );
    Ok(if others > 0 && !args.approved {
        output.note(format!(
            "{others} of them are not approved or their KYC has run out: `import` refuses those lines; --approved leaves them out."
        ))
    } else {
        output
    })
}

fn text(records: &[&Record]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(Column::ALL.iter().map(|column| column.name()))?;
    for record in records {
        writer.write_record(Column::ALL.iter().map(|column| column.write(record)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
