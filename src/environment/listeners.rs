//! What clients connect to: the port of everything, the same over TLS, and ports by which other emulators are known.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use tokio::net::TcpListener;

use crate::config::{Config, Door};
use crate::exit::Exit;
use crate::tls::{Certificate, Tls};

/// All listeners of a server, bound before anything else is done.
pub struct Listeners {
    /// The first is the one that every command talks to.
    pub all: Vec<Listener>,
    /// The address of the listener with TLS for all services, and the file with its certificate.
    pub secure: Option<(SocketAddr, PathBuf)>,
}

pub struct Listener {
    pub tcp: TcpListener,
    pub tls: Option<Tls>,
}

/// Bound, but not yet with a certificate: that is kept in the data directory, which is not open yet.
pub struct Bound(Vec<(Door, TcpListener)>);

impl Bound {
    pub async fn of(config: &Config) -> Result<Bound, Exit> {
        let mut bound = Vec::new();
        for door in config.doors() {
            let listener = bind(config.host, door.port, door.option).await?;
            bound.push((door, listener));
        }
        Ok(Bound(bound))
    }

    /// The address of the first.
    pub fn address(&self) -> Result<SocketAddr, Exit> {
        local_address(&self.0[0].1)
    }

    pub fn with_certificate(self, config: &Config, data_dir: &Path) -> Result<Listeners, Exit> {
        let needs_one = self.0.iter().any(|(door, _)| door.is_secure);
        let certificate = if needs_one { Some(certificate(config, data_dir)?) } else { None };
        let tls = certificate.as_ref().map(Tls::with).transpose()?;
        let mut listeners = Listeners { all: Vec::new(), secure: None };
        for (door, tcp) in self.0 {
            if let Some(certificate) = certificate.as_ref().filter(|_| door.option == "--tls-port") {
                listeners.secure = Some((local_address(&tcp)?, certificate.chain.clone()));
            }
            listeners.all.push(Listener { tcp, tls: tls.clone().filter(|_| door.is_secure) });
        }
        Ok(listeners)
    }
}

async fn bind(host: IpAddr, port: u16, option: &str) -> Result<TcpListener, Exit> {
    let wanted = SocketAddr::new(host, port);
    TcpListener::bind(wanted).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            Exit::failed(format!("port {port} is taken by another program. Stop it, or choose another with {option}."))
        }
        std::io::ErrorKind::AddrNotAvailable => {
            Exit::failed(format!("{host} is no address of this machine. Choose another with --host."))
        }
        std::io::ErrorKind::PermissionDenied => {
            Exit::failed(format!("port {port} may not be opened by this user. Choose one above 1023 with {option}."))
        }
        _ => Exit::failed(format!("{wanted} cannot be listened on: {error}")),
    })
}

fn local_address(listener: &TcpListener) -> Result<SocketAddr, Exit> {
    listener.local_addr().map_err(|error| Exit::failed(format!("the listener has no address: {error}")))
}

/// The user's certificate, or the one that is kept in the data directory.
fn certificate(config: &Config, data_dir: &Path) -> Result<Certificate, Exit> {
    if let Some(given) = config.certificate.clone() {
        return Ok(given);
    }
    let everywhere = ["localhost", "*.localhost", "localhost.localstack.cloud", "*.localhost.localstack.cloud"];
    let named = super::host_names(config).into_iter().filter(|name| name != "*");
    let names: Vec<String> = everywhere.into_iter().map(str::to_owned).chain(named).collect();
    let mut addresses = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    if !config.host.is_unspecified() && !config.host.is_loopback() {
        addresses.push(config.host);
    }
    Certificate::kept_in(&data_dir.join("tls"), &names, &addresses)
}
