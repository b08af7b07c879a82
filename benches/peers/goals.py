#!/usr/bin/env python3
"""One sitting that measures every goal of speed and size, and prints them as one table with their ratios.

Usage: goals.py CORPUS.jsonl [--only indexing,analysis,asking,again,process,growth] [--each 1000] [--rounds 3] [--turns 3] [--times 10]
                [--files 100000] [--timbao PATH] [--jar JAR] [--python PYTHON] [--data DIR] [--threads 2]

CORPUS is a JSONL of id, title and body. The peers are those of run.py, and `rg`; the README beside this file says how to get them. A peer that
is missing ends the sitting: half a table would be read as a whole one. The exit code says nothing of whether the goals are met: the table does.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from run import CONTENDERS, HERE, ROOT, jar, measure_index, remove, run, search

sys.path.insert(0, str(HERE.parent / "quality"))
from corpus import articles
from grow import copies

NAMES = ("name", "name_unmarked")
KINDS = (*NAMES, "three_words", "six_words")


class Sitting:
    """The corpus, the programs, and what the measures share."""

    def __init__(self, options):
        self.options, self.data, self.rows = options, Path(options.data), []
        self.contenders = {name: CONTENDERS[name](options) for name in ("timbao", "lucene", "tantivy")}
        missing = [contender.missing for contender in self.contenders.values() if contender.missing]
        if not shutil.which("rg"):
            missing.append("`rg` is not there: install ripgrep")
        if missing:
            raise SystemExit("\n".join(missing))
        self.queries = self.data / "goals.tsv"
        self.indexed = {}

    def made(self, name):
        """Returns where something made of this corpus lies, which a later sitting takes as it is."""
        return self.data / f"{Path(self.options.corpus).stem}-{name}"

    def row(self, measure, ours, theirs, ratio, goal):
        """Adds a line: `ratio` is to be `goal` at most, or at least if the goal is negative."""
        met = ratio <= goal if goal > 0 else ratio >= -goal
        sign = "≤" if goal > 0 else "≥"
        self.rows.append(f"| {measure} | {ours} | {theirs} | {ratio:.3g} | {sign} {abs(goal)} | {'yes' if met else '**no**'} |")
        print(self.rows[-1], file=sys.stderr, flush=True)

    def place(self, name):
        return str(self.data / f"index-{name}")

    def index(self, name, again=False):
        """Indexes with one of the programs, once a sitting if not asked to do it again; returns seconds, peak MB and the MB of the index."""
        if again or name not in self.indexed:
            remove(self.place(name))
            figures = measure_index(self.contenders[name], self.options.corpus, self.place(name))
            # Whatever else the machine does makes a run slower, never faster.
            self.indexed[name] = min(self.indexed.get(name, figures), figures, key=lambda figures: figures["index_s"])
        return self.indexed[name]

    def ask(self, name, kinds, facets=False):
        """Returns the figures of each kind of query."""
        self.index(name)
        figures = search(self.contenders[name], self.place(name), str(self.queries), **({"facets": True} if facets else {}))
        return {kind: figures[kind] for kind in kinds}


def indexing(sitting):
    """A whole archive, from nothing: the fastest of some runs, one program after the other in each turn."""
    for _ in range(sitting.options.turns):
        ours, lucene, tantivy = (sitting.index(name, again=True) for name in ("timbao", "lucene", "tantivy"))
    for title, peer, most in (("Lucene 9.5", lucene, 1.1), ("stock tantivy 0.27", tantivy, 3.6)):
        sitting.row(f"full indexing: {title}", f"{ours['index_s']:.1f} s", f"{peer['index_s']:.1f} s", ours["index_s"] / peer["index_s"], most)
    sitting.row("peak memory of indexing: Lucene 9.5", f"{ours['memory_mb']:.0f} MB", f"{lucene['memory_mb']:.0f} MB", ours["memory_mb"] / lucene["memory_mb"], 0.8)
    terms = sum(file.stat().st_size for file in Path(sitting.place("timbao")).rglob("*") if file.is_file() and file.suffix != ".store") / 1e6
    text = sum(len(title.encode()) + len(body.encode()) for _, title, body in articles(sitting.options.corpus)) / 1e6
    sitting.row("index without the stored texts: titles and bodies", f"{terms:.0f} MB", f"{text:.0f} MB", terms / text, 0.9)


def analysis(sitting):
    """Text to tokens with their terms, one thread, as papers publish it."""
    told = run(["cargo", "bench", "--quiet", "--bench", "analysis", "--", "tokenize"], cwd=ROOT).splitlines()
    # The line behind the times has the rates: fastest, slowest, median, mean.
    _, _, rate, _ = (float(found) for found in re.findall(r"([\d.]+) MB/s", told[next(at for at, line in enumerate(told) if "tokenize " in line) + 1]))
    sitting.row("analysis, one thread, median", f"{rate:.0f} MB/s", "–", rate, -150)


def asking(sitting):
    """Questions of many readers: count, ten hits, passages."""
    ours, peer = sitting.ask("timbao", KINDS), sitting.ask("tantivy", KINDS)
    goals = {"name": (0.5, 0.7), "name_unmarked": (0.5, 0.7), "three_words": (1.0, 1.0), "six_words": (1.0, 1.0)}
    for kind, limits in goals.items():
        for percent, most in zip(("p50_ms", "p99_ms"), limits):
            own, other = ours[kind][percent], peer[kind][percent]
            sitting.row(f"`{kind}` {percent[:3]}: stock tantivy 0.27", f"{own:.2f} ms", f"{other:.2f} ms", own / other, most)
    counted = sitting.ask("timbao", KINDS, facets=True)
    for kind in KINDS:
        own, other = counted[kind]["p50_ms"], ours[kind]["p50_ms"]
        sitting.row(f"`{kind}` p50 with all facets: without", f"{own:.2f} ms", f"{other:.2f} ms", own / other, 1.5)


def again(sitting):
    """The same command once more, when nothing has changed."""
    one = sitting.index("timbao")["index_s"]
    unchanged = measure_index(sitting.contenders["timbao"], sitting.options.corpus, sitting.place("timbao"))["index_s"]
    sitting.row("nothing changed, one JSONL: full indexing", f"{unchanged:.2f} s", f"{one:.1f} s", unchanged / one, 0.05)
    folder, place = single_files(sitting), sitting.place("files")
    remove(place)
    full, unchanged = (measure_index(sitting.contenders["timbao"], str(folder), place)["index_s"] for _ in range(2))
    sitting.row(f"nothing changed, {sitting.options.files:,} files: full indexing", f"{unchanged:.2f} s", f"{full:.1f} s", unchanged / full, 0.05)


def process(sitting):
    """One question as a whole process, from a warm file cache."""
    folder, place = single_files(sitting), sitting.place("files")
    measure_index(sitting.contenders["timbao"], str(folder), place)
    phrases = [line.split("\t")[2] for line in sitting.queries.read_text(encoding="utf8").splitlines() if line.startswith("name\t")][:20]
    own, other = [], []
    for turn in range(3):
        for phrase in phrases:
            for times, command in ((own, [sitting.options.timbao, "search", f'"{phrase}"', "--index", place]), (other, ["rg", "-F", "-l", phrase, str(folder)])):
                start = time.perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
                if turn:
                    times.append(time.perf_counter() - start)
    own, other = (1000 * statistics.median(times) for times in (own, other))
    sitting.row(f"`timbao search` of a quoted name: `rg -F -l` over {sitting.options.files:,} files", f"{own:.1f} ms", f"{other:.0f} ms", own / other, 0.02)


def growth(sitting):
    """An archive several times as large, of other people."""
    times, place = sitting.options.times, sitting.place("grown")
    folder = sitting.made(f"{times}-times")
    folder.mkdir(exist_ok=True)
    for number, lines in copies(sitting.options.corpus, times):
        if not (folder / f"{number}.jsonl").exists():
            with open(folder / "writing", "w", encoding="utf8") as file:
                file.writelines(lines)
            (folder / "writing").rename(folder / f"{number}.jsonl")
    small = sitting.index("timbao")
    remove(place)
    large = measure_index(sitting.contenders["timbao"], str(folder), place)
    for measure, unit in (("index_s", "s"), ("size_mb", "MB")):
        sitting.row(f"{times} times the articles, {'time' if unit == 's' else 'size'}: {times} times as much", f"{large[measure]:.1f} {unit}",
                    f"{times * small[measure]:.1f} {unit}", large[measure] / (times * small[measure]), 1.1)
    among_many, among_these = search(sitting.contenders["timbao"], place, str(sitting.queries)), sitting.ask("timbao", NAMES)
    for kind in NAMES:
        own, other = among_many[kind]["p50_ms"], among_these[kind]["p50_ms"]
        sitting.row(f"`{kind}` p50 among {times} times the articles: among these", f"{own:.2f} ms", f"{other:.2f} ms", own / other, 2)
    remove(place)


MEASURES = {measure.__name__: measure for measure in (indexing, analysis, asking, again, process, growth)}


def single_files(sitting):
    """Writes each article as a file of its own, a thousand to a folder."""
    wanted = sitting.options.files
    folder = sitting.made(f"{wanted}-files")
    done = folder.with_suffix(".done")
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        for number, (_, title, body) in enumerate(articles(sitting.options.corpus)):
            if number == wanted:
                break
            path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{title}\n\n{body}\n", encoding="utf8")
        done.touch()
    return folder


def write_queries(sitting):
    command = ["--each", str(sitting.options.each), "--only", ",".join(KINDS)]
    run([sys.executable, str(HERE.parent / "quality/queries.py"), sitting.options.corpus, str(sitting.queries), *command])
    drawn = {kind: 0 for kind in KINDS}
    for line in sitting.queries.read_text(encoding="utf8").splitlines():
        drawn[line.split("\t")[0]] += 1
    assert all(drawn.values()), f"the corpus gives too few queries: {drawn}"
    return drawn


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpus")
    arguments.add_argument("--only", default=",".join(MEASURES))
    arguments.add_argument("--each", type=int, default=1000, help="queries of each kind")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--turns", type=int, default=3, help="how often the whole corpus is indexed")
    arguments.add_argument("--times", type=int, default=10, help="how much larger the archive grows")
    arguments.add_argument("--files", type=int, default=100_000)
    arguments.add_argument("--timbao", default=str(ROOT / "target/release/timbao"))
    arguments.add_argument("--data", default=str(ROOT / "benches/data"))
    arguments.add_argument("--jar", help="taken out of the wheel of pyserini, if that lies in the data folder")
    arguments.add_argument("--python")
    arguments.add_argument("--threads", type=int, default=2)
    options = arguments.parse_args()
    options.jar = options.jar or jar(Path(options.data))
    options.python = options.python or f"{options.data}/venv/bin/python"

    sitting = Sitting(options)
    drawn = write_queries(sitting)
    for name in options.only.split(","):
        print(f"{name}: {MEASURES[name].__doc__}", file=sys.stderr, flush=True)
        MEASURES[name](sitting)
    print("| measure: compared with | timbao | the other | ratio | goal | met |")
    print("|---|--:|--:|--:|--:|---|")
    print("\n".join(sitting.rows))
    print(f"\n{os.cpu_count()} cores; queries: " + ", ".join(f"{count} {kind}" for kind, count in drawn.items()))


if __name__ == "__main__":
    main()
