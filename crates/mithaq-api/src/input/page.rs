//! Which page of a list, and the cursors that lead on.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::registry::Registry;
use crate::seal::digest;

/// How many entries a page has where no argument says it.
const DEFAULT_SIZE: usize = 20;

/// The argument that names the entry before which a page ends.
pub(super) const BEFORE: &str = "before";

/// `first`, `after`, `last` and `before`, as a client gives them.
pub(crate) struct PageInput {
    pub(crate) first: Option<i32>,
    pub(crate) after: Option<String>,
    pub(crate) last: Option<i32>,
    pub(crate) before: Option<String>,
}

/// Which page: so many after a place, or so many before one.
pub(crate) struct Wanted<P> {
    pub(crate) size: usize,
    pub(crate) from: Option<P>,
    pub(crate) backwards: bool,
}

impl<P> Wanted<P> {
    /// Whether there are entries before and after the page, where there are more in the direction walked: the entry
    /// that a page was walked from stands on its other side.
    pub(crate) fn neighbours(&self, has_more: bool) -> (bool, bool) {
        let behind = self.from.is_some();
        if self.backwards { (has_more, behind) } else { (behind, has_more) }
    }
}

impl<P: Ord> Wanted<P> {
    /// The page of a list that is at hand, in the order of its places, and whether there is more in the direction
    /// walked.
    pub(crate) fn cut<T>(&self, mut list: Vec<T>, place: impl Fn(&T) -> P) -> (Vec<T>, bool) {
        if self.backwards {
            list.retain(|entry| self.from.as_ref().is_none_or(|from| place(entry) < *from));
            let skipped = list.len().saturating_sub(self.size);
            (list.split_off(skipped), skipped > 0)
        } else {
            list.retain(|entry| self.from.as_ref().is_none_or(|from| place(entry) > *from));
            let has_more = list.len() > self.size;
            list.truncate(self.size);
            (list, has_more)
        }
    }
}

/// To what cursors of a list are bound: the field, its filter, its order and its times. Elsewhere they open nothing.
#[derive(Clone)]
pub(crate) struct ListSeal([u8; 32]);

impl ListSeal {
    /// The seal of a list that is asked for so.
    pub(crate) fn of(field: &str, asked: &[String]) -> Self {
        let parts: Vec<&[u8]> =
            std::iter::once(field).chain(asked.iter().map(String::as_str)).map(str::as_bytes).collect();
        Self(digest(&parts))
    }

    /// The cursor of a place.
    pub(crate) fn cursor<P: Serialize>(&self, registry: &Registry, place: &P) -> String {
        registry.cursors.seal(&written(place), &self.0)
    }

    /// The same, sealed only where it is asked for.
    pub(crate) fn unsealed<P: Serialize>(&self, registry: &Arc<Registry>, place: &P) -> Cursor {
        Cursor { place: written(place), list: self.clone(), registry: Arc::clone(registry) }
    }

    /// The place of a cursor that was given for this list.
    pub(crate) fn place<P: DeserializeOwned>(
        &self,
        registry: &Registry,
        field: &str,
        cursor: &str,
    ) -> Result<P, Failure> {
        let bytes = registry.cursors.open(cursor, &self.0);
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| {
            Failure::bad_input(format!(
                "{field}: this cursor is not of this list: a cursor goes with the very field, filter, order, asOf and knownAt that it was given for; begin again without it"
            ))
        })
    }
}

fn written<P: Serialize>(place: &P) -> Vec<u8> {
    serde_json::to_vec(place).unwrap_or_else(|error| unreachable!("a place is JSON: {error}"))
}

/// The cursor of an entry, not sealed yet: most clients ask for those of a page's ends alone.
pub(crate) struct Cursor {
    place: Vec<u8>,
    list: ListSeal,
    registry: Arc<Registry>,
}

impl Cursor {
    /// As it is given to a client.
    pub(crate) fn sealed(&self) -> String {
        self.registry.cursors.seal(&self.place, &self.list.0)
    }
}

impl PageInput {
    /// Which page of a list is wanted.
    pub(crate) fn read<P: DeserializeOwned>(&self, registry: &Registry, seal: &ListSeal) -> Result<Wanted<P>, Failure> {
        self.read_with(registry, |field, cursor| seal.place(registry, field, cursor))
    }

    /// Which page is wanted of a list whose cursors are read so.
    pub(crate) fn read_with<P>(
        &self,
        registry: &Registry,
        place: impl Fn(&'static str, &str) -> Result<P, Failure>,
    ) -> Result<Wanted<P>, Failure> {
        let (size, backwards) = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(Failure::bad_input("first, last: give one of them, for one page has one direction"));
            }
            (first, None) => (size(registry, "first", first)?, false),
            (None, last) => (size(registry, "last", last)?, true),
        };
        let from = match (&self.after, &self.before, backwards) {
            (None, None, _) => None,
            (Some(cursor), None, false) => Some(place("after", cursor)?),
            (None, Some(cursor), true) => Some(place(BEFORE, cursor)?),
            (_, Some(_), false) => {
                return Err(Failure::bad_input("before: it goes with last; to go forwards, give first and after"));
            }
            (Some(_), _, true) => {
                return Err(Failure::bad_input("after: it goes with first; to go backwards, give last and before"));
            }
        };
        Ok(Wanted { size, from, backwards })
    }
}

fn size(registry: &Registry, field: &'static str, asked: Option<i32>) -> Result<usize, Failure> {
    let Some(asked) = asked else { return Ok(DEFAULT_SIZE) };
    let allowed = registry.config.limits.page_size;
    match u32::try_from(asked) {
        Ok(size) if size > allowed => {
            Err(Failure::limit(field, size.into(), allowed.into(), "ask for smaller pages, and go on with the cursors"))
        }
        Ok(size @ 1..) => usize::try_from(size).map_err(|_| Failure::bad_input(format!("{field}: too large"))),
        Ok(0) | Err(_) => {
            Err(Failure::bad_input(format!("{field}: {asked} is no page: ask for 1 to {allowed} entries")))
        }
    }
}
