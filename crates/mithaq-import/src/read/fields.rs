//! The named values of a record.

use std::sync::Arc;

use serde_json::Value;

use crate::doubt::{Doubt, DoubtCode};

/// The named values of a record. What is empty, or says that nothing is known, is absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(Arc<str>, String)>);

impl Fields {
    /// A value by the name of its field.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| &**field == name).map(|(_, value)| value.as_str())
    }

    /// From the columns of a header and the values of a row. `NA` is nothing.
    pub(super) fn from_row(header: &[Arc<str>], row: Vec<Vec<u8>>) -> Result<Self, Doubt> {
        if row.len() != header.len() {
            let message = format!("The row has {} values, and the header {} columns.", row.len(), header.len());
            return Err(DoubtCode::ColumnCount.because(message));
        }
        let mut fields = Vec::with_capacity(row.len());
        for (name, value) in header.iter().zip(row) {
            let value = String::from_utf8(value)
                .map_err(|_| DoubtCode::EncodingWrong.because(format!("{name} is not UTF-8.")))?;
            fields.push((Arc::clone(name), value));
        }
        Self::checked(fields.into_iter().filter(|(_, value)| value.trim() != "NA").collect())
    }

    /// From a JSON object. Lists of words are joined by semicolons, as these registers do themselves.
    pub(super) fn from_json(line: &str) -> Result<Self, Doubt> {
        let object: serde_json::Map<String, Value> = serde_json::from_str(line)
            .map_err(|error| DoubtCode::LineMalformed.because(format!("The line is not a JSON object: {error}.")))?;
        let fields = object.into_iter().filter_map(|(name, value)| Some((Arc::from(name), text(value)?)));
        Self::checked(fields.collect())
    }

    fn checked(mut fields: Vec<(Arc<str>, String)>) -> Result<Self, Doubt> {
        fields.retain(|(_, value)| !value.trim().is_empty());
        match fields.iter().find(|(_, value)| value.contains('\0')) {
            Some((name, _)) => Err(DoubtCode::EncodingWrong.because(format!("{name} contains the character NUL."))),
            None => Ok(Self(fields)),
        }
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Some(value.to_string()),
        Value::Array(values) => Some(values.into_iter().filter_map(text).collect::<Vec<_>>().join(";")),
    }
}
