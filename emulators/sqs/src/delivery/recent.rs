//! Which deduplication ids were certainly not seen lately, so that the store need not be asked: most sends bring an id of their own.

use std::collections::VecDeque;

use crate::tables::Digest;

/// Of the last slots of a FIFO queue.
#[derive(Debug)]
pub struct Recent {
    slots: VecDeque<(i64, Filter)>,
    /// Of slots before it the store may have what is not here.
    complete_from: i64,
}

/// A send is compared with this slot, the one before and, where the clock was turned back, the one after.
const SLOTS_MAX: usize = 3;

impl Recent {
    /// The store has nothing of slots after this one, and perhaps something of it and before.
    pub fn after(last_slot: i64) -> Recent {
        Recent { slots: VecDeque::new(), complete_from: last_slot.saturating_add(1) }
    }

    pub fn insert(&mut self, slot: i64, id: &Digest) {
        if let Some((_, filter)) = self.slots.iter_mut().find(|(known, _)| *known == slot) {
            return filter.insert(id);
        }
        let mut filter = Filter::default();
        filter.insert(id);
        self.slots.push_back((slot, filter));
        if self.slots.len() > SLOTS_MAX
            && let Some((forgotten, _)) = self.slots.pop_front()
        {
            self.complete_from = self.complete_from.max(forgotten.saturating_add(1));
        }
    }

    /// Whether the store may know this id. It is asked in vain for one of fifty.
    pub fn may_hold(&self, slot: i64, id: &Digest) -> bool {
        match self.slots.iter().find(|(known, _)| *known == slot) {
            Some((_, filter)) if slot >= self.complete_from => filter.may_hold(id),
            None if slot >= self.complete_from => false,
            _ => true,
        }
    }
}

/// Bloom filters, each four times as large as the one before; a new one where the last is full.
#[derive(Debug, Default)]
struct Filter {
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    words: Vec<u64>,
    count: usize,
}

const BYTES_FIRST: usize = 1 << 10;
/// Of the last layer, which takes whatever comes and gets dull beyond a million ids.
const BYTES_MAX: usize = 1 << 20;
const BITS_EACH: usize = 8;
/// An id is a digest: its own bytes are as good as hashes.
const PROBES: usize = 4;

impl Filter {
    fn insert(&mut self, id: &Digest) {
        let bytes = match self.layers.last() {
            Some(last) if last.count * BITS_EACH < last.bits() || last.bits() / 8 >= BYTES_MAX => None,
            Some(last) => Some(last.bits() / 8 * 4),
            None => Some(BYTES_FIRST),
        };
        self.layers.extend(bytes.map(|bytes| Layer { words: vec![0; bytes / 8], count: 0 }));
        if let Some(last) = self.layers.last_mut() {
            last.count += 1;
            for bit in probes(id, last.bits()) {
                last.words[bit / 64] |= 1 << (bit % 64);
            }
        }
    }

    fn may_hold(&self, id: &Digest) -> bool {
        let is_in = |layer: &Layer| probes(id, layer.bits()).all(|bit| layer.words[bit / 64] & (1 << (bit % 64)) != 0);
        self.layers.iter().any(is_in)
    }
}

impl Layer {
    fn bits(&self) -> usize {
        self.words.len() * 64
    }
}

fn probes(id: &Digest, bits: usize) -> impl Iterator<Item = usize> {
    let (parts, _) = id.as_chunks::<4>();
    parts.iter().take(PROBES).map(move |part| u32::from_le_bytes(*part) as usize % bits)
}

#[cfg(test)]
mod tests {
    use md5::{Digest as _, Md5};

    use super::*;

    fn id(number: u32) -> Digest {
        Md5::digest(number.to_le_bytes()).into()
    }

    #[test]
    fn what_was_put_in_is_always_found_and_little_else() {
        let mut recent = Recent::after(i64::MIN);
        for number in 0..50_000 {
            recent.insert(7, &id(number));
        }
        assert!((0..50_000).all(|number| recent.may_hold(7, &id(number))));
        let in_vain = (50_000..100_000).filter(|number| recent.may_hold(7, &id(*number))).count();
        assert!(in_vain < 5_000, "{in_vain}");
        assert!(!recent.may_hold(6, &id(1)));
        let bytes: usize = recent.slots[0].1.layers.iter().map(|layer| layer.bits() / 8).sum();
        assert!(bytes < 200_000, "{bytes}");
    }

    #[test]
    fn the_store_is_asked_for_what_was_there_before_and_what_was_forgotten() {
        let mut recent = Recent::after(4);
        assert!(recent.may_hold(4, &id(1)) && recent.may_hold(3, &id(1)) && !recent.may_hold(5, &id(1)));
        recent.insert(4, &id(2));
        assert!(recent.may_hold(4, &id(1)), "slot 4 has what was there before");
        for slot in 5..8 {
            recent.insert(slot, &id(1));
        }
        assert!(!recent.may_hold(5, &id(9)) && recent.may_hold(5, &id(1)));
        recent.insert(8, &id(1));
        assert!(recent.may_hold(5, &id(9)), "it was forgotten");
        assert!(!recent.may_hold(6, &id(9)));
    }
}
