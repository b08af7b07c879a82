#!/usr/bin/env python3
"""One sitting: indexes a corpus with timbao and its peers, asks them all the same questions, prints one table.

Usage: run.py CORPUS.jsonl QUERIES.tsv [--only timbao,lucene,tantivy,fts5] [--timbao PATH] [--jar JAR] [--python PYTHON] [--data DIR]
              [--threads 2] [--rounds 3] [--keep]

CORPUS is a JSONL of id, title and body; QUERIES is written by ../quality/queries.py. The README beside this file says how to get the peers; one
whose program is missing is left out and named. Memory is the peak resident set as `/usr/bin/time -v` sees it (the page cache of mapped files
counts for those that map them while writing). Times of queries are what each program measures around its own search, after a round that warms
up; timbao's is `took_us`, with exact total and snippets. Ratios are to the first column: above 1 the peer takes more than timbao.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Timbao:
    title = "timbao"

    def __init__(self, options):
        self.program, self.rounds, self.threads = options.timbao, options.rounds, options.threads
        self.missing = None if shutil.which(self.program) else f"`{self.program}` is not there: cargo build --release"

    def index(self, corpus, place):
        return [self.program, "index", corpus, "--index", place, "--threads", str(self.threads), "--json", "--quiet"]

    def search(self, place, queries, facets=False):
        """Yields the figures of each kind."""
        rows = [line.split("\t") for line in Path(queries).read_text(encoding="utf8").splitlines()]
        times, hits = defaultdict(list), defaultdict(int)
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as file:
            file.write("".join(row[3] + "\n" for row in rows))
            file.flush()
            for turn in range(self.rounds + 1):
                done = run([self.program, "batch", file.name, "--index", place, "--json", *([] if facets else ["--no-facets"])])
                answers = [json.loads(line) for line in done.split("\n") if line]
                assert len(answers) == len(rows), f"{len(rows)} queries got {len(answers)} answers"
                for row, answer in zip(rows, answers):
                    if turn:
                        times[row[0]].append(answer["took_us"] / 1000)
                    else:
                        hits[row[0]] += answer["total"]
        for kind, took in times.items():
            took.sort()
            yield {"kind": kind, "queries": len(took) // self.rounds, "hits": hits[kind],
                   "p50_ms": took[len(took) // 2], "p99_ms": took[len(took) * 99 // 100]}


class Peer:
    """A peer that prints its figures as lines of JSON."""

    def search(self, place, queries):
        for line in run([*self.command, "search", place, queries, str(self.rounds)]).splitlines():
            yield json.loads(line)


class Lucene(Peer):
    title = "Lucene 9.5"

    def __init__(self, options):
        self.rounds, self.threads, jar = options.rounds, options.threads, options.jar
        self.missing = None
        if not (shutil.which("javac") and os.path.exists(jar)):
            self.missing = f"needs a JDK and `{jar}`"
            return
        classes = Path(options.data) / "classes"
        classes.mkdir(parents=True, exist_ok=True)
        run(["javac", "-nowarn", "-Xlint:-deprecation", "-cp", jar, "-d", str(classes), str(HERE / "LucenePeer.java")])
        self.command = ["java", "-Xmx4g", "-cp", f"{jar}:{classes}", "LucenePeer"]

    def index(self, corpus, place):
        return [*self.command, "index", corpus, place, str(self.threads)]


class Tantivy(Peer):
    title = "tantivy 0.27 stock"

    def __init__(self, options):
        self.rounds, self.threads = options.rounds, options.threads
        self.command = [options.python, str(HERE / "tantivy_peer.py")]
        there = subprocess.run([options.python, "-c", "import tantivy"], stderr=subprocess.DEVNULL).returncode == 0
        self.missing = None if there else f"`{options.python}` has no tantivy: pip install tantivy==0.27.0"

    def index(self, corpus, place):
        return [*self.command, "index", corpus, place, str(self.threads)]


class Fts5(Peer):
    title = "SQLite FTS5"

    def __init__(self, options):
        self.rounds, self.missing = options.rounds, None
        self.command = [sys.executable, str(HERE / "fts5_peer.py")]

    def index(self, corpus, place):
        return [*self.command, "index", corpus, place]


CONTENDERS = {"timbao": Timbao, "lucene": Lucene, "tantivy": Tantivy, "fts5": Fts5}


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf8", env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, **options)
    if done.returncode not in (0, 1):
        raise SystemExit(f"`{' '.join(command)}` ended with {done.returncode}")
    return done.stdout


def measure_index(contender, corpus, place):
    """Returns seconds, peak MB and the MB of the index."""
    with tempfile.NamedTemporaryFile("r", suffix=".time") as account:
        run(["/usr/bin/time", "-v", "-o", account.name, *contender.index(corpus, place)])
        told = account.read()
    clock = re.search(r"Elapsed.*: ([\d:.]+)", told).group(1).split(":")
    seconds = sum(float(part) * 60 ** power for power, part in enumerate(reversed(clock)))
    memory = int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", told).group(1)) * 1024 / 1e6
    return {"index_s": seconds, "memory_mb": memory, "size_mb": size(place)}


def search(contender, place, queries, **options):
    """Returns the figures of each kind of query."""
    return {figures["kind"]: figures for figures in contender.search(place, queries, **options)}


def size(place):
    """Returns the bytes of a file with what lies beside it under the same name, or of a folder, in MB."""
    path = Path(place)
    files = path.rglob("*") if path.is_dir() else path.parent.glob(path.name + "*")
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def table(results):
    """Returns the results as Markdown; the first is what the others are compared with."""
    kinds = list(dict.fromkeys(kind for result in results.values() for kind in result["kinds"]))
    first = next(iter(results.values()))
    lines = ["| | " + " | ".join(results) + " |", "|---|" + "--:|" * len(results)]

    def row(name, unit, digits, value):
        own = value(first)
        cells = []
        for result in results.values():
            one = value(result)
            ratio = f" ({one / own:.2f}×)" if one is not None and own and result is not first else ""
            cells.append("–" if one is None else f"{one:.{digits}f} {unit}{ratio}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")

    row("indexing, wall", "s", 1, lambda result: result["index_s"])
    row("peak memory", "MB", 0, lambda result: result["memory_mb"])
    row("index size", "MB", 0, lambda result: result["size_mb"])
    for kind in sorted(kinds):
        for percent in ("p50", "p99"):
            row(f"`{kind}` {percent}", "ms", 2, lambda result: result["kinds"].get(kind, {}).get(f"{percent}_ms"))
    return "\n".join(lines)


def jar(data):
    """Returns where Lucene is, which comes inside the wheel of pyserini."""
    path = data / "anserini-0.22.1-fatjar.jar"
    wheel = data / "pyserini-0.22.1-py3-none-any.whl"
    if wheel.exists() and not path.exists():
        with zipfile.ZipFile(wheel) as packed:
            (member,) = (name for name in packed.namelist() if name.endswith(path.name))
            path.write_bytes(packed.read(member))
    return str(path)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpus")
    arguments.add_argument("queries")
    arguments.add_argument("--only", default=",".join(CONTENDERS))
    arguments.add_argument("--timbao", default=str(ROOT / "target/release/timbao"))
    arguments.add_argument("--data", default=str(ROOT / "benches/data"), help="where indexes go; the jar and the virtual environment are looked for here")
    arguments.add_argument("--jar", help="taken out of the wheel of pyserini, if that lies in the data folder")
    arguments.add_argument("--python")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--keep", action="store_true", help="leave the indexes for a closer look")
    options = arguments.parse_args()
    options.jar = options.jar or jar(Path(options.data))
    options.python = options.python or f"{options.data}/venv/bin/python"
    if not shutil.which(options.python):
        options.python = sys.executable

    results = {}
    for name in options.only.split(","):
        contender = CONTENDERS[name](options)
        if contender.missing:
            print(f"{name} is left out: {contender.missing}", file=sys.stderr)
            continue
        place = f"{options.data}/index-{name}"
        remove(place)
        print(f"{contender.title} …", file=sys.stderr, flush=True)
        results[contender.title] = {**measure_index(contender, options.corpus, place), "kinds": search(contender, place, options.queries)}
        if not options.keep:
            remove(place)
    if not results:
        raise SystemExit("nothing was measured")
    print(table(results))
    print("\nHits in all, per kind:\n")
    for title, result in results.items():
        print(f"* {title}: " + ", ".join(f"{kind} {figures['hits']}" for kind, figures in sorted(result["kinds"].items())))


def remove(place):
    shutil.rmtree(place, ignore_errors=True)
    for file in Path(place).parent.glob(Path(place).name + "*"):
        if file.is_file():
            file.unlink()


if __name__ == "__main__":
    main()
