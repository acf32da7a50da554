//! Text made comparable.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text made comparable across languages and spellings: decomposed, without marks above and below letters, in
/// lower case, Arabic letters of one sound made one, everything but letters and digits a space.
#[must_use]
pub fn fold_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter) && *letter != 'ـ') {
        let letter = match letter {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            other => other,
        };
        if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::fold_text;

    #[test]
    fn spellings_of_one_word_become_one() {
        for (text, folded) in [
            ("Convenção  sobre Extradição", "convencao sobre extradicao"),
            ("  L'Accord-cadre, n° 5 ", "l accord cadre n 5"),
            ("اتّفاقية", "اتفاقيه"),
            ("إتفاقية", "اتفاقيه"),
            ("", ""),
        ] {
            assert_eq!(fold_text(text), folded);
        }
    }
}
