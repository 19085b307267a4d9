//! The preview: a page on this machine only, made again when a template changes, with mistakes shown in place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use schakel_tests::{Example, workspace};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

/// A preview that runs; stopped when dropped.
struct Preview {
    child: Child,
    address: String,
    path: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(example: &Example) -> Preview {
        let mut child = Command::new(PROGRAM)
            .args(["preview", "--school", "lindehage", "--project"])
            .arg(example.project())
            .env("SCHAKEL_KEYS", example.path("keys"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let (address, path) = url.trim().strip_prefix("http://").expect(&url).split_once('/').unwrap();
        Preview { child, address: address.to_owned(), path: format!("/{path}") }
    }

    /// Status and body of what stands at a path, asked for under the name of a host.
    fn ask(&self, path: &str, host: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let status = String::from_utf8_lossy(&answer[9..12]).parse().unwrap();
        (status, answer[head + 4..].to_vec())
    }

    fn get(&self, name: &str) -> Vec<u8> {
        let (status, body) = self.ask(&format!("{}{name}", self.path), &self.address);
        assert_eq!(status, 200, "{name}");
        body
    }

    /// The report for a browser, with plain spaces.
    fn text(&self) -> String {
        String::from_utf8(self.get("report.html")).unwrap().replace('\u{a0}', " ")
    }

    /// The state as soon as it is as wanted.
    fn until(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let state: Value = serde_json::from_slice(&self.get("state")).unwrap();
            if wanted(&state) {
                return state;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

#[test]
fn it_shows_both_editions_and_follows_the_projects_own_templates() {
    let example = Example::copy(PROGRAM).unwrap();
    let preview = Preview::start(&example);
    assert!(preview.address.starts_with("127.0.0.1:"), "{}", preview.address);
    let made = preview.until(|state| state["ready"] == true);
    assert_eq!(made["faults"], serde_json::json!([]));
    assert!(String::from_utf8(preview.get("")).unwrap().contains("Schakel preview"));
    assert!(preview.get("report.pdf").starts_with(b"%PDF-1.7"));
    assert!(preview.text().contains("De begeleiding rust op weinig mensen"), "{}", preview.text());

    let own = example.project().join("report-templates/visie-en-voortgang/texts/nl.toml");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    let texts = fs::read_to_string(workspace().join("report-templates/visie-en-voortgang/texts/nl.toml")).unwrap();
    fs::write(&own, texts.replace("De begeleiding rust op weinig mensen", "Weinig mensen dragen de begeleiding"))
        .unwrap();
    let changed = preview.until(|state| state["version"].as_u64() > made["version"].as_u64());
    assert_eq!(changed["faults"], serde_json::json!([]));
    assert!(preview.text().contains("Weinig mensen dragen de begeleiding"));

    let section = own.parent().unwrap().parent().unwrap().join("sections/stories.hbs");
    fs::create_dir_all(section.parent().unwrap()).unwrap();
    fs::write(&section, "<section>\n<h1>{{t \"stories.title\"}}</h1>\n<p>{{lists.tales}}</p>\n</section>\n").unwrap();
    let broken = preview.until(|state| state["faults"].as_array().is_some_and(|faults| !faults.is_empty()));
    let fault = &broken["faults"][0];
    assert_eq!((&fault["file"], fault["line"].as_u64()), (&Value::from("sections/stories.hbs"), Some(3)), "{fault}");
    assert!(fault["excerpt"].to_string().contains("lists.tales"), "{fault}");
    // The last good report stays on show.
    assert!(preview.get("report.pdf").starts_with(b"%PDF-1.7"));

    fs::remove_file(&section).unwrap();
    preview.until(|state| state["faults"] == serde_json::json!([]));
}

#[test]
fn who_does_not_know_its_address_gets_nothing() {
    let example = Example::copy(PROGRAM).unwrap();
    let preview = Preview::start(&example);
    preview.until(|state| state["ready"] == true);
    let report = format!("{}report.html", preview.path);
    assert_eq!(preview.ask(&report, "school.example").0, 403, "another name for this machine");
    for path in ["/", "/report.html", "/state", "/0123456789abcdef0123456789abcdef/report.html"] {
        assert_eq!(preview.ask(path, &preview.address).0, 404, "{path}");
    }
    assert_eq!(preview.ask(&format!("{}../keys", preview.path), &preview.address).0, 404);
}
