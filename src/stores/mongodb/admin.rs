//! A connection for commands to one mongod, whatever state its replica set is in.

use std::time::Duration;

use mongodb::Client;
use mongodb::bson::{Document, doc};
use mongodb::error::{Error, ErrorKind};
use mongodb::options::{AuthMechanism, ClientOptions, Credential, ServerAddress};

const WITHIN: Duration = Duration::from_secs(5);

#[derive(Clone, Debug)]
pub struct Admin(Client);

impl Admin {
    /// On this machine; connects when it is first asked something. With the key of the replica set as one of its members, who may do everything
    /// (tried with 6.0.5).
    pub fn to(host: &str, port: u16, key: Option<&str>) -> Result<Admin, Error> {
        let member = |key: &str| {
            Credential::builder()
                .username("__system".to_owned())
                .password(key.to_owned())
                .source("local".to_owned())
                .mechanism(AuthMechanism::ScramSha256)
                .build()
        };
        let options = ClientOptions::builder()
            .hosts(vec![ServerAddress::Tcp { host: host.to_owned(), port: Some(port) }])
            .direct_connection(true)
            .credential(key.map(member))
            .app_name("statebox".to_owned())
            .connect_timeout(WITHIN)
            .server_selection_timeout(WITHIN)
            .max_pool_size(4)
            .build();
        Client::with_options(options).map(Admin)
    }

    pub async fn run(&self, command: Document) -> Result<Document, Error> {
        self.0.database("admin").run_command(command).await
    }

    pub fn client(&self) -> &Client {
        &self.0
    }

    /// Undoes every `fsync` lock there is: it is counted, and not tied to the connection that took it.
    pub async fn unlock(&self) -> Result<(), Error> {
        loop {
            match self.run(doc! { "fsyncUnlock": 1 }).await {
                Ok(answer) if number(&answer, "lockCount") == 0 => return Ok(()),
                Ok(_) => {}
                // "fsyncUnlock called when not locked": IllegalOperation, or from 6.0.5 an error without a code, which the driver cannot read.
                Err(error) if code(&error) == Some(20) => return Ok(()),
                Err(error) if matches!(*error.kind, ErrorKind::InvalidResponse { .. }) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

pub fn code(error: &Error) -> Option<i32> {
    match &*error.kind {
        ErrorKind::Command(refusal) => Some(refusal.code),
        _ => None,
    }
}

/// The driver's own description names fields that help nobody; what the server said does.
pub fn said(error: &Error) -> String {
    match &*error.kind {
        ErrorKind::Command(refusal) => format!("mongod answered: {}", refusal.message),
        _ => error.to_string(),
    }
}

/// Numbers come as any of three types.
pub fn number(document: &Document, key: &str) -> i64 {
    use mongodb::bson::Bson;
    match document.get(key) {
        Some(Bson::Int32(number)) => i64::from(*number),
        Some(Bson::Int64(number)) => *number,
        Some(Bson::Double(number)) => *number as i64,
        _ => 0,
    }
}
