//! statebox fetch NAME

use std::io::Write;
use std::path::{Path, PathBuf};

use http_body_util::BodyExt;
use hyper::body::Incoming;
use snapshots::archive::unpack;
use snapshots::flow::flow;
use snapshots::manifest::Manifest;
use snapshots::progress::Progress;

use super::{Client, client::encoded, output, remote_query};
use crate::cli;
use crate::exit::{Code, Exit};

pub async fn run(client: Client, arguments: cli::Fetch, as_json: bool) -> Result<(), Exit> {
    let name = &arguments.named.name;
    let path = format!("/_statebox/snapshots/{}/archive{}", encoded(name), remote_query(&arguments.named.at)?);
    let output = arguments.output.unwrap_or_else(|| PathBuf::from(format!("{name}.tar.zst")));
    if output.as_os_str() == "-" {
        copy(client.download(&path).await?, std::io::stdout().lock()).await?;
        return Ok(());
    }
    if output.exists() && !arguments.force {
        return Err(Exit::new(
            Code::Taken,
            format!("{} is there already; choose another file, or --force to replace it", output.display()),
        ));
    }
    let archive = client.download(&path).await?;
    let cannot = |error: std::io::Error| Exit::failed(format!("{} cannot be written: {error}", output.display()));
    let mut file = tempfile::NamedTempFile::new_in(folder_of(&output)).map_err(cannot)?;
    let (size, manifest) = copy(archive, file.as_file_mut()).await?;
    file.as_file().sync_all().map_err(cannot)?;
    let readable = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    file.as_file().set_permissions(readable).map_err(cannot)?;
    file.persist(&output).map_err(|error| cannot(error.error))?;
    if as_json {
        let file = output.display().to_string();
        output::json(&serde_json::json!({ "name": name, "file": file, "size": size, "created": manifest.created }));
    } else {
        output::say!("Fetched {name} to {}: {}.", output.display(), output::size(size));
    }
    Ok(())
}

/// Every hash is recomputed on the way: an archive that broke off, wherever, is not taken for one.
async fn copy(mut archive: Incoming, mut to: impl Write) -> Result<(u64, Manifest), Exit> {
    let (sink, flow) = flow();
    let checking = tokio::spawn(async move { unpack::verify(flow, &Progress::silent()).await });
    let mut size = 0;
    while let Some(frame) = archive.frame().await {
        let frame =
            frame.map_err(|error| Exit::failed(format!("the archive broke off after {size} bytes: {error}")))?;
        let Ok(data) = frame.into_data() else { continue };
        size += data.len() as u64;
        to.write_all(&data).map_err(|error| Exit::failed(format!("the archive cannot be written: {error}")))?;
        if sink.send(data).await.is_err() {
            break;
        }
    }
    sink.end(Ok(())).await;
    let manifest = checking.await.map_err(|error| Exit::failed(format!("the archive cannot be checked: {error}")))?;
    Ok((size, manifest.map_err(crate::environment::refused)?))
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
