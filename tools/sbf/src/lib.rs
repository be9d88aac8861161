//! Builds Solana bytecode (SBPF v0) from an Anchor program's crate with Debian's packages and the Rust registry alone, where Solana's
//! platform-tools are not to be had.
//!
//! The steps, one module each: [`packages`] and [`toolchain`] check what is installed; `standard` compiles the standard library, patched
//! for Solana, once; `helpers` compiles what the later steps need (the legalising pass, the runtime, the linker); `bitcode` has cargo
//! compile the program into one archive of LLVM bitcode; `lower` makes one object of it; `finish` turns the object into a program and
//! checks it. [`Builder`] runs them and skips what is up to date.

pub mod diagnostics;
pub mod packages;
pub mod toolchain;

mod bitcode;
mod builder;
mod digest;
mod finish;
mod helpers;
mod lower;
mod process;
mod standard;

pub use builder::{Builder, Built, Program};
