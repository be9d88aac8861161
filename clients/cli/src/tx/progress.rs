//! Progress of long work, on standard error only and only where a person watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::context::Context;

const BAR: &str = "{msg} [{bar:30}] {pos}/{len} {eta}";

/// A bar for several steps; nothing for a single one.
#[must_use]
pub fn bar(context: &Context, title: &str, steps: usize) -> ProgressBar {
    if context.globals.quiet || steps == 0 {
        return ProgressBar::hidden();
    }
    if steps == 1 {
        return spinner(context, title);
    }
    let bar = ProgressBar::new(steps as u64).with_message(title.to_owned());
    if let Ok(style) = ProgressStyle::with_template(BAR) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// A spinner for work of unknown length.
#[must_use]
pub fn spinner(context: &Context, title: &str) -> ProgressBar {
    if context.globals.quiet {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner().with_message(title.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
