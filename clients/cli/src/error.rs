//! One error type for every command: what went wrong, in words, what to do about it, and the exit code.

use std::fmt;

use serde_json::{Value, json};

/// What a command returns.
pub type CliResult<T> = Result<T, CliError>;

/// The kinds of failure that a script can tell apart by exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything that is not one of the others. Exit code 1.
    Failure,
    /// The command line is wrong. Exit code 2.
    Usage,
    /// A program refused, in simulation or on chain. Exit code 3.
    Refused,
    /// The transaction was sent and may still land. Exit code 4.
    Unknown,
    /// The user said no. Exit code 5.
    Aborted,
}

impl Kind {
    /// The exit code of the process.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Unknown => 4,
            Self::Aborted => 5,
        }
    }
}

/// A failure, explained.
#[derive(Clone, Debug)]
pub struct CliError {
    /// Decides the exit code.
    pub kind: Kind,
    /// The refusing program's error number, where there is one.
    pub code: Option<u32>,
    /// A stable name for scripts, such as `NavStale` or `NetworkUnreachable`.
    pub name: String,
    /// What went wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The program logs of a refused transaction; shown with `-v`.
    pub logs: Vec<String>,
    /// What programs read besides, where there is more than a sentence: a list of what is wrong.
    pub details: Option<Box<Value>>,
}

impl CliError {
    fn new(kind: Kind, name: &str, message: impl Into<String>) -> Self {
        Self {
            kind,
            code: None,
            name: name.to_owned(),
            message: message.into(),
            hint: None,
            logs: Vec::new(),
            details: None,
        }
    }

    /// A failure outside the network, such as an unreadable file.
    pub fn failure(name: &str, message: impl Into<String>) -> Self {
        Self::new(Kind::Failure, name, message)
    }

    /// A command line that cannot be carried out.
    pub fn usage(name: &str, message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, name, message)
    }

    /// A refusal by a program.
    pub fn refused(name: &str, message: impl Into<String>) -> Self {
        Self::new(Kind::Refused, name, message)
    }

    /// A transaction that was sent and whose outcome could not be learnt.
    pub fn unknown(message: impl Into<String>) -> Self {
        Self::new(Kind::Unknown, "OutcomeUnknown", message)
    }

    /// The user did not confirm.
    #[must_use]
    pub fn aborted() -> Self {
        Self::new(Kind::Aborted, "Aborted", "stopped: nothing was sent")
    }

    /// The same as an ordinary failure: nothing was refused, something is just not there.
    #[must_use]
    pub fn as_failure(mut self) -> Self {
        self.kind = Kind::Failure;
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a program's error number.
    #[must_use]
    pub fn code(mut self, code: u32) -> Self {
        self.code = Some(code);
        self
    }

    /// Adds the program logs.
    #[must_use]
    pub fn logs(mut self, logs: &[String]) -> Self {
        self.logs = logs.to_vec();
        self
    }

    /// Adds what programs read besides.
    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = Some(Box::new(details));
        self
    }

    /// The error as JSON, for `--output json`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut error = json!({
            "code": self.code,
            "name": self.name,
            "message": self.message,
            "hint": self.hint,
        });
        if let Some(details) = &self.details {
            error["details"] = details.as_ref().clone();
        }
        json!({"error": error})
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        if let Some(code) = self.code {
            write!(f, " ({}, {code})", self.name)?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CliError {}
