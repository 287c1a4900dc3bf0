//! The closed word lists of the report. Each word is spelled in one place, here.
//!
//! Not here: what the words mean for a reader (`text`), and how an analysis comes to them.

use serde::{Serialize, Serializer};
use std::fmt;

/// An enum whose variants are words: the table gives spelling, `Display` and JSON follow from it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every word, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as the report writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
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
        /// The stamp states TLS with a suite that encrypts.
        Encrypted = "encrypted",
        /// A network hop without TLS, and the stamp would have told.
        Plain = "plain",
        /// A network hop about which the stamp cannot tell.
        Unrecorded = "unrecorded",
        /// No network between.
        Local = "local",
    }
}

words! {
    /// Why a hop has its TLS state.
    Basis {
        /// The stamp names a version or a cipher.
        Details = "details",
        /// A keyword of RFC 3848 or RFC 6531.
        Keyword = "keyword",
        /// The `tls` clause of RFC 8314.
        Clause = "clause",
        /// The stamp says so in words.
        Phrase = "phrase",
        /// This writer states TLS whenever it was used, and did not.
        WriterWouldSay = "writer-would-say",
        /// This writer never states TLS.
        WriterNeverSays = "writer-never-says",
        /// Nobody knows what this writer's silence means.
        WriterUnknown = "writer-unknown",
        /// A keyword that has no form for TLS, such as `SMTP`.
        KeywordCannotSay = "keyword-cannot-say",
        /// A keyword of the writer's own making.
        PrivateKeyword = "private-keyword",
        /// The hop was not mail transport.
        NotSmtp = "not-smtp",
        /// The stamp is cut off.
        Truncated = "truncated",
        /// Both ends are one machine.
        Loopback = "loopback",
        /// Handed from program to program.
        Process = "process",
        /// Moved inside one mail store.
        Store = "store",
    }
}

words! {
    /// How far a hop's stamp can be relied on.
    TrustClass {
        /// Written inside the reader's own ADMD.
        Own = "own",
        /// The own stamp that took the message over from outside.
        Boundary = "boundary",
        /// Written outside; something independent fits.
        Corroborated = "corroborated",
        /// Written outside.
        Asserted = "asserted",
        /// Written outside, and it contradicts itself.
        Contradicted = "contradicted",
    }
}

words! {
    /// What part of the journey a hop is.
    Leg {
        /// The author's program handed the message in.
        Submission = "submission",
        /// Inside one ADMD.
        Internal = "internal",
        /// From one ADMD to another.
        Between = "between",
        /// Into the mailbox.
        Delivery = "delivery",
        /// Out of a mailbox.
        Retrieval = "retrieval",
        /// Not to be told.
        Unknown = "unknown",
    }
}

words! {
    /// The rule that placed the boundary.
    BoundaryRule {
        /// The reader named own systems.
        Configured = "configured",
        /// A field that a platform puts below its edge stamp.
        PlatformMarker = "platform-marker",
        /// The place of another field, such as `Authentication-Results`.
        FieldPosition = "field-position",
        /// The stamps above belong to one organisation.
        Organisation = "organisation",
        /// Private addresses and signed-in sessions above.
        Inferred = "inferred",
        /// Nothing better: the topmost stamp.
        Topmost = "topmost",
        /// Not placed.
        None = "none",
    }
}

words! {
    /// The one word about the boundary hop that a dashboard may sort by.
    Outcome {
        /// The boundary stamp records TLS.
        Encrypted = "encrypted",
        /// It does, below today's minimum.
        EncryptedOutdated = "encrypted-outdated",
        /// It records none, and its format would have.
        Plain = "plain",
        /// It cannot tell.
        Unrecorded = "unrecorded",
        /// The message never left one ADMD.
        Internal = "internal",
        /// The boundary stamp contradicts itself.
        Contradicted = "contradicted",
        /// No usable stamp.
        NoTrace = "no-trace",
    }
}

words! {
    /// The weight of a finding.
    Effect {
        /// Cannot be true as written.
        Contradiction = "contradiction",
        /// Unusual.
        Caution = "caution",
        /// Worth knowing.
        Note = "note",
    }
}

words! {
    /// How well a writer was recognised.
    Confidence {
        /// Nothing else writes so.
        Certain = "certain",
        /// The form fits.
        Likely = "likely",
        /// Not recognised.
        Unknown = "unknown",
    }
}

words! {
    /// What the dated rule table says of a hop's TLS.
    Strength {
        /// Good today.
        Recommended = "recommended",
        /// At or above today's minimum.
        Sufficient = "sufficient",
        /// Below today's minimum.
        Outdated = "outdated",
        /// Gives no protection worth the name.
        Broken = "broken",
    }
}

words! {
    /// What the stamp says of the client's certificate. It is never about the server's.
    ClientCertificate {
        /// The server asked for none.
        NoneRequested = "none-requested",
        /// The client showed none.
        NotPresented = "not-presented",
        /// Shown, and its issuer is not one the server trusts.
        Unverified = "unverified",
        /// Shown and verified.
        Verified = "verified",
    }
}

words! {
    /// Whether the boundary stamp shows what was agreed with a partner.
    PartnerResult {
        /// It does.
        Met = "met",
        /// It shows the opposite.
        NotMet = "not-met",
        /// It does not tell.
        NotShown = "not-shown",
        /// The message is not this partner's.
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
            (words_of(Strength::ALL), "recommended|sufficient|outdated|broken"),
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

    fn words_of<T: Serialize>(all: &[T]) -> Vec<String> {
        all.iter().map(|word| serde_json::to_value(word).unwrap().as_str().unwrap().to_owned()).collect()
    }
}
