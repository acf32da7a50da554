//! Documents over HTTP: from an officer's file to a partner's.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::book::propose;
use crate::mithaq::{Serving, fail, run};
use crate::registry::{Registry, ask};

const PDF: &str = "application/pdf";

/// A PDF of so many bytes.
fn pdf(size: usize) -> Vec<u8> {
    (0..=u8::MAX).cycle().take(size).enumerate().map(|(at, byte)| *b"%PDF-1.7\n".get(at).unwrap_or(&byte)).collect()
}

/// A registry that serves, with one agreement.
struct Office {
    registry: Registry,
    serving: Serving,
    agreement: String,
    token: String,
}

impl Office {
    async fn open(registry: Registry, label: &str) -> Self {
        let serving = registry.serve();
        let token = registry.token("secret");
        let proposed = propose(&serving, &token, "propose", label).await;
        let agreement = proposed["agreement"]["id"].as_str().unwrap().to_owned();
        Self { registry, serving, agreement, token }
    }

    fn at(&self, path: &str) -> String {
        self.serving.graphql.replace("/graphql", path)
    }

    /// A request about the agreement's documents, in the officer's name.
    fn request(&self, method: Method, rest: &str) -> RequestBuilder {
        let address = self.at(&format!("/documents/{}{rest}", self.agreement));
        Client::new().request(method, address).bearer_auth(&self.token)
    }

    async fn send(&self, query: &str, content_type: &str, bytes: Vec<u8>) -> Response {
        let request = self.request(Method::POST, query).header("content-type", content_type);
        request.body(bytes).send().await.unwrap()
    }

    /// The files that are kept or come in.
    fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { walk(&path, files) } else { files.push(path) }
            }
        }
        let mut files = Vec::new();
        walk(&self.registry.folder().join("documents"), &mut files);
        files
    }

    async fn listed(&self) -> Value {
        let query = "query($id: ID!) { agreement(id: $id) { documents { edges { node {
                name mediaType size sha256 language label url } } } } }";
        let (_, answer) = ask(&self.serving, Some(&self.token), query, json!({ "id": self.agreement })).await;
        answer["data"]["agreement"]["documents"]["edges"].clone()
    }
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn an_officer_adds_a_signed_pdf_and_a_partner_gets_it() {
    let office = Office::open(Registry::create().await, "UNCLASSIFIED").await;
    let bytes = pdf(1_300_000);
    let query = "?name=%D8%A7%D8%AA%D9%81%D8%A7%D9%82.pdf&language=ar";
    let added = office.send(query, PDF, bytes.clone()).await;
    assert_eq!(added.status(), 201);
    let location = header(&added, "location").to_owned();
    let mut document: Value = added.json().await.unwrap();
    document.as_object_mut().unwrap().remove("addedAt").unwrap();
    let hash = document["sha256"].as_str().unwrap().to_owned();
    assert_eq!(office.listed().await, json!([{ "node": document }]));
    assert_eq!(
        document,
        json!({
            "name": "اتفاق.pdf", "mediaType": PDF, "size": 1_300_000, "sha256": hash, "language": "ar",
            "label": "UNCLASSIFIED", "url": location,
        })
    );
    assert_eq!(office.send(query, PDF, bytes.clone()).await.status(), 200, "it is there already");

    // The partner has no token; the registry lets what is unclassified be read.
    let got = Client::new().get(office.at(&location)).header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(got.status(), 200);
    for (name, value) in [
        ("content-type", PDF),
        ("content-length", "1300000"),
        ("content-encoding", ""),
        ("content-language", "ar"),
        (
            "content-disposition",
            "attachment; filename=\"_____.pdf\"; filename*=UTF-8''%D8%A7%D8%AA%D9%81%D8%A7%D9%82.pdf",
        ),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "private, no-store"),
        ("accept-ranges", "bytes"),
        ("etag", &format!("\"{hash}\"")),
    ] {
        assert_eq!(header(&got, name), value, "{name}");
    }
    assert!(got.bytes().await.unwrap() == bytes);
    office.serving.stop();
}

#[tokio::test]
async fn a_document_is_answered_in_parts_and_once() {
    let office = Office::open(Registry::create().await, "UNCLASSIFIED").await;
    let text = "المادة ١\nArticle 1\n";
    let added: Value = office.send("?name=text.txt", "text/plain", text.into()).await.json().await.unwrap();
    let address = office.at(added["url"].as_str().unwrap());
    let (size, tag) = (text.len(), format!("\"{}\"", added["sha256"].as_str().unwrap()));
    let get = |headers: &[(&str, &str)]| {
        let mut request = Client::new().get(&address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send()
    };
    let whole = format!("bytes 0-{}/{size}", size - 1);
    for (headers, status, range, body) in [
        (vec![], 200, "", text.as_bytes()),
        (vec![("range", "bytes=2-4")], 206, &*format!("bytes 2-4/{size}"), &text.as_bytes()[2..5]),
        (
            vec![("range", "bytes=-4")],
            206,
            &format!("bytes {}-{}/{size}", size - 4, size - 1),
            &text.as_bytes()[size - 4..],
        ),
        (vec![("range", "bytes=0-")], 206, &whole, text.as_bytes()),
        (vec![("range", "bytes=2-4"), ("if-range", &tag)], 206, &format!("bytes 2-4/{size}"), &text.as_bytes()[2..5]),
        (vec![("range", "bytes=2-4"), ("if-range", "\"other\"")], 200, "", text.as_bytes()),
        (vec![("range", "bytes=0-1,4-5")], 200, "", text.as_bytes()),
        (vec![("if-none-match", &tag)], 304, "", b""),
        (vec![("if-none-match", "\"other\"")], 200, "", text.as_bytes()),
    ] {
        let answer = get(&headers).await.unwrap();
        assert_eq!((answer.status().as_u16(), header(&answer, "content-range")), (status, range), "{headers:?}");
        assert_eq!(answer.bytes().await.unwrap(), body, "{headers:?}");
    }
    let beyond = get(&[("range", "bytes=1000-")]).await.unwrap();
    assert_eq!((beyond.status().as_u16(), header(&beyond, "content-range")), (416, &*format!("bytes */{size}")));
    let head = Client::new().head(&address).send().await.unwrap();
    assert_eq!((head.status().as_u16(), header(&head, "content-length")), (200, &*size.to_string()));
    assert_eq!(header(&head, "content-type"), "text/plain; charset=utf-8");
    assert_eq!(head.bytes().await.unwrap().len(), 0);
    office.serving.stop();
}

#[tokio::test]
async fn hidden_is_answered_as_what_is_not_there() {
    let office = Office::open(Registry::create().await, "SECRET").await;
    let added: Value = office.send("?name=annex.pdf", PDF, pdf(100)).await.json().await.unwrap();
    let (url, hash) = (added["url"].as_str().unwrap(), added["sha256"].as_str().unwrap());
    let nowhere = "01890a5d-ac96-774b-bcce-b302099a8057";
    let hidden = office.agreement.as_str();
    let restricted = office.registry.token("restricted");

    let mut told = Vec::new();
    for agreement in [hidden, nowhere, "nonsense"] {
        for token in [None, Some(restricted.as_str())] {
            let mut request = Client::new().get(office.at(&format!("/documents/{agreement}/{hash}")));
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let answer = request.send().await.unwrap();
            told.push((answer.status().as_u16(), answer.text().await.unwrap()));
        }
        let address = office.at(&format!("/documents/{agreement}?name=a.pdf"));
        let request = Client::new().post(address).bearer_auth(&restricted).header("content-type", PDF);
        let answer = request.body(pdf(100)).send().await.unwrap();
        told.push((answer.status().as_u16(), answer.text().await.unwrap()));
    }
    assert!(told.iter().all(|answer| *answer == told[0] && answer.0 == 404), "{told:#?}");
    assert!(told[0].1.contains("NOT_FOUND"), "{}", told[0].1);
    // Who may see it has the same answer for a document that the agreement does not have.
    let other = office.request(Method::GET, &format!("/{}", "0".repeat(64))).send().await.unwrap();
    assert_eq!((other.status().as_u16(), other.text().await.unwrap()), told[0].clone());
    let seen = Client::new().get(office.at(url)).bearer_auth(&office.token).send().await.unwrap();
    assert_eq!(seen.status(), 200);
    assert_eq!(office.files().len(), 1);
    office.serving.stop();
}

#[tokio::test]
async fn what_is_not_taken_in_is_refused_by_name_and_leaves_nothing() {
    let registry = Registry::create().await.with("MITHAQ_DOCUMENT_LIMIT", "1");
    let office = Office::open(registry, "UNCLASSIFIED").await;
    let wrong = format!("?name=a.pdf&sha256={}", "0".repeat(64));
    let large = 1024 * 1024 + 1;
    for (query, content_type, bytes, status, told) in [
        ("", PDF, pdf(10), 400, "name: it is missing"),
        ("?name=a.exe", PDF, pdf(10), 400, "let the name end in .pdf"),
        ("?name=a.pdf&colour=red", PDF, pdf(10), 400, "name, language, label and sha256"),
        (&wrong, PDF, pdf(10), 400, "sha256: the document has the hash"),
        ("?name=a.html", "text/html", b"<p>".to_vec(), 415, "PDF and plain text are kept"),
        ("?name=a.pdf", PDF, b"MZ not a PDF".to_vec(), 415, "begins with %PDF-"),
        ("?name=a.txt", "text/plain", vec![0xff; 10], 415, "not plain text in UTF-8"),
        ("?name=a.pdf", PDF, Vec::new(), 415, "empty"),
        ("?name=a.pdf", PDF, pdf(large), 413, "more than 1048576 bytes"),
    ] {
        let answer = office.send(query, content_type, bytes).await;
        assert_eq!(answer.status().as_u16(), status, "{query} {content_type}");
        let body = answer.text().await.unwrap();
        assert!(body.contains(told), "{query} {content_type}: {body}");
    }
    let clerk = office.registry.token("restricted");
    let send = |token: Option<&str>, query: &str| {
        let request = Client::new().post(office.at(&format!("/documents/{}{query}", office.agreement)));
        let request = request.header("content-type", PDF).body(pdf(10));
        token
            .map_or_else(|| request.try_clone().unwrap(), |token| request.try_clone().unwrap().bearer_auth(token))
            .send()
    };
    assert_eq!(send(None, "?name=a.pdf").await.unwrap().status(), 401);
    assert_eq!(send(Some("nonsense"), "?name=a.pdf").await.unwrap().status(), 401);
    assert_eq!(send(Some(&clerk), "?name=a.pdf&label=SECRET").await.unwrap().status(), 403);
    let reading = run(&office.registry.settings, &["token", "--subject", "reader", "--scope", "agreements:read"]);
    assert_eq!(send(Some(reading.trim()), "?name=a.pdf").await.unwrap().status(), 403);
    for (method, rest, allowed) in
        [(Method::GET, "", "POST"), (Method::PUT, &*format!("/{}", "0".repeat(64)), "GET, HEAD")]
    {
        let answer = office.request(method, rest).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), header(&answer, "allow")), (405, allowed));
    }
    assert_eq!(office.listed().await, json!([]));
    assert_eq!(office.files(), Vec::<PathBuf>::new());
    office.serving.stop();
}

#[tokio::test]
async fn a_document_that_is_too_large_is_refused_though_its_length_is_not_announced() {
    let registry = Registry::create().await.with("MITHAQ_DOCUMENT_LIMIT", "1");
    let office = Office::open(registry, "UNCLASSIFIED").await;
    let mut socket = office.speak("transfer-encoding: chunked").await;
    let piece = pdf(64 * 1024);
    for _ in 0..17 {
        let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
        chunk.extend(&piece);
        chunk.extend(b"\r\n");
        // The server may have answered and closed before the last of them.
        if socket.write_all(&chunk).await.is_err() {
            break;
        }
    }
    let answer = heard(&mut socket).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    office.left_empty().await;
    office.serving.stop();
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let office = Office::open(Registry::create().await, "UNCLASSIFIED").await;
    let mut socket = office.speak("content-length: 2000000").await;
    socket.write_all(&pdf(1_000_000)).await.unwrap();
    let coming = async {
        while office.files().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), coming).await.unwrap();
    drop(socket);
    office.left_empty().await;
    office.serving.stop();
}

#[tokio::test]
async fn bytes_that_are_lost_are_told_to_the_operator_and_not_to_the_client() {
    let office = Office::open(Registry::create().await, "UNCLASSIFIED").await;
    let added: Value = office.send("?name=a.pdf", PDF, pdf(10)).await.json().await.unwrap();
    let settings = &office.registry.settings;
    assert_eq!(run(settings, &["documents", "check"]), "1 documents are as they came in\n");
    assert!(run(settings, &["documents", "sweep"]).starts_with("0 files that nothing refers to and 0 that were"));
    std::fs::remove_file(&office.files()[0]).unwrap();
    let answer = Client::new().get(office.at(added["url"].as_str().unwrap())).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 500);
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["code"], "INTERNAL", "{body}");
    let told = fail(settings, &["documents", "check"]);
    assert!(told.contains(&format!("document {} is missing", added["sha256"].as_str().unwrap())), "{told}");
    office.serving.stop();
}

impl Office {
    /// Begins an upload by hand.
    async fn speak(&self, length: &str) -> TcpStream {
        let host = self.at("").replace("http://", "");
        let mut socket = TcpStream::connect(&host).await.unwrap();
        let mut head = format!("POST /documents/{}?name=a.pdf HTTP/1.1\r\nhost: {host}\r\n", self.agreement);
        write!(head, "authorization: Bearer {}\r\ncontent-type: {PDF}\r\n{length}\r\n\r\n", self.token).unwrap();
        socket.write_all(head.as_bytes()).await.unwrap();
        socket
    }

    /// Waits until nothing is left of what came in.
    async fn left_empty(&self) {
        let gone = async {
            while !self.files().is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), gone).await.unwrap();
        assert_eq!(self.listed().await, json!([]));
    }
}

/// The beginning of what the server says.
async fn heard(socket: &mut TcpStream) -> String {
    let mut answer = vec![0; 1_024];
    let read = tokio::io::AsyncReadExt::read(socket, &mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}
