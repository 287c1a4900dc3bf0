//! The paste page on this machine: one document, given to whoever asks on the loopback address.
//!
//! Not here: what the page does. It reads the message in the browser; nothing that a reader pastes comes here.

use crate::args::Serve;
use crate::exit::ExitStatus;
use crate::file::explain;
use crate::{Streams, complain};
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Empty where the command was built without a page.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/page.html"));

/// Bytes of a request that are read. A browser asks in fewer than two thousand.
const REQUEST_LIMIT: usize = 16 << 10;
const HEADERS: usize = 100;
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until the process is ended.
pub(crate) fn run(arguments: &Serve, streams: &mut Streams<'_>) -> ExitStatus {
    let page = match page(arguments) {
        Ok(page) => page,
        Err(problem) => {
            complain(streams, &problem);
            return ExitStatus::Trouble;
        }
    };
    let (listener, port) = match listen(arguments.port) {
        Ok(found) => found,
        Err(error) => {
            let port = arguments.port;
            complain(
                streams,
                &format!("port {port} cannot be opened: {error}; choose another with --port, or 0 for any"),
            );
            return ExitStatus::Trouble;
        }
    };
    // In one piece, for whoever waits for the line.
    let line = format!("http://127.0.0.1:{port}/\n");
    let told = streams.stdout.write_all(line.as_bytes()).and_then(|()| streams.stdout.flush());
    if let Err(error) = told {
        complain(streams, &format!("output cannot be written: {error}"));
        return ExitStatus::Trouble;
    }
    let page: Arc<[u8]> = page.into();
    for stream in listener.incoming().flatten() {
        let page = Arc::clone(&page);
        // A browser holds spare connections open, so each has its own thread.
        thread::spawn(move || answer(stream, port, &page));
    }
    ExitStatus::Done
}

fn page(arguments: &Serve) -> Result<Cow<'static, [u8]>, String> {
    match &arguments.page {
        Some(path) => {
            let read = fs::read(path).map_err(|error| format!("{}: {}", path.display(), explain(&error)))?;
            Ok(Cow::Owned(read))
        }
        None if BUILT_IN.is_empty() => Err(NO_PAGE.to_owned()),
        None => Ok(Cow::Borrowed(BUILT_IN)),
    }
}

const NO_PAGE: &str = "this build has no page in it; make one with `cargo run -p tlstrail-web`, then give it: \
                       tlstrail serve --page web/dist/tlstrail.html";

fn listen(port: u16) -> io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

fn answer(mut stream: TcpStream, port: u16, page: &[u8]) {
    let _ = stream.set_read_timeout(Some(PATIENCE)).and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
    let mut request = Vec::new();
    let mut piece = [0; 2048];
    while request.len() < REQUEST_LIMIT {
        let Ok(read @ 1..) = stream.read(&mut piece) else { return };
        request.extend_from_slice(piece.get(..read).unwrap_or_default());
        if let Some(response) = respond(&request, port, page) {
            let _ = stream.write_all(&response);
            return;
        }
    }
}

/// The response, once the whole request is there.
///
/// A request must name this machine as its host: a page elsewhere whose name was pointed here (DNS rebinding) does not.
fn respond(request: &[u8], port: u16, page: &[u8]) -> Option<Vec<u8>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(request) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return None,
        Err(_) => return Some(response("400 Bad Request", b"", true)),
    }
    let host = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case("host"));
    let is_here = host.is_some_and(|host| {
        [format!("127.0.0.1:{port}"), format!("localhost:{port}")]
            .iter()
            .any(|here| here.as_bytes() == host.value)
    });
    let method = parsed.method.unwrap_or_default();
    Some(match (is_here, method, parsed.path.unwrap_or_default()) {
        (false, ..) => response("421 Misdirected Request", b"", true),
        (true, "GET" | "HEAD", "/" | "/index.html") => response("200 OK", page, method == "GET"),
        (true, "GET" | "HEAD", _) => response("404 Not Found", b"", true),
        (true, ..) => response("405 Method Not Allowed", b"", true),
    })
}

fn response(status: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         Content-Security-Policy: frame-ancestors 'none'\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let mut out = head.into_bytes();
    if with_body {
        out.extend_from_slice(body);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(request: &str) -> Option<String> {
        respond(request.as_bytes(), 7468, b"<p>").map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn only_the_page_and_only_for_this_machine() {
        let table = [
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1:7468\r\n\r\n", "200 OK"),
            ("GET / HTTP/1.1\r\nhost: localhost:7468\r\n\r\n", "200 OK"),
            ("GET /etc/passwd HTTP/1.1\r\nHost: localhost:7468\r\n\r\n", "404 Not Found"),
            ("POST / HTTP/1.1\r\nHost: localhost:7468\r\n\r\n", "405 Method Not Allowed"),
            ("GET / HTTP/1.1\r\nHost: evil.example:7468\r\n\r\n", "421 Misdirected Request"),
            ("GET / HTTP/1.1\r\n\r\n", "421 Misdirected Request"),
            ("\u{1}\r\n\r\n", "400 Bad Request"),
        ];
        for (request, status) in table {
            let answer = asked(request).unwrap();
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{request}: {answer}");
            assert_eq!(answer.ends_with("<p>"), status == "200 OK", "{request}: {answer}");
            assert!(answer.contains("frame-ancestors 'none'"));
        }
        let head = asked("HEAD / HTTP/1.1\r\nHost: localhost:7468\r\n\r\n").unwrap();
        assert!(head.contains("Content-Length: 3\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert_eq!(asked("GET / HTTP/1.1\r\nHost: 127.0"), None, "the request is not whole yet");
    }
}
