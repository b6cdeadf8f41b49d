//! TLS on a listener of its own: the certificate that the user gave, or one that is made at the first start and kept.

use std::fs;
use std::io::{self, Write};
use std::net::IpAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gateway::{Opened, Transport};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};
use tokio_rustls::server::TlsStream;

use crate::exit::{Code, Exit};

/// Two files in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate, then those that it was issued by.
    pub chain: PathBuf,
    pub key: PathBuf,
}

/// Speaks TLS; HTTP/2 or HTTP/1.1 as the client prefers (ALPN).
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
}

impl Certificate {
    /// The one in this folder, made if there is none: signed by itself, for these names and addresses, without an end.
    ///
    /// Its key is the one thing here that does not come from `clock::Entropy`: a key that a seed gives is none.
    pub fn kept_in(folder: &Path, names: &[String], addresses: &[IpAddr]) -> Result<Certificate, Exit> {
        let kept = Certificate { chain: folder.join("certificate.pem"), key: folder.join("key.pem") };
        if kept.chain.exists() && kept.key.exists() {
            return Ok(kept);
        }
        let failed = |error: &dyn std::fmt::Display| {
            Exit::failed(format!("a certificate could not be made in {}: {error}", folder.display()))
        };
        let key = KeyPair::generate().map_err(|error| failed(&error))?;
        let all = names.iter().cloned().chain(addresses.iter().map(IpAddr::to_string));
        let mut parameters = CertificateParams::new(all.collect::<Vec<_>>()).map_err(|error| failed(&error))?;
        parameters.distinguished_name.push(DnType::CommonName, "statebox on this machine");
        parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let certificate = parameters.self_signed(&key).map_err(|error| failed(&error))?;
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        // The key first: without the certificate both are made again.
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let write = |path: &Path, text: &str| options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
        write(&kept.key, &key.serialize_pem()).map_err(|error| failed(&error))?;
        fs::write(&kept.chain, certificate.pem()).map_err(|error| failed(&error))?;
        Ok(kept)
    }
}

impl Tls {
    /// Reads a certificate and its key.
    pub fn with(certificate: &Certificate) -> Result<Tls, Exit> {
        let unusable = |path: &Path, error: &dyn std::fmt::Display| {
            Exit::new(Code::Usage, format!("{} is of no use for TLS: {error}", path.display()))
        };
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&certificate.chain)
            .and_then(Iterator::collect)
            .map_err(|error| unusable(&certificate.chain, &error))?;
        if chain.is_empty() {
            return Err(unusable(&certificate.chain, &"no certificate in PEM is in it"));
        }
        let key = PrivateKeyDer::from_pem_file(&certificate.key).map_err(|error| unusable(&certificate.key, &error))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(crypto::aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| Exit::failed(format!("TLS cannot be spoken: {error}")))?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|error| unusable(&certificate.chain, &error))?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Tls { acceptor: TlsAcceptor::from(Arc::new(config)) })
    }
}

impl Transport for Tls {
    type Io = TlsStream<TcpStream>;

    async fn open(&self, stream: TcpStream) -> io::Result<Opened<Self::Io>> {
        let io = self.acceptor.accept(stream).await?;
        let is_http2 = io.get_ref().1.alpn_protocol() == Some(b"h2");
        Ok(Opened { io, is_http2, is_secure: true })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_certificate_is_made_once_and_its_key_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("tls");
        let names = ["localhost".to_owned(), "*.localhost.localstack.cloud".to_owned()];
        let made = || Certificate::kept_in(&folder, &names, &[IpAddr::from([127, 0, 0, 1])]).unwrap();
        let first = fs::read(made().chain).unwrap();
        assert_eq!(fs::read(made().chain).unwrap(), first);
        assert_eq!(fs::metadata(made().key).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(Tls::with(&made()).is_ok());
    }

    #[test]
    fn what_is_no_certificate_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let (chain, key) = (folder.path().join("chain"), folder.path().join("key"));
        fs::write(&chain, "no certificate").unwrap();
        fs::write(&key, "no key").unwrap();
        let refused = Tls::with(&Certificate { chain: chain.clone(), key }).err().expect("refused");
        assert_eq!(refused.code, Code::Usage);
        assert!(refused.message.contains(&chain.display().to_string()), "{refused}");
    }
}
