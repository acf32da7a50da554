//! What federation adds to the products: the directives that the suite looks for.

use crate::sdl::federation::Federation;

/// What it adds.
pub(super) const FEDERATION: Federation = Federation {
    // The newest version that the suite knows of.
    head: r#"extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.3"
    import: [
      "@composeDirective", "@external", "@inaccessible", "@interfaceObject", "@key", "@override", "@provides",
      "@requires", "@shareable", "@tag"
    ]
  )
  @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
  @composeDirective(name: "@custom")

directive @custom on OBJECT
"#,
    keys: &[
        ("Product", &["id", "sku package", "sku variation { id }"]),
        ("DeprecatedProduct", &["sku package"]),
        ("ProductResearch", &["study { caseNumber }"]),
        ("User", &["email"]),
        ("Inventory", &["id"]),
    ],
    directives: &[("Product", "@custom"), ("ProductDimension", "@shareable"), ("Inventory", "@interfaceObject")],
    field_directives: &[
        ("Product", "createdBy", r#"@provides(fields: "totalProductsCreated")"#),
        ("Product", "notes", r#"@tag(name: "internal")"#),
        ("ProductDimension", "unit", "@inaccessible"),
        ("User", "averageProductsCreatedPerYear", r#"@requires(fields: "totalProductsCreated yearsOfEmployment")"#),
        ("User", "name", r#"@override(from: "users")"#),
        ("User", "totalProductsCreated", "@external"),
        ("User", "yearsOfEmployment", "@external"),
    ],
    weights: &[],
    mutation_weight: None,
    list_sizes: &[],
    lasting: &[],
};
