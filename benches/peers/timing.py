"""What the peers written in Python share: reading queries, timing them, reporting."""

import json
import time
from collections import defaultdict


def queries(path):
    """Returns (kind, mode, text) of each query that peers run."""
    with open(path, encoding="utf8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [(kind, mode, text) for kind, mode, text, *_ in rows if mode != "-"]


def report(path, rounds, run):
    """Runs every query `rounds` times after a round that warms up; `run(mode, text)` returns the number of hits."""
    times, hits = defaultdict(list), defaultdict(int)
    for turn in range(rounds + 1):
        for kind, mode, text in queries(path):
            start = time.perf_counter()
            found = run(mode, text)
            took = (time.perf_counter() - start) * 1000
            if turn:
                times[kind].append(took)
            else:
                hits[kind] += found
    for kind, took in times.items():
        took.sort()
        print(json.dumps({"kind": kind, "queries": len(took) // rounds, "hits": hits[kind],
                          "p50_ms": round(took[len(took) // 2], 3), "p99_ms": round(took[len(took) * 99 // 100], 3)}))
