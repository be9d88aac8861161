//! Errors of the SPL Token, Token-2022 and associated token account programs.

use solana_sdk::pubkey::Pubkey;

use crate::error::CliError;

/// Explains an error number of a token program.
#[must_use]
pub fn explain(program: &Pubkey, code: u32) -> Option<CliError> {
    if *program == spl_token_interface::ID || *program == spl_token_2022_interface::ID {
        let (name, message, hint) = words(code)?;
        return Some(CliError::refused(name, message).code(code).hint(hint));
    }
    if *program == spl_associated_token_account_interface::program::ID && code == 0 {
        return Some(
            CliError::refused("TokenAccountOwner", "the wallet's token account belongs to someone else")
                .code(code)
                .hint("ask the wallet's owner who took over the token account"),
        );
    }
    None
}

fn words(code: u32) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match code {
        0 => ("NotRentExempt", "an account has too little SOL to stay on the network", "give the fee payer more SOL"),
        1 => (
            "InsufficientFunds",
            "the token account does not hold that much",
            "check the balance with `mmf holding show`, or bring cash (on the local network: `mmf localnet faucet`)",
        ),
        2 | 3 => (
            "WrongMint",
            "a token account is of another token than the fund uses",
            "check the token account and --class",
        ),
        4 => ("WrongOwner", "the signer does not own the token account", "sign with the owner's key: -k FILE"),
        6 => (
            "AlreadyInitialized",
            "the token account or mint exists already",
            "nothing needs to be done twice; look with the `show` commands",
        ),
        9 | 10 => ("Uninitialized", "the token account is not set up", "open it first: `mmf holding open WALLET`"),
        11 => ("BalanceLeft", "the token account still holds tokens", "empty it first"),
        14 => ("Overflow", "the amount is larger than the token can count", "use a smaller amount"),
        17 => (
            "AccountFrozen",
            "the token account is frozen",
            "the investor must be approved and the holding open: `mmf investor show ID`, `mmf holding show WALLET`",
        ),
        18 => ("DecimalsMismatch", "the token has other decimals than six", "use the fund's own settlement token"),
        36 => ("MemoMissing", "the receiving account demands a memo", "the owner can switch that off"),
        67 => ("MintPaused", "the share class is paused", "wait until the fund has lifted the pause"),
        _ => return None,
    })
}
