//! The table of a service's operations, and how one of them is called.

use std::{future::Future, pin::Pin};

use crate::{Caller, Failed, Output};

/// A future that a trait object can give.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One service of AWS's: its model, and what it does for each operation of it.
pub trait Service: Send + Sync + 'static {
    /// Its operations, shapes and names.
    fn model(&self) -> &'static wire::Model;

    /// Calls the operation with this index in the model's table of operations.
    ///
    /// # Errors
    ///
    /// Whoever must act says [`Failed`].
    fn call<'a>(
        &'a self,
        operation: usize,
        caller: &'a Caller,
        input: wire::Checked,
    ) -> BoxFuture<'a, Result<Output, Failed>>;
}

/// Makes a service of a table. An operation that is neither served nor listed as unsupported does not compile.
///
/// ```ignore
/// service::operations! { Sqs, models::sqs;
///     SendMessage: send_message,      // operations::send_message::run(&Sqs, &Caller, SendMessageRequest) -> Reply<SendMessageResult>
///     DeleteMessage: delete_message,  // Reply<()> where the model has no output
///     unsupported: AddPermission, ListQueueTags,
/// }
/// ```
///
/// It defines `Failure` and `Reply` beside the table: what a `run` answers, and `?` makes of refusals, faults and retirement.
/// A `run` whose answer is hot may return `Reply<wire::Value>` and write itself (`Value::Emit`); one whose answer is a stream
/// returns `Reply<service::Events>`.
#[macro_export]
macro_rules! operations {
    ($service:ty, $($model:ident)::+;
     $($operation:ident: $file:ident),* $(,)?
     $(; unsupported: $($unsupported:ident),* $(,)?)?) => {
        $crate::operations!(@define $service, [$($model)::+], [$($operation: $file)*], [$($($unsupported)*)?]);
    };
    (@define $service:ty, [$($model:ident)::+], [$($operation:ident: $file:ident)*], [$($unsupported:ident)*]) => {
        impl $crate::Service for $service {
            fn model(&self) -> &'static $crate::wire::Model {
                &$($model)::+::MODEL
            }

            fn call<'a>(
                &'a self,
                operation: usize,
                caller: &'a $crate::Caller,
                input: $crate::wire::Checked,
            ) -> $crate::BoxFuture<'a, Result<$crate::Output, $crate::Failed>> {
                use $($model)::+::Operation;
                match Operation::ALL[operation] {
                    $(Operation::$operation => Box::pin(async move {
                        let input = $crate::wire::Field::from_value(input.into_value());
                        match operations::$file::run(self, caller, input).await {
                            Ok(output) => Ok($crate::Outcome::into_output(output)),
                            Err(failure) => Err($crate::Failed::from(failure)),
                        }
                    }),)*
                    $(Operation::$unsupported => Box::pin(async { Err($crate::Failed::Unsupported) }),)*
                }
            }
        }

        /// Why an operation has no answer, sorted by who must act.
        #[derive(Debug)]
        pub enum Failure {
            Refused($($model)::+::Refusal),
            Faulted($crate::keyspace::Fault),
            Retired,
        }

        pub type Reply<T> = Result<T, Failure>;

        impl From<$($model)::+::Refusal> for Failure {
            fn from(refusal: $($model)::+::Refusal) -> Failure {
                Failure::Refused(refusal)
            }
        }

        impl From<$crate::keyspace::Fault> for Failure {
            fn from(fault: $crate::keyspace::Fault) -> Failure {
                Failure::Faulted(fault)
            }
        }

        impl From<$crate::keyspace::Retired> for Failure {
            fn from(_: $crate::keyspace::Retired) -> Failure {
                Failure::Retired
            }
        }

        impl From<Failure> for $crate::Failed {
            fn from(failure: Failure) -> $crate::Failed {
                match failure {
                    Failure::Refused(refusal) => $crate::Failed::Refused(refusal.into_wire()),
                    Failure::Faulted(fault) => $crate::Failed::Faulted(fault),
                    Failure::Retired => $crate::Failed::Retired,
                }
            }
        }
    };
}
