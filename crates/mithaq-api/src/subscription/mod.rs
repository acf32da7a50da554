//! What can be subscribed to.

mod run;

use async_graphql::{Context, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::failure::Failure;
use crate::feed::{Notice, Subscriber};
use crate::input::change_filter::ChangeFilter;
use crate::input::feed_place::{FeedPlace, feed_seal, read_place, state_token};
use crate::output::change::AgreementChange;
use crate::reading::{reading, readings};

pub use run::{Event, Subscribed};

/// The root of what can be subscribed to.
pub(crate) struct SubscriptionRoot;

/// What can be subscribed to.
#[allow(clippy::unused_async, reason = "the library awaits every resolver")]
#[Subscription(name = "Subscription")]
impl SubscriptionRoot {
    /// Every act that the caller may know of, as it is recorded, in the one order in which acts are. Nothing is left out
    /// and nothing told twice: whoever was cut off subscribes again after the last cursor that came. Where nothing has
    /// come for half a minute, a PROGRESS says how far that is.
    async fn agreement_changed(
        &self,
        context: &Context<'_>,
        #[graphql(
            desc = "The cursor after which to begin, of a change or of `extensions.position`; from now on, where left out."
        )]
        after: Option<String>,
        #[graphql(desc = "Which; all, where left out.")] filter: Option<ChangeFilter>,
    ) -> Result<impl Stream<Item = AgreementChange>, Failure> {
        let registry = &reading(context)?.registry.clone();
        let seal = feed_seal(filter.as_ref());
        let after = after.map(|after| read_place(registry, &seal, "after", &after)).transpose()?;
        let query = filter.map(|filter| filter.read(&registry.config.limits)).transpose()?.unwrap_or_default();
        let subscriber = Subscriber::new(&registry.feed, readings(context), query, after);
        Ok(unfold((subscriber, seal), |(mut subscriber, seal)| async move {
            let (notice, reading) = subscriber.next().await;
            let change = match notice {
                Notice::Change(change) => {
                    let cursor = seal.cursor(&reading.registry, &FeedPlace::of(change.position));
                    AgreementChange::recorded(change, cursor, reading)
                }
                Notice::Progress(position) => {
                    AgreementChange::progress(state_token(&reading.registry, position), reading)
                }
            };
            Some((change, (subscriber, seal)))
        }))
    }
}
