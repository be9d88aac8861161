//! What the LLVM tools report, in terms of the Rust program.

use rustc_demangle::demangle;

/// Bytes of one stack frame of SBPF v0.
pub const STACK_FRAME: u32 = 4096;

const TOO_LARGE: &str = "BPF stack limit is exceeded";

/// The message for a failed lowering: functions whose frame is too large come first, by their Rust names; otherwise the tool's own words
/// with every symbol demangled.
pub fn explain_lowering(stderr: &str) -> String {
    let mut too_large: Vec<String> =
        stderr.lines().filter(|line| line.contains(TOO_LARGE)).filter_map(function_of).collect();
    too_large.sort();
    too_large.dedup();
    if too_large.is_empty() {
        return demangle_all(stderr);
    }
    let functions = too_large.join("\n  ");
    format!(
        "stack frame of more than {STACK_FRAME} bytes in:\n  {functions}\nMove large values to the heap (Box), \
         or split the function (#[inline(never)])."
    )
}

/// The function that a diagnostic is about: `error: <unknown>:0:0: in function SYMBOL type (arguments): text`.
fn function_of(line: &str) -> Option<String> {
    let symbol = line.split("in function ").nth(1)?.split(' ').next()?;
    Some(readable(symbol))
}

/// The text with every mangled symbol replaced by its Rust name.
pub fn demangle_all(text: &str) -> String {
    let is_symbol = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$');
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_symbol) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c| !is_symbol(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        result.push_str(before);
        result.push_str(&readable(word));
        rest = after;
    }
    result + rest
}

fn readable(symbol: &str) -> String {
    format!("{:#}", demangle(symbol))
}

#[cfg(test)]
mod tests {
    use super::{demangle_all, explain_lowering};

    /// As printed by llc 22.1.8 for two functions with large frames.
    const CAPTURED: &str = "error: <unknown>:0:0: in function _ZN3mmf12instructions6strike7handler17h0123456789abcdefE void (): \
        Looks like the BPF stack limit is exceeded. Please move large on stack variables into BPF per-cpu array map. For non-kernel \
        uses, the stack can be increased using -mllvm -bpf-stack-size.\n\n\
        error: <unknown>:0:0: in function _RNvNtCs1234_7mycrate3foo3bar i64 (ptr, i64): Looks like the BPF stack limit is exceeded. \
        Please move large on stack variables into BPF per-cpu array map. For non-kernel uses, the stack can be increased using \
        -mllvm -bpf-stack-size.\n";

    #[test]
    fn a_frame_that_is_too_large_names_the_rust_functions() {
        let message = explain_lowering(CAPTURED);
        assert!(
            message.starts_with(
                "stack frame of more than 4096 bytes in:\n  mmf::instructions::strike::handler\n  mycrate::foo::bar\n"
            ),
            "{message}"
        );
    }

    #[test]
    fn other_failures_keep_the_words_of_the_tool_with_rust_names() {
        let message = explain_lowering("2. Running pass 'X' on function '@_RNvNtCs1234_7mycrate3foo3bar'\n");
        assert_eq!(message, "2. Running pass 'X' on function '@mycrate::foo::bar'\n");
    }

    #[test]
    fn words_that_are_no_symbols_stay_as_they_are() {
        assert_eq!(demangle_all("llc: error, at a.b/c_d"), "llc: error, at a.b/c_d");
    }
}
