//! What kind of file a document is.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What kind of file a document is.
    MediaType {
        /// PDF.
        Pdf = 1 "application/pdf",
        /// Plain text in UTF-8.
        PlainText = 2 "text/plain",
    }
}
