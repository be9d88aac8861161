//! A price account as the oracle's receiver program writes it: `PriceUpdateV2`, fields in order.

use anchor_lang::AccountDeserialize;
use mmf::state::PriceCheck;
use mmf_tests::World;

use super::FEED;

/// What a price account says.
#[derive(Clone, Copy)]
pub struct Update {
    pub discriminator: [u8; 8],
    pub verification_level: u8,
    pub feed_id: [u8; 32],
    pub price: i64,
    pub confidence: u64,
    pub exponent: i32,
    pub published_at: i64,
    /// Bytes of the account.
    pub length: usize,
}

impl Update {
    /// One dollar with 8 decimals, of this moment.
    pub fn dollar(world: &World) -> Self {
        Self {
            discriminator: [34, 241, 35, 99, 157, 126, 244, 205],
            verification_level: 1,
            feed_id: FEED,
            price: 100_000_000,
            confidence: 10_000,
            exponent: -8,
            published_at: world.time(),
            length: 133,
        }
    }

    /// The account's data.
    pub fn bytes(&self) -> Vec<u8> {
        let mut data = self.discriminator.to_vec();
        data.extend([0x77; 32]); // who may write it
        data.push(self.verification_level);
        data.extend(self.feed_id);
        data.extend(self.price.to_le_bytes());
        data.extend(self.confidence.to_le_bytes());
        data.extend(self.exponent.to_le_bytes());
        data.extend(self.published_at.to_le_bytes());
        data.extend((self.published_at - 1).to_le_bytes()); // of the price before
        data.extend(self.price.to_le_bytes()); // average price
        data.extend(self.confidence.to_le_bytes()); // average width
        data.extend(7u64.to_le_bytes()); // slot
        assert_eq!(data.len(), 133, "8 for the discriminator, 125 for the fields");
        data.truncate(self.length);
        data
    }
}

/// The fund's check.
pub fn read_check(world: &World) -> PriceCheck {
    PriceCheck::try_deserialize(&mut &world.data(&world.addresses.price_check(&world.fund))[..]).unwrap()
}
