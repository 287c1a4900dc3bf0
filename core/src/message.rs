//! stub
use crate::input::Input;
pub(crate) struct Prot;
impl Prot {
    pub(crate) fn as_str(&self) -> &'static str {
        "none"
    }
}
pub(crate) struct Message {
    pub(crate) message_id: Option<String>,
    pub(crate) date: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub(crate) from_domain: Option<String>,
    pub(crate) return_path_domain: Option<String>,
    pub(crate) content_protection: Prot,
    pub(crate) tls_required: Option<String>,
    pub(crate) markers: Vec<(String, String)>,
    trace: Vec<Trace>,
}
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TraceKind {
    Received,
    AuthenticationResults,
    ReceivedSpf,
    IncomingTopHeaderMarker,
}
pub(crate) struct Trace {
    pub(crate) kind: TraceKind,
    pub(crate) name: Option<String>,
}
impl Message {
    pub(crate) fn trace(&self) -> &[Trace] {
        &self.trace
    }
}
pub(crate) fn read(_: &Input<'_>) -> Message {
    Message {
        message_id: None,
        date: None,
        from_domain: None,
        return_path_domain: None,
        content_protection: Prot,
        tls_required: None,
        markers: vec![],
        trace: vec![],
    }
}
