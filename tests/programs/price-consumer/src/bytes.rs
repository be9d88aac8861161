//! Numbers at places of a slice, little-endian.

use solana_program_error::ProgramError;

/// So many bytes from a place on.
pub fn array<const N: usize>(data: &[u8], place: usize) -> Result<[u8; N], ProgramError> {
    let bytes = data.get(place..).and_then(|rest| rest.first_chunk::<N>());
    bytes.copied().ok_or(ProgramError::InvalidAccountData)
}

/// A `u64`.
pub fn unsigned(data: &[u8], place: usize) -> Result<u64, ProgramError> {
    array(data, place).map(u64::from_le_bytes)
}

/// An `i64`.
pub fn signed(data: &[u8], place: usize) -> Result<i64, ProgramError> {
    array(data, place).map(i64::from_le_bytes)
}

/// A `u32`.
pub fn short(data: &[u8], place: usize) -> Result<u32, ProgramError> {
    array(data, place).map(u32::from_le_bytes)
}
