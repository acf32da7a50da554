//! Federated tracing: which field took how long, for the gateway that asks (`ftv1`).
//!
//! <https://www.apollographql.com/docs/federation/metrics>; the format is `Trace` of Apollo's `reports.proto`.

mod wire;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo};
use async_graphql::{PathSegment, QueryPathNode, QueryPathSegment, Response, ServerResult, Value};
use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use prost::Message;

use self::wire::{Id, Node, Timestamp, Trace};

/// Under which name a trace stands in the answer's extensions.
pub(crate) const FTV1: &str = "ftv1";

/// Makes a trace of every request.
pub(crate) struct Tracing {
    /// The time.
    pub(crate) now: fn() -> DateTime<Utc>,
}

impl ExtensionFactory for Tracing {
    fn create(&self) -> Arc<dyn Extension> {
        let begun = (self.now)();
        Arc::new(Recorder { now: self.now, begun, root: Mutex::new(Branch::default()) })
    }
}

/// The trace of one request in the making.
struct Recorder {
    now: fn() -> DateTime<Utc>,
    begun: DateTime<Utc>,
    root: Mutex<Branch>,
}

/// A field or an entry of a list, with what is below.
#[derive(Default)]
struct Branch {
    node: Node,
    below: BTreeMap<Step, Branch>,
}

/// A step from the root of an answer to a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name(String),
    Index(u32),
}

#[async_trait]
impl Extension for Recorder {
    async fn execute(
        &self,
        context: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let response = next.run(context, operation_name).await;
        let trace = STANDARD.encode(self.trace(&response).encode_to_vec());
        response.extension(FTV1, Value::from(trace))
    }

    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let steps = steps(info.path_node);
        let node = Node {
            original_field_name: info.alias.map(|_| info.name.to_owned()).unwrap_or_default(),
            r#type: info.return_type.to_owned(),
            parent_type: info.parent_type.to_owned(),
            start_time: self.elapsed(),
            ..Node::default()
        };
        let answer = next.run(context, info).await;
        let node = Node { end_time: self.elapsed(), ..node };
        let mut root = self.root.lock().unwrap_or_else(PoisonError::into_inner);
        root.at(steps).node = node;
        answer
    }
}

impl Recorder {
    /// Nanoseconds since it began.
    fn elapsed(&self) -> u64 {
        let elapsed = ((self.now)() - self.begun).num_nanoseconds().unwrap_or_default();
        u64::try_from(elapsed).unwrap_or_default()
    }

    fn trace(&self, response: &Response) -> Trace {
        let mut root = std::mem::take(&mut *self.root.lock().unwrap_or_else(PoisonError::into_inner));
        for error in &response.errors {
            let steps = error.path.iter().map(|segment| match segment {
                PathSegment::Field(name) => Step::Name(name.clone()),
                PathSegment::Index(index) => Step::Index(u32::try_from(*index).unwrap_or(u32::MAX)),
            });
            let steps = steps.collect();
            root.at(steps).node.error.push(wire::Error { message: error.message.clone() });
        }
        Trace {
            start_time: Some(timestamp(self.begun)),
            end_time: Some(timestamp((self.now)())),
            duration_ns: self.elapsed(),
            root: Some(root.into_node(None)),
        }
    }
}

impl Branch {
    /// The branch at a path, grown where there is none yet.
    fn at(&mut self, steps: Vec<Step>) -> &mut Self {
        steps.into_iter().fold(self, |branch, step| branch.below.entry(step).or_default())
    }

    fn into_node(self, id: Option<Id>) -> Node {
        let below = self.below.into_iter().map(|(step, branch)| {
            branch.into_node(Some(match step {
                Step::Name(name) => Id::ResponseName(name),
                Step::Index(index) => Id::Index(index),
            }))
        });
        Node { id, child: below.collect(), ..self.node }
    }
}

/// The way from the root to a field.
fn steps(node: &QueryPathNode<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = std::iter::successors(Some(node), |node| node.parent)
        .map(|node| match node.segment {
            QueryPathSegment::Name(name) => Step::Name(name.to_owned()),
            QueryPathSegment::Index(index) => Step::Index(u32::try_from(index).unwrap_or(u32::MAX)),
        })
        .collect();
    steps.reverse();
    steps
}

fn timestamp(moment: DateTime<Utc>) -> Timestamp {
    Timestamp { seconds: moment.timestamp(), nanos: i32::try_from(moment.timestamp_subsec_nanos()).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema, SimpleObject};
    use futures_util::FutureExt;

    use super::*;

    struct Query;

    #[derive(SimpleObject)]
    struct Thing {
        name: String,
    }

    #[allow(clippy::unused_async, reason = "the library awaits every resolver")]
    #[Object]
    impl Query {
        async fn things(&self) -> Vec<Thing> {
            vec![Thing { name: "one".to_owned() }, Thing { name: "two".to_owned() }]
        }

        async fn broken(&self) -> Result<Option<u8>, &'static str> {
            Err("it is broken")
        }
    }

    #[test]
    fn every_field_has_its_place_and_every_error_its_field() {
        let now = || DateTime::UNIX_EPOCH;
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription).extension(Tracing { now }).finish();
        let response = schema.execute("{ all: things { name } broken }").now_or_never().unwrap();
        let Some(Value::String(encoded)) = response.extensions.get(FTV1) else { panic!("{response:?}") };
        let trace = Trace::decode(STANDARD.decode(encoded).unwrap().as_slice()).unwrap();
        let root = trace.root.unwrap();
        let [all, broken] = root.child.as_slice() else { panic!("{root:?}") };
        assert_eq!(
            (all.id.clone(), all.original_field_name.as_str()),
            (Some(Id::ResponseName("all".to_owned())), "things")
        );
        assert_eq!((all.parent_type.as_str(), all.r#type.as_str()), ("Query", "[Thing!]!"));
        assert_eq!(
            all.child.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>(),
            [Some(Id::Index(0)), Some(Id::Index(1))]
        );
        assert_eq!(all.child[1].child[0].r#type, "String!");
        assert_eq!(broken.error[0].message, "it is broken");
    }
}
