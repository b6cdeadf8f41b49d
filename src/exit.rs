//! Exit codes, documented by `statebox --help`, and the error that carries one.

use std::fmt;

/// Why the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Code {
    Failed = 1,
    Usage = 2,
    Unreachable = 3,
    NoSuchSnapshot = 4,
    Taken = 5,
    Untrusted = 6,
}

impl Code {
    /// The code that a control API answer stands for, by its `code` field.
    pub fn named(name: &str) -> Code {
        match name {
            "usage" => Code::Usage,
            "no_such_snapshot" => Code::NoSuchSnapshot,
            "taken" => Code::Taken,
            "untrusted" => Code::Untrusted,
            _ => Code::Failed,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Code::Failed => "failed",
            Code::Usage => "usage",
            Code::Unreachable => "unreachable",
            Code::NoSuchSnapshot => "no_such_snapshot",
            Code::Taken => "taken",
            Code::Untrusted => "untrusted",
        }
    }
}

/// A sentence for the person at the terminal, and the code for their script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    pub code: Code,
    pub message: String,
}

impl Exit {
    pub fn new(code: Code, message: impl Into<String>) -> Exit {
        Exit { code, message: message.into() }
    }

    pub fn failed(message: impl Into<String>) -> Exit {
        Exit::new(Code::Failed, message)
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Exit {}
