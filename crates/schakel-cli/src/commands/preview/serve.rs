//! The server behind the page. It listens on the loopback address only, and answers who knows the key in the address it printed.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, Server};

use super::{Shared, page};
use crate::exit::Failure;

/// A server that answers.
pub(super) struct Running {
    /// Where the page is.
    pub(super) url: String,
    ended: Arc<AtomicBool>,
}

impl Running {
    /// Whether it has stopped answering.
    pub(super) fn ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }
}

/// Starts answering on a port of the loopback address; port 0 is any that is free.
pub(super) fn start(port: u16, state: Shared) -> Result<Running, Failure> {
    let taken = |error| {
        Failure::Usage(format!("cannot listen on port {port} of this machine: {error}; choose another with --port"))
    };
    let server = Server::http(("127.0.0.1", port)).map_err(taken)?;
    let address =
        server.server_addr().to_ip().ok_or_else(|| Failure::Fault("the preview has no address".to_owned()))?;
    let key = key()?;
    let url = format!("http://{address}/{key}/");
    let ended = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&ended);
    std::thread::spawn(move || {
        let host = address.to_string();
        for request in server.incoming_requests() {
            let response = answer(&request, &host, &key, &state);
            // Who closed the page doesn't wait for an answer.
            let _ = request.respond(response);
        }
        over.store(true, Ordering::Relaxed);
    });
    Ok(Running { url, ended })
}

/// Something that another person on this machine, or a page from elsewhere, cannot guess.
fn key() -> Result<String, Failure> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| Failure::fault("making a key for the preview", error))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

type Answer = Response<std::io::Cursor<Vec<u8>>>;

fn answer(request: &Request, host: &str, key: &str, state: &Shared) -> Answer {
    // A name that a stranger's page points to this machine is not the address that was printed.
    let named = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    if named != Some(host) || *request.method() != Method::Get {
        return text("Open the address that schakel preview printed.", "text/plain; charset=utf-8")
            .with_status_code(403);
    }
    let path = request.url().split('?').next().unwrap_or_default();
    let Some(wanted) = path.strip_prefix('/').and_then(|path| path.strip_prefix(key)) else {
        return text("not found", "text/plain; charset=utf-8").with_status_code(404);
    };
    let state = state.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match wanted {
        "/" => text(page::PAGE, "text/html; charset=utf-8"),
        "/state" => {
            let state = json!({"version": state.version, "ready": !state.html.is_empty(), "faults": state.faults});
            text(&state.to_string(), "application/json")
        }
        "/report.html" => bytes(state.html.to_vec(), "text/html; charset=utf-8"),
        "/report.pdf" => bytes(state.pdf.to_vec(), "application/pdf"),
        _ => text("not found", "text/plain; charset=utf-8").with_status_code(404),
    }
}

fn text(text: &str, kind: &str) -> Answer {
    bytes(text.as_bytes().to_vec(), kind)
}

fn bytes(bytes: Vec<u8>, kind: &str) -> Answer {
    let headers = [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ];
    let headers = headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok());
    headers.fold(Response::from_data(bytes), Response::with_header)
}
