//! Which agreements can be in a list at all, by its conditions, as indexes find them.

use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use mithaq_domain::actor::ActorId;

use super::clause::{Among, is_met_by_none};
use super::condition::{AgreementQuery, Condition};
use super::period::{Days, PeriodOf};
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::search::Search;

/// Where no more agreements than these can be in a list, they are all looked at, and nothing else.
const FEW: i64 = 3_000;

/// Where no more than these meet a condition, its index is read to find what meets several.
const SOME: i64 = 20_000;

/// Where no more than these meet a condition, its index is read to find what of many others can be meant.
const MANY: i64 = 100_000;

/// A condition that an index finds the agreements of.
#[derive(Clone, Copy)]
enum Leaf<'a> {
    Condition(&'a Condition),
    /// One of these is a party.
    Party(&'a [ActorId]),
}

impl Leaf<'_> {
    /// Whether it is met by one value of the agreement's row, by which an index goes.
    const fn is_of_row(self) -> bool {
        match self {
            Self::Party(_) => true,
            Self::Condition(condition) => matches!(
                condition,
                Condition::Party(_)
                    | Condition::Counterpart(_)
                    | Condition::Form(_)
                    | Condition::Bindingness(_)
                    | Condition::Registration(_)
                    | Condition::Label(_)
                    | Condition::ImportedFrom(_)
            ),
        }
    }
}

/// Conditions, as far as indexes find what can meet them.
enum Tree<'a> {
    Leaf(Leaf<'a>),
    /// What meets all of them meets each.
    All(Vec<Tree<'a>>),
    /// What meets any of them.
    Any(Vec<Tree<'a>>),
}

/// Agreements that meet one of these are all that can be in a list.
pub(super) struct Narrow<'a> {
    any_of: Vec<Leaf<'a>>,
    /// How many there are, as far as they were counted.
    count: i64,
}

impl Narrow<'_> {
    fn has_text(&self) -> bool {
        self.any_of.iter().any(|leaf| matches!(leaf, Leaf::Condition(Condition::Text(_))))
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl Snapshot {
    /// The few that can be in a list, where there are but few.
    pub(super) async fn narrowest<'a>(&self, query: &'a AgreementQuery) -> Result<Option<Narrow<'a>>, StoreError> {
        let narrow = self.narrowing(query, FEW).await?;
        let least = narrow.into_iter().min_by_key(|narrow| narrow.count);
        Ok(least.filter(|narrow| narrow.count <= FEW))
    }

    /// The conditions whose indexes are worth reading; none, where each is met by many.
    pub(super) async fn some<'a>(&self, query: &'a AgreementQuery) -> Result<Vec<Narrow<'a>>, StoreError> {
        self.met_by(query, SOME).await
    }

    /// The conditions whose indexes are worth reading where all that is meant is to be gathered.
    pub(super) async fn many<'a>(&self, query: &'a AgreementQuery) -> Result<Vec<Narrow<'a>>, StoreError> {
        self.met_by(query, MANY).await
    }

    async fn met_by<'a>(&self, query: &'a AgreementQuery, most: i64) -> Result<Vec<Narrow<'a>>, StoreError> {
        let narrow = self.narrowing(query, most).await?;
        // How often a word stands is counted only so far.
        let most = |narrow: &Narrow<'_>| if narrow.has_text() { most.min(SOME) } else { most };
        Ok(narrow.into_iter().filter(|narrow| narrow.count <= most(narrow)).collect())
    }

    /// What every agreement of a list meets and indexes find, each counted as far as so many and one more.
    async fn narrowing<'a>(&self, query: &'a AgreementQuery, most: i64) -> Result<Vec<Narrow<'a>>, StoreError> {
        let Some(tree) = tree(&query.condition) else { return Ok(Vec::new()) };
        let mut leaves = Vec::new();
        tree.leaves(&mut leaves);
        let mut sql = Sql::default();
        for (at, leaf) in leaves.iter().enumerate() {
            sql.text(if at == 0 { "" } else { " UNION ALL " }).text(&format!("(SELECT {at} AS place, "));
            query.write_count(*leaf, most, &mut sql);
            sql.text(" AS count)");
        }
        sql.text(" ORDER BY place");
        let mut turn = self.turn().await?;
        let found: Vec<Found> = turn.load(sql.build()).await?;
        let mut counts = found.into_iter().map(|found| found.count);
        Ok(match tree {
            Tree::All(trees) => trees.iter().map(|tree| tree.least(&mut counts)).collect(),
            tree => vec![tree.least(&mut counts)],
        })
    }
}

impl<'a> Tree<'a> {
    fn leaves(&self, leaves: &mut Vec<Leaf<'a>>) {
        match self {
            Self::Leaf(leaf) => leaves.push(*leaf),
            Self::All(trees) | Self::Any(trees) => trees.iter().for_each(|tree| tree.leaves(leaves)),
        }
    }

    /// The fewest that meet it, by how many meet each of its leaves.
    fn least(&self, counts: &mut impl Iterator<Item = i64>) -> Narrow<'a> {
        match self {
            Self::Leaf(leaf) => Narrow { any_of: vec![*leaf], count: counts.next().unwrap_or(i64::MAX) },
            Self::All(trees) => {
                let all: Vec<_> = trees.iter().map(|tree| tree.least(counts)).collect();
                all.into_iter()
                    .min_by_key(|narrow| narrow.count)
                    .unwrap_or(Narrow { any_of: Vec::new(), count: i64::MAX })
            }
            Self::Any(trees) => {
                let each: Vec<_> = trees.iter().map(|tree| tree.least(counts)).collect();
                let count = each.iter().fold(0_i64, |sum, narrow| sum.saturating_add(narrow.count));
                Narrow { any_of: each.into_iter().flat_map(|narrow| narrow.any_of).collect(), count }
            }
        }
    }
}

/// What of a condition indexes find; none where they find nothing of it.
fn tree(condition: &Condition) -> Option<Tree<'_>> {
    match condition {
        Condition::All(conditions) => {
            let trees: Vec<_> = conditions.iter().filter_map(tree).collect();
            // What is nested deeper is no different.
            let flat = trees.into_iter().flat_map(|tree| match tree {
                Tree::All(trees) => trees,
                tree => vec![tree],
            });
            let flat: Vec<_> = flat.collect();
            (!flat.is_empty()).then_some(Tree::All(flat))
        }
        Condition::Any(conditions) if conditions.is_empty() => None,
        Condition::Any(conditions) => Some(Tree::Any(conditions.iter().map(tree).collect::<Option<_>>()?)),
        Condition::ConsentPending { on, .. } if !on.is_empty() => {
            Some(Tree::All(vec![Tree::Leaf(Leaf::Condition(condition)), Tree::Leaf(Leaf::Party(on))]))
        }
        // What does not meet a condition is never few.
        Condition::Not(_) => None,
        Condition::AllAreas(areas) if areas.is_empty() => None,
        Condition::Status { any_of, flags, .. } if any_of.is_empty() && flags.is_empty() => None,
        // What was opened later stood at NONE, and has no period that says so.
        Condition::Status { any_of, flags, known_at: Some(_), .. } if is_met_by_none(any_of, flags) => None,
        condition => Some(Tree::Leaf(Leaf::Condition(condition))),
    }
}

impl AgreementQuery {
    /// Writes that `agreements g` is among those that the indexes find for each, where there are any. What stands in the row is
    /// said of the row, which is then found by its index and not looked up a second time.
    pub(super) fn write_narrowed(&self, narrow: &[Narrow<'_>], sql: &mut Sql) {
        let (of_rows, of_others): (Vec<_>, Vec<_>) =
            narrow.iter().partition(|narrow| narrow.any_of.iter().all(|leaf| leaf.is_of_row()));
        for narrow in of_rows {
            for (at, leaf) in narrow.any_of.iter().enumerate() {
                sql.text(if at == 0 { " AND (" } else { " OR " });
                self.write_of_row(*leaf, sql);
            }
            sql.text(")");
        }
        if !of_others.is_empty() {
            sql.text(" AND g.id IN (");
            self.write_found(of_others, sql);
            sql.text(")");
        }
    }

    /// Writes the identities that the indexes find for each.
    pub(super) fn write_found<'a, 'b: 'a>(&self, narrow: impl IntoIterator<Item = &'a Narrow<'b>>, sql: &mut Sql) {
        for (at, narrow) in narrow.into_iter().enumerate() {
            sql.text(if at == 0 { "(" } else { ") INTERSECT (" });
            for (at, leaf) in narrow.any_of.iter().enumerate() {
                sql.text(if at == 0 { "" } else { " UNION ALL " });
                self.write_leaf(*leaf, sql);
            }
        }
        sql.text(")");
    }

    fn write_of_row(&self, leaf: Leaf<'_>, sql: &mut Sql) {
        match leaf {
            Leaf::Condition(condition) => self.write_condition(condition, Among::All, sql),
            Leaf::Party(actors) => self.write_condition(&Condition::Party(actors.to_vec()), Among::All, sql),
        }
    }

    fn write_count(&self, leaf: Leaf<'_>, most: i64, sql: &mut Sql) {
        let search = match leaf {
            Leaf::Condition(Condition::Text(text)) => Search::read(text, &[]),
            Leaf::Condition(_) | Leaf::Party(_) => None,
        };
        if let Some(search) = search {
            search.write_count(most, sql);
        } else {
            sql.text("(SELECT count(*) FROM (");
            self.write_leaf(leaf, sql);
            sql.text(" LIMIT ").value(Value::Count(most + 1)).text(") AS found)");
        }
    }

    /// Writes the identities of the agreements that can meet a condition.
    fn write_leaf(&self, leaf: Leaf<'_>, sql: &mut Sql) {
        let condition = match leaf {
            Leaf::Condition(condition) => condition,
            Leaf::Party(_) => {
                sql.text("SELECT g.id FROM agreements g WHERE ");
                self.write_of_row(leaf, sql);
                return;
            }
        };
        match condition {
            Condition::AnyArea(areas) => {
                let codes = areas.iter().map(|area| area.code()).collect();
                sql.text("SELECT a.agreement_id FROM agreement_areas a WHERE a.area = ANY (");
                sql.value(Value::Codes(codes)).text(")");
            }
            Condition::AllAreas(areas) => {
                for (at, area) in areas.iter().enumerate() {
                    sql.text(if at == 0 { "" } else { " INTERSECT " });
                    sql.text("SELECT a.agreement_id FROM agreement_areas a WHERE a.area = ")
                        .value(Value::Code(area.code()));
                }
            }
            Condition::HasObligations => {
                // One row each: how it stands in the end.
                sql.text("SELECT o.agreement_id FROM obligations o WHERE o.legal_to = DATE '9999-12-31'");
                if let Some(moment) = self.known_at {
                    // Of what was learned since, the obligations of then may have been struck out.
                    sql.text(" UNION ALL SELECT g.id FROM agreements g WHERE g.changed_at > ");
                    sql.value(Value::Moment(moment));
                }
            }
            Condition::Text(text) => match Search::read(text, &[]) {
                Some(search) => search.write_all(sql),
                None => {
                    sql.text("SELECT g.id FROM agreements g WHERE false");
                }
            },
            Condition::InForceDuring(from, to) => {
                self.period(PeriodOf::Force, Days::between(*from, *to), None).write_all(None, sql);
            }
            Condition::Status { any_of, flags, as_of, known_at } => {
                let days = Days::on(as_of.unwrap_or(self.as_of));
                self.period(PeriodOf::Status { any_of, flags }, days, *known_at).write_all(None, sql);
            }
            Condition::ConsentPending { on, since_before, last_step } => {
                let of = PeriodOf::ConsentPending { on, since_before: *since_before, last_step };
                self.period(of, Days::on(self.as_of), None).write_all(None, sql);
            }
            Condition::SignedDuring(from, to, _) => {
                let days = Days::between(*from, *to);
                sql.text("SELECT g.id FROM agreements g WHERE g.signed_place >= ").value(Value::Day(days.from));
                sql.text(" AND g.signed_place <= ").value(Value::Day(days.to));
                // A day that is known only roughly can lie in the range though it began before.
                sql.text(" UNION ALL SELECT g.id FROM agreements g WHERE g.signed_roughly");
                sql.text(" AND g.signed_latest >= ").value(Value::Day(days.from));
            }
            Condition::Party(_)
            | Condition::Counterpart(_)
            | Condition::Form(_)
            | Condition::Bindingness(_)
            | Condition::Registration(_)
            | Condition::Label(_)
            | Condition::ImportedFrom(_)
            | Condition::Any(_)
            | Condition::All(_)
            | Condition::Not(_) => {
                sql.text("SELECT g.id FROM agreements g WHERE ");
                self.write_condition(condition, Among::All, sql);
            }
        }
    }
}
