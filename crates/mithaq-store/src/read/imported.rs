//! What was taken over from a register before.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use mithaq_domain::act::AgreementId;
use mithaq_domain::actor::ActorId;
use mithaq_domain::day::Span;
use mithaq_domain::terms::Form;
use uuid::Uuid;

use super::agreement::known;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;

/// An agreement that was taken over, as others of its register may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedAgreement {
    /// The key of its record in the register.
    pub key: String,
    /// Its identity.
    pub id: AgreementId,
    /// Home and counterpart.
    pub parties: [ActorId; 2],
    /// Its form.
    pub form: Form,
    /// When it was signed.
    pub signed: Option<Span>,
    /// Its first title.
    pub title: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    home_actor: Uuid,
    #[diesel(sql_type = SqlUuid)]
    counterpart_actor: Uuid,
    #[diesel(sql_type = SmallInt)]
    form: i16,
    #[diesel(sql_type = Nullable<Date>)]
    signed_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    signed_latest: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    title: String,
}

impl Snapshot {
    /// The agreements that were taken over from a register and that the reader may see, in no order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn imported(&self, register: &str) -> Result<Vec<ImportedAgreement>, StoreError> {
        let mut sql = Sql::new(
            "SELECT r.key, g.id, g.home_actor, g.counterpart_actor, g.form, g.signed_earliest, g.signed_latest, 
                    COALESCE(g.titles -> 0 ->> 'value', '') AS title
               FROM import_records r JOIN agreements g ON g.id = r.agreement_id WHERE r.register = ",
        );
        sql.value(Value::Text(register.to_owned()));
        let mut turn = self.turn().await?;
        let rows: Vec<Row> = turn.load(sql.build_fixed()).await?;
        rows.into_iter().map(imported).collect()
    }
}

fn imported(row: Row) -> Result<ImportedAgreement, StoreError> {
    let signed = row.signed_earliest.zip(row.signed_latest).map(|(earliest, latest)| Span { earliest, latest });
    Ok(ImportedAgreement {
        key: row.key,
        id: AgreementId(row.id),
        parties: [row.home_actor, row.counterpart_actor].map(ActorId::from),
        form: known(Form::from_code(row.form))?,
        signed,
        title: row.title,
    })
}
