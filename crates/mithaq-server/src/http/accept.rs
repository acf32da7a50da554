//! In which media type an answer goes out (GraphQL over HTTP, "Media Types").

/// The media types that answers can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/json`: what could be parsed is answered with 200, errors or not.
    Json,
    /// `application/graphql-response+json`: the status tells whether there is an answer.
    GraphqlResponse,
}

impl MediaType {
    const ALL: [Self; 2] = [Self::GraphqlResponse, Self::Json];

    /// The media type without parameters.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GraphqlResponse => "application/graphql-response+json",
        }
    }

    /// The value of the Content-Type header.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        }
    }
}

/// The media type that an Accept header asks for; none where it accepts neither. Without a header, or with a wildcard,
/// it is `application/json`.
pub(crate) fn negotiate(accept: &str) -> Option<MediaType> {
    if accept.trim().is_empty() {
        return Some(MediaType::Json);
    }
    let ranges = ranges(accept);
    let wish = |media_type: MediaType| {
        welcome(&ranges, media_type).map(|(quality, precision)| (quality, precision, media_type))
    };
    let wishes = MediaType::ALL.into_iter().filter_map(wish);
    // Of two that are equally welcome, the one named outright; of two named outright, the one that says more. A
    // wildcard is a client that knows nothing of the newer one.
    let rank = |(quality, precision, media_type): &(u16, u8, MediaType)| {
        let newer_named = *media_type == MediaType::GraphqlResponse && *precision == 2;
        let older_by_wildcard = *media_type == MediaType::Json && *precision < 2;
        (*quality, *precision, newer_named || older_by_wildcard)
    };
    wishes.max_by_key(rank).map(|(_, _, media_type)| media_type)
}

/// Whether a page is asked for rather than an answer, as browsers do: by its name, and not because it would do too.
pub(crate) fn wants_page(accept: &str) -> bool {
    let ranges = ranges(accept);
    let pages = ranges.iter().filter(|range| range.name.eq_ignore_ascii_case("text/html") && range.quality > 0);
    let page = pages.map(|range| (range.quality, range.precision())).max();
    let answer = MediaType::ALL.into_iter().filter_map(|media_type| welcome(&ranges, media_type)).max();
    page > answer
}

/// Whether a stream of events is asked for.
pub(crate) fn wants_events(accept: &str) -> bool {
    names(accept, "text/event-stream")
}

/// Whether a media type is asked for outright.
fn names(accept: &str, media_type: &str) -> bool {
    ranges(accept).iter().any(|range| range.name.eq_ignore_ascii_case(media_type) && range.quality > 0)
}

/// How welcome a media type is: its quality, and how plainly it is named; none where it is not.
fn welcome(ranges: &[Range<'_>], media_type: MediaType) -> Option<(u16, u8)> {
    let covering = ranges.iter().filter(|range| range.covers(media_type.name()));
    let closest = covering.max_by_key(|range| range.precision())?;
    (closest.quality > 0).then_some((closest.quality, closest.precision()))
}

fn ranges(accept: &str) -> Vec<Range<'_>> {
    accept.split(',').filter_map(Range::parse).collect()
}

/// One of the ranges of an Accept header.
struct Range<'a> {
    name: &'a str,
    /// In thousandths.
    quality: u16,
}

impl<'a> Range<'a> {
    /// None where it cannot be understood, or asks for another encoding than UTF-8.
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().filter(|name| name.contains('/'))?;
        let mut quality = 1_000;
        for parameter in parts {
            let (key, value) = parameter.split_once('=')?;
            match key.trim().to_ascii_lowercase().as_str() {
                "q" => quality = thousandths(value.trim())?,
                "charset" if !value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8") => return None,
                _ => {}
            }
        }
        Some(Self { name, quality })
    }

    fn covers(&self, media_type: &str) -> bool {
        self.name.eq_ignore_ascii_case(media_type) || self.name == "*/*" || self.name == "application/*"
    }

    fn precision(&self) -> u8 {
        match self.name {
            "*/*" => 0,
            "application/*" => 1,
            _ => 2,
        }
    }
}

/// `0.5` is 500.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction = format!("{fraction:0<3}").parse::<u16>().ok()?;
    let quality = whole.parse::<u16>().ok()?.checked_mul(1_000)?.checked_add(fraction)?;
    (quality <= 1_000).then_some(quality)
}

#[cfg(test)]
mod tests {
    use super::*;
    use MediaType::{GraphqlResponse, Json};

    #[test]
    fn the_answer_has_the_media_type_that_is_most_welcome() {
        for (accept, expected) in [
            ("", Some(Json)),
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("application/json", Some(Json)),
            ("APPLICATION/JSON; charset=UTF-8", Some(Json)),
            ("application/graphql-response+json", Some(GraphqlResponse)),
            ("application/graphql-response+json, application/json", Some(GraphqlResponse)),
            ("application/json, application/graphql-response+json", Some(GraphqlResponse)),
            ("application/graphql-response+json;q=0.9, application/json", Some(Json)),
            ("application/graphql-response+json, application/json;q=0.9", Some(GraphqlResponse)),
            ("application/json;q=0.5, */*;q=0.1", Some(Json)),
            ("application/graphql-response+json, */*;q=0.1", Some(GraphqlResponse)),
            ("application/graphql-response+json, */*", Some(GraphqlResponse)),
            ("text/html, application/json;q=0", None),
            ("*/*, application/json;q=0", Some(GraphqlResponse)),
            ("text/html", None),
            ("application/json; charset=utf-16", None),
            ("application/json;q=2", None),
            ("nonsense", None),
        ] {
            assert_eq!(negotiate(accept), expected, "{accept:?}");
        }
    }

    #[test]
    fn browsers_ask_for_a_page() {
        assert!(wants_page("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assert!(!wants_page("*/*"));
        assert!(wants_page("application/json;q=0.9, text/html"));
        assert!(wants_page("text/html, */*"));
        assert!(wants_page("text/html;q=0.1"));
        assert!(wants_page("application/json;q=0, text/html;q=0.1"));
        assert!(!wants_page(""));
    }

    #[test]
    fn who_would_rather_have_an_answer_gets_no_page() {
        for accept in [
            "application/json, text/html;q=0",
            "application/json, text/html",
            "application/json, text/html;q=0.1",
            "application/json, text/plain, text/html;q=0.9, */*;q=0.1",
            "application/graphql-response+json, text/html;q=0.5",
            "text/html;q=0.5, */*",
            "text/html;q=0.5, application/*;q=0.9",
        ] {
            assert!(!wants_page(accept), "{accept:?}");
        }
    }
}
