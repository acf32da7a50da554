//! All that binds two actors.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, Months, NaiveDate, Utc};
use mithaq_domain::actor;
use mithaq_domain::agreement::{StatusFlag, StatusName};
use mithaq_domain::terms;
use mithaq_store::{AgreementQuery, Condition, DeadlineQuery, GroupBy, StatisticsKey};

use super::actor::Actor;
use super::connection::AgreementConnection;
use super::listing::{AgreementConflictConnection, DeadlineConnection};
use crate::failure::{Failure, Nullable};
use crate::input::filter::AgreementFilter;
use crate::input::order::AgreementOrder;
use crate::input::page::{ListSeal, PageInput};
use crate::query::agreements::{Asked, list};
use crate::query::conflicts::{Among, conflicts};
use crate::query::deadlines;
use crate::reading::Reading;
use crate::scalar::{Date, DateTime as Moment};
use crate::words::{Area, DeadlineKind};

/// How many rows an answer by area has at most: there are fewer areas.
const AREAS: usize = 100;

/// For how long days that come are told of, where nothing else is asked.
const YEAR: Months = Months::new(12);

/// All that binds two actors, on a day and as known at a moment.
pub(crate) struct Relationship {
    pub(crate) between: &'static actor::Actor,
    pub(crate) and: &'static actor::Actor,
    pub(crate) as_of: NaiveDate,
    pub(crate) known_at: Option<DateTime<Utc>>,
    pub(crate) reading: Arc<Reading>,
}

impl Relationship {
    fn both(&self) -> Condition {
        Condition::All([self.between, self.and].map(|actor| Condition::Party(vec![actor.id])).to_vec())
    }

    fn in_force() -> Condition {
        let any_of = vec![StatusName::InForce, StatusName::Suspended];
        Condition::Status { any_of, flags: Vec::new(), as_of: None, known_at: None }
    }

    /// The agreements of the two that meet another condition too.
    fn query(&self, also: Vec<Condition>) -> AgreementQuery {
        AgreementQuery {
            condition: Condition::All(std::iter::once(self.both()).chain(also).collect()),
            order: AgreementOrder::DEFAULT,
            as_of: self.as_of,
            known_at: self.known_at,
        }
    }

    async fn count(&self, also: Vec<Condition>) -> Result<u64, Failure> {
        self.reading.snapshot.count(&self.query(also)).await.map_err(|error| self.reading.failure(&error))
    }

    async fn by_area(&self) -> Result<Vec<RelationshipArea>, Failure> {
        let query = self.query(vec![Self::in_force()]);
        let counted = self.reading.snapshot.statistics(&query, &[GroupBy::Area], AREAS).await;
        let counted = counted.map_err(|error| self.reading.failure(&error))?;
        let areas = counted.rows.iter().filter_map(|row| match row.keys.as_slice() {
            [StatisticsKey::Area(area)] => {
                Some(RelationshipArea { area: (*area).into(), defence: area.is_defence(), in_force: row.count })
            }
            _ => None,
        });
        Ok(areas.collect())
    }

    async fn page(
        &self,
        field: &str,
        also: Vec<Condition>,
        filter: Option<Box<AgreementFilter>>,
        page: PageInput,
    ) -> Result<AgreementConnection, Failure> {
        let own = Condition::All(std::iter::once(self.both()).chain(also).collect());
        list(&self.reading, field, Some(own), self.asked(filter, page)).await
    }

    /// What is asked of a list of theirs.
    fn asked(&self, filter: Option<Box<AgreementFilter>>, page: PageInput) -> Asked {
        let (as_of, known_at) = (Some(Date(self.as_of)), self.known_at.map(Moment));
        Asked { filter, order_by: None, as_of, known_at, page }
    }
}

impl Relationship {
    async fn deadlines(
        &self,
        to: Option<Date>,
        kinds: Option<&[DeadlineKind]>,
        page: &PageInput,
    ) -> Result<DeadlineConnection, Failure> {
        let to = to.map_or_else(|| self.as_of.checked_add_months(YEAR).unwrap_or(NaiveDate::MAX), |day| day.0);
        let (from, to) = deadlines::days(self.as_of, to, self.reading.today)?;
        let agreements = AgreementQuery { known_at: None, ..self.query(Vec::new()) };
        let query = DeadlineQuery { from, to, kinds: deadlines::kinds(kinds)?, agreements };
        let seal = ListSeal::of("Relationship.upcoming", &[format!("{query:?}")]);
        let wanted = page.read(&self.reading.registry, &seal)?;
        deadlines::answer(&self.reading, &seal, &wanted, query, self.reading.today).await
    }
}

/// All that binds two actors, on a day and as known at a moment, as far as the caller may know of it.
#[Object]
impl Relationship {
    /// One of the two.
    async fn between(&self) -> Actor {
        Actor::of(self.between, &self.reading)
    }

    /// The other.
    async fn and(&self) -> Actor {
        Actor::of(self.and, &self.reading)
    }

    /// The day.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// The moment of knowledge: only what was recorded by then is taken into account, except which areas agreements are of.
    async fn known_at(&self) -> Result<Moment, Failure> {
        self.reading.moment(self.known_at).await.map(Moment)
    }

    /// How many agreements between them are in force, those suspended among them.
    async fn in_force_count(&self) -> Nullable<u64> {
        Some(self.count(vec![Self::in_force()]).await)
    }

    /// What is in force by area, the most frequent first. An agreement counts in each of its areas, as now known.
    async fn in_force_by_area(&self) -> Nullable<Vec<RelationshipArea>> {
        Some(self.by_area().await)
    }

    /// How far what is in force goes beyond defence, by areas as now known.
    async fn depth(&self) -> Nullable<RelationshipDepth> {
        Some(depth(self).await)
    }

    /// How many agreements between them were in force over time: every day on which the number changes, the earliest
    /// first, days that are computed to come among them.
    async fn history(
        &self,
        #[graphql(desc = "The first day; from the beginning on, where left out.")] from: Option<Date>,
        #[graphql(desc = "The last day; to the end, where left out.")] to: Option<Date>,
    ) -> Nullable<Vec<RelationshipTurn>> {
        let query = self.query(Vec::new());
        let turns = self.reading.snapshot.in_force_over_time(&query).await;
        let is_asked = |on: NaiveDate| from.is_none_or(|from| from.0 <= on) && to.is_none_or(|to| on <= to.0);
        Some(turns.map_err(|error| self.reading.failure(&error)).map(|turns| {
            let turns = turns.into_iter().filter(|turn| is_asked(turn.on));
            turns.map(|turn| RelationshipTurn { on: Date(turn.on), in_force: turn.count }).collect()
        }))
    }

    /// The agreements between them, whatever their status.
    async fn agreements(
        &self,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementConnection> {
        let page = PageInput { first, after, last, before };
        Some(self.page("Relationship.agreements", Vec::new(), filter, page).await)
    }

    /// The agreements between them that await the consent of one or both; `at { consentPending }` of an edge tells of
    /// whom, since when, and which steps of domestic law were taken.
    async fn consent_pending(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementConnection> {
        let page = PageInput { first, after, last, before };
        let flags = vec![StatusFlag::ConsentPending];
        let pending = Condition::Status { any_of: Vec::new(), flags, as_of: None, known_at: None };
        Some(self.page("Relationship.consentPending", vec![pending], None, page).await)
    }

    /// Those of the agreements between them in force whose clauses are opposed, offered for review: the most telling first.
    async fn conflicts(
        &self,
        #[graphql(desc = "Among which of them; among all, where left out.")] filter: Option<Box<AgreementFilter>>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementConflictConnection> {
        let page = PageInput { first, after, last, before };
        let among = Among { field: "Relationship.conflicts", own: vec![self.both()], of: None };
        Some(conflicts(&self.reading, among, self.asked(filter, page)).await)
    }

    /// The days that come from the relationship's day on, as now known; what is overdue is among them.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn upcoming(
        &self,
        #[graphql(desc = "The last day; a year after the relationship's day, where left out.")] to: Option<Date>,
        #[graphql(desc = "Only of these kinds; of all, where left out.")] kinds: Option<Vec<DeadlineKind>>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<DeadlineConnection> {
        let page = PageInput { first, after, last, before };
        Some(self.deadlines(to, kinds.as_deref(), &page).await)
    }
}

async fn depth(of: &Relationship) -> Result<RelationshipDepth, Failure> {
    let areas = of.by_area().await?;
    let beyond = terms::Area::ALL.iter().copied().filter(|area| !area.is_defence()).collect();
    Ok(RelationshipDepth {
        areas: areas.iter().map(|area| area.area).collect(),
        areas_beyond_defence: areas.iter().filter(|area| !area.defence).map(|area| area.area).collect(),
        in_force_beyond_defence: of.count(vec![Relationship::in_force(), Condition::AnyArea(beyond)]).await?,
    })
}

/// How many agreements of an area are in force between two actors.
#[derive(SimpleObject)]
pub(crate) struct RelationshipArea {
    /// The area.
    area: Area,
    /// Whether it is one of defence.
    defence: bool,
    /// How many.
    in_force: u64,
}

/// How far what is in force between two actors goes beyond defence.
#[derive(SimpleObject)]
pub(crate) struct RelationshipDepth {
    /// The areas in which something is in force.
    areas: Vec<Area>,
    /// Those of them that are not of defence.
    areas_beyond_defence: Vec<Area>,
    /// How many agreements are in force that have such an area.
    in_force_beyond_defence: u64,
}

/// From a day on, so many agreements are in force between two actors.
#[derive(SimpleObject)]
pub(crate) struct RelationshipTurn {
    /// The day.
    on: Date,
    /// How many are in force from that day on, those suspended among them.
    in_force: u64,
}
