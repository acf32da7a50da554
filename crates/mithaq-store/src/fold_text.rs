//! Text made comparable.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text made comparable across languages and spellings: decomposed, without marks above and below letters, in
/// lower case, Arabic letters of one sound made one, digits those of Europe, everything but letters and digits a space.
#[must_use]
pub fn fold_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter) && !is_silent(*letter)) {
        let letter = match plain_digit(letter) {
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

/// Whether a letter only stretches the line.
pub(crate) const fn is_silent(letter: char) -> bool {
    letter == 'ـ'
}

/// A digit as it is written in Europe, where it is one of the Arabic East or of Persia.
pub(crate) fn plain_digit(letter: char) -> char {
    let value =
        [0x660, 0x6f0].into_iter().find_map(|zero| u32::from(letter).checked_sub(zero).filter(|value| *value < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)
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
            ("رقم ١٢/۳", "رقم 12 3"),
            ("", ""),
        ] {
            assert_eq!(fold_text(text), folded);
        }
    }
}
