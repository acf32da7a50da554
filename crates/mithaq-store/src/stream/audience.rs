//! Who has topics of their own, and what they may know of.

use diesel::QueryableByName;
use diesel::sql_types::{Bool, Integer, Nullable, SmallInt, Text};
use diesel_async::RunQueryDsl;
use mithaq_domain::label::{Classification, Label, Ministry};

use super::Stream;
use crate::error::StoreError;
use crate::fixed::fixed;

/// Who has topics of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Its name.
    pub name: String,
    /// Its clearance.
    pub clearance: Classification,
    /// Its ministry.
    pub ministry: Option<Ministry>,
    /// Whether it may know of what is released to any ministry; the registry's own audience may.
    pub every_ministry: bool,
    /// Which making of its topics this is.
    pub generation: i32,
}

impl Audience {
    /// Whether it may know of what carries a label: the one predicate. The sequencer asks the database's `may_know`,
    /// which says the same.
    #[must_use]
    pub fn may_know(&self, label: &Label) -> bool {
        if self.every_ministry {
            label.classification <= self.clearance
        } else {
            label.is_visible_to(self.clearance, self.ministry.as_ref())
        }
    }

    /// What stands in its topics' names: its name, and from the second generation on which it is: `interior.g2`.
    #[must_use]
    pub fn address(&self) -> String {
        match self.generation {
            1 => self.name.clone(),
            later => format!("{}.g{later}", self.name),
        }
    }

    /// Whether nothing is hidden from it.
    #[must_use]
    pub fn may_know_all(&self) -> bool {
        self.every_ministry && self.clearance == Classification::Secret
    }
}

#[derive(QueryableByName)]
struct AudienceRow {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = SmallInt)]
    clearance: i16,
    #[diesel(sql_type = Nullable<Text>)]
    ministry: Option<String>,
    #[diesel(sql_type = Bool)]
    every_ministry: bool,
    #[diesel(sql_type = Integer)]
    generation: i32,
}

impl Stream {
    /// Every audience, by name.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn audiences(&self) -> Result<Vec<Audience>, StoreError> {
        let mut connection = self.pool.get().await?;
        let rows: Vec<AudienceRow> =
            fixed("SELECT name, clearance, ministry, every_ministry, generation FROM audiences ORDER BY name")
                .load(&mut connection)
                .await?;
        rows.into_iter().map(AudienceRow::audience).collect()
    }
}

impl AudienceRow {
    fn audience(self) -> Result<Audience, StoreError> {
        Ok(Audience {
            name: self.name,
            clearance: Classification::from_code(self.clearance)
                .ok_or_else(|| StoreError::corrupt("an audience's clearance"))?,
            ministry: self.ministry.map(Ministry::try_from).transpose().map_err(StoreError::corrupt)?,
            every_ministry: self.every_ministry,
            generation: self.generation,
        })
    }
}
