//! The page on what does not depend on hops: protection of content, and forced TLS, each with its limit.

use super::{Entry, Kind};

pub(super) fn entry() -> Entry {
    Entry::new("content-protection", Kind::Page, "If this must not depend on hops")
        .say(
            "Headers tell of steps after they happened. What has to hold for every message is arranged before. Five ways \
             do that, and each has its limit.",
        )
        .part(
            "S/MIME",
            "Encrypts the content for the reader's certificate; the mail program reads it. Limit: both sides need \
             certificates first, and subject and addresses stay readable.",
        )
        .part(
            "OpenPGP",
            "Encrypts the content for the reader's key. Limit: someone has to check whose key it is, and a lost key means \
             lost mail.",
        )
        .part(
            "Portal",
            "The mail holds a link; the content waits on a web page. Limit: the notice and often the first password go by \
             plain mail, and the portal's owner can read all.",
        )
        .part(
            "Encrypted attachment",
            "A file with a password, such as a PDF or ZIP with AES. Limit: the password has to go another way, by phone, \
             not by mail; old ZIP encryption is weak.",
        )
        .part(
            "Forced TLS with the partner",
            "Both servers refuse the partner's mail without TLS, best with a check of the certificate. Limit: it covers \
             the step between these servers only, and every server can still read the mail.",
        )
        .part(
            "What a header shows of these",
            "The content type shows S/MIME and OpenPGP. A portal, a password and forced TLS leave no sure trace; a \
             configured partner (`[[partner]]`) can be judged by the line of your own system.",
        )
        .part("Source", "RFC 8551 (S/MIME), RFC 9580 (OpenPGP), RFC 8461 (MTA-STS), RFC 7672 (DANE).")
}
