//! `codegen MODELS OVERRIDES OUT [--check]`: the service models in MODELS with OVERRIDES become Rust in OUT.
//!
//! `emulators/codegen/regenerate` fetches the models and calls this.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers, whose output is what it is for"
)]

mod apply_overrides;
mod from_source;
mod model;
mod names;
mod overrides;
mod source;
#[cfg(test)]
mod testing;
mod tree;
mod write;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use model::Service;
use overrides::Overrides;
use source::Source;
use write::Files;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [models, overrides, out] => {
            generate(models.as_ref(), overrides.as_ref()).and_then(|files| tree::replace(out.as_ref(), &files))
        }
        [models, overrides, out, "--check"] => {
            generate(models.as_ref(), overrides.as_ref()).and_then(|files| tree::compare(out.as_ref(), &files))
        }
        _ => Err("usage: codegen MODELS OVERRIDES OUT [--check]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("codegen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(models: &Path, overrides: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    for file in tree::files_in(overrides, "toml")? {
        let overrides = Overrides::read(&file)?;
        let source = Source::read(&model_file(models, &overrides.service.source))?;
        let service = Service::new(source, overrides).map_err(|error| format!("{}: {error}", file.display()))?;
        files.extend(write::service(&service));
    }
    Ok(files)
}

fn model_file(models: &Path, source: &str) -> PathBuf {
    models.join(source).join("service-2.json")
}
