//! Scanning: every form of input gives the same records, in order, whatever the number of threads.

use crate::cli::{Place, Run};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

const NOW: [&str; 2] = ["--now", "2026-12-01T00:00:00Z"];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").canonicalize().unwrap()
}

/// Every sample of the corpus, in order.
fn samples() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for dir in fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        found.extend(files.filter(|path| path.extension().is_some_and(|ending| ending == "eml")));
    }
    found.sort();
    found
}

/// Samples that are well-formed messages: in an mbox, a paste would not be one.
fn letters() -> Vec<Vec<u8>> {
    let theme = |path: &Path, name: &str| path.parent().unwrap().ends_with(name);
    let samples = samples().into_iter().filter(|path| !theme(path, "pastes") && !theme(path, "hostile"));
    samples.map(|path| fs::read(path).unwrap()).filter(|bytes| !bytes.starts_with(b"From ")).collect()
}

fn scan(arguments: &[&str]) -> String {
    let ran = Run::of(&[&["scan"], &NOW[..], arguments].concat()).go();
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

/// Records without what tells where they stood.
fn without_source(out: &str) -> Vec<Value> {
    let records = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records
        .map(|mut record| {
            record["source"]["path"].take();
            record["source"]["index"].take();
            record["source"]["id"].take();
            record
        })
        .collect()
}

#[test]
fn a_tree_gives_what_each_file_gives_in_the_order_of_names() {
    let files: Vec<String> = samples().iter().map(|path| path.to_str().unwrap().to_owned()).collect();
    let words: Vec<&str> = files.iter().map(String::as_str).collect();
    let each = Run::of(&[&["--format", "ndjson"], &NOW[..], &words].concat()).go();
    assert_eq!(each.code, 0);
    let place = Place::new("tree");
    for file in &files {
        let name = Path::new(file).strip_prefix(corpus()).unwrap();
        place.file(name.to_str().unwrap(), &fs::read(file).unwrap());
    }
    let root = place.path("");
    let wanted = each.out.replace(corpus().to_str().unwrap(), root.trim_end_matches('/'));
    for jobs in ["1", "2", "7"] {
        let out = scan(&["--jobs", jobs, root.trim_end_matches('/')]);
        for (number, (found, wanted)) in out.lines().zip(wanted.lines()).enumerate() {
            // A file that begins as an mbox does has places.
            let found = found.replace("\"index\":0", "\"index\":null");
            assert_eq!(found, wanted, "{}", files[number]);
        }
        assert_eq!(out.lines().count(), files.len());
    }
}

/// What stands behind a header section changes nothing, and little of it is read.
#[test]
fn a_body_changes_nothing() {
    let place = Place::new("bodies");
    let body = "Received: from x by y with ESMTPS; x\n\nFrom here on\n\n".repeat(2000);
    for (number, letter) in letters().iter().enumerate() {
        place.file(&format!("short/{number:04}.eml"), letter);
        let end = if letter.ends_with(b"\n\n") || letter.ends_with(b"\r\n\r\n") { "" } else { "\r\n" };
        place.file(&format!("long/{number:04}.eml"), &[letter, end.as_bytes(), body.as_bytes()].concat());
    }
    let [short, long] = ["short", "long"].map(|name| without_source(&scan(&[&place.path(name)])));
    for (short, long) in short.iter().zip(&long) {
        assert_eq!(short["hops"], long["hops"]);
        assert_eq!(short["summary"], long["summary"]);
    }
    assert_eq!(short.len(), long.len());
}

fn mbox(letters: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    for letter in letters {
        out.extend_from_slice(b"From a@x.example Mon Nov 23 17:19:20 2026\n");
        out.extend_from_slice(letter);
        out.extend_from_slice(b"\r\n\r\n>From b@x.example Mon Nov 23 17:19:20 2026\nbody\n\n");
    }
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn tar(members: &[(String, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

/// A line of NDJSON; bytes that are no text stand as Python writes them.
fn json_line(letter: &[u8]) -> String {
    let mut line = "{\"id\":\"x\",\"message\":\"".to_owned();
    for chunk in letter.utf8_chunks() {
        let text = serde_json::to_string(chunk.valid()).unwrap();
        line.push_str(text.strip_prefix('"').unwrap().strip_suffix('"').unwrap());
        for byte in chunk.invalid() {
            write!(line, "\\udc{byte:02x}").unwrap();
        }
    }
    line + "\"}\n"
}

#[test]
fn every_form_gives_the_same_records() {
    let place = Place::new("forms");
    let letters = letters();
    let ended: Vec<Vec<u8>> = letters.iter().map(|letter| [letter, &b"\r\n\r\n"[..]].concat()).collect();
    let lines: String = ended.iter().map(|letter| json_line(letter)).collect();
    let wanted = without_source(&{
        for (number, letter) in ended.iter().enumerate() {
            place.file(&format!("tree/{number:04}.eml"), letter);
        }
        scan(&[&place.path("tree")])
    });
    let members: Vec<(String, &[u8])> =
        ended.iter().enumerate().map(|(number, l)| (format!("dir/{number:04}.eml"), l.as_slice())).collect();
    let (mbox, tar) = (mbox(&letters), tar(&members));
    let forms = [
        ("a.mbox", mbox.clone()),
        ("noending", mbox.clone()),
        ("a.mbox.gz", gzip(&mbox)),
        ("twice.gz", [gzip(&mbox[..1000]), gzip(&mbox[1000..])].concat()),
        ("a.mbox.zst", zstd::encode_all(&mbox[..], 1).unwrap()),
        ("a.tar", tar.clone()),
        ("a.tgz", gzip(&tar)),
        ("a.tar.zst", zstd::encode_all(&tar[..], 1).unwrap()),
        ("a.ndjson", lines.clone().into_bytes()),
        ("b.ndjson.gz", gzip(lines.as_bytes())),
    ];
    for (name, bytes) in &forms {
        let path = place.file(name, bytes);
        assert_records(&without_source(&scan(&["--jobs", "3", &path])), &wanted, name);
        let ran = Run::of(&[&["scan"], &NOW[..]].concat()).stdin(&bytes[..]).go();
        assert_records(&without_source(&ran.out), &wanted, &format!("{name} through a pipe"));
    }
}

#[track_caller]
fn assert_records(found: &[Value], wanted: &[Value], name: &str) {
    assert_eq!(found.len(), wanted.len(), "{name}");
    for (number, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        assert_eq!(found, wanted, "{name}, message {number}");
    }
}

const LETTER: &str = "Received: from a.example (a.example [192.0.2.1])\r\n\tby mx.b.example (Postfix) with ESMTPS id \
    4355A9A8AD6;\r\n\tMon, 23 Nov 2026 17:19:20 +0000\r\nSubject: x\r\n\r\nbody\r\n";

fn paths(out: &str) -> Vec<String> {
    let path = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        record["source"]["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    };
    out.lines().map(path).collect()
}

#[test]
fn of_a_maildir_the_messages_are_read() {
    let place = Place::new("maildir");
    for name in
        ["new/1.a", "cur/2.b:2,S", "tmp/3.c", "dovecot.index.log", ".Sent/cur/4.d:2,S", ".Sent/tmp/5.e"]
    {
        place.file(&format!("m/{name}"), LETTER.as_bytes());
    }
    place.file("m/cur/3.packed:2,SZ", &gzip(LETTER.as_bytes()));
    fs::create_dir_all(place.path("m/.Sent/new")).unwrap();
    assert_eq!(paths(&scan(&[&place.path("m")])), ["4.d:2,S", "2.b:2,S", "3.packed:2,SZ", "1.a"]);
}

#[test]
fn what_is_no_message_is_told_and_not_guessed_at() {
    let place = Place::new("others");
    place.file("t/a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF");
    place.file("t/b", LETTER.as_bytes());
    place.file("t/c.zip", b"PK\x03\x04");
    place.file("t/d.eml", &mbox(&vec![LETTER.as_bytes().to_vec(); 3]));
    place.file("t/e.mbox.gz", &gzip(&mbox(&vec![LETTER.as_bytes().to_vec(); 3]))[..120]);
    let ran = Run::of(&["scan", &place.path("t")]).go();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let errors: Vec<(bool, String)> = ran
        .records()
        .iter()
        .map(|record| (record.get("error").is_some(), record["source"]["path"].as_str().unwrap().to_owned()))
        .collect();
    let short: Vec<(bool, &str)> =
        errors.iter().map(|(error, path)| (*error, path.rsplit('/').next().unwrap())).collect();
    let letter = (false, "d.eml");
    assert_eq!(
        short[..6],
        [(true, "a.jpg"), (false, "b"), (true, "c.zip"), letter, letter, letter],
        "{}",
        ran.out
    );
    assert_eq!(short.last(), Some(&(true, "e.mbox.gz")), "the file ends inside");
    for words in ["neither a message nor an mbox nor NDJSON", "zip is not read; unpack it first"] {
        assert!(ran.out.contains(words), "{words}");
    }
}

#[test]
fn an_outlook_message_is_read_as_file_and_in_an_archive() {
    let place = Place::new("outlook");
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let header: Vec<u8> =
        LETTER.split("body").next().unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    file.create_stream("/__substg1.0_007D001F").unwrap().write_all(&header).unwrap();
    file.create_stream("/__properties_version1.0").unwrap().write_all(&[0; 32]).unwrap();
    let bytes = file.into_inner().into_inner();
    let path = place.file("t/letter.msg", &bytes);
    let archive = place.file("a.tar", &tar(&[("letter.msg".to_owned(), &bytes)]));
    let report = Run::of(&[&["--format", "ndjson"], &NOW[..], &[&path]].concat()).go();
    let wanted = without_source(&report.out);
    assert_eq!(wanted[0]["hops"][0]["tls"]["state"], "encrypted");
    assert_eq!(wanted[0]["input"]["repairs"][0], "The headers were taken out of an Outlook message file.");
    for path in [&path, &place.path("t"), &archive] {
        assert_eq!(without_source(&scan(&[path])), wanted, "{path}");
    }
    let damaged = place.file("damaged.msg", &bytes[..600]);
    let ran = Run::of(&["scan", &damaged]).go();
    assert!(ran.out.contains("Outlook message: "), "{}", ran.out);
}

#[test]
fn placeholders_and_own_systems_reach_every_record() {
    let place = Place::new("options");
    let letter = LETTER.replace("4355A9A8AD6;", "4355A9A8AD6\r\n\tfor <someone@b.example>;");
    let path = place.file("a.mbox", &mbox(&vec![letter.into_bytes(); 200]));
    let out = scan(&["--redact", "--own", "b.example", "--jobs", "4", &path]);
    assert_eq!(out.lines().count(), 200);
    for line in out.lines() {
        assert!(line.contains("mailbox-1@b.example") && !line.contains("someone"), "{line}");
        assert!(line.contains("\"rule\":\"configured\""), "{line}");
    }
}

#[test]
fn counts_of_partners_and_classes_come_at_the_end() {
    let place = Place::new("counts");
    let config = place.file(
        "t.toml",
        b"[own]\ndomains = [\"b.example\"]\n[[partner]]\nname = \"Acme\"\ndomains = [\"a.example\"]\nminimum = \"TLS1.2\"\n",
    );
    let plain = LETTER.replace("ESMTPS", "ESMTP");
    let path = place
        .file("a.mbox", &mbox(&[vec![LETTER.as_bytes().to_vec(); 3], vec![plain.into_bytes(); 2]].concat()));
    let ran = Run::of(&["scan", "--config", &config, "--fail-on", "partner", "--jobs", "2", &path]).go();
    assert_eq!(ran.code, 1, "{}", ran.err);
    for row in [
        "5 messages\n",
        "Messages by outcome\n             3  encrypted\n             2  plain\n",
        "Deliveries to your border without TLS, by peer\n             2  a.example\n",
        "Messages by result, partner Acme\n             2  not-met\n             3  not-shown\n",
    ] {
        assert!(ran.err.contains(row), "{row} is not in:\n{}", ran.err);
    }
    assert_eq!(Run::of(&["scan", "-q", "--config", &config, "--fail-on", "outdated", &path]).go().code, 0);
}
