//! ListStreamConsumers

use models::kinesis::{ListStreamConsumersInput, ListStreamConsumersOutput};
use service::Caller;

use crate::stream::named::Named;
use crate::token::Purpose;
use crate::token::next_token::NextToken;
use crate::{Kinesis, Reply, refusals};

/// Seen: API reference: as many by default.
const CONSUMERS_BY_DEFAULT: usize = 100;

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: ListStreamConsumersInput,
) -> Reply<ListStreamConsumersOutput> {
    kinesis.space.enter_read().await?;
    let named = Named { name: None, arn: Some(&input.stream_arn), id: input.stream_id.as_deref() };
    let found = kinesis.find(caller, named)?;
    let (address, stream) = (found.address(), found.stream());
    let after = match (&input.next_token, &input.stream_creation_timestamp) {
        // Seen: API reference: a token that comes together with this is refused.
        (Some(_), Some(_)) => return Err(refusals::not_with_next_token("StreamCreationTimestamp").into()),
        (Some(token), None) => {
            let token = NextToken::read(Purpose::NextConsumers, token, found.now)?;
            if token.stream != address.arn() {
                return Err(refusals::next_token_invalid().into());
            }
            String::from_utf8(token.rest).map_err(|_| refusals::next_token_invalid())?
        }
        (None, created) => {
            // Only the stream that was made then is meant.
            let is_other =
                created.is_some_and(|created| created.secs() != stream.epoch.absolute(stream.created).as_secs());
            if is_other {
                return Err(refusals::stream_not_found(address).into());
            }
            String::new()
        }
    };
    let limit = input.max_results.map_or(CONSUMERS_BY_DEFAULT, |limit| limit as usize);
    let mut rest = stream.consumers_at(found.now).filter(|consumer| after.is_empty() || consumer.name > after);
    let page: Vec<_> = rest.by_ref().take(limit).collect();
    let next = rest.next().and(page.last()).map(|last| NextToken {
        made: found.now,
        stream: address.arn(),
        rest: last.name.clone().into_bytes(),
    });
    Ok(ListStreamConsumersOutput {
        consumers: Some(page.into_iter().map(|consumer| consumer.described(&found)).collect()),
        next_token: next.map(|next| next.text(Purpose::NextConsumers)),
    })
}
