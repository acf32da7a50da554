//! A schema that is served, whatever it is about: what is asked is let in by the guard, and answered.

use std::sync::Arc;

use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{ObjectType, Response, Schema, SchemaBuilder, SubscriptionType, ValidationMode, Value, Variables};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::stream::BoxStream;

use crate::answer::name_code;
use crate::failure::Failure;
use crate::guard::{Actual, Admitted, Openings, admit, chosen, held, read};
use crate::kept::{Bounds, Kept};
use crate::limits::Limits;
use crate::request::{Keep, OperationKind, RequestBody};
use crate::sdl::federation::Federation;
use crate::sdl::{INTROSPECTION, Model};
use crate::seal::digest;
use crate::trace::Tracing;

/// How much is kept of documents that are parsed. A parsed one takes up to 150 times as much as its text, if it is made for
/// that, and usually 30 times; and longer ones carry values that belong in variables.
const PARSED: Bounds = Bounds { longest: 16 * 1024, bytes: 512 * 1024 };

/// A schema with its guard.
pub(crate) struct Served<Q, M, S> {
    schema: Schema<Q, M, S>,
    /// The same for documents that are known to be valid.
    unasking: Schema<Q, M, S>,
    /// The same for requests that are traced.
    traced: Schema<Q, M, S>,
    /// Documents that were let in before, and answered: they are neither parsed nor validated again.
    known: Kept<Key, Arc<ExecutableDocument>>,
    model: &'static Model,
    limits: Limits,
    openings: Openings,
}

/// A document with the operation that is chosen of it, by their hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key([u8; 32]);

impl Key {
    fn of(query: &str, operation: Option<&str>) -> Self {
        match operation {
            None => Self(digest(&[query.as_bytes()])),
            Some(name) => Self(digest(&[query.as_bytes(), name.as_bytes()])),
        }
    }
}

/// What is asked of a schema, once the guard has let it in.
pub(crate) struct Asked {
    request: async_graphql::Request,
    document: Arc<ExecutableDocument>,
    key: Key,
    is_known: bool,
    /// What the operation does; none where the library will say why there is none.
    pub(crate) kind: Option<OperationKind>,
    /// What it may cost.
    pub(crate) cost: u64,
    lasts: bool,
}

impl<Q, M, S> Served<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    /// A schema, with what it tells of itself.
    pub(crate) fn new(
        schema: fn() -> SchemaBuilder<Q, M, S>,
        model: &'static Model,
        limits: Limits,
        openings: Openings,
        now: fn() -> DateTime<Utc>,
    ) -> Self {
        let build = || if openings.introspection { schema() } else { schema().disable_suggestions() };
        let unasking = build().validation_mode(ValidationMode::Fast).finish();
        let traced = build().extension(Tracing { now }).finish();
        Self { schema: build().finish(), unasking, traced, known: Kept::of(PARSED), model, limits, openings }
    }

    /// Lets a request in, or says why not.
    pub(crate) fn admit(&self, body: &RequestBody) -> Result<Asked, Failure> {
        let name = body.operation_name.as_deref();
        let key = Key::of(&body.query, name);
        let known = self.known.get(&key);
        let is_known = known.is_some();
        let document = match known {
            Some(document) => document,
            None => Arc::new(read(&self.limits, self.openings, &body.query)?),
        };
        let variables = variables(&document, body);
        let Admitted { cost, kind, lasts } =
            admit(self.model, &self.limits, self.openings, &document, name, &variables)?;
        let mut request = async_graphql::Request::new(&body.query).variables(variables);
        request.set_parsed_query(ExecutableDocument::clone(&document));
        if let Some(name) = name {
            request = request.operation_name(name);
        }
        Ok(Asked { request, document, key, is_known, kind, cost, lasts })
    }

    /// Answers an operation that does not go on. Every error has a code.
    pub(crate) async fn execute(&self, asked: Asked, traced: bool) -> Response {
        let Asked { request, document, key, is_known, .. } = asked;
        // What a document's own text says is as valid as it was; its variables were checked anew.
        let schema = match (traced, is_known) {
            (true, _) => &self.traced,
            (false, true) => &self.unasking,
            (false, false) => &self.schema,
        };
        let length = request.query.len();
        let mut response = schema.execute(request).await;
        if !is_known && response.data != Value::Null {
            self.known.keep(key, document, length);
        }
        response.errors.iter_mut().for_each(name_code);
        response
    }

    /// What an operation came to that was answered so.
    pub(crate) fn actual_cost(&self, document: &ExecutableDocument, body: &RequestBody, data: &Value) -> u64 {
        let variables = variables(document, body);
        let operation = chosen(document, body.operation_name.as_deref());
        operation.map_or(0, |operation| Actual::new(self.model, document, operation, &variables).of(data))
    }

    /// Answers an operation that goes on.
    pub(crate) fn follow(&self, asked: Asked) -> BoxStream<'static, Response> {
        self.schema.execute_stream(asked.request)
    }
}

impl Asked {
    /// Its document.
    pub(crate) fn document(&self) -> &Arc<ExecutableDocument> {
        &self.document
    }

    /// Who may keep the answer, where there are no errors in it.
    pub(crate) fn keep(&self) -> Keep {
        match self.kind {
            Some(OperationKind::Query) if self.lasts => Keep::Lasting,
            Some(OperationKind::Query) => Keep::Asking,
            Some(OperationKind::Mutation | OperationKind::Subscription) | None => Keep::Never,
        }
    }

    /// With something that resolvers find in their context.
    pub(crate) fn with<T: Send + Sync + 'static>(mut self, data: T) -> Self {
        self.request = self.request.data(data);
        self
    }
}

/// What the variables of the operation that is chosen hold.
fn variables(document: &ExecutableDocument, body: &RequestBody) -> Variables {
    let given = Variables::from_json(body.variables.clone().unwrap_or_default().into());
    match chosen(document, body.operation_name.as_deref()) {
        Some(operation) => held(operation, given),
        None => given,
    }
}

/// A schema as it tells of itself, with what federation adds.
pub(crate) fn describe<Q, M, S>(schema: SchemaBuilder<Q, M, S>, federation: &'static Federation) -> Model
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let answer = schema.finish().execute(INTROSPECTION).now_or_never();
    let told = answer.and_then(|answer| answer.data.into_json().ok());
    let model = told.and_then(|data| Model::read(data, federation).ok());
    model.unwrap_or_else(|| unreachable!("a schema tells of itself without waiting, in the form that was asked for"))
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_document_is_known_with_its_operation() {
        assert_eq!(Key::of("{ a }", Some("a")), Key::of("{ a }", Some("a")));
        assert_ne!(Key::of("{ a }", None), Key::of("{ a }", Some("a")));
        assert_ne!(Key::of("{ a }", None), Key::of("{ a } ", None));
    }
}
