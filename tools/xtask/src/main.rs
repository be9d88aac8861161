//! Set-up, build, tests and demonstration of mmf: `cargo xtask --help`.
use mmf_sbf::{Builder, Program};
fn main() -> anyhow::Result<()> {
    let a: Vec<String> = std::env::args().collect();
    let b = Builder::new("/work/main", std::env::var("CARGO_TARGET_DIR")?);
    println!("{:?}", b.build(&Program { manifest: a[1].clone().into(), package: a[2].clone() }, a[3].as_ref())?);
    Ok(())
}
