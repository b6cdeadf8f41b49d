//! Random requests of which some meet a store that fails and some are dropped at one of their awaits, with dead letters, their way back,
//! retention, kills and memory that is let go. After each step all queues are looked into, and what has become of them must follow from what
//! was asked: nothing acknowledged is lost, nothing deleted comes back, what failed changed nothing, what was dropped happened as a whole or
//! not at all, no message is in two places, and no group's message passes one before it.
//!
//! The exact model of one request after another is `model.rs`; requests at the same time are in `crowd.rs`.

mod history;
mod moves;
mod receives;
mod sends;
mod world;

use std::time::Duration;

use world::{How, World};

const STEPS: usize = 250;
/// More with `SQS_FAULTS_SEEDS`, from `SQS_FAULTS_FIRST` on.
const SEEDS: u64 = 8;

async fn step(world: &mut World) {
    let name = world.any_queue();
    let how = world.any_way();
    match world.below(100) {
        0..24 => world.send(name, how).await,
        24..30 => world.send_batch(name, how).await,
        30..56 => world.receive(name, how).await,
        56..68 => world.delete(name, how).await,
        68..74 => world.change_visibility(name, how).await,
        74..82 => world.pass(Duration::from_millis(world.below(20_000))).await,
        82..83 => world.pass(Duration::from_secs(301)).await,
        83..86 => world.start_move(how).await,
        86..91 => world.move_some(how).await,
        91..94 => world.sweep(how).await,
        94..95 => world.purge(name, how).await,
        95..97 => world.forget().await,
        _ => world.reopen().await,
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_fails_or_is_given_up_no_message_is_lost_doubled_or_out_of_order() {
    let asked = |name: &str, otherwise| {
        std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok()).unwrap_or(otherwise)
    };
    let first = asked("SQS_FAULTS_FIRST", 0);
    let mut ways = [0; 3];
    for seed in first..first + asked("SQS_FAULTS_SEEDS", SEEDS) {
        let mut world = World::new(seed).await;
        for _ in 0..STEPS {
            step(&mut world).await;
        }
        world.drain().await;
        for (all, way) in ways.iter_mut().zip(world.met) {
            *all += way;
        }
    }
    // Else the test would show nothing.
    let [done, failed, dropped] = ways;
    assert!(done > 500 && failed > 25 && dropped > 25, "{done} done, {failed} failed, {dropped} dropped");
}

/// A request that waits for a message that another one holds is dropped while it waits; whoever held it goes on.
#[tokio::test(start_paused = true)]
async fn a_request_that_is_given_up_while_it_waits_leaves_nothing_held() {
    let mut world = World::new(1).await;
    world.send("plain", How::Plainly).await;
    for nth in 1..6 {
        world.receive("plain", How::Dropped(nth)).await;
        world.pass(Duration::from_secs(40)).await;
    }
    world.drain().await;
}
