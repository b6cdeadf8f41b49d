//! Which crate may know which: the arrows of ARCHITECTURE.md, held by a test.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// A crate, and what of ours it may depend on. What is not here is not allowed.
const ARROWS: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("keyspace", &["clock"]),
    ("rocks", &["keyspace", "clock"]),
    ("wire", &[]),
    ("models", &["wire"]),
    ("codegen", &[]),
    ("service", &["wire", "clock", "keyspace"]),
    ("sqs", &["service", "models", "keyspace", "clock", "wire"]),
    ("dynamodb", &["service", "models", "keyspace", "clock", "wire"]),
    ("kinesis", &["service", "models", "keyspace", "clock", "wire"]),
    ("gateway", &["service", "wire", "clock"]),
    ("snapshots", &[]),
    (
        "statebox",
        &[
            "clock",
            "keyspace",
            "rocks",
            "wire",
            "models",
            "service",
            "sqs",
            "dynamodb",
            "kinesis",
            "gateway",
            "snapshots",
        ],
    ),
];

/// Packages from outside that only the named crates may use.
const CONFINED: &[(&str, &[&str])] = &[
    ("rocksdb", &["rocks"]),
    ("hyper", &["gateway", "statebox"]),
    ("hyper-util", &["gateway", "statebox"]),
    ("http", &["gateway"]),
    ("aws-sdk-s3", &["snapshots"]),
    ("tar", &["snapshots"]),
    ("zstd", &["snapshots"]),
    ("getrandom", &["clock"]),
    ("aws-smithy-eventstream", &["wire"]),
    ("tokio-rustls", &["statebox"]),
    ("hmac", &["gateway", "kinesis"]),
    ("rcgen", &["statebox"]),
    ("mongodb", &["statebox"]),
    ("redis-protocol", &["statebox"]),
    ("clap", &["statebox"]),
    ("clap_complete", &["statebox"]),
    ("clap_mangen", &["statebox"]),
];

/// Crates that do no I/O: none of these packages is theirs.
const PURE: &[(&str, &[&str])] =
    &[("wire", &["tokio", "hyper", "http"]), ("models", &["tokio", "hyper", "http", "serde"])];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata runs");
    let normal = |package: &cargo_metadata::Package| {
        let kept = package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development);
        kept.map(|dependency| dependency.name.clone()).collect()
    };
    metadata.packages.iter().map(|package| (package.name.to_string(), normal(package))).collect()
}

#[test]
fn every_crate_depends_only_on_what_the_table_allows() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let found = dependencies();
    for (name, depends) in &found {
        let may =
            allowed.get(name.as_str()).unwrap_or_else(|| panic!("the crate {name} is not in the table of arrows"));
        for dependency in depends.iter().filter(|dependency| found.contains_key(dependency.as_str())) {
            assert!(may.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
        }
    }
    for (name, _) in ARROWS {
        assert!(found.contains_key(*name), "the table of arrows names {name}, which is no crate");
    }
}

#[test]
fn what_is_confined_to_a_crate_stays_there() {
    for (name, depends) in dependencies() {
        for (package, homes) in CONFINED {
            assert!(!depends.contains(*package) || homes.contains(&name.as_str()), "{name} must not use {package}");
        }
        for (_, banned) in PURE.iter().filter(|(pure, _)| *pure == name) {
            for package in *banned {
                assert!(!depends.contains(*package), "{name} is pure and must not use {package}");
            }
        }
    }
}
