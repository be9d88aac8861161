//! Whole lives: a sanction from beginning to end, leaving under every obstacle, a wallet without lamports, a record made again.

mod leaving;
mod made_again;
mod no_lamports;
mod sanction;
