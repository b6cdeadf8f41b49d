//! Client request tokens: a transaction that is sent again with its token is carried out once.

use std::fmt::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use clock::Timestamp;
use keyspace::{Batch, BoxFuture, Direction, Fault, Janitor, KeyLock, Next, Reads, Space, Wake};
use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use service::Caller;

use crate::refusals::transactions;
use crate::{DynamoDb, Reply};

/// How long a token is remembered.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
const REMEMBERED: Duration = Duration::from_secs(10 * 60);

/// Tokens that are forgotten in one go.
const STRETCH: usize = 1000;

/// All tokens are locked under one number, apart from tables.
const LOCKS: u64 = 0;

keyspace::tables! { family DynamoDb;
    /// What was carried out, by account, region and token.
    TOKENS = 5: (String, String, String) -> TokenRecord;
    /// When a token is forgotten, and which.
    TOKEN_ENDS = 6: (clock::Timestamp, String, String, String) -> ();
}

keyspace::versioned! {
    /// What is kept about a token.
    pub struct TokenRecord { v1: TokenV1 }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenV1 {
    /// Of what was asked for.
    fingerprint: [u8; 16],
    /// Service time: a token belongs to its client and to no resource.
    until: Timestamp,
}

/// What a client calls its request, so that it is carried out once.
pub struct Token {
    name: (String, String, String),
    fingerprint: [u8; 16],
}

/// A token of which nobody else's request is under way.
pub struct Begun {
    /// It was carried out within the last ten minutes.
    pub is_done: bool,
    token: Token,
    until: Timestamp,
    lock: KeyLock,
    forgetting: Arc<Forgetting>,
}

impl Token {
    /// The request is everything but what its answer is to tell.
    pub fn new(caller: &Caller, token: String, request: &impl fmt::Debug) -> Token {
        let mut hashing = Hashing(Md5::new());
        write!(hashing, "{request:?}").expect("a hash takes everything");
        let name = (caller.account.to_string(), caller.region.to_string(), token);
        Token { name, fingerprint: hashing.0.finalize().into() }
    }

    fn lock_name(&self) -> Vec<u8> {
        let (account, region, token) = &self.name;
        [account, region, token].into_iter().flat_map(|part| part.bytes().chain([0])).collect()
    }
}

struct Hashing(Md5);

impl Write for Hashing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl DynamoDb {
    /// # Errors
    ///
    /// A request with this token is under way, or another one was carried out under it.
    pub(crate) async fn begin(&self, token: Token) -> Reply<Begun> {
        let name = token.lock_name();
        let locked = self.tokens.lock_for_transaction([(LOCKS, name.as_slice())]).await;
        let lock = locked.ok().and_then(|mut locks| locks.pop()).ok_or_else(transactions::in_progress)?;
        let now = self.space.clock().now();
        let before = self.space.read(TOKENS, &token.name)?.filter(|record| now < record.until);
        if before.as_ref().is_some_and(|record| record.fingerprint != token.fingerprint) {
            return Err(transactions::token_of_another_request());
        }
        let forgetting = self.forgetting.clone();
        Ok(Begun { is_done: before.is_some(), token, until: now + REMEMBERED, lock, forgetting })
    }
}

impl Begun {
    /// Remembers it with what it does.
    pub fn write(self, batch: &mut Batch) {
        let (account, region, token) = &self.token.name;
        batch.put(TOKENS, &self.token.name, &TokenRecord { fingerprint: self.token.fingerprint, until: self.until });
        batch.put(TOKEN_ENDS, &(self.until, account.as_str(), region.as_str(), token.as_str()), &());
        batch.hold(self.lock);
        let forgetting = self.forgetting;
        batch.on_commit(move || forgetting.wake.ring());
    }
}

/// Forgets tokens after their time.
pub struct Forgetting {
    space: Space,
    wake: Wake,
}

impl Forgetting {
    pub fn new(space: Space) -> Forgetting {
        Forgetting { space, wake: Wake::new() }
    }

    async fn sweep(&self, now: Timestamp) -> Result<Next, Fault> {
        let Ok(_writing) = self.space.enter().await else { return Ok(Next::Idle) };
        let mut batch = Batch::new();
        let mut next = Next::Idle;
        let mut ends = Vec::new();
        self.space.scan(&TOKEN_ENDS.all(), Direction::Forward, |end, ()| {
            use std::ops::ControlFlow::{Break, Continue};
            if end.0 > now {
                next = Next::Until(end.0);
                return Break(());
            }
            if ends.len() == STRETCH {
                next = Next::Busy;
                return Break(());
            }
            ends.push(end);
            Continue(())
        })?;
        for (at, account, region, token) in ends {
            let name = (account, region, token);
            // It may have been used again since, when this end had passed and was not looked at yet.
            if self.space.read(TOKENS, &name)?.is_some_and(|record| record.until == at) {
                batch.delete(TOKENS, &name);
            }
            let (account, region, token) = name;
            batch.delete(TOKEN_ENDS, &(at, account, region, token));
        }
        if !batch.is_empty() {
            self.space.commit(batch).await?;
        }
        Ok(next)
    }
}

impl Janitor for Forgetting {
    fn name(&self) -> &'static str {
        "dynamodb-tokens"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.sweep(now))
    }

    fn wake(&self) -> &Wake {
        &self.wake
    }
}
