//! The engine for tests: a sorted map per family.

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::{Direction, Engine, Family, Fault, KeyRange, Pace, Read, Visit, Write, Writes, Wrote};

/// Clones share the contents, so a test "reopens" by building a new space on a clone.
#[derive(Clone, Default)]
pub struct MemoryEngine {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Copied by the first write after a snapshot or during a scan, and only then.
    families: [Arc<Map>; 4],
    writes: usize,
}

type Map = BTreeMap<Vec<u8>, Vec<u8>>;

impl MemoryEngine {
    /// An empty store.
    pub fn new() -> MemoryEngine {
        MemoryEngine::default()
    }

    /// How many atomic writes there were.
    pub fn writes(&self) -> usize {
        self.state.lock().writes
    }

    fn family(&self, family: Family) -> Arc<Map> {
        self.state.lock().families[family as usize].clone()
    }
}

impl Read for MemoryEngine {
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
        get(&self.family(family), key, found)
    }

    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
        walk(&self.family(family), range, direction, visit)
    }
}

impl Engine for MemoryEngine {
    fn snapshot(&self) -> Box<dyn Read + Send + '_> {
        Box::new(Snapshot(self.state.lock().families.clone()))
    }

    fn write(&self, writes: &Writes, _pace: Pace) -> Result<Wrote, Fault> {
        let mut state = self.state.lock();
        for write in writes.iter() {
            match write {
                Write::Put { family, key, value } => {
                    Arc::make_mut(&mut state.families[family as usize]).insert(key.to_vec(), value.to_vec());
                }
                Write::Delete { family, key } => {
                    Arc::make_mut(&mut state.families[family as usize]).remove(key);
                }
            }
        }
        state.writes += 1;
        Ok(Wrote::Done)
    }

    fn flush(&self) -> Result<(), Fault> {
        Ok(())
    }

    fn wipe(&self, families: &[Family]) -> Result<(), Fault> {
        let mut state = self.state.lock();
        families.iter().for_each(|family| Arc::make_mut(&mut state.families[*family as usize]).clear());
        Ok(())
    }

    fn clear(&self, family: Family, from: &[u8], to: &[u8]) -> Result<(), Fault> {
        let mut state = self.state.lock();
        Arc::make_mut(&mut state.families[family as usize]).retain(|key, _| &key[..] < from || &key[..] >= to);
        Ok(())
    }
}

struct Snapshot([Arc<Map>; 4]);

impl Read for Snapshot {
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
        get(&self.0[family as usize], key, found)
    }

    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
        walk(&self.0[family as usize], range, direction, visit)
    }
}

fn get(map: &Map, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
    let value = map.get(key);
    if let Some(value) = value {
        found(value);
    }
    Ok(value.is_some())
}

fn walk(map: &Map, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
    // The map's own range() panics on an empty one.
    if range.is_empty() {
        return Ok(());
    }
    let mut pairs = map.range::<[u8], _>((range.from, range.to));
    let next = || match direction {
        Direction::Forward => pairs.next(),
        Direction::Backward => pairs.next_back(),
    };
    for (key, value) in std::iter::from_fn(next) {
        if visit(key, value).is_break() {
            break;
        }
    }
    Ok(())
}
