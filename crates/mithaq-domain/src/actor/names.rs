//! The names of an actor.

/// The everyday names of an actor by language. English is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorNames {
    /// In English.
    pub en: &'static str,
    /// In French.
    pub fr: Option<&'static str>,
    /// In Arabic.
    pub ar: Option<&'static str>,
}

impl ActorNames {
    /// The name in a language by its BCP 47 tag, where there is one.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&'static str> {
        match language {
            "en" => Some(self.en),
            "fr" => self.fr,
            "ar" => self.ar,
            _ => None,
        }
    }

    /// Each name with its language.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        [("en", Some(self.en)), ("fr", self.fr), ("ar", self.ar)]
            .into_iter()
            .filter_map(|(language, name)| name.map(|name| (language, name)))
    }
}
