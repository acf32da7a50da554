//! Arabic words without article and endings.
//!
//! The database's own rules take an ending away or leave it, as the word has the article or not, so that the definite and
//! the indefinite form of one word would differ. Without both before, they are read alike. The rules are those of light10
//! (Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval", 2007).

const ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];
const ENDINGS: [&str; 8] = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

/// A folded word without conjunction, article and endings, where enough of it is left.
pub(super) fn light(word: &str) -> &str {
    let word = word.strip_prefix('و').filter(|rest| has(rest, 3)).unwrap_or(word);
    let bare = ARTICLES.iter().find_map(|article| word.strip_prefix(article)).filter(|rest| has(rest, 2));
    ENDINGS.iter().fold(bare.unwrap_or(word), |word, ending| {
        word.strip_suffix(ending).filter(|rest| has(rest, 2)).unwrap_or(word)
    })
}

fn has(word: &str, letters: usize) -> bool {
    word.chars().count() >= letters
}

#[cfg(test)]
mod tests {
    use super::light;

    #[test]
    fn forms_of_one_word_are_read_alike() {
        for (forms, bare) in [
            (&["اتفاقيه", "الاتفاقيه", "والاتفاقيات", "اتفاقيات", "للاتفاقيه"][..], "اتفاق"),
            (&["تعاون", "التعاون", "بالتعاون"], "تعا"),
            (&["تردد", "ترددات", "الترددات"], "تردد"),
            (&["في"], "في"),
            (&["agreement"], "agreement"),
        ] {
            for form in forms {
                assert_eq!(light(form), bare, "{form}");
            }
        }
    }
}
