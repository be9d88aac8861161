//! The command line of the demo.

use std::path::PathBuf;

/// Runs January 2025 of a demonstration fund and proves its books.
#[derive(Clone, Debug, clap::Parser)]
#[command(name = "mmf-demo", version)]
pub struct Args {
    /// The CLI's binary.
    #[arg(long, value_name = "FILE")]
    pub mmf: PathBuf,
    /// Folder with the program's bytecode, `mmf.so`.
    #[arg(long, value_name = "DIR")]
    pub programs: PathBuf,
    /// Folder with the yields and the month's orders and trades.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Folder for the network's keys and the books.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The program's IDL, by which accounts are read; `idls/mmf.json` beside the data folder if not given.
    #[arg(long, value_name = "FILE")]
    pub idl: Option<PathBuf>,
}

impl Args {
    /// Where the IDL is.
    #[must_use]
    pub fn idl_file(&self) -> PathBuf {
        self.idl.clone().unwrap_or_else(|| self.data.join("../idls/mmf.json"))
    }
}
