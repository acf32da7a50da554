//! What a request may ask for at most.

/// What a request may ask for at most. Everything is checked before anything is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Lexical tokens of the document.
    pub tokens: u64,
    /// How deep brackets, braces and parentheses may nest in the document.
    pub nesting: u64,
    /// Selections, counted as if every fragment were written out.
    pub selections: u64,
    /// How deep fields and fragments may nest.
    pub depth: u64,
    /// Aliases, counted as if every fragment were written out.
    pub aliases: u64,
    /// Directives, counted as if every fragment were written out.
    pub directives: u64,
    /// Fields of the operation's root.
    pub root_fields: u64,
    /// The cost of an operation: what it may have to read, by the weights that the SDL declares.
    pub cost: u64,
    /// Entries of one page.
    pub page_size: u32,
    /// Representations in one `_entities`.
    pub representations: u64,
    /// Conditions in one filter.
    pub filter_conditions: u64,
    /// Values of one list of a filter of changes: each subscriber holds them, and each act is compared with them.
    pub filter_values: u64,
    /// How deep `and`, `or` and `not` may nest in one filter.
    pub filter_depth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tokens: 10_000,
            nesting: 64,
            selections: 5_000,
            depth: 24,
            aliases: 100,
            directives: 100,
            root_fields: 50,
            cost: 10_000,
            page_size: 100,
            representations: 1_000,
            filter_conditions: 50,
            filter_values: 100,
            filter_depth: 4,
        }
    }
}
