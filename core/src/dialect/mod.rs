//! The writers: how each is recognised, where it puts TLS, and what its silence means.
//!
//! A dialect is data and at most one function. A new one is a file here, a folder in the corpus, and two sorted lines
//! below: its `mod` and its row in [`ALL`]. Not here: whether a stamp is to be believed.

use crate::address::is_at_or_below;
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

mod active_gate;
mod aliyun;
mod amavis;
mod amazon_ses;
mod aol;
mod argosoft;
mod authentication_milter;
mod axigen;
mod barracuda;
mod borderware;
mod cellopoint;
mod chasquid;
mod cisco_esa;
mod citadel;
mod clearswift;
mod cloudflare;
mod cloudmark;
mod codetwo;
mod communigate;
mod coremail;
mod courier;
mod cyrus;
mod debbugs;
mod dma;
mod domino;
mod dotnet_stream;
mod dovecot;
mod ecartis;
mod emwac;
mod exchange;
mod exchange_5;
mod exclaimer;
mod exim;
mod f_secure;
mod fastmail;
mod feishu;
mod fetchmail;
mod fortimail;
mod generic;
mod getmail;
mod gmail;
mod groupwise;
mod halon;
mod haraka;
mod hmailserver;
mod hornetsecurity;
mod hotmail;
mod ibm_esmtp;
mod icewarp;
mod ideasmtpserver;
mod iis_smtpsvc;
mod imail;
mod improvmx;
mod indimail;
mod intermail;
mod isode;
mod james;
mod kddi;
mod kerio;
mod kumomta;
mod lbbs;
mod listserv;
mod lsmtp;
mod maddy;
mod magicmail;
mod mail263;
mod mail_ru;
mod mailchimp;
mod mailenable;
mod mailgun;
mod mailmarshal;
mod mailscanner;
mod masqmail;
mod mcafee;
mod mdaemon;
mod mercury;
mod messagelabs;
mod microsoft_365;
mod mimecast;
mod mimedefang;
mod mirapoint;
mod mmdf;
mod momentum;
mod mox;
mod mpop;
mod mxlogic;
mod naver;
mod nbsmtp;
mod nemesis;
mod netmail;
mod netscape;
mod nullmailer;
mod opensmtpd;
mod openwave;
mod oracle_messaging;
mod pgp_universal;
mod phpmailer;
mod post_office;
mod postal;
mod postfix;
mod postini;
mod powermta;
mod proofpoint;
mod qmail;
mod qmail_ldap;
mod qmail_scanner;
mod qpsmtpd;
mod qq;
mod qsmtpd;
mod rockliffe;
mod rzmta;
mod s_qmail;
mod samsung;
mod scalix;
mod securemx;
mod sendgrid;
mod sendmail;
mod seznam;
mod signature;
mod simscan;
mod simta;
mod smail;
mod smartermail;
mod smtp_sink;
mod socketlabs;
mod spamassassin;
mod ssmtp;
mod stalwart;
mod surfcontrol;
mod surgemail;
mod symantec_gateway;
mod t_online;
mod trex;
mod twisted;
mod vade;
mod virusfree;
mod vsmtp;
mod webmail;
mod wp_smtpd;
mod xmail;
mod yahoo;
mod yandex;
mod zmail;
mod zmailer;
mod zoho;
mod zonemta;

pub(crate) use generic::GENERIC;
pub(crate) use signature::{
    CERTAIN, FIRST, LEADS, LIKELY, Mark, OPENS, PRODUCT, Shape, WITH, hash, hash_exact, step,
};

/// Every dialect, in the order of its file's name.
pub(crate) static ALL: [&Dialect; 144] = [
    &active_gate::DIALECT,
    &aliyun::DIALECT,
    &amavis::DIALECT,
    &amazon_ses::DIALECT,
    &aol::DIALECT,
    &argosoft::DIALECT,
    &authentication_milter::DIALECT,
    &axigen::DIALECT,
    &barracuda::DIALECT,
    &borderware::DIALECT,
    &cellopoint::DIALECT,
    &chasquid::DIALECT,
    &cisco_esa::DIALECT,
    &citadel::DIALECT,
    &clearswift::DIALECT,
    &cloudflare::DIALECT,
    &cloudmark::DIALECT,
    &codetwo::DIALECT,
    &communigate::DIALECT,
    &coremail::DIALECT,
    &courier::DIALECT,
    &cyrus::DIALECT,
    &debbugs::DIALECT,
    &dma::DIALECT,
    &domino::DIALECT,
    &dotnet_stream::DIALECT,
    &dovecot::DIALECT,
    &ecartis::DIALECT,
    &emwac::DIALECT,
    &exchange::DIALECT,
    &exchange_5::DIALECT,
    &exclaimer::DIALECT,
    &exim::DIALECT,
    &f_secure::DIALECT,
    &fastmail::DIALECT,
    &feishu::DIALECT,
    &fetchmail::DIALECT,
    &fortimail::DIALECT,
    &getmail::DIALECT,
    &gmail::DIALECT,
    &groupwise::DIALECT,
    &halon::DIALECT,
    &haraka::DIALECT,
    &hmailserver::DIALECT,
    &hornetsecurity::DIALECT,
    &hotmail::DIALECT,
    &ibm_esmtp::DIALECT,
    &icewarp::DIALECT,
    &ideasmtpserver::DIALECT,
    &iis_smtpsvc::DIALECT,
    &imail::DIALECT,
    &improvmx::DIALECT,
    &indimail::DIALECT,
    &intermail::DIALECT,
    &isode::DIALECT,
    &james::DIALECT,
    &kddi::DIALECT,
    &kerio::DIALECT,
    &kumomta::DIALECT,
    &lbbs::DIALECT,
    &listserv::DIALECT,
    &lsmtp::DIALECT,
    &maddy::DIALECT,
    &magicmail::DIALECT,
    &mail263::DIALECT,
    &mail_ru::DIALECT,
    &mailchimp::DIALECT,
    &mailenable::DIALECT,
    &mailgun::DIALECT,
    &mailmarshal::DIALECT,
    &mailscanner::DIALECT,
    &masqmail::DIALECT,
    &mcafee::DIALECT,
    &mdaemon::DIALECT,
    &mercury::DIALECT,
    &messagelabs::DIALECT,
    &microsoft_365::DIALECT,
    &mimecast::DIALECT,
    &mimedefang::DIALECT,
    &mirapoint::DIALECT,
    &mmdf::DIALECT,
    &momentum::DIALECT,
    &mox::DIALECT,
    &mpop::DIALECT,
    &mxlogic::DIALECT,
    &naver::DIALECT,
    &nbsmtp::DIALECT,
    &nemesis::DIALECT,
    &netmail::DIALECT,
    &netscape::DIALECT,
    &nullmailer::DIALECT,
    &opensmtpd::DIALECT,
    &openwave::DIALECT,
    &oracle_messaging::DIALECT,
    &pgp_universal::DIALECT,
    &phpmailer::DIALECT,
    &post_office::DIALECT,
    &postal::DIALECT,
    &postfix::DIALECT,
    &postini::DIALECT,
    &powermta::DIALECT,
    &proofpoint::DIALECT,
    &qmail::DIALECT,
    &qmail_ldap::DIALECT,
    &qmail_scanner::DIALECT,
    &qpsmtpd::DIALECT,
    &qq::DIALECT,
    &qsmtpd::DIALECT,
    &rockliffe::DIALECT,
    &rzmta::DIALECT,
    &s_qmail::DIALECT,
    &samsung::DIALECT,
    &scalix::DIALECT,
    &securemx::DIALECT,
    &sendgrid::DIALECT,
    &sendmail::DIALECT,
    &seznam::DIALECT,
    &simscan::DIALECT,
    &simta::DIALECT,
    &smail::DIALECT,
    &smartermail::DIALECT,
    &smtp_sink::DIALECT,
    &socketlabs::DIALECT,
    &spamassassin::DIALECT,
    &ssmtp::DIALECT,
    &stalwart::DIALECT,
    &surfcontrol::DIALECT,
    &surgemail::DIALECT,
    &symantec_gateway::DIALECT,
    &t_online::DIALECT,
    &trex::DIALECT,
    &twisted::DIALECT,
    &vade::DIALECT,
    &virusfree::DIALECT,
    &vsmtp::DIALECT,
    &webmail::DIALECT,
    &wp_smtpd::DIALECT,
    &xmail::DIALECT,
    &yahoo::DIALECT,
    &yandex::DIALECT,
    &zmail::DIALECT,
    &zmailer::DIALECT,
    &zoho::DIALECT,
    &zonemta::DIALECT,
];

/// A way of stamping.
#[derive(Debug)]
pub(crate) struct Dialect {
    /// The id that reports carry: `postfix`.
    pub(crate) id: &'static str,
    /// The name for people: `Postfix`.
    pub(crate) name: &'static str,
    /// What a stamp of this writer shows, and how much each sign weighs. [`CERTAIN`] together make it certain.
    pub(crate) signature: &'static [(Mark, u8)],
    pub(crate) first_name: FirstName,
    pub(crate) tls: TlsHabits,
    pub(crate) silence: Silence,
    /// What its stamps never lack.
    pub(crate) writes: Writes,
    /// How well the form is known (the atlas's letters).
    pub(crate) known: Known,
    /// Shapes of queue ids that this writer makes; empty where any is possible.
    pub(crate) ids: &'static [IdKind],
    /// How its queue ids hold a time, if they do.
    pub(crate) clock: Option<Clock>,
    /// Hosts, or domains of hosts, at which this writer takes mail from outside and names TLS whenever it was used, so
    /// that silence there stands out. Only with samples behind it.
    pub(crate) edge: &'static [&'static str],
    /// Where the version of the software stands.
    pub(crate) version: VersionAt,
    /// For `explain`: how TLS is stated, what silence means and since when, and the source.
    pub(crate) about: About,
    /// Reads what the shared forms do not; nothing, where they read the stamp whole.
    pub(crate) refine: fn(&mut Reading<'_>),
}

impl Dialect {
    /// What holds of a writer as long as its file says nothing else: no row of a table claims more than is known. Not
    /// among it: what silence means, how well the form is known, and which name stands first; every file says those.
    pub(crate) const UNSAID: Self = Self {
        id: "",
        name: "unknown",
        signature: &[],
        first_name: FirstName::Helo,
        tls: TlsHabits::of(Slots::NONE),
        silence: Silence::Mute,
        writes: Writes::UNKNOWN,
        known: Known::Few,
        ids: &[],
        clock: None,
        edge: &[],
        version: VersionAt::Nowhere,
        about: About { recognised: "", states_tls: "", silence: "", source: "" },
        refine: |_| {},
    };

    /// True where the host is one of [`Dialect::edge`].
    pub(crate) fn is_edge(&self, host: &[u8]) -> bool {
        self.edge.iter().any(|edge| is_at_or_below(host, edge.as_bytes()))
    }
}

/// What a dialect tells of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    /// How a stamp is recognised.
    pub(crate) recognised: &'static str,
    /// How TLS is stated.
    pub(crate) states_tls: &'static str,
    /// What a stamp without TLS words means, and from which version.
    pub(crate) silence: &'static str,
    /// Where this is known from: the writer's source file, its manual, or samples.
    pub(crate) source: &'static str,
}

/// What every stamp of a writer has where a client handed the message in over the network and the stamp names it. Only
/// what is sure is listed; nothing follows from what is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Writes(u8);

impl Writes {
    pub(crate) const UNKNOWN: Self = Self(0);
    /// The client's address.
    pub(crate) const ADDRESS: Self = Self(1);
    pub(crate) const ID: Self = Self(2);
    /// The with clause.
    pub(crate) const WITH: Self = Self(4);
    /// The zone in words behind the date: `(UTC)`.
    pub(crate) const ZONE_COMMENT: Self = Self(8);
    /// A looked-up name only where it leads back to the address, or a remark beside it where it does not. Others write
    /// what the address's owner put into the DNS, which may be any name.
    pub(crate) const CONFIRMED_NAME: Self = Self(16);
    /// The date in the time of the American west coast, wherever the host stands.
    pub(crate) const PACIFIC_TIME: Self = Self(32);

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Without what `other` has.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// How well a form is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Known {
    /// Read in the writer's source.
    Source,
    /// Twenty or more independent samples, or the vendor's text.
    Samples,
    /// Few samples, or second-hand. Never more than likely.
    Few,
}

/// What it means when a stamp of this writer shows no TLS.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Silence {
    /// TLS is always marked when it was used, whatever the keyword.
    Plain,
    /// The `S` of the keyword is reliable. `SMTP` (HELO) cannot carry it unless `helo_tells`.
    Keyword {
        /// The writer marks TLS on HELO sessions too (`smtps`, `SMTPS`).
        helo_tells: bool,
    },
    /// The keyword is not reliable; the TLS text is, where the stamp has the default form.
    Detail,
    /// The text is commonly rewritten: silence counts only where `refine` found the default form.
    Config,
    /// The format never tells.
    Mute,
}

/// Where the version of the software stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum VersionAt {
    Nowhere,
    /// Behind the product word, after a blank, slash or hyphen: `Exim 4.96`, `Haraka/2.8.25`.
    BehindProduct,
    /// The id is the version: `15.20.3021.23`. With the months before which no release had it, test releases
    /// included, the longest version last.
    Id(&'static [Release]),
}

/// A version, by its first numbers, and a year and month that are earlier than its first release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Release {
    pub(crate) version: &'static str,
    pub(crate) not_before: (i32, u32),
}
