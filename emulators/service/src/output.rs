//! What an operation gives: a value, or a stream of events that goes on after the call.

use std::fmt;

use futures_util::stream::BoxStream;
use wire::{Event, Field, Value};

/// What an operation that was not refused gives.
#[derive(Debug)]
pub enum Output {
    /// The whole answer.
    Value(Value),
    /// The answer is a stream.
    Events(Events),
}

/// A stream of events. It is asked for the next one when the client took those before, and dropped when the client goes.
///
/// The service ends it: in order, when the server drains or when the generation retires; with a refusal, when it must.
pub struct Events {
    /// The output's members beside the stream.
    pub first: Value,
    /// Members of the stream's shape.
    pub stream: BoxStream<'static, Event>,
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("first", &self.first).finish_non_exhaustive()
    }
}

/// What a `run` of the table of operations may give.
pub trait Outcome {
    /// As the pipeline takes it.
    fn into_output(self) -> Output;
}

impl<T: Field> Outcome for T {
    fn into_output(self) -> Output {
        Output::Value(self.into_value())
    }
}

impl Outcome for Events {
    fn into_output(self) -> Output {
        Output::Events(self)
    }
}
