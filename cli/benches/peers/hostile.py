#!/usr/bin/env python3
"""How the processor time of a scan grows with the length of hostile messages.

    hostile.py TLSTRAIL [ROUNDS]

Each shape is scanned at a tenth of its size and at its size, as .eml and inside of an mbox. Of times t and T the growth
exponent is log10(T / t), less what starting the program takes: 1 is linear, 2 quadratic.
"""
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from run import spent

STAMP = b"Received: from a.example (a.example [192.0.2.1]) by b.example (Postfix) with ESMTPS id 4355A9A8AD6;\r\n\tMon, 23 Nov 2026 17:19:20 +0000\r\n"
SHAPES = {
    "20 MB word": lambda n: b"Received: from " + b"x" * (20_000_000 // n) + b"\r\nSubject: x\r\n\r\n",
    "10 MB field": lambda n: b"Received: from a by b " + b"with x " * (1_430_000 // n) + b"\r\nSubject: x\r\n\r\n",
    "200,000 stamps": lambda n: STAMP * (200_000 // n) + b"Subject: x\r\n\r\n",
    "comments 100,000 deep": lambda n: b"Received: from a " + b"(" * (100_000 // n) + b")" * (100_000 // n) + b"\r\nSubject: x\r\n\r\n",
    "6 M folds": lambda n: b"Received: from a" + b"\r\n " * (6_000_000 // n) + b"by b\r\nSubject: x\r\n\r\n",
    "NULs": lambda n: b"Received: from a by b " + b"\0" * (20_000_000 // n) + b"\r\nSubject: x\r\n\r\n",
    "encoded words": lambda n: b"Subject: " + b"=?utf-8?q?=41=42?= " * (1_000_000 // n) + b"\r\n" + STAMP + b"\r\n",
    "From lines": lambda n: STAMP + b"Subject: x\r\n\r\n" + b"From a\n" * (3_000_000 // n),
    "From lines with dates": lambda n: STAMP + b"Subject: x\r\n\r\n" + b"x\nFrom a Mon Nov 23 17:19:20 2026\nx\n" * (500_000 // n),
    "no line end": lambda n: b"X" * (20_000_000 // n),
    "colons": lambda n: b"a:\n" * (6_000_000 // n),
}


def make(name, part, head, path):
    """Writes a shape. In a process of its own, because a child's peak memory counts its parent's."""
    Path(path).write_bytes(head.encode() + SHAPES[name](int(part)))


def main():
    if sys.argv[1] == "--make":
        return make(*sys.argv[2:])
    tlstrail, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as place:
        empty = Path(place) / "empty.eml"
        empty.write_bytes(b"")
        scan = [tlstrail, "scan", "-j", "1"]
        start = min(spent(scan + [str(empty)])[0] for _ in range(rounds))
        print(f"{'shape':28} {'form':6} {'tenth':>8} {'whole':>8} {'growth':>7} {'memory':>9}")
        for name in SHAPES:
            for form, head in (("eml", ""), ("mbox", "From a@x Mon Nov 23 17:19:20 2026\n")):
                times, peaks = [], []
                for part in (10, 1):
                    path = Path(place) / f"shape.{form}"
                    subprocess.run([sys.executable, __file__, "--make", name, str(part), head, str(path)], check=True)
                    found = [spent(scan + [str(path)]) for _ in range(rounds)]
                    times.append(max(min(t for t, _ in found) - start, 0.001))
                    peaks.append(max(m for _, m in found))
                growth = math.log10(times[1] / times[0])
                flag = "" if growth <= 1.2 else "  above 1.2"
                print(f"{name:28} {form:6} {times[0]:7.3f}s {times[1]:7.3f}s {growth:7.2f} {peaks[1]:6.0f} MB{flag}")


if __name__ == "__main__":
    main()
