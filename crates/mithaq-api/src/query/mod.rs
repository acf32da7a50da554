//! What can be asked.

mod activities;
pub(crate) mod agreements;
mod changes;
pub(crate) mod conflicts;
pub(crate) mod deadlines;
mod entities;
mod lists;
mod lookups;
mod obligations;
mod search;
mod simulation;

use async_graphql::{Context, ID, Object, SimpleObject};

use crate::failure::{Failure, Nullable};
use crate::input::act::ActInput;
use crate::input::activity_filter::ActivityFilter;
use crate::input::actor_ref::ActorRef;
use crate::input::change_filter::ChangeFilter;
use crate::input::filter::AgreementFilter;
use crate::input::import_filter::ImportRecordFilter;
use crate::input::obligation_filter::ObligationFilter;
use crate::input::order::AgreementOrder;
use crate::input::page::PageInput;
use crate::output::actor::{Actor, Country};
use crate::output::actors::ActorConnection;
use crate::output::agreement::Agreement;
use crate::output::change::AgreementChangeConnection;
use crate::output::connection::AgreementConnection;
use crate::output::import_record::ImportRecordConnection;
use crate::output::listing::{
    ActivityConnection, AgreementConflictConnection, DeadlineConnection, ObligationConnection,
};
use crate::output::relationship::Relationship;
use crate::output::search::AgreementSearchConnection;
use crate::output::simulation::AgreementSimulation;
use crate::output::statistics::AgreementStatistics;
use crate::output::viewer::RegistryViewer;
use crate::reading::readings;
use crate::representation::Representation;
use crate::scalar::{Date, DateTime, Language};
use crate::words::{DeadlineKind, StatisticsDimension};
use agreements::Asked;
use entities::Entity;

/// The root of what can be asked.
pub(crate) struct Query;

/// What gateways ask a subgraph for by itself.
#[derive(SimpleObject)]
#[graphql(name = "_Service")]
struct Service {
    /// The subgraph's SDL.
    sdl: &'static str,
}

/// What can be asked of the registry. Every field is nullable, so that one that fails takes no other along. What a
/// caller may not see is, for that caller, not there.
#[Object]
impl Query {
    /// The agreement of an id; null where it is absent or hidden.
    async fn agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The agreement's id.")] id: ID,
    ) -> Nullable<Agreement> {
        lookups::agreement(context, &id).await.transpose()
    }

    /// The agreement of a registry number; null where it is absent or hidden.
    async fn agreement_by_registry_number(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The number: `MTQ-2026-7K3F9Q`.")] registry_number: String,
    ) -> Nullable<Agreement> {
        lookups::agreement_by_number(context, &registry_number).await.transpose()
    }

    /// A page of agreements.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn agreements(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which; all, where left out.")] filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "In what order; as they were opened here, where left out.")] order_by: Option<AgreementOrder>,
        #[graphql(desc = "The day that statuses are asked on; today, where left out.")] as_of: Option<Date>,
        #[graphql(
            desc = "Only what was recorded by this moment is taken into account, except where a filter or an order goes by what is now known; now, where left out."
        )]
        known_at: Option<DateTime>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementConnection> {
        let page = PageInput { first, after, last, before };
        let asked = Asked { filter, order_by, as_of, known_at, page };
        Some(lists::agreements(context, asked).await)
    }

    /// A page of the agreements that a search finds in titles, clauses, lessons, names of parties and numbers, as they
    /// stand now; the best come first. A word is found in every form that its language gives it, with and without
    /// accents or Arabic vowel signs.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn search_agreements(
        &self,
        context: &Context<'_>,
        #[graphql(
            desc = "All of these words stand in texts of one language, or in numbers or names of the parties. What stands in quotation marks is found as it stands."
        )]
        text: String,
        #[graphql(desc = "Only in texts of these languages; in any, where left out.")] languages: Option<Vec<Language>>,
        #[graphql(desc = "Only among these; among all, where left out.")] filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "The day that statuses are asked on; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementSearchConnection> {
        let page = PageInput { first, after, last, before };
        let asked = Asked { filter, order_by: None, as_of, known_at: None, page };
        Some(search::search(context, &text, languages, asked).await)
    }

    /// An actor; null where none is known so.
    async fn actor(
        &self,
        context: &Context<'_>,
        #[graphql(name = "ref", desc = "By its id or code.")] reference: ActorRef,
    ) -> Nullable<Actor> {
        lookups::actor(context, &reference).transpose()
    }

    /// A page of actors, in the order of their codes.
    async fn actors(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "All of these words begin words of its names or its code; all actors, where left out.")]
        search: Option<String>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ActorConnection> {
        let page = PageInput { first, after, last, before };
        Some(lists::actors(context, search.as_deref(), &page))
    }

    /// The country of a code; null where no country of today has it.
    async fn country(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "ISO 3166-1 alpha-3, such as `KEN`.")] code: String,
    ) -> Nullable<Country> {
        lookups::country(context, &code).transpose()
    }

    /// A page of the days by which something is to be done, or on which something comes, across the register and as now
    /// known, the earliest first. What was due before and is still open, an obligation or a review, is among them.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn deadlines(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The first day; today, where left out.")] from: Option<Date>,
        #[graphql(desc = "The last day, at most ten years ahead.")] to: Date,
        #[graphql(desc = "Only of these kinds; of all, where left out.")] kinds: Option<Vec<DeadlineKind>>,
        #[graphql(desc = "Only of these agreements; of all, where left out. Statuses are asked on today.")]
        filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<DeadlineConnection> {
        let page = PageInput { first, after, last, before };
        let asked = deadlines::Asked { from, to, kinds, filter, page };
        Some(deadlines::deadlines(context, asked).await)
    }

    /// All that binds two actors, on a day and as known at a moment.
    async fn relationship(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "One of the two.")] between: ActorRef,
        #[graphql(desc = "The other.")] and: ActorRef,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(
            desc = "Only what was recorded by this moment is taken into account, except which areas agreements are of; now, where left out."
        )]
        known_at: Option<DateTime>,
    ) -> Nullable<Relationship> {
        Some(lookups::relationship(context, [&between, &and], as_of, known_at).await)
    }

    /// A page of what is owed across the register, as now known: the earliest due first, and last what has no open due day.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn obligations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which; all, where left out.")] filter: Option<ObligationFilter>,
        #[graphql(desc = "The day that states are asked on; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ObligationConnection> {
        let page = PageInput { first, after, last, before };
        Some(obligations::obligations(context, filter.as_ref(), as_of, &page).await)
    }

    /// A page of what is done under agreements across the register, as now known, with outcomes and lessons: the earliest
    /// first.
    async fn activities(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which; all, where left out.")] filter: Option<ActivityFilter>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ActivityConnection> {
        let page = PageInput { first, after, last, before };
        Some(activities::activities(context, filter.as_ref(), &page).await)
    }

    /// A page of agreements in force whose clauses are opposed: between the same parties and in the same area, where one
    /// obliges a party to what another may oblige it not to do. They are offered for review, and nothing is decided: the most
    /// telling first.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn conflicts(
        &self,
        context: &Context<'_>,
        #[graphql(
            desc = "Among which agreements; among all, where left out. At most 500 with obligations are compared."
        )]
        filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(
            desc = "Only what was recorded by this moment is taken into account, except where a filter goes by what is now known; now, where left out."
        )]
        known_at: Option<DateTime>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementConflictConnection> {
        let page = PageInput { first, after, last, before };
        let asked = agreements::Asked { filter, order_by: None, as_of, known_at, page };
        Some(conflicts::across(context, asked).await)
    }

    /// How many agreements there are, by up to three dimensions.
    async fn agreement_statistics(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "By what: one to three dimensions, each once.")] group_by: Vec<StatisticsDimension>,
        #[graphql(desc = "Which agreements; all, where left out.")] filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "The day that statuses are asked on; today, where left out.")] as_of: Option<Date>,
        #[graphql(
            desc = "Only what was recorded by this moment is taken into account, except where a filter, a dimension or a field goes by what is now known; now, where left out."
        )]
        known_at: Option<DateTime>,
    ) -> Nullable<AgreementStatistics> {
        let asked = lists::StatisticsAsked { group_by, filter, as_of, known_at };
        Some(lists::statistics(context, asked).await)
    }

    /// What would come of acts of an agreement, one after the other, without anything being written; null where the
    /// agreement is absent or hidden.
    async fn simulate_acts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The agreement, by its id.")] agreement_id: ID,
        #[graphql(
            desc = "The version that you have read; where it is another now, it is an error. Left out, whatever version it is at will do."
        )]
        expected_version: Option<String>,
        #[graphql(desc = "The acts, each supposed to be done on its day even where that lies ahead: at most 50.")]
        acts: Vec<ActInput>,
    ) -> Nullable<AgreementSimulation> {
        simulation::simulate(context, &agreement_id, expected_version.as_deref(), &acts).await.transpose()
    }

    /// A page of what happened, in the one order in which it happened: every act that the caller may know of. To go on
    /// hearing, subscribe to `agreementChanged` after the last cursor.
    async fn agreement_changes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which; all, where left out.")] filter: Option<ChangeFilter>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementChangeConnection> {
        let page = PageInput { first, after, last, before };
        Some(changes::changes(context, filter.as_ref(), &page).await)
    }

    /// A page of records of other registers, with what became of them: the quarantine is a worklist.
    async fn import_records(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which; all, where left out.")] filter: Option<ImportRecordFilter>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ImportRecordConnection> {
        let page = PageInput { first, after, last, before };
        Some(lists::import_records(context, filter.as_ref(), &page).await)
    }

    /// Who the caller is here, and what it may do.
    async fn registry_viewer(&self, context: &Context<'_>) -> Option<RegistryViewer> {
        Some(RegistryViewer(readings(context).caller.clone()))
    }

    /// What gateways ask for: things by their keys.
    #[graphql(name = "_entities")]
    async fn entities(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The types and keys.")] representations: Vec<Representation>,
    ) -> Result<Vec<Option<Result<Entity, Failure>>>, Failure> {
        entities::find(&readings(context).current(), representations).await
    }

    /// What gateways ask for: the subgraph's SDL.
    #[graphql(name = "_service")]
    async fn service(&self) -> Service {
        Service { sdl: crate::api::service_sdl() }
    }
}
