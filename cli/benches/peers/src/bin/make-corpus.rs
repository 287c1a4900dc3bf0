//! Writes the corpus of the measurements: 20,000 messages of 19 KB with 5.4 stamps in the mean, as mbox, as tree and as
//! NDJSON, and hostile shapes. The stamps are those of the samples in `corpus/`; the same arguments give the same bytes.
//!
//! ```text
//! make-corpus CORPUS TARGET [MESSAGES]
//! ```

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// SplitMix64: repeatable on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn text(&mut self, alphabet: &[u8], len: usize) -> String {
        (0..len).map(|_| alphabet[self.below(alphabet.len())] as char).collect()
    }
}

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Every stamp of the samples, folds kept.
fn stamps(corpus: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for dir in fs::read_dir(corpus).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        if dir.ends_with("hostile") || dir.ends_with("pastes") {
            continue;
        }
        files.extend(fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "eml")));
    }
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let text = String::from_utf8_lossy(&fs::read(file).unwrap()).replace("\r\n", "\n");
        let mut stamp: Option<String> = None;
        for line in text.lines() {
            if line.starts_with([' ', '\t']) {
                if let Some(stamp) = &mut stamp {
                    stamp.push_str("\r\n");
                    stamp.push_str(line);
                }
                continue;
            }
            found.extend(stamp.take());
            if line.is_empty() {
                break;
            }
            stamp = line.get(..9).is_some_and(|n| n.eq_ignore_ascii_case("received:")).then(|| line.to_owned());
        }
        found.extend(stamp);
    }
    found
}

fn message(random: &mut Random, stamps: &[String], number: usize) -> String {
    let mut out = String::with_capacity(32 << 10);
    out.push_str("Return-Path: <sender@example.net>\r\nDelivered-To: someone@example.com\r\n");
    // 2 to 9 stamps, 5.4 in the mean.
    let count = 2 + [0, 1, 2, 2, 3, 3, 4, 4, 5, 7, 7][random.below(11)].min(7);
    for _ in 0..count {
        out.push_str(&stamps[random.below(stamps.len())]);
        out.push_str("\r\n");
    }
    for name in ["DKIM-Signature", "ARC-Seal", "ARC-Message-Signature"] {
        write!(
            out,
            "{name}: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=s1; t=1795454360;\r\n\th=from:to:subject:date:message-id:mime-version:content-type;\r\n\tbh={}=;\r\n\tb={}\r\n\t {}\r\n\t {}\r\n",
            random.text(BASE64, 43), random.text(BASE64, 70), random.text(BASE64, 72), random.text(BASE64, 72)
        )
        .unwrap();
    }
    write!(
        out,
        "Authentication-Results: mx.example.com;\r\n\tdkim=pass header.d=example.net header.s=s1;\r\n\tspf=pass (mx.example.com: domain of sender@example.net designates 203.0.113.9 as permitted sender) smtp.mailfrom=sender@example.net;\r\n\tdmarc=pass (p=REJECT sp=REJECT) header.from=example.net\r\nReceived-SPF: pass (mx.example.com: 203.0.113.9 is permitted) client-ip=203.0.113.9;\r\nDate: Mon, 23 Nov 2026 17:19:20 +0000\r\nFrom: \"A Sender\" <sender@example.net>\r\nTo: Someone <someone@example.com>\r\nSubject: Message {number} of the corpus =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <{}.{number}@mail.example.net>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b{number}\"\r\nList-Unsubscribe: <https://news.example.net/u?i={}>\r\nX-Report-Abuse: abuse@example.net\r\nX-Entity: {}\r\n\r\n",
        random.text(BASE64, 20), random.text(&BASE64[..62], 60), random.text(&BASE64[..62], 120)
    )
    .unwrap();
    let lines = 20 + random.below(360);
    writeln!(out, "--b{number}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r").unwrap();
    for _ in 0..lines {
        out.push_str(&random.text(BASE64, 76));
        out.push_str("\r\n");
    }
    write!(out, "--b{number}--\r\n").unwrap();
    out
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (corpus, target) = (Path::new(&arguments[1]), PathBuf::from(&arguments[2]));
    let messages: usize = arguments.get(3).map_or(20_000, |n| n.parse().unwrap());
    let stamps = stamps(corpus);
    fs::create_dir_all(&target).unwrap();
    let file = |name: &str| BufWriter::with_capacity(1 << 20, fs::File::create(target.join(name)).unwrap());
    let (mut mbox, mut lines, mut values) = (file("corpus.mbox"), file("corpus.ndjson"), file("stamps.txt"));
    let mut random = Random(1);
    let (mut bytes, mut found) = (0, 0);
    for number in 0..messages {
        let message = message(&mut random, &stamps, number);
        bytes += message.len();
        found += message.matches("\nReceived: ").count();
        write!(mbox, "From sender@example.net Mon Nov 23 17:19:20 2026\n").unwrap();
        mbox.write_all(message.replace("\r\n", "\n").as_bytes()).unwrap();
        mbox.write_all(b"\n").unwrap();
        let text = serde_json::to_string(&message).unwrap();
        writeln!(lines, "{{\"id\":\"{number}\",\"message\":{text}}}").unwrap();
        let dir = target.join(format!("tree/{:03}", number / 100));
        if number % 100 == 0 {
            fs::create_dir_all(&dir).unwrap();
        }
        fs::write(dir.join(format!("{number:06}.eml")), &message).unwrap();
    }
    for stamp in &stamps {
        let value = stamp.split_once(':').unwrap().1.trim_start();
        writeln!(values, "{}", serde_json::to_string(value).unwrap()).unwrap();
    }
    println!("{messages} messages, {} bytes and {:.1} stamps in the mean", bytes / messages, found as f64 / messages as f64);
}
