//! The closed word lists of the contract. Each word is spelled in one place, here, and explained beside it.
//!
//! The text above a variant is what `explain` tells of the word, so it is written for readers. Not here: how an
//! analysis comes to a word.

use serde::{Serialize, Serializer};
use std::fmt;

/// An enum whose variants are words: the table gives spelling and meaning, `Display` and JSON follow from it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[doc = $meaning])+ $variant,)+
        }

        impl $name {
            /// Every word, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as the report writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What the word means, in short sentences for a reader.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($meaning),+).trim_ascii()),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let meanings = [$((Self::$variant.as_str(), Self::$variant.meaning())),+];
                let words = meanings.map(|(word, meaning)| {
                    schemars::json_schema!({ "const": word, "description": meaning })
                });
                schemars::json_schema!({ "oneOf": words })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

words! {
    /// What a stamp shows of TLS on its hop.
    TlsState {
        /// The line states TLS for this step, with a cipher that encrypts. The server that wrote the line saw it in its
        /// own connection. Which words say so is told by the basis.
        Encrypted = "encrypted",
        /// A step over a network without TLS. Either the line says so in words, or its writer names TLS whenever it was
        /// used and does not name it here.
        Plain = "plain",
        /// A step over a network about which the line cannot tell. TLS may or may not have been used. It is not a
        /// sign of plain text.
        Unrecorded = "unrecorded",
        /// No network between: one program handed the message to the next on one machine, or inside one mail store.
        Local = "local",
    }
}

words! {
    /// Why a hop has its TLS state.
    Basis {
        /// The line names a TLS version or a cipher.
        Details = "details",
        /// The keyword behind `with` says it: ESMTPS, ESMTPSA, LMTPS and their kin end in S or SA where TLS was used
        /// (RFC 3848, RFC 6531). It names no version.
        Keyword = "keyword",
        /// The line has the registered `tls` clause, which names the cipher suite (RFC 8314 section 4.3).
        Clause = "clause",
        /// The line says it in words, such as `(NOT encrypted)` or `(Google Transport Security)`.
        Phrase = "phrase",
        /// The software that wrote the line names TLS whenever it was used. It names none here, so none was used.
        /// This is known from its source or from many samples; see `explain writers`.
        WriterWouldSay = "writer-would-say",
        /// The software that wrote the line never tells of TLS, used or not.
        WriterNeverSays = "writer-never-says",
        /// Nobody knows what it means when this writer names no TLS.
        WriterUnknown = "writer-unknown",
        /// The keyword has no form for TLS. `SMTP` after HELO is one: only ESMTP and LMTP have forms with an S.
        KeywordCannotSay = "keyword-cannot-say",
        /// The keyword is of the writer's own making, and its meaning is not known.
        PrivateKeyword = "private-keyword",
        /// The message was handed in by the web or an API. A network was crossed, but not by mail transport.
        NotSmtp = "not-smtp",
        /// The line is cut off before its end, so the words about TLS may be lost.
        Truncated = "truncated",
        /// Both ends are one machine (127.0.0.1, ::1, or the same host).
        Loopback = "loopback",
        /// Handed from program to program: a pipe, a pick-up, a command.
        Process = "process",
        /// Moved inside one mail store, such as Exchange between its mailbox servers.
        Store = "store",
    }
}

words! {
    /// How far a hop's stamp can be relied on.
    TrustClass {
        /// Written inside the reader's own mail system, so nobody outside could change it on the way.
        Own = "own",
        /// Written by the reader's own mail system when it took the message over from outside. It is the one line about
        /// the outside world that no outsider wrote. The answer rests on it.
        Boundary = "boundary",
        /// Written outside, and something independent fits: data shipped with tlstrail, not only a name. It may still
        /// be invented, with more effort.
        Corroborated = "corroborated",
        /// Written outside, as far as the headers tell. The sender or any later server could have written or changed it.
        /// It is shown as a statement by others and never changes the answer.
        Asserted = "asserted",
        /// The line does not fit how such lines are written: a finding of weight contradiction speaks of it, or two
        /// cautions of different kinds. It is not used in the answer. It does not say who wrote it, or why.
        Contradicted = "contradicted",
    }
}

words! {
    /// What part of the journey a hop is.
    Leg {
        /// The author's program handed the message in.
        Submission = "submission",
        /// Inside one organisation (one ADMD, RFC 5598).
        Internal = "internal",
        /// From one organisation to another. This is the part that mostly crosses public networks.
        Between = "between",
        /// Into the mailbox.
        Delivery = "delivery",
        /// Fetched out of a mailbox, by POP or IMAP.
        Retrieval = "retrieval",
        /// Not to be told from the line.
        Unknown = "unknown",
    }
}

words! {
    /// The rule that placed the boundary.
    BoundaryRule {
        /// You named your own systems, with `--own` or in a configuration. From the newest line down, the first line whose
        /// connecting side is not yours is the boundary. This is the best rule there is.
        Configured = "configured",
        /// A field that the mail platform puts just below its own edge line: `X-IncomingTopHeaderMarker` of Exchange
        /// Online. It counts only where the newest line is of that platform too.
        PlatformMarker = "platform-marker",
        /// The place of another field that your system wrote beside its edge line: `Authentication-Results` (RFC 8601)
        /// or `Received-SPF` (RFC 7208) under its name.
        FieldPosition = "field-position",
        /// The newest lines belong to one organisation. The last of them that took the message from another one is the
        /// boundary. A gateway of your own in front of it under another name is missed; name it with `--own`.
        Organisation = "organisation",
        /// The connecting addresses above are private, or the client signed in. It is a guess; name your systems with
        /// `--own`.
        Inferred = "inferred",
        /// Nothing places the boundary. The newest line is taken as yours, which is an assumption.
        Topmost = "topmost",
        /// There is no line to place it at.
        None = "none",
    }
}

words! {
    /// The one word about the boundary hop that a dashboard may sort by.
    Outcome {
        /// The boundary line records TLS. It speaks of one step: the delivery to your system.
        Encrypted = "encrypted",
        /// The boundary line records TLS with a version or cipher below today's minimum (RFC 8996, RFC 9325). It may have
        /// been good on the day of the message.
        EncryptedOutdated = "encrypted-outdated",
        /// The boundary line records no TLS, and it would have named it. Treat the message as having crossed that step
        /// unprotected unless the log shows otherwise.
        Plain = "plain",
        /// The boundary line cannot tell. It is not a sign of plain text.
        Unrecorded = "unrecorded",
        /// No line shows that the message came from outside.
        Internal = "internal",
        /// The boundary line contradicts itself, or two cautions of different kinds speak against it. The headers give no
        /// answer; the findings say why.
        Contradicted = "contradicted",
        /// No trace line that could be used. This copy never travelled, or its trace was removed.
        NoTrace = "no-trace",
    }
}

words! {
    /// The weight of a finding.
    Effect {
        /// The line cannot be true as written. One of these on a line below the boundary makes it contradicted.
        Contradiction = "contradiction",
        /// Unusual. It has honest causes too, which the finding's page names. Two of different kinds on one line weigh as
        /// much as a contradiction.
        Caution = "caution",
        /// Worth knowing. It says nothing about honesty.
        Note = "note",
    }
}

words! {
    /// How well a writer was recognised.
    Confidence {
        /// Nothing else known writes so.
        Certain = "certain",
        /// The form fits, and some other program might write the same.
        Likely = "likely",
        /// Not recognised. The line is shown as it stands, and what it leaves unsaid means nothing.
        Unknown = "unknown",
    }
}

words! {
    /// What the stamp says of the client's certificate. It is never about the server's.
    ClientCertificate {
        /// The receiving server asked the sending side for no certificate. This is usual and says nothing about TLS.
        NoneRequested = "none-requested",
        /// The sending side showed no certificate of its own. This is usual and says nothing about TLS.
        NotPresented = "not-presented",
        /// The sending side showed a certificate whose issuer the receiving server does not know. This is usual. The
        /// connection used TLS all the same.
        Unverified = "unverified",
        /// The receiving server checked the sending side's certificate and accepted it. It says nothing of the server's
        /// own certificate.
        Verified = "verified",
    }
}

words! {
    /// Whether the boundary stamp shows what was agreed with a partner.
    PartnerResult {
        /// The boundary line records everything that was agreed.
        Met = "met",
        /// The boundary line records something that was agreed otherwise; the reasons say what.
        NotMet = "not-met",
        /// The boundary line does not tell, or there is no boundary line to go by; the reasons say what is missing.
        NotShown = "not-shown",
        /// The message is not this partner's: neither its sender's domain nor the connecting side fits.
        NotApplicable = "not-applicable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_contract() {
        let spelled = |words: &[&str]| words.join("|");
        let all = [
            (words_of(TlsState::ALL), "encrypted|plain|unrecorded|local"),
            (words_of(TrustClass::ALL), "own|boundary|corroborated|asserted|contradicted"),
            (words_of(Leg::ALL), "submission|internal|between|delivery|retrieval|unknown"),
            (
                words_of(BoundaryRule::ALL),
                "configured|platform-marker|field-position|organisation|inferred|topmost|none",
            ),
            (
                words_of(Outcome::ALL),
                "encrypted|encrypted-outdated|plain|unrecorded|internal|contradicted|no-trace",
            ),
            (words_of(Effect::ALL), "contradiction|caution|note"),
            (words_of(Confidence::ALL), "certain|likely|unknown"),
            (words_of(ClientCertificate::ALL), "none-requested|not-presented|unverified|verified"),
            (words_of(PartnerResult::ALL), "met|not-met|not-shown|not-applicable"),
            (
                words_of(Basis::ALL),
                "details|keyword|clause|phrase|writer-would-say|writer-never-says|writer-unknown\
                 |keyword-cannot-say|private-keyword|not-smtp|truncated|loopback|process|store",
            ),
        ];
        for (found, contract) in all {
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            assert_eq!(spelled(&found), contract);
        }
    }

    #[test]
    fn meanings_are_sentences() {
        let all = Basis::ALL.iter().map(|w| w.meaning()).chain(Outcome::ALL.iter().map(|w| w.meaning()));
        for meaning in all {
            assert!(
                meaning.ends_with('.') && !meaning.starts_with(' ') && !meaning.contains("  "),
                "{meaning}"
            );
        }
    }

    fn words_of<T: Serialize>(all: &[T]) -> Vec<String> {
        all.iter().map(|word| serde_json::to_value(word).unwrap().as_str().unwrap().to_owned()).collect()
    }
}
