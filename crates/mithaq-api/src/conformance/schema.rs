//! The products, as the suite has them
//! (<https://github.com/apollographql/apollo-federation-subgraph-compatibility>, `COMPATIBILITY.md`).

use async_graphql::{ID, Object, SimpleObject, Union};

use super::sdl;
use crate::failure::{Failure, Nullable};
use crate::limits::Limits;
use crate::representation::{Representation, find_each, no_key};

/// What may be asked.
pub(super) struct Query;

/// A product.
#[derive(SimpleObject, Clone)]
struct Product {
    id: ID,
    sku: Option<String>,
    package: Option<String>,
    variation: Option<ProductVariation>,
    dimensions: Option<ProductDimension>,
    created_by: Option<User>,
    notes: Option<String>,
    research: Vec<ProductResearch>,
}

/// A product that is not made any more.
#[derive(SimpleObject, Clone)]
struct DeprecatedProduct {
    sku: String,
    package: String,
    reason: Option<String>,
    created_by: Option<User>,
}

/// A variation.
#[derive(SimpleObject, Clone)]
struct ProductVariation {
    id: ID,
}

/// How large it is.
#[derive(SimpleObject, Clone)]
struct ProductDimension {
    size: Option<String>,
    weight: Option<f64>,
    unit: Option<String>,
}

/// A study of a product.
#[derive(SimpleObject, Clone)]
struct ProductResearch {
    study: CaseStudy,
    outcome: Option<String>,
}

/// What was studied.
#[derive(SimpleObject, Clone)]
struct CaseStudy {
    case_number: ID,
    description: Option<String>,
}

/// Who made it, of whom another subgraph knows more.
#[derive(SimpleObject, Clone)]
struct User {
    average_products_created_per_year: Option<i64>,
    email: ID,
    name: Option<String>,
    total_products_created: Option<i64>,
    years_of_employment: i64,
}

/// What another subgraph has as an interface.
#[derive(SimpleObject, Clone)]
struct Inventory {
    id: ID,
    deprecated_products: Vec<DeprecatedProduct>,
}

/// What gateways may ask for.
#[derive(Union)]
#[graphql(name = "_Entity")]
enum Entity {
    Product(Product),
    DeprecatedProduct(DeprecatedProduct),
    ProductResearch(ProductResearch),
    User(User),
    Inventory(Inventory),
}

/// What gateways ask a subgraph for by itself.
#[derive(SimpleObject)]
#[graphql(name = "_Service")]
struct Service {
    sdl: &'static str,
}

#[Object]
impl Query {
    async fn product(&self, id: ID) -> Option<Product> {
        products().into_iter().find(|product| product.id == id)
    }

    #[graphql(deprecation = "Use product query instead")]
    async fn deprecated_product(&self, sku: String, package: String) -> Option<DeprecatedProduct> {
        Some(deprecated()).filter(|product| (&product.sku, &product.package) == (&sku, &package))
    }

    #[graphql(name = "_entities")]
    async fn entities(&self, representations: Vec<Representation>) -> Result<Vec<Nullable<Entity>>, Failure> {
        let allowed = Limits::default().representations;
        find_each(&representations, allowed, |wanted| std::future::ready(find(wanted))).await
    }

    #[graphql(name = "_service")]
    async fn service(&self) -> Service {
        Service { sdl: sdl() }
    }
}

fn find(wanted: &Representation) -> Result<Option<Entity>, Failure> {
    match wanted.text("__typename")? {
        Some("Product") => Ok(find_product(wanted)?.map(Entity::Product)),
        Some("DeprecatedProduct") => {
            let product = deprecated();
            let named = (wanted.text("sku")?, wanted.text("package")?);
            let is_it = named == (Some(product.sku.as_str()), Some(product.package.as_str()));
            Ok(is_it.then_some(Entity::DeprecatedProduct(product)))
        }
        Some("ProductResearch") => {
            let study = wanted.object("study")?.ok_or_else(|| no_key("ProductResearch", "study"))?;
            let number = study.text("caseNumber")?;
            let mut studies = products().into_iter().flat_map(|product| product.research);
            Ok(studies.find(|one| Some(one.study.case_number.as_str()) == number).map(Entity::ProductResearch))
        }
        Some("User") => {
            let Some(email) = wanted.text("email")? else { return Err(no_key("User", "email")) };
            let is_known = user().email.as_str() == email;
            Ok(if is_known { Some(Entity::User(of_other_subgraphs(user(), wanted)?)) } else { None })
        }
        Some("Inventory") => {
            let inventory = Inventory { id: ID::from("apollo-oss"), deprecated_products: vec![deprecated()] };
            let is_it = wanted.text("id")? == Some(inventory.id.as_str());
            Ok(is_it.then_some(Entity::Inventory(inventory)))
        }
        Some(other) => Err(Failure::bad_input(format!("__typename: {other:?} is not an entity of this subgraph"))),
        None => Err(Failure::bad_input("__typename: a representation names its type")),
    }
}

fn find_product(wanted: &Representation) -> Result<Option<Product>, Failure> {
    let (id, sku, package) = (wanted.text("id")?, wanted.text("sku")?, wanted.text("package")?);
    let variation = wanted.object("variation")?;
    let variation = variation.as_ref().map(|variation| variation.text("id")).transpose()?.flatten();
    Ok(products().into_iter().find(|product| match (id, sku, package, variation) {
        (Some(id), ..) => product.id.as_str() == id,
        (None, sku @ Some(_), package @ Some(_), _) => {
            (product.sku.as_deref(), product.package.as_deref()) == (sku, package)
        }
        (None, sku @ Some(_), None, Some(variation)) => {
            product.sku.as_deref() == sku && product.variation.as_ref().is_some_and(|one| one.id.as_str() == variation)
        }
        (None, ..) => false,
    }))
}

/// With what the gateway has asked of others first.
fn of_other_subgraphs(user: User, wanted: &Representation) -> Result<User, Failure> {
    let total = wanted.number("totalProductsCreated")?.or(user.total_products_created);
    let years = wanted.number("yearsOfEmployment")?.unwrap_or(user.years_of_employment);
    let average = total.zip(Some(years).filter(|years| *years > 0)).map(|(total, years)| total / years);
    Ok(User {
        average_products_created_per_year: average,
        total_products_created: total,
        years_of_employment: years,
        ..user
    })
}

fn user() -> User {
    User {
        average_products_created_per_year: Some(133),
        email: ID::from("support@apollographql.com"),
        name: Some("Jane Smith".to_owned()),
        total_products_created: Some(1337),
        years_of_employment: 10,
    }
}

fn deprecated() -> DeprecatedProduct {
    DeprecatedProduct {
        sku: "apollo-federation-v1".to_owned(),
        package: "@apollo/federation-v1".to_owned(),
        reason: Some("Migrate to Federation V2".to_owned()),
        created_by: Some(user()),
    }
}

fn products() -> Vec<Product> {
    vec![
        product("apollo-federation", ("federation", "@apollo/federation", "OSS"), ("1234", "Federation Study")),
        product("apollo-studio", ("studio", "", "platform"), ("1235", "Studio Study")),
    ]
}

fn product(id: &str, (sku, package, variation): (&str, &str, &str), (number, description): (&str, &str)) -> Product {
    let study = CaseStudy { case_number: ID::from(number), description: Some(description.to_owned()) };
    Product {
        id: ID::from(id),
        sku: Some(sku.to_owned()),
        package: Some(package.to_owned()),
        variation: Some(ProductVariation { id: ID::from(variation) }),
        dimensions: Some(ProductDimension {
            size: Some("small".to_owned()),
            weight: Some(1.0),
            unit: Some("kg".to_owned()),
        }),
        created_by: Some(user()),
        notes: None,
        research: vec![ProductResearch { study, outcome: None }],
    }
}
