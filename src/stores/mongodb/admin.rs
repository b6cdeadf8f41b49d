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

    /// Whether anybody holds the `fsync` lock.
    pub async fn is_locked(&self) -> Result<bool, Error> {
        let current = self.run(doc! { "currentOp": 1, "$ownOps": true }).await?;
        Ok(current.get_bool("fsyncLock").unwrap_or(false))
    }

    /// Undoes one `fsync` lock and answers how many are left: they are counted, and not tied to the connection that took them.
    pub async fn unlock(&self) -> Result<i64, Error> {
        match self.run(doc! { "fsyncUnlock": 1 }).await {
            Ok(answer) => Ok(number(&answer, "lockCount")),
            // "fsyncUnlock called when not locked": IllegalOperation, or from 6.0.5 an error without a code, which the driver cannot read.
            Err(error) if code(&error) == Some(20) => Ok(0),
            Err(error) if matches!(*error.kind, ErrorKind::InvalidResponse { .. }) => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Undoes all of them, of a server that has just been started.
    pub async fn unlock_all(&self) -> Result<(), Error> {
        while self.unlock().await? > 0 {}
        Ok(())
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
