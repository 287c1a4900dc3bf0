//! The summary as one HTML page without anything from outside. Bars have their numbers beside them, and the parts of a
//! divided bar differ in pattern and order, so that nothing rests on colour.

use super::super::tally::Tally;
use super::{Chart, Part, grouped, percent, summary, tenths};
use std::fmt::Write as _;
use tlstrail_core::report::{escape, write_html_text};

/// The page.
pub(crate) fn html(tally: &Tally) -> String {
    let summary = summary(tally);
    let mut out = String::with_capacity(32 << 10);
    out.push_str(HEAD);
    let title = text(&summary.title);
    let _ = write!(out, "<title>{title}</title>\n{STYLE}</head>\n<body>\n<main>\n<h1>{title}</h1>\n");
    for fact in &summary.facts {
        let _ = writeln!(out, "<p>{}</p>", text(fact));
    }
    out.push_str(
        "<section aria-labelledby=\"limits\">\n<h2 id=\"limits\">What limits these counts</h2>\n<ul>\n",
    );
    for limit in summary.limits {
        let _ = writeln!(out, "<li>{}</li>", text(limit));
    }
    out.push_str("</ul>\n</section>\n");
    for (number, part) in summary.parts.iter().enumerate() {
        section(&mut out, number, part);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(out: &mut String, number: usize, part: &Part) {
    let _ = write!(
        out,
        "<section aria-labelledby=\"p{number}\">\n<h2 id=\"p{number}\">{}</h2>\n<p>{}</p>\n",
        text(&part.title),
        text(&part.about.replace('`', ""))
    );
    match &part.chart {
        Chart::Bars { of, rows, all } => {
            table(out, &[*of, "number", "share", ""]);
            for (word, count) in rows {
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"c\" aria-hidden=\"true\">{}</td></tr>",
                    text(word),
                    grouped(*count),
                    percent(*count, *all),
                    bar(&[*count], *all)
                );
            }
        }
        Chart::Stacks { of, columns, rows } => {
            let [a, b, c, d] = *columns;
            let key: Vec<String> = columns
                .iter()
                .enumerate()
                .map(|(place, name)| {
                    format!("<span class=\"k\"><i class=\"s{place}\"></i>{}</span>", text(name))
                })
                .collect();
            let _ = writeln!(out, "<p class=\"key\" aria-hidden=\"true\">{}</p>", key.join(" "));
            table(out, &[*of, a, b, c, d, &format!("share {a}"), ""]);
            for (word, counts) in rows {
                let numbers: String = counts.iter().fold(String::new(), |mut all, count| {
                    let _ = write!(all, "<td>{}</td>", grouped(*count));
                    all
                });
                let [first, second, third, _] = *counts;
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\">{}</th>{numbers}<td>{}</td><td class=\"c\" aria-hidden=\"true\">{}</td></tr>",
                    text(word),
                    percent(first, first + second + third),
                    bar(counts, counts.iter().sum())
                );
            }
        }
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn table(out: &mut String, columns: &[&str]) {
    out.push_str("<div class=\"t\" tabindex=\"0\"><table>\n<thead><tr>");
    for column in columns {
        let _ = match *column {
            "" => write!(out, "<td></td>"),
            name => write!(out, "<th scope=\"col\">{}</th>", text(name)),
        };
    }
    out.push_str("</tr></thead>\n<tbody>\n");
}

/// A bar divided by its counts.
fn bar(counts: &[u64], all: u64) -> String {
    let mut bar = "<span class=\"b\">".to_owned();
    for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let tenths = tenths(*count, all).max(2);
        let _ = write!(bar, "<i class=\"s{place}\" style=\"width:{}.{}%\"></i>", tenths / 10, tenths % 10);
    }
    bar + "</span>"
}

/// Text that stays text: what steers a terminal or the reading direction is visible, and no tag begins.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    write_html_text(&mut out, &escape(words.as_bytes()));
    out
}

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n";

const STYLE: &str = "<style>\n\
    :root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#767676;--a:#1f5f8b;--b:#b3541e}\n\
    @media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#8c8c8c;--a:#6db3e0;--b:#f0a36f}}\n\
    body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0}\n\
    main{max-width:62rem;margin:auto;padding:1rem}\n\
    h1{font-size:1.6rem}h2{font-size:1.2rem;margin:2rem 0 .3rem}\n\
    .t{overflow-x:auto}table{border-collapse:collapse;width:100%}\n\
    th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}\n\
    th[scope=row],thead th:first-child{text-align:left;white-space:normal;overflow-wrap:anywhere;font-weight:400}\n\
    .c{width:40%;min-width:8rem}.b{display:flex;width:100%;height:1rem}\n\
    i{display:inline-block;height:1rem;box-sizing:border-box;border:1px solid var(--ink);print-color-adjust:exact}\n\
    .s0{background:var(--a)}\n\
    .s1{background:repeating-linear-gradient(45deg,var(--b) 0 3px,var(--paper) 3px 6px)}\n\
    .s2{background:var(--paper)}\n\
    .s3{background:radial-gradient(var(--line) 1px,var(--paper) 1.5px) 0 0/5px 5px}\n\
    .k{margin-right:1rem}.k i{width:1.5rem;margin-right:.4rem;vertical-align:middle}\n\
    @media print{.t{overflow:visible}section{break-inside:avoid}}\n\
    </style>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_text() {
        assert_eq!(
            text("<img src=x onerror='a'>&\"\u{1b}\u{202e}"),
            "&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;\\u{1b}\\u{202e}"
        );
    }
}
