//! S3 keeps the promises of a remote, on a real server, and through one that does not behave.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use snapshots::error::Error;
use snapshots::flow::{Flow, Source, flow};
use snapshots::progress::Progress;
use snapshots::remote::directory::Directory;
use snapshots::remote::notes::{Note, Notes};
use snapshots::remote::s3::{Access, Own, S3};
use snapshots::remote::{Remote, inspect, verify};
use support::meddler::{Deed, answer, meddle};
use support::promises::{Bytewise, content, keeps_its_promises, names, word};
use support::server::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};
use support::{Tree, name, packed};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio::time::sleep;

fn access(endpoint: &str) -> Access {
    Access {
        endpoint: Some(endpoint.to_owned()),
        access_key_id: Some(ACCESS_KEY.to_owned()),
        secret_access_key: Some(SECRET_KEY.to_owned()),
        region: Some("us-east-1".to_owned()),
        ..Access::default()
    }
}

async fn connect(endpoint: &str, notes: &Notes) -> S3 {
    S3::connect(BUCKET.to_owned(), "team/qa".to_owned(), &access(endpoint), &Own::default(), notes.clone())
        .await
        .unwrap()
}

fn notes() -> (TempDir, Notes) {
    let folder = tempfile::tempdir().unwrap();
    let notes = Notes::of(folder.path().join("notes"));
    (folder, notes)
}

/// None of ours: neither uploads nor notes of any.
fn assert_no_strays(server: &Server, notes: &TempDir) {
    assert!(server.uploads().is_empty(), "{:?}", server.uploads());
    let noted = std::fs::read_dir(notes.path().join("notes")).map_or(0, Iterator::count);
    assert_eq!(noted, 0, "notes remain");
}

async fn no_strays_soon(server: &Server, notes: &TempDir) {
    let noted = || std::fs::read_dir(notes.path().join("notes")).map_or(0, Iterator::count);
    for _ in 0..200 {
        if server.uploads().is_empty() && noted() == 0 {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert_no_strays(server, notes);
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[tokio::test]
async fn s3_keeps_its_promises() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let remote = connect(&server.endpoint(), &notes).await;
    keeps_its_promises(&remote).await;
    assert_no_strays(&server, &folder);
    assert_eq!(remote.address(), "s3://snapshots/team/qa");
    let files: Vec<_> = std::fs::read_dir(server.root.path().join("snapshots/team/qa"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
}

#[tokio::test]
async fn a_long_archive_goes_up_in_parts_and_comes_back_whole() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let remote = connect(&server.endpoint(), &notes).await;
    let tree: Tree =
        [("redis/dump.rdb".to_owned(), noise(17 << 20)), ("mongodb/a.wt".to_owned(), vec![0; 5 << 20])].into();
    let packed = packed(&tree);
    let stored = remote.put(&name("long"), &packed.pack, false).await.unwrap();
    assert!(stored.size > 17 << 20);
    assert_eq!(verify(&remote, &name("long"), &Progress::silent()).await.unwrap(), packed.manifest);
    assert_no_strays(&server, &folder);
}

#[tokio::test]
async fn only_noted_uploads_are_aborted() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let remote = connect(&server.endpoint(), &notes).await;
    let credentials = aws_sdk_s3::config::Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "test");
    let config = aws_sdk_s3::Config::builder()
        .behavior_version_latest()
        .region(aws_sdk_s3::config::Region::new("us-east-1"))
        .endpoint_url(server.endpoint())
        .force_path_style(true)
        .credentials_provider(credentials)
        .build();
    let client = aws_sdk_s3::Client::from_conf(config);
    let part = async |key: &str, id: &str| {
        let body = ByteStream::from_static(b"part");
        client.upload_part().bucket(BUCKET).key(key).upload_id(id).part_number(1).body(body).send().await
    };
    let mut ids = Vec::new();
    for key in ["team/qa/ours.tar.zst", "team/qa/theirs.tar.zst"] {
        let begun = client.create_multipart_upload().bucket(BUCKET).key(key).send().await.unwrap();
        let id = begun.upload_id().unwrap().to_owned();
        part(key, &id).await.unwrap();
        ids.push((key, id));
    }
    let note = |endpoint: String, (key, upload_id): &(&str, String)| Note::Upload {
        endpoint,
        bucket: BUCKET.to_owned(),
        key: (*key).to_owned(),
        upload_id: upload_id.clone(),
    };
    drop(notes.write(note(server.endpoint(), &ids[0])).unwrap());
    // The same number at another server is somebody else's.
    drop(notes.write(note("http://elsewhere:9000".to_owned(), &ids[1])).unwrap());
    remote.sweep().await.unwrap();
    assert!(part(ids[0].0, &ids[0].1).await.is_err());
    part(ids[1].0, &ids[1].1).await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("notes")).unwrap().count(), 1);
}

#[tokio::test]
async fn a_noted_upload_that_is_gone_needs_no_more_notes() {
    let (folder, notes) = notes();
    let endpoint = meddle(1, |_| answer("404 Not Found", "", "NoSuchUpload")).await;
    let remote = connect(&endpoint, &notes).await;
    let gone = Note::Upload {
        endpoint,
        bucket: BUCKET.to_owned(),
        key: "team/qa/a.tar.zst".to_owned(),
        upload_id: "gone".to_owned(),
    };
    drop(notes.write(gone).unwrap());
    remote.sweep().await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("notes")).unwrap().count(), 0);
}

/// Gives one part and then nothing, not even an end.
struct Stuck;

impl Source for Stuck {
    fn open(&self) -> Flow {
        let (sink, flow) = flow();
        tokio::spawn(async move {
            for _ in 0..3 {
                let _ = sink.send(Bytes::from(vec![1; 4 << 20])).await;
            }
            std::future::pending::<()>().await;
            drop(sink);
        });
        flow
    }

    fn size_max(&self) -> u64 {
        12 << 20
    }

    fn mark(&self) -> String {
        "stuck".to_owned()
    }
}

#[tokio::test]
async fn a_cancelled_export_leaves_no_upload() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let remote = connect(&server.endpoint(), &notes).await;
    let a = name("a");
    let half_way = async {
        while !server.uploads().iter().any(|name| name.contains("part")) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        _ = remote.put(&a, &Stuck, false) => panic!("it is stuck"),
        () = half_way => {}
    }
    no_strays_soon(&server, &folder).await;
    assert!(names(&remote).await.is_empty());
}

#[tokio::test]
async fn an_export_that_is_cancelled_before_it_knows_its_upload_leaves_none() {
    let server = Server::start().await;
    let go_on = Arc::new(Notify::new());
    let held = Arc::clone(&go_on);
    let endpoint = meddle(server.port, move |head| match head.starts_with("post ") && head.contains("?uploads") {
        true => Deed::Hold(Arc::clone(&held)),
        false => Deed::Pass,
    });
    let (folder, notes) = notes();
    let remote = connect(&endpoint.await, &notes).await;
    let a = name("a");
    let is_begun = async {
        while server.uploads().is_empty() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        _ = remote.put(&a, &Stuck, false) => panic!("it has no answer"),
        () = is_begun => {}
    }
    go_on.notify_one();
    no_strays_soon(&server, &folder).await;
}

/// The other process of the test below; there is nothing to do in this one.
#[tokio::test]
async fn an_export_that_is_about_to_be_killed() {
    let Ok(endpoint) = std::env::var("STATEBOX_TEST_KILLED_EXPORT") else { return };
    let folder = std::path::PathBuf::from(std::env::var("STATEBOX_TEST_DATA").unwrap());
    let notes = Notes::of(folder.join("notes"));
    let (s3, directory) = (connect(&endpoint, &notes).await, Directory::new(folder.join("remote"), notes.clone()));
    let a = name("a");
    let _ = tokio::join!(s3.put(&a, &Stuck, false), directory.put(&a, &Stuck, false));
}

#[tokio::test]
async fn an_export_that_was_killed_is_invisible_and_swept_by_the_next() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "an_export_that_is_about_to_be_killed"])
        .env("STATEBOX_TEST_KILLED_EXPORT", server.endpoint())
        .env("STATEBOX_TEST_DATA", folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let count = |part: &str| std::fs::read_dir(folder.path().join(part)).map_or(0, Iterator::count);
    let part_is_there = || server.uploads().iter().any(|name| name.contains("part"));
    for _ in 0..1500 {
        if part_is_there() && count("remote") == 1 && count("notes") == 2 {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
    assert!(part_is_there() && count("remote") == 1 && count("notes") == 2);
    child.kill().unwrap();
    child.wait().unwrap();

    let (s3, directory) =
        (connect(&server.endpoint(), &notes).await, Directory::new(folder.path().join("remote"), notes));
    for remote in [&s3 as &dyn Remote, &directory] {
        assert!(names(remote).await.is_empty());
        remote.sweep().await.unwrap();
    }
    assert_no_strays(&server, &folder);
    assert_eq!(count("remote"), 0);
}

async fn refusal(endpoint: &str, change: impl FnOnce(&mut Access), bucket: &str) -> String {
    let (_folder, notes) = notes();
    let mut access = access(endpoint);
    change(&mut access);
    let remote = S3::connect(bucket.to_owned(), String::new(), &access, &Own::default(), notes).await.unwrap();
    let listed = remote.list().await.unwrap_err();
    let put = remote.put(&name("a"), &word("first"), false).await.unwrap_err();
    for error in [&listed, &put] {
        assert!(matches!(error, Error::Remote(_)), "{error:?}");
        let sentence = error.to_string();
        assert!(sentence.len() < 300 && !sentence.contains('\n'), "{sentence}");
    }
    listed.to_string()
}

#[tokio::test]
async fn wrong_settings_end_in_one_clear_sentence() {
    let server = Server::start().await;
    let endpoint = server.endpoint();
    let unknown_key = refusal(&endpoint, |access| access.access_key_id = Some("nobody".to_owned()), BUCKET).await;
    assert!(unknown_key.contains("credentials"), "{unknown_key}");
    let wrong_secret = refusal(&endpoint, |access| access.secret_access_key = Some("wrong".to_owned()), BUCKET).await;
    assert!(wrong_secret.contains("wrong credentials"), "{wrong_secret}");
    let no_bucket = refusal(&endpoint, |_| {}, "missing").await;
    assert_eq!(no_bucket, format!("there is no bucket missing at {endpoint}"));
    let nobody = refusal("http://127.0.0.1:1", |_| {}, BUCKET).await;
    assert!(nobody.starts_with("http://127.0.0.1:1 could not be reached: "), "{nobody}");
    assert!(nobody.contains("refused"), "{nobody}");

    let (_folder, notes) = notes();
    let missing =
        S3::connect("missing".to_owned(), String::new(), &access(&endpoint), &Own::default(), notes).await.unwrap();
    let found = missing.find(&name("a")).await.map(drop);
    let inspected = inspect(&missing, &name("a")).await.map(drop);
    let verified = verify(&missing, &name("a"), &Progress::silent()).await.map(drop);
    for outcome in [found, inspected, verified] {
        assert_eq!(outcome.unwrap_err().to_string(), format!("there is no bucket missing at {endpoint}"));
    }
}

/// In a process of its own, because the client reads its environment.
fn in_an_environment(variables: &[(&str, &str)]) -> String {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    let profile =
        "[profile elsewhere]\nendpoint_url = http://127.0.0.1:2\naws_access_key_id = a\naws_secret_access_key = b\n";
    std::fs::write(home.path().join(".aws/config"), profile).unwrap();
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "an_environment_of_its_own", "--nocapture"])
        .env_clear()
        .env("HOME", home.path())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("STATEBOX_TEST_ENVIRONMENT", "1")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    String::from_utf8_lossy(&child.stderr).into_owned()
}

/// The other process of the test below; there is nothing to do in this one.
#[tokio::test]
async fn an_environment_of_its_own() {
    if std::env::var_os("STATEBOX_TEST_ENVIRONMENT").is_none() {
        return;
    }
    let (_folder, notes) = notes();
    let access = Access::from_variables(|name| std::env::var(name).ok());
    let remote = S3::connect(BUCKET.to_owned(), String::new(), &access, &Own::default(), notes).await.unwrap();
    eprintln!("TOLD: {}", remote.list().await.unwrap_err());
}

#[test]
fn endpoints_and_credentials_come_from_the_usual_variables_but_for_the_general_endpoint() {
    let keys = [("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b")];
    let with = |more: &[(&'static str, &'static str)]| in_an_environment(&[&keys[..], more].concat());

    let none = in_an_environment(&[("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")]);
    assert!(none.contains("TOLD: there are no credentials for s3://snapshots"), "{none}");
    let ours = with(&[("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")]);
    assert!(ours.contains("TOLD: http://127.0.0.1:1 could not be reached"), "{ours}");
    let profile = in_an_environment(&[("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_PROFILE", "elsewhere")]);
    assert!(profile.contains("TOLD: http://127.0.0.1:2 could not be reached"), "{profile}");
    let named = in_an_environment(&[("STATEBOX_REMOTE_PROFILE", "elsewhere")]);
    assert!(named.contains("TOLD: http://127.0.0.1:2 could not be reached"), "{named}");
    // Nothing is sent to a stranger here: the region does not exist.
    let aws = with(&[("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_REGION", "nowhere-1")]);
    assert!(aws.contains("TOLD: AWS in nowhere-1 could not be reached"), "{aws}");
}

#[tokio::test]
async fn what_servers_say_is_told_in_one_sentence() {
    for (status, headers, code, words) in [
        ("301 Moved", "x-amz-bucket-region: eu-west-3\r\n", "PermanentRedirect", "is in the region eu-west-3"),
        ("400 Bad", "x-amz-bucket-region: eu-west-3\r\n", "AuthorizationHeaderMalformed", "is in the region eu-west-3"),
        ("307 Moved", "location: http://127.0.0.1:1/\r\n", "", "redirects requests"),
        ("507 Full", "", "XMinioStorageFull", "no space left at s3://snapshots"),
        ("403 No", "", "QuotaExceeded", "no space left at s3://snapshots"),
        ("403 No", "", "AccessDenied", "may not list snapshots at s3://snapshots (HTTP 403: as planned)"),
        ("403 No", "", "ExpiredToken", "have expired"),
        ("403 No", "", "RequestTimeTooSkewed", "the clock of this machine"),
        ("400 Bad", "", "Whatever", "could not list snapshots: HTTP 400 Whatever: as planned"),
    ] {
        let endpoint = meddle(1, move |_| answer(status, headers, code)).await;
        let refusal = refusal(&endpoint, |_| {}, BUCKET).await;
        assert!(refusal.contains(words), "{code}: {refusal}");
    }
}

fn completes(head: &str) -> bool {
    head.starts_with("post ") && head.contains("uploadid=")
}

#[tokio::test]
async fn a_server_without_conditional_writes_is_used_with_a_warning() {
    let server = Server::start().await;
    let endpoint = meddle(server.port, |head| match completes(head) && head.contains("if-none-match: *") {
        true => answer("501 Not Implemented", "", "NotImplemented"),
        false => Deed::Pass,
    });
    let (folder, notes) = notes();
    let remote = connect(&endpoint.await, &notes).await;
    let stored = remote.put(&name("a"), &word("first"), false).await.unwrap();
    assert!(stored.warning.unwrap().contains("no conditional writes"));
    assert!(matches!(remote.put(&name("a"), &word("second"), false).await, Err(Error::Taken { .. })));
    assert_eq!(remote.put(&name("a"), &word("third"), true).await.unwrap().warning, None);
    assert_eq!(content(&remote, "a").await, "third");
    assert_no_strays(&server, &folder);
}

#[tokio::test]
async fn a_name_that_is_taken_in_the_last_instant_is_refused() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let straight = connect(&server.endpoint(), &notes).await;
    straight.put(&name("a"), &word("theirs"), false).await.unwrap();
    // The HEAD before the completion does not see it yet.
    let endpoint = meddle(server.port, |head| match head.starts_with("head /snapshots/team/") {
        true => answer("404 Not Found", "", ""),
        false => Deed::Pass,
    });
    let remote = connect(&endpoint.await, &notes).await;
    assert!(matches!(remote.put(&name("a"), &word("ours"), false).await, Err(Error::Taken { .. })));
    assert_eq!(content(&straight, "a").await, "theirs");
    assert_no_strays(&server, &folder);
}

#[tokio::test]
async fn an_upload_that_ran_into_a_conflict_begins_anew() {
    let server = Server::start().await;
    let conflicts = Arc::new(AtomicUsize::new(2));
    let left = Arc::clone(&conflicts);
    let take =
        |left: &AtomicUsize| left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    let endpoint = meddle(server.port, move |head| match completes(head) && take(&left) {
        true => answer("409 Conflict", "", "ConditionalRequestConflict"),
        false => Deed::Pass,
    });
    let (folder, notes) = notes();
    let remote = connect(&endpoint.await, &notes).await;
    let source = word("first");
    remote.put(&name("a"), &source, false).await.unwrap();
    assert_eq!(source.opened.load(Ordering::SeqCst), 3);
    assert_eq!(content(&remote, "a").await, "first");
    assert_no_strays(&server, &folder);

    conflicts.store(1000, Ordering::SeqCst);
    let error = remote.put(&name("b"), &word("first"), false).await.unwrap_err().to_string();
    assert!(error.contains("export it again"), "{error}");
    assert_no_strays(&server, &folder);
}

#[tokio::test]
async fn an_answer_that_was_lost_is_no_failure_when_the_object_is_ours() {
    let server = Server::start().await;
    let lost = AtomicUsize::new(0);
    let endpoint = meddle(server.port, move |head| match completes(head) && lost.fetch_add(1, Ordering::SeqCst) == 0 {
        true => Deed::Lose,
        false => Deed::Pass,
    });
    let (folder, notes) = notes();
    let remote = connect(&endpoint.await, &notes).await;
    remote.put(&name("a"), &word("first"), false).await.unwrap();
    assert_eq!(content(&remote, "a").await, "first");
    assert_no_strays(&server, &folder);
}

#[tokio::test]
async fn a_download_that_is_cut_goes_on_where_it_was() {
    let server = Server::start().await;
    let (_folder, notes) = notes();
    let straight = connect(&server.endpoint(), &notes).await;
    let packed = packed(&[("redis/dump.rdb".to_owned(), noise(3 << 20))].into());
    straight.put(&name("a"), &packed.pack, false).await.unwrap();
    let is_get = |head: &str| head.starts_with("get /snapshots/team/");

    let cuts = AtomicUsize::new(0);
    let endpoint = meddle(server.port, move |head| match is_get(head) && cuts.fetch_add(1, Ordering::SeqCst) < 2 {
        true => Deed::Cut(1 << 20),
        false => Deed::Pass,
    });
    let remote = connect(&endpoint.await, &notes).await;
    assert_eq!(verify(&remote, &name("a"), &Progress::silent()).await.unwrap(), packed.manifest);

    let first = AtomicUsize::new(0);
    let cut_for_good = meddle(server.port, move |head| match is_get(head) {
        true if first.fetch_add(1, Ordering::SeqCst) == 0 => Deed::Cut(1 << 20),
        true => answer("500 Broken", "", "InternalError"),
        false => Deed::Pass,
    });
    let remote = connect(&cut_for_good.await, &notes).await;
    let error = verify(&remote, &name("a"), &Progress::silent()).await.unwrap_err().to_string();
    assert!(error.contains("was cut after"), "{error}");
}

#[tokio::test]
async fn inspecting_reads_the_beginning_only() {
    let server = Server::start().await;
    let ranged = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&ranged);
    let endpoint = meddle(server.port, move |head| {
        if head.starts_with("get /snapshots/team/") {
            assert!(head.contains("range: bytes=0-262143"), "{head}");
            seen.fetch_add(1, Ordering::SeqCst);
        }
        Deed::Pass
    });
    let (_folder, notes) = notes();
    let remote = connect(&endpoint.await, &notes).await;
    let packed = packed(&[("redis/dump.rdb".to_owned(), noise(3 << 20))].into());
    remote.put(&name("a"), &packed.pack, false).await.unwrap();
    assert_eq!(inspect(&remote, &name("a")).await.unwrap(), packed.manifest);
    assert_eq!(ranged.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn many_snapshots_are_listed_page_by_page_without_what_is_not_ours() {
    let server = Server::start().await;
    let (_folder, notes) = notes();
    let folder = server.root.path().join("snapshots/team/qa");
    std::fs::create_dir_all(folder.join("deeper")).unwrap();
    for number in 0..1100 {
        std::fs::write(folder.join(format!("s{number:04}.tar.zst")), "x").unwrap();
    }
    std::fs::write(folder.join("readme.txt"), "x").unwrap();
    std::fs::write(folder.join("deeper/d.tar.zst"), "x").unwrap();
    std::fs::write(server.root.path().join("snapshots/outside.tar.zst"), "x").unwrap();
    let remote = connect(&server.endpoint(), &notes).await;
    let names = names(&remote).await;
    assert_eq!((names.len(), names[0].as_str(), names[1099].as_str()), (1100, "s0000", "s1099"));
}

#[tokio::test]
async fn a_source_that_breaks_off_late_leaves_no_upload() {
    let server = Server::start().await;
    let (folder, notes) = notes();
    let remote = connect(&server.endpoint(), &notes).await;
    let source = Bytewise { breaks_off: true, ..Bytewise::of(vec![Bytes::from(vec![1; 4 << 20]); 5]) };
    assert!(remote.put(&name("a"), &source, false).await.is_err());
    assert_no_strays(&server, &folder);
    assert!(names(&remote).await.is_empty());
}
