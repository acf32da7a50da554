//! How the parties agree to amend.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How the text says that it is amended (VCLT 39).
    AmendmentRule {
        /// By agreement of both, by any means.
        AnyMeans = 1 "ANY_MEANS",
        /// By the path on which the agreement itself was made binding.
        OriginalPath = 2 "ORIGINAL_PATH",
    }
}
