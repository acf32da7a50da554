//! An agreement as it is now.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, Date, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use mithaq_domain::act::{AgreementId, AssertedStatus};
use mithaq_domain::label::{Classification, Label, Ministry};
use mithaq_domain::party::Parties;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_domain::terms::{Area, Bindingness, Form, Titles};
use uuid::Uuid;

use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::row::version;

/// An agreement as it is now: what its row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementView {
    /// Its identity.
    pub id: AgreementId,
    /// Its number.
    pub number: RegistryNumber,
    /// How many acts its log has.
    pub version: u32,
    /// Who may know of it.
    pub label: Label,
    /// Its titles.
    pub titles: Titles,
    /// Its form.
    pub form: Form,
    /// Whether it binds.
    pub bindingness: Bindingness,
    /// What it is about.
    pub areas: Vec<Area>,
    /// Between whom.
    pub parties: Parties,
    /// What its source says of its status.
    pub asserted_status: Option<AssertedStatus>,
    /// The register that it was taken over from.
    pub imported_from: Option<String>,
    /// The moment at which it was opened here.
    pub opened_at: DateTime<Utc>,
    /// The earliest day of the second signature.
    pub signed_earliest: Option<NaiveDate>,
    /// The earliest day of force.
    pub in_force_earliest: Option<NaiveDate>,
}

/// The columns of [`AgreementRow`], from `agreements g`.
pub(super) const COLUMNS: &str = "g.id, g.registry_number, g.version, g.classification, g.releasable_to, \
    g.titles::text AS titles, g.form, g.bindingness, g.areas, g.parties::text AS parties, \
    g.asserted_status::text AS asserted_status, g.imported_from, g.opened_at, g.signed_earliest, \
    g.in_force_earliest, g.title_key";

#[derive(QueryableByName)]
pub(super) struct AgreementRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    registry_number: String,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = SmallInt)]
    classification: i16,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    releasable_to: Option<Vec<String>>,
    #[diesel(sql_type = Text)]
    titles: String,
    #[diesel(sql_type = SmallInt)]
    form: i16,
    #[diesel(sql_type = SmallInt)]
    bindingness: i16,
    #[diesel(sql_type = Array<SmallInt>)]
    areas: Vec<i16>,
    #[diesel(sql_type = Text)]
    parties: String,
    #[diesel(sql_type = Nullable<Text>)]
    asserted_status: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    imported_from: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    opened_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Date>)]
    signed_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    in_force_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    pub(super) title_key: String,
}

impl AgreementRow {
    pub(super) fn view(self) -> Result<AgreementView, StoreError> {
        let label = label(self.classification, self.releasable_to)?;
        Ok(AgreementView {
            id: AgreementId(self.id),
            number: self.registry_number.parse().map_err(StoreError::corrupt)?,
            version: version(self.version)?,
            label,
            titles: serde_json::from_str(&self.titles)?,
            form: known(Form::from_code(self.form))?,
            bindingness: known(Bindingness::from_code(self.bindingness))?,
            areas: self.areas.into_iter().map(|area| known(Area::from_code(area))).collect::<Result<_, _>>()?,
            parties: serde_json::from_str(&self.parties)?,
            asserted_status: self.asserted_status.as_deref().map(serde_json::from_str).transpose()?,
            imported_from: self.imported_from,
            opened_at: self.opened_at,
            signed_earliest: self.signed_earliest,
            in_force_earliest: self.in_force_earliest,
        })
    }
}

/// A label as it is stored.
pub(crate) fn label(classification: i16, releasable_to: Option<Vec<String>>) -> Result<Label, StoreError> {
    let ministries = releasable_to.unwrap_or_default().into_iter().map(Ministry::try_from);
    Ok(Label {
        classification: known(Classification::from_code(classification))?,
        releasable_to: ministries.collect::<Result<_, _>>().map_err(StoreError::corrupt)?,
    })
}

/// A stored number that must be in its list.
pub(super) fn known<T>(value: Option<T>) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::corrupt("a stored number that is in no list"))
}

impl Snapshot {
    /// The agreements of these identities that the reader may see, in no order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn agreements(&self, ids: &[AgreementId]) -> Result<Vec<AgreementView>, StoreError> {
        self.select("g.id", Value::Ids(ids.iter().map(|id| id.0).collect())).await
    }

    /// The agreements of these numbers that the reader may see, in no order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn agreements_by_number(&self, numbers: &[RegistryNumber]) -> Result<Vec<AgreementView>, StoreError> {
        let numbers = numbers.iter().map(|number| number.as_str().to_owned()).collect();
        self.select("g.registry_number", Value::Texts(numbers)).await
    }

    async fn select(&self, column: &str, values: Value) -> Result<Vec<AgreementView>, StoreError> {
        let mut sql = Sql::new("SELECT ");
        sql.text(COLUMNS).text(" FROM agreements g WHERE ").any(column, values);
        let mut turn = self.turn().await?;
        let rows: Vec<AgreementRow> = turn.load(sql.build_fixed()).await?;
        rows.into_iter().map(AgreementRow::view).collect()
    }
}
