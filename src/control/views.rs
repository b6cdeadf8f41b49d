//! What can be seen without doing anything: health, variables, logs.

use std::fmt::Write;

use gateway::AnswerBody;
use gateway::http::{Response, StatusCode};
use serde_json::{Map, Value, json};

use super::answer;
use crate::config::StoreName;
use crate::environment::{Environment, State};
use crate::exit::{Code, Exit};

/// 200 when all asked-for stores are ready, 503 before; the body says which is not.
pub fn health(environment: &Environment) -> Response<AnswerBody> {
    let stores: Map<String, Value> = environment
        .states()
        .into_iter()
        .map(|(store, state)| (store.as_str().to_owned(), Value::from(state.as_str())))
        .collect();
    let is_ready = environment.is_ready();
    let is_down = |(_, state): &(StoreName, State)| matches!(state, State::Down | State::Failed);
    let status = match is_ready {
        true => "ready",
        false if environment.states().iter().any(is_down) => "down",
        false => "starting",
    };
    let body = json!({
        "status": status,
        "stores": stores,
        "version": env!("CARGO_PKG_VERSION"),
    });
    answer::json(if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &body)
}

/// Counters in the text format of Prometheus.
pub fn metrics(environment: &Environment) -> Response<AnswerBody> {
    let mut text =
        String::from("# HELP statebox_store_ready Whether a store can be used.\n# TYPE statebox_store_ready gauge\n");
    for (store, state) in environment.states() {
        let is_ready = u8::from(state == State::Ready);
        let _ = writeln!(text, "statebox_store_ready{{store=\"{}\"}} {is_ready}", store.as_str());
    }
    environment.metrics().write(&mut text);
    answer::text("text/plain; version=0.0.4", text)
}

/// The map that LocalStack's users look at.
pub fn localstack_health(environment: &Environment) -> Response<AnswerBody> {
    let mut services = Map::new();
    for (store, state) in environment.states() {
        let word = match state {
            State::Ready => "running",
            State::Failed | State::Down => "error",
            _ => "starting",
        };
        services.insert(store.as_str().to_owned(), Value::from(word));
        if store == StoreName::DynamoDb {
            services.insert("dynamodbstreams".to_owned(), Value::from(word));
        }
    }
    let body = json!({ "services": services, "edition": "statebox", "version": env!("CARGO_PKG_VERSION") });
    answer::json(StatusCode::OK, &body)
}

/// What clients read from their environment.
pub fn variables(environment: &Environment) -> Value {
    let config = environment.config();
    let mut variables = Map::new();
    let mut set = |name: &str, value: String| variables.insert(name.to_owned(), Value::from(value));
    let gateway = format!("http://{}", environment.gateway_address());
    if config.stores.iter().any(|store| store.is_emulated()) {
        set("AWS_ENDPOINT_URL", gateway.clone());
        // Where signatures are verified, clients bring keys of their own.
        if config.credentials.is_none() {
            set("AWS_ACCESS_KEY_ID", "test".to_owned());
            set("AWS_SECRET_ACCESS_KEY", "test".to_owned());
        }
        set("AWS_REGION", "us-east-1".to_owned());
        set("AWS_DEFAULT_REGION", "us-east-1".to_owned());
    }
    if config.runs(StoreName::Redis) {
        set("REDIS_URL", environment.redis_uri());
    }
    if config.runs(StoreName::MongoDb) {
        set("MONGODB_URI", environment.mongodb_uri());
    }
    set("STATEBOX_ENDPOINT", gateway);
    // Not AWS_CA_BUNDLE: with it the same shell could not talk to AWS any more.
    if let Some((address, certificate)) = environment.secure() {
        set("STATEBOX_TLS_ENDPOINT", format!("https://{address}"));
        set("STATEBOX_CA_BUNDLE", certificate.display().to_string());
    }
    Value::Object(variables)
}

/// The last lines of a child.
pub fn logs(environment: &Environment, store: &str, lines: usize) -> Result<Value, Exit> {
    let known = [StoreName::Redis, StoreName::MongoDb].into_iter().find(|known| known.as_str() == store);
    let Some(known) = known.filter(|known| environment.config().runs(*known)) else {
        let runs: Vec<_> = environment.config().stores.iter().map(|store| store.as_str()).collect();
        let sentence = match StoreName::ALL.iter().find(|known| known.as_str() == store) {
            Some(known) if known.is_emulated() => format!("{store} is part of statebox and has no log of its own"),
            Some(_) => format!("this server runs no {store}; it runs {}", runs.join(", ")),
            None => format!("there is no store `{store}`; redis and mongodb have logs, where they run"),
        };
        return Err(Exit::new(Code::Usage, sentence));
    };
    Ok(json!({ "store": store, "lines": environment.last_lines(known, lines.min(10_000)) }))
}
