//! A checkpoint shares its tables with its store by hard links; opened in the same process, it shares their cached blocks, too.

use keyspace::{Engine, Family, Pace, Read, Writes};
use rocks::{Rocks, Settings, Shared};
use tempfile::TempDir;

const KEYS: u32 = 4_000;

fn read_all(rocks: &Rocks) {
    for number in 0..KEYS {
        assert!(rocks.get(Family::DynamoDb, &number.to_be_bytes(), &mut |_| {}).unwrap());
    }
}

#[test]
fn blocks_of_a_linked_table_are_cached_once() {
    let temp = TempDir::new().unwrap();
    let (dir, copy) = (temp.path().join("dir"), temp.path().join("copy"));
    drop(Rocks::create(&dir, &Settings::default()).unwrap());
    let shared = Shared::new(&Settings::default());
    let rocks = Rocks::open_sharing(&dir, &Settings::default(), &shared).unwrap();
    let mut writes = Writes::new();
    let entropy = clock::Entropy::seeded(1);
    for number in 0..KEYS {
        let mut value = [0; 1_000];
        entropy.fill(&mut value);
        writes.put(Family::DynamoDb, |out| out.extend(number.to_be_bytes()), |out| out.extend(value));
    }
    rocks.write(&writes, Pace::Patient).unwrap();
    rocks.flush().unwrap();
    read_all(&rocks);
    let cached_once = shared.cached_bytes();
    assert!(cached_once > 4 << 20);

    rocks.checkpoint(&copy).unwrap();
    let linked = Rocks::open_sharing(&copy, &Settings::default(), &shared).unwrap();
    read_all(&linked);
    let cached = shared.cached_bytes();
    assert!(cached < cached_once * 11 / 10, "{cached_once} bytes of blocks became {cached}");
}
