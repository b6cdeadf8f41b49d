//! Accepts connections and speaks HTTP/1.1 or HTTP/2 on them, on any number of listeners.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http::uri::Scheme;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

use crate::AnswerBody;
use crate::limits::Limits;
use crate::transport::{Opened, Transport};

/// Answers one request. `Front` is the real one. A request that came in safe from eyes has [`Scheme::HTTPS`] among its extensions.
pub trait Respond: Send + Sync + 'static {
    /// The answer, whatever happens.
    fn respond(&self, request: Request<Incoming>) -> impl Future<Output = Response<AnswerBody>> + Send;
}

/// Among a request's extensions: it came over a connection from another machine or container, not over loopback.
#[derive(Clone, Copy, Debug)]
pub struct FromElsewhere;

/// What all listeners of one server share.
pub struct Server<R> {
    responder: Arc<R>,
    limits: Arc<Limits>,
    /// One for each connection that may still be opened.
    slots: Arc<Semaphore>,
    stop: watch::Receiver<bool>,
    grace: Duration,
}

impl<R> Clone for Server<R> {
    fn clone(&self) -> Self {
        Server {
            responder: self.responder.clone(),
            limits: self.limits.clone(),
            slots: self.slots.clone(),
            stop: self.stop.clone(),
            grace: self.grace,
        }
    }
}

impl<R: Respond> Server<R> {
    /// Serves until `stop` says true, then lets open requests end for at most `grace`.
    pub fn new(responder: Arc<R>, limits: Arc<Limits>, stop: watch::Receiver<bool>, grace: Duration) -> Server<R> {
        let slots = Arc::new(Semaphore::new(limits.connections));
        Server { responder, limits, slots, stop, grace }
    }

    /// Serves one listener; returns when all of its connections have ended.
    pub async fn serve<T: Transport>(mut self, listener: TcpListener, transport: T) {
        let transport = Arc::new(transport);
        let mut connections = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                biased;
                _ = self.stop.wait_for(|stop| *stop) => break,
                accepted = accept(&listener, &self.slots) => accepted,
            };
            while connections.try_join_next().is_some() {}
            let Some((stream, slot)) = accepted else { continue };
            let (server, transport) = (self.clone(), transport.clone());
            connections.spawn(async move {
                server.connection(stream, &*transport).await;
                drop(slot);
            });
        }
        drop(listener);
        let all_ended = async { while connections.join_next().await.is_some() {} };
        if tokio::time::timeout(self.grace, all_ended).await.is_err() {
            tracing::debug!("connections still open after the grace time are closed");
        }
    }

    async fn connection<T: Transport>(mut self, stream: TcpStream, transport: &T) {
        let _ = stream.set_nodelay(true);
        let _ = socket2::SockRef::from(&stream).set_tcp_user_timeout(Some(self.limits.unacknowledged));
        let is_local = stream.peer_addr().is_ok_and(|peer| peer.ip().to_canonical().is_loopback());
        let opened = tokio::select! {
            opened = tokio::time::timeout(self.limits.first_byte, transport.open(stream)) => opened,
            _ = self.stop.wait_for(|stop| *stop) => return,
        };
        match opened {
            Ok(Ok(opened)) => self.speak(opened, is_local).await,
            Ok(Err(error)) => tracing::debug!(%error, "a connection was not opened"),
            Err(_) => {}
        }
    }

    async fn speak<I: AsyncRead + AsyncWrite + Unpin + Send + 'static>(mut self, opened: Opened<I>, is_local: bool) {
        let limits = &self.limits;
        let (responder, is_secure) = (self.responder.clone(), opened.is_secure);
        let service = service_fn(move |mut request: Request<Incoming>| {
            let responder = responder.clone();
            if is_secure {
                request.extensions_mut().insert(Scheme::HTTPS);
            }
            if !is_local {
                request.extensions_mut().insert(FromElsewhere);
            }
            async move { Ok::<_, Infallible>(responder.respond(request).await) }
        });
        let io = TokioIo::new(opened.io);
        if opened.is_http2 {
            let mut builder = http2::Builder::new(TokioExecutor::new());
            builder
                .timer(TokioTimer::new())
                .max_concurrent_streams(limits.streams)
                .max_header_list_size(limits.header_bytes as u32)
                .keep_alive_interval(Duration::from_secs(30))
                .keep_alive_timeout(limits.unacknowledged);
            let mut connection = std::pin::pin!(builder.serve_connection(io, service));
            tokio::select! {
                _ = connection.as_mut() => return,
                _ = self.stop.wait_for(|stop| *stop) => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        } else {
            let mut builder = http1::Builder::new();
            builder
                .timer(TokioTimer::new())
                .header_read_timeout(limits.header)
                .max_buf_size(limits.header_bytes.max(8192));
            let mut connection = std::pin::pin!(builder.serve_connection(io, service));
            tokio::select! {
                _ = connection.as_mut() => return,
                _ = self.stop.wait_for(|stop| *stop) => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        }
    }
}

/// The next connection, once there is a slot for it. None when the system refused one; the next may work.
async fn accept(listener: &TcpListener, slots: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let slot = slots.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _peer)) => Some((stream, slot)),
        Err(error) => {
            // Out of file descriptors, or the peer is gone already. Accepting again at once would spin.
            tracing::debug!(%error, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(10)).await;
            None
        }
    }
}
