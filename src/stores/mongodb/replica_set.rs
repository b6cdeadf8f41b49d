//! A replica set of one node, so that there are transactions and change streams. It is named by the address that clients use.

use mongodb::bson::{Document, doc};

use super::admin::{self, Admin, number};
use crate::supervisor::Probe;

pub const NAME: &str = "rs0";

/// Whether a set may be made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Founding {
    Allowed,
    /// There must be one: files without one are not what we left.
    Over,
}

/// One step towards being the primary of a set whose only member is `host`.
pub async fn settle(admin: &Admin, host: &str, founding: Founding) -> Probe {
    let hello = match admin.run(doc! { "hello": 1 }).await {
        Ok(hello) => hello,
        Err(_) => return Probe::NotYet("it does not answer yet".to_owned()),
    };
    let config = match admin.run(doc! { "replSetGetConfig": 1 }).await {
        Ok(answer) => answer.get_document("config").cloned().unwrap_or_default(),
        // NotYetInitialized
        Err(error) if admin::code(&error) == Some(94) => return initiate(admin, host, founding).await,
        Err(error) => return Probe::NotYet(admin::said(&error)),
    };
    if members(&config) != [host] {
        return reconfigure(admin, config, host).await;
    }
    match hello.get_bool("isWritablePrimary") {
        Ok(true) => Probe::Ready,
        _ => Probe::NotYet("its replica set has no primary yet".to_owned()),
    }
}

async fn initiate(admin: &Admin, host: &str, founding: Founding) -> Probe {
    if founding == Founding::Over {
        // mongod answers before it has read its own configuration, and then says the same as one that has none.
        let written = admin.client().database("local").collection::<Document>("system.replset").find_one(doc! {}).await;
        return match written {
            Ok(None) => Probe::Never(
                "its files hold no replica set, and every MongoDB of statebox is one: they are not what statebox left here"
                    .to_owned(),
            ),
            Ok(Some(_)) => Probe::NotYet("its replica set is being read".to_owned()),
            Err(error) => Probe::NotYet(admin::said(&error)),
        };
    }
    let config = doc! { "_id": NAME, "members": [{ "_id": 0, "host": host }] };
    match admin.run(doc! { "replSetInitiate": config }).await {
        Ok(_) => Probe::NotYet("its replica set is being initiated".to_owned()),
        Err(error) => Probe::NotYet(admin::said(&error)),
    }
}

/// The address is inside of the files: after an import, or with another port, the node does not find itself in its set. Only force helps.
async fn reconfigure(admin: &Admin, mut config: Document, host: &str) -> Probe {
    let version = number(&config, "version") + 1;
    config.insert("version", version);
    config.remove("term");
    config.insert("members", vec![doc! { "_id": 0, "host": host }]);
    match admin.run(doc! { "replSetReconfig": config, "force": true }).await {
        Ok(_) => Probe::NotYet(format!("its replica set moves to {host}")),
        // NodeNotFound, InvalidReplicaSetConfig: it asks the address and does not find itself there.
        Err(error) if matches!(admin::code(&error), Some(74 | 93)) => Probe::Never(format!(
            "mongod does not find itself under {host} ({}): give an address with --mongodb-advertise HOST[:PORT] that works on this \
             machine too",
            admin::said(&error)
        )),
        Err(error) => Probe::NotYet(admin::said(&error)),
    }
}

fn members(config: &Document) -> Vec<&str> {
    let members = config.get_array("members").map(Vec::as_slice).unwrap_or_default();
    members.iter().filter_map(|member| member.as_document()?.get_str("host").ok()).collect()
}
