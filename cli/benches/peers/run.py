#!/usr/bin/env python3
"""Processor time of tlstrail and its peers on one corpus, in one run: ratios, not absolute times.

    run.py TLSTRAIL CORPUS [ROUNDS]

TLSTRAIL is the release binary, CORPUS what make-corpus wrote. Each round runs every row once, so that a busy machine
slows all of them; of each row the least time counts. `rg` is left out where it is not installed.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEER = str(HERE / "target/release/peer")


def spent(command, stdin=None):
    """User and system time of a command in seconds, and its peak memory in MB."""
    with open(os.devnull, "wb") as null:
        source = open(stdin, "rb") if stdin else subprocess.DEVNULL
        child = subprocess.Popen(command, stdin=source, stdout=null, stderr=null)
        _, _, used = os.wait4(child.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    tlstrail, corpus = sys.argv[1], Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    mbox, lines, tree, stamps = (str(corpus / name) for name in ("corpus.mbox", "corpus.ndjson", "tree", "stamps.txt"))
    scan = [tlstrail, "scan", "-j", "1", "-q"]
    loud = [tlstrail, "scan", "-j", "1"]
    rows = {
        "stamp tlstrail": [PEER, "tlstrail", "stamps", stamps, "1000"],
        "stamp mail-parser 0.11.9": [PEER, "mail-parser-0", "stamps", stamps, "1000"],
        "stamp mail-parser 1.0.1": [PEER, "mail-parser-1", "stamps", stamps, "1000"],
        "stamp mailparse (no fields)": [PEER, "mailparse", "stamps", stamps, "1000"],
        "mbox csv": loud + ["--format", "csv", mbox],
        "mbox ndjson": loud + [mbox],
        "mbox analysis only": scan + [mbox],
        "mbox csv, 2 threads": [tlstrail, "scan", "-j", "2", "--format", "csv", mbox],
        "mbox ndjson, 2 threads": [tlstrail, "scan", "-j", "2", mbox],
        "mbox mail-parser 0.11.9": [PEER, "mail-parser-0", "mbox", mbox],
        "mbox mail-parser 1.0.1": [PEER, "mail-parser-1", "mbox", mbox],
        "mbox mailparse (no fields)": [PEER, "mailparse", "mbox", mbox],
        "ndjson csv": loud + ["--format", "csv", lines],
        "ndjson ndjson": loud + [lines],
        "ndjson mail-parser 1.0.1": [PEER, "mail-parser-1", "ndjson", lines],
        "tree csv": loud + ["--format", "csv", tree],
    }
    if shutil.which("rg"):
        rows["tree rg"] = ["rg", "-j1", "--no-ignore", "-m1", "-c", "^Received:", tree]
    best, memory = {}, {}
    for _ in range(rounds):
        for name, command in rows.items():
            time, peak = spent(command)
            best[name] = min(time, best.get(name, time))
            memory[name] = max(peak, memory.get(name, 0))
    for name in rows:
        print(f"{name:30} {best[name]:8.2f} s {memory[name]:8.0f} MB")
    print()
    for what, ours, theirs, wanted in [
        ("stamp, mail-parser 0.11.9", "stamp tlstrail", "stamp mail-parser 0.11.9", ">= 3.5"),
        ("stamp, mail-parser 1.0.1", "stamp tlstrail", "stamp mail-parser 1.0.1", ">= 2"),
        ("mbox csv, mail-parser 1.0.1", "mbox csv", "mbox mail-parser 1.0.1", ">= 1.6"),
        ("mbox ndjson, mail-parser 1.0.1", "mbox ndjson", "mbox mail-parser 1.0.1", ">= 1"),
        ("ndjson, mail-parser 1.0.1", "ndjson csv", "ndjson mail-parser 1.0.1", ">= 1.8"),
    ]:
        print(f"{what:34} {best[theirs] / best[ours]:6.2f} times as fast  (wanted {wanted})")
    if "tree rg" in best:
        print(f"{'tree csv, rg':34} {best['tree csv'] / best['tree rg']:6.2f} times its time  (wanted <= 1.5)")
    for what in ("csv", "ndjson"):
        more = 100 * (best[f"mbox {what}, 2 threads"] / best[f"mbox {what}"] - 1)
        print(f"{'two threads, ' + what:34} {more:+6.1f} % time  (wanted <= +5 %)")


if __name__ == "__main__":
    main()
