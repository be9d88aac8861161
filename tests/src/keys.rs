//! Keys by number: every run has the same addresses, so every run costs the same.

use solana_sdk::signature::Keypair;

/// Gives out keys.
#[derive(Default)]
pub struct Keys {
    given: u64,
}

impl Keys {
    /// The next key.
    pub fn next_key(&mut self) -> Keypair {
        self.given += 1;
        let mut seed = [b'k'; 32];
        seed[..8].copy_from_slice(&self.given.to_le_bytes());
        Keypair::new_from_array(seed)
    }
}
