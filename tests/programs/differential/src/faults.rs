//! Faults: each must stop the program, and name this file and the line.

/// Number of the first fault.
pub const FIRST: u8 = 200;

/// Fails in the way `number` when `operand` is zero.
pub fn fail(number: u8, operand: u64) -> u64 {
    match number {
        200 => index(operand),
        201 => subtraction(operand),
        202 => multiplication(operand),
        203 => division(operand),
        204 => wide_division(operand),
        _ => absence(operand),
    }
}

#[inline(never)]
fn index(operand: u64) -> u64 {
    let values = [1, 2, 3];
    let place = if operand == 0 { 3 } else { 0 };
    values[place + usize::from(operand > 9)] // fault: index
}

#[inline(never)]
fn subtraction(operand: u64) -> u64 {
    operand - 1 // fault: subtraction
}

#[inline(never)]
fn multiplication(operand: u64) -> u64 {
    let factor = if operand == 0 { u64::MAX } else { 1 };
    factor * (operand + 2) // fault: multiplication
}

#[inline(never)]
fn division(operand: u64) -> u64 {
    100 / operand // fault: division
}

#[inline(never)]
fn wide_division(operand: u64) -> u64 {
    (u128::MAX / u128::from(operand)) as u64 // fault: wide division
}

#[inline(never)]
fn absence(operand: u64) -> u64 {
    let present = if operand == 0 { None } else { Some(operand) };
    present.expect("nothing here") // fault: absence
}
