#!/usr/bin/env python3
"""Makes public-suffixes.txt from the public suffix list.

    python3 public-suffixes.py path/to/public_suffix_list.dat > public-suffixes.txt

The list is published at https://publicsuffix.org/list/public_suffix_list.dat (MPL 2.0). Nothing is fetched here.
Neither the build nor the tests run this script: its output is kept in the repository.

Only the section of the registries ("ICANN") is taken. Rules are regrouped by parent, one line each:

    parent<TAB>labels, in byte order, separated by one blank

so that `co.uk` is the word `co` on the line `uk`. `*` and `!label` keep their meaning. The line `.` names the
top-level domains themselves. Labels with other than ASCII letters stand twice, as U-label and as A-label, because
header fields hold either (RFC 5890 §2.3.2.1, RFC 6531). Every parent of a line has a line too: a reader that
walks down from the top may stop at the first parent without one.
"""

import collections
import re
import sys

HEAD = """\
# Public suffix list, section of the registries, regrouped by parent (core/data/README.md tells how).
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not
# distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
# Origin: https://publicsuffix.org/list/public_suffix_list.dat, commit {commit}
# Altered: other sections, comments and order dropped; IDN labels in both forms.
# Date: {date}
"""


def a_label(label):
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def main(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    date = re.search(r"^// VERSION: (\d{4}-\d{2}-\d{2})", text, re.M).group(1)
    commit = re.search(r"^// COMMIT: ([0-9a-f]+)", text, re.M).group(1)
    section = text.split("===BEGIN ICANN DOMAINS===")[1].split("===END ICANN DOMAINS===")[0]

    lines = collections.defaultdict(set)
    for rule in section.splitlines():
        rule = rule.split(maxsplit=1)[0] if rule.strip() else ""
        if not rule or rule.startswith("//"):
            continue
        mark, rule = ("!", rule[1:]) if rule.startswith("!") else ("", rule)
        for form in {rule, ".".join(map(a_label, rule.split(".")))}:
            label, _, parent = form.partition(".")
            lines[parent or "."].add(mark + label)
            # The default rule `*` makes every top-level domain a suffix, listed or not.
            lines["."].add(form.rpartition(".")[2])
            while "." in parent:
                parent = parent.partition(".")[2]
                lines[parent].update(())

    sys.stdout.write(HEAD.format(date=date, commit=commit))
    for parent in sorted(lines, key=str.encode):
        sys.stdout.write(parent + "\t" + " ".join(sorted(lines[parent], key=str.encode)) + "\n")


if len(sys.argv) != 2:
    sys.exit(__doc__)
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
main(sys.argv[1])
