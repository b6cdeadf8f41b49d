//! How commands print: JSON for scripts, sentences and small tables for people, progress where a terminal is.

use std::fmt::Arguments;
use std::io::{ErrorKind, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use crate::exit::Exit;

/// Prints to standard output. Whoever closes the pipe early, as `head` does, has seen enough.
pub fn print(text: Arguments<'_>) {
    match std::io::stdout().lock().write_fmt(text) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => complain(format_args!("statebox: standard output cannot be written: {error}")),
        Ok(()) => {}
    }
}

/// Prints to standard output as a server, which goes on when nobody reads any more.
pub fn announce(text: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_fmt(text).and_then(|()| out.flush());
}

/// Prints a line to standard error, if anybody reads it.
pub fn complain(text: Arguments<'_>) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// What ends a command, as its last line or, with `--json`, as a value.
pub fn failure(exit: &Exit, as_json: bool) {
    if as_json {
        let error = serde_json::json!({ "error": { "code": exit.code.name(), "message": exit.message } });
        complain(format_args!("{error}"));
    } else {
        complain(format_args!("statebox: {exit}"));
    }
}

/// `println!`, by way of `print`.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::commands::output::print(format_args!("{}\n", format_args!($($text)*)))
    };
}
pub(crate) use say;

/// Prints a value as JSON, indented on a terminal.
pub fn json(value: &Value) {
    let text = if std::io::stdout().is_terminal() { format!("{value:#}") } else { value.to_string() };
    say!("{text}");
}

/// Columns aligned by their widest cell; the last column is not padded.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if column + 1 < row.len() {
                line.extend(std::iter::repeat_n(' ', widths[column] - cell.chars().count() + 2));
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// `1.2 MiB`
pub fn size(bytes: u64) -> String {
    indicatif::BinaryBytes(bytes).to_string()
}

/// Shows how a long action goes on: a bar on a terminal, else a line when a phase begins that follows a second of silence.
pub struct Progress {
    drawn: Drawn,
    phase: String,
    last_line: Instant,
}

/// Where progress is seen.
enum Drawn {
    Bar(ProgressBar),
    Lines,
    Nowhere,
}

impl Progress {
    #[expect(clippy::disallowed_methods, reason = "how long a terminal was silent is no time of the product")]
    pub fn new(is_quiet: bool) -> Progress {
        let drawn = match (is_quiet, std::io::stderr().is_terminal()) {
            (true, _) => Drawn::Nowhere,
            (false, false) => Drawn::Lines,
            (false, true) => {
                let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
                bar.enable_steady_tick(Duration::from_millis(120));
                Drawn::Bar(bar)
            }
        };
        Progress { drawn, phase: String::new(), last_line: Instant::now() }
    }

    /// `{"phase": "upload", "done": 1048576, "total": 4194304}`
    #[expect(clippy::disallowed_methods, reason = "how long a terminal was silent is no time of the product")]
    pub fn show(&mut self, event: &Value) {
        if let Some(warning) = event["warning"].as_str() {
            match &self.drawn {
                Drawn::Bar(bar) => bar.println(format!("warning: {warning}")),
                Drawn::Lines | Drawn::Nowhere => complain(format_args!("warning: {warning}")),
            }
            return;
        }
        let phase = event["phase"].as_str().unwrap_or("");
        let (done, total) = (event["done"].as_u64().unwrap_or(0), event["total"].as_u64().unwrap_or(0));
        let is_new = phase != self.phase;
        match &self.drawn {
            Drawn::Bar(bar) => {
                if is_new {
                    let template = if total > 0 {
                        "{msg:<10} {wide_bar} {binary_bytes}/{binary_total_bytes}"
                    } else {
                        "{spinner} {msg}"
                    };
                    if let Ok(style) = ProgressStyle::with_template(template) {
                        bar.set_style(style);
                    }
                    bar.set_message(phase.to_owned());
                }
                bar.set_length(total);
                bar.set_position(done);
            }
            Drawn::Lines if is_new && self.last_line.elapsed() >= Duration::from_secs(1) => {
                complain(format_args!("{phase} …"));
                self.last_line = Instant::now();
            }
            Drawn::Lines | Drawn::Nowhere => {}
        }
        if is_new {
            self.phase = phase.to_owned();
        }
    }

    pub fn done(self) {
        if let Drawn::Bar(bar) = self.drawn {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_aligned_by_their_widest_cell() {
        let rows = [vec!["store".to_owned(), "state".to_owned()], vec!["dynamodb".to_owned(), "ready".to_owned()]];
        assert_eq!(super::table(&rows), "store     state\ndynamodb  ready\n");
    }
}
