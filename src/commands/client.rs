//! Talks to the control API of a running server.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::sync::OnceCell;

use crate::control::answer::VERSION;
use crate::exit::{Code, Exit};

/// How long a server may take to say that it is one. What it is asked for after that takes its time.
const PATIENCE: Duration = Duration::from_secs(5);

/// A server's address: `http://host:port`.
#[derive(Clone, Debug)]
pub struct Client {
    endpoint: String,
    authority: String,
    /// The secret of the control API. It is told to nobody who has not yet shown to be a statebox.
    token: Option<String>,
    /// What its health was when it was first asked; until then it may be anything that answers there.
    greeted: OnceCell<StatusCode>,
}

impl Client {
    pub fn new(endpoint: &str) -> Result<Client, Exit> {
        let endpoint = endpoint.trim_end_matches('/');
        let wrong = |why| Exit::new(Code::Usage, format!("the endpoint {endpoint} {why}, as in http://127.0.0.1:4566"));
        let rest = endpoint.strip_prefix("http://").ok_or_else(|| wrong("does not begin with http://"))?;
        if rest.is_empty() || rest.contains('/') {
            return Err(wrong("is not a host and a port"));
        }
        let authority = if rest.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
            rest.to_owned()
        } else {
            format!("{rest}:80")
        };
        Ok(Client { endpoint: endpoint.to_owned(), authority, token: None, greeted: OnceCell::new() })
    }

    pub fn with_token(self, token: Option<String>) -> Client {
        Client { token: token.filter(|token| !token.is_empty()), ..self }
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Whether all stores are ready.
    ///
    /// # Errors
    ///
    /// What answers there, if anything does in time, is no statebox.
    pub async fn is_ready(&self) -> Result<bool, Exit> {
        Ok(self.greet().await?.is_success())
    }

    /// Sends one request. Any answer of the server is an `Ok`, also a refusal.
    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Response<Incoming>, Exit> {
        self.greet().await?;
        self.request(method, path, body).await
    }

    async fn greet(&self) -> Result<StatusCode, Exit> {
        let greeting = async {
            let asked = tokio::time::timeout(PATIENCE, self.request(Method::GET, "/_statebox/health", None)).await;
            let answer =
                asked.map_err(|_| self.unreachable(&format_args!("it is silent for {} s", PATIENCE.as_secs())))??;
            if !answer.headers().contains_key(VERSION) {
                return Err(self.unreachable(&"what answers there is another program"));
            }
            Ok(answer.status())
        };
        self.greeted.get_or_try_init(|| greeting).await.copied()
    }

    async fn request(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Response<Incoming>, Exit> {
        let stream = TcpStream::connect(&self.authority).await.map_err(|error| self.unreachable(&error))?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| self.unreachable(&error))?;
        tokio::spawn(connection);
        let mut request = Request::builder();
        if let Some(token) = self.token.as_ref().filter(|_| self.greeted.initialized()) {
            request = request.header(hyper::header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request
            .method(method)
            .uri(path)
            .header(hyper::header::HOST, &self.authority)
            .header(hyper::header::CONTENT_TYPE, "application/json")
            .body(Full::new(body.map(|body| Bytes::from(body.to_string())).unwrap_or_default()))
            .map_err(|error| Exit::new(Code::Usage, format!("{path} cannot be asked for: {error}")))?;
        sender.send_request(request).await.map_err(|error| self.unreachable(&error))
    }

    fn unreachable(&self, why: &dyn std::fmt::Display) -> Exit {
        Exit::new(
            Code::Unreachable,
            format!(
                "no statebox answers at {}: {why}. Start one with `statebox serve`, or name another with --endpoint.",
                self.endpoint
            ),
        )
    }

    /// The body of an answer that is no JSON; a refusal becomes an error with the server's sentence.
    pub async fn download(&self, path: &str) -> Result<Incoming, Exit> {
        let answer = self.send(Method::GET, path, None).await?;
        if answer.status().is_success() {
            return Ok(answer.into_body());
        }
        let bytes = answer.into_body().collect().await.map_err(|error| self.broken(&error))?.to_bytes();
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|_| self.unreachable(&"what answers there is another program"))?;
        Err(refusal(&value))
    }

    /// The JSON of an answer; a refusal becomes an error with the server's sentence.
    pub async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Exit> {
        let answer = self.send(method, path, body).await?;
        let is_success = answer.status().is_success();
        let bytes = answer.into_body().collect().await.map_err(|error| self.broken(&error))?.to_bytes();
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|_| self.unreachable(&"what answers there is another program"))?;
        if is_success { Ok(value) } else { Err(refusal(&value)) }
    }

    /// Follows a long action: one JSON value a line, the last of which is its `result` or its `error`.
    pub async fn follow(&self, path: &str, body: &Value, mut each: impl FnMut(&Value)) -> Result<Value, Exit> {
        let answer = self.send(Method::POST, path, Some(body)).await?;
        let is_success = answer.status().is_success();
        let mut body = answer.into_body();
        let mut pending = Vec::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.broken(&error))?;
            if let Some(data) = frame.data_ref() {
                pending.extend_from_slice(data);
            }
            while is_success && let Some(end) = pending.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = pending.drain(..=end).collect();
                let event: Value = serde_json::from_slice(&line).map_err(|error| self.broken(&error))?;
                if let Some(result) = event.get("result") {
                    return Ok(result.clone());
                }
                if event.get("error").is_some() {
                    return Err(refusal(&event));
                }
                each(&event);
            }
        }
        match serde_json::from_slice::<Value>(&pending) {
            Ok(value) if !is_success => Err(refusal(&value)),
            _ => Err(self.broken(&"it ended without a result")),
        }
    }

    fn broken(&self, error: &dyn std::fmt::Display) -> Exit {
        Exit::failed(format!("the answer of {} broke off: {error}. Its log says what happened.", self.endpoint))
    }
}

/// `{"error": {"code": …, "message": …}}` as an error.
fn refusal(value: &Value) -> Exit {
    let error = &value["error"];
    Exit::new(
        Code::named(error["code"].as_str().unwrap_or("")),
        error["message"].as_str().unwrap_or("the server refused without saying why").to_owned(),
    )
}

/// One path segment or query value, percent-encoded.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_http_a_host_and_perhaps_a_port() {
        assert_eq!(Client::new("http://127.0.0.1:4566/").unwrap().authority, "127.0.0.1:4566");
        assert_eq!(Client::new("http://statebox").unwrap().authority, "statebox:80");
        for wrong in ["127.0.0.1:4566", "https://a", "http://", "http://a/b"] {
            assert_eq!(Client::new(wrong).unwrap_err().code, Code::Usage, "{wrong}");
        }
    }

    #[test]
    fn names_are_encoded_for_a_path() {
        assert_eq!(encoded("a b/ü"), "a%20b%2F%C3%BC");
    }
}
