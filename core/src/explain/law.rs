//! What evidence a header gives for a few laws that ask for encryption on the way, and what it never gives.
//!
//! The laws are named by what they ask, in a sentence. Not here: any judgement whether one is kept. These facts may
//! help the person who makes that judgement.

use super::{Entry, Kind};

/// A law, by what it asks of mail on its way.
struct Law {
    code: &'static str,
    name: &'static str,
    asks: &'static str,
    gives: &'static str,
    never: &'static str,
    source: &'static str,
}

pub(super) fn entries() -> impl Iterator<Item = Entry> {
    LAWS.iter().map(|law| {
        Entry::new(law.code, Kind::Law, law.name)
            .part("What it asks of mail on its way", law.asks)
            .part("What a header may give", law.gives)
            .part("What a header never gives", law.never)
            .part("For all of them", FOR_ALL)
            .part("Source", law.source)
    })
}

const FOR_ALL: &str = "These facts may help someone assess the law. They are no legal advice and decide nothing. One \
                       message shows one way on one day. A policy, a log or a connector rule says more; `explain \
                       caveats` lists what to ask for.";

const LAWS: [Law; 5] = [
    Law {
        code: "201-cmr-17.04",
        name: "Massachusetts 201 CMR 17.04(3)",
        asks: "To the extent technically feasible: encryption of all transmitted records and files with personal \
               information that will travel across public networks, and of all such data sent by wireless.",
        gives: "For the step into your own system: whether its line records TLS, with version and cipher. For steps \
                before: what others state.",
        never: "Whether every public network on the way was crossed with TLS; whether the message held personal \
                information; whether TLS was feasible where it is missing; anything about wireless at either end.",
        source: "201 CMR 17.04(3); definitions in 17.02.",
    },
    Law {
        code: "hipaa",
        name: "HIPAA Security Rule, 45 CFR 164.312(e)",
        asks: "Guard electronic health information against access while it is transmitted over a network. Encryption is \
               an addressable specification: use it where reasonable and appropriate, or document why not and what is \
               done instead.",
        gives: "A record, by your own server, of TLS or of none on the step into it. It can show that a rule worked for \
                this message.",
        never: "Whether there was health information in it; the risk analysis; a business associate agreement; who \
                read the message on a server or in a mailbox; whether the right server was at the other end.",
        source: "45 CFR 164.312(e)(1), (e)(2)(ii); 164.306(d) on addressable specifications.",
    },
    Law {
        code: "glba",
        name: "GLBA Safeguards Rule, 16 CFR 314.4(c)(3)",
        asks: "Protect by encryption all customer information held or transmitted, both in transit over external networks \
               and at rest; where that is infeasible, other controls that the qualified individual has approved.",
        gives: "For the step from outside into your system: TLS or none, version and cipher, and the day. This is the \
                external network nearest to you.",
        never: "Anything at rest; mail you sent, since the receiving side writes the line; other external networks \
                beyond what others state; the approval of other controls.",
        source: "16 CFR 314.4(c)(3), in force since 9 June 2023.",
    },
    Law {
        code: "nydfs",
        name: "NYDFS 23 NYCRR 500.15",
        asks: "A written policy that requires encryption that meets industry standards, to protect nonpublic information \
               held or transmitted, both in transit over external networks and at rest.",
        gives: "Version and cipher of the step into your system, held against a dated table (RFC 9325). That helps with \
                \"industry standards\".",
        never: "The policy; the state at rest; whether a step recorded by others happened as they state; whether the \
                certificate was checked.",
        source: "23 NYCRR 500.15, as amended on 1 November 2023.",
    },
    Law {
        code: "gdpr",
        name: "GDPR article 32",
        asks: "Measures that fit the risk, among them encryption of personal data as appropriate, with a view to the state \
               of the art, the costs, and the harm to people.",
        gives: "What your server recorded for the last step from outside, and whether version and cipher fit today's \
                state of the art. Regulators differ on whether TLS on the way is enough or content has to be encrypted.",
        never: "The risk; whether transport encryption is enough for it; anything about processors on the way but their \
                own statements; what happens in mailboxes. The report itself holds personal data: see `--redact`.",
        source: "Regulation (EU) 2016/679, article 32(1)(a) and (2).",
    },
];
