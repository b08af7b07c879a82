"""How well are officials, titles, bodies, dates and document numbers read?

    python3 benches/quality/facts.py [--binary target/release/timbao] [--corpus CORPUS] [--misses]

Asks `timbao analyze --jsonl` for the facts of every labelled text and compares them with the labels:
the paragraphs of tests/facts, the articles of examples/archive/truth.jsonl, and, if the corpus is given, its labelled paragraphs and names.
What is labelled, and how, stands in tests/facts/README.md.

A name counts by the words of the name, once for each text; a title by its words and its person; a body by the words it covers;
a date by its kind and its days; a document by its number, and its day of issue if the label has one.
Letter case, tone placement, NFC and white space make no difference.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ["officials", "titles", "bodies", "event dates", "other dates", "documents", "publication dates"]


def plain(text):
    """Words in NFC and lower case, the tone of `oa oe uy` where old spelling puts it."""
    text = " ".join(unicodedata.normalize("NFC", text).lower().split()).replace("ð", "đ")
    for apostrophe in "’′ʼ‘":
        text = text.replace(apostrophe, "'")
    for new, old in NEW_TO_OLD:
        text = text.replace(new, old)
    return text


def placements():
    for first, second in ("oa", "oe", "uy"):
        for mark in "\u0301\u0300\u0309\u0303\u0323":
            new = unicodedata.normalize("NFC", first + second + mark)
            yield new, unicodedata.normalize("NFC", first + mark + second)


NEW_TO_OLD = list(placements())


def covered(record, span):
    return plain(record["text"][span[0] : span[1]])


def as_sets(record, facts):
    """Turns labels or answers into comparable sets, one a kind."""
    sets = {kind: set() for kind in KINDS}
    for official in facts["officials"]:
        name = covered(record, official["span"])
        sets["officials"].add(name)
        for title in official["titles"]:
            sets["titles"].add((name, covered(record, title["span"])))
    for body in facts["bodies"]:
        sets["bodies"].add((body["span"][0], covered(record, body["span"])))
    for date in facts["dates"]:
        if date["kind"] == "holiday":
            value = ("holiday", date["span"][0])
        else:
            value = (date["kind"], date["date"], date["to"])
        sets["event dates" if date["kind"] == "event" else "other dates"].add(value)
    for document in facts["documents"]:
        sets["documents"].add((plain(document["number"]).replace(" ", ""), document["issued"]))
    return sets


class Score:
    def __init__(self):
        self.hits = self.found = self.wanted = 0
        self.missed, self.wrong = [], []

    def add(self, identity, wanted, found, wrong_counts=True):
        self.hits += len(wanted & found)
        self.wanted += len(wanted)
        self.found += len(found) if wrong_counts else len(wanted & found)
        self.missed += [(identity, value) for value in sorted(wanted - found, key=str)]
        if wrong_counts:
            self.wrong += [(identity, value) for value in sorted(found - wanted, key=str)]

    def line(self):
        precision = self.hits / self.found if self.found else 1.0
        recall = self.hits / self.wanted if self.wanted else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{self.wanted:6} {precision:9.3f} {recall:7.3f} {f1:7.3f}"


def analyse(binary, records):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for number, record in enumerate(records):
            file.write(json.dumps({"id": number, "text": record["text"], "published": record.get("published")}, ensure_ascii=False) + "\n")
        file.flush()
        lines = subprocess.run([binary, "analyze", "--jsonl", file.name], capture_output=True, check=True, text=True).stdout.split("\n")[:-1]
    answers = [json.loads(line) for line in lines]
    assert len(answers) == len(records), "one line a record"
    for answer in answers:
        assert answer["error"] is None, answer
    return answers


def report(name, records, binary, misses):
    scores = {kind: Score() for kind in KINDS}
    for record, answer in zip(records, analyse(binary, records)):
        wanted, found = as_sets(record, record), as_sets(record, answer)
        for kind in KINDS:
            scores[kind].add(record["id"], wanted[kind], found[kind])
    show(name, scores, misses)
    return scores


def show(name, scores, misses):
    print(f"\n{name}")
    print(f"{'':18} labels precision  recall      F1")
    for kind, score in scores.items():
        if score.wanted or score.found:
            print(f"{kind:18} {score.line()}")
    for kind, score in scores.items() if misses else ():
        for title, values in (("missed", score.missed), ("wrong", score.wrong)):
            for identity, value in values:
                print(f"  {title} {kind} {identity}: {value}")


def archive(binary, misses):
    """The sample articles: their labels are of whole articles, and of bodies and documents they name those that an article is about."""
    folder = ROOT / "examples" / "archive"
    labels = [json.loads(line) for line in (folder / "truth.jsonl").open(encoding="utf-8")]
    scores = {kind: Score() for kind in KINDS}
    with tempfile.TemporaryDirectory() as index:
        run = lambda *words: subprocess.run([binary, *words, "--index", index], check=True, capture_output=True, text=True).stdout
        run("index", folder, "--quiet")
        hits = [hit for which in ("only", "no") for hit in json.loads(run("search", "--undated", which, "--limit", "100", "--json"))["hits"]]
    found = {hit["path"]: hit for hit in hits} | {hit["path"].rsplit("#", 1)[0] + "#" + hit["source_id"]: hit for hit in hits if hit["source_id"]}
    for label in labels:
        compare(label, found[label["path"]], scores)
    show("examples/archive/truth.jsonl, whole articles (of bodies only those that are labelled count)", scores, misses)
    return scores


def compare(label, hit, scores):
    identity = label["key"]
    names = lambda facts: {plain(official["name"]) for official in facts}
    titles = lambda facts: {(plain(official["name"]), plain(title)) for official in facts for title in official["titles"]}
    scores["officials"].add(identity, names(label["officials"]), names(hit["officials"]))
    scores["titles"].add(identity, titles(label["officials"]), titles(hit["officials"]))
    days = lambda events: {(event["date"], event["to"]) for event in events}
    scores["event dates"].add(identity, days(label["events"]), days(hit["events"]))
    wanted = {plain(document["number"]) for document in label["documents"]}
    # `Chỉ thị số 05` is labelled with the issuer that every reader knows.
    short = {number for number in wanted for found in hit["documents"] if plain(found) == " ".join(reversed(number.split("/")[0].split("-")))}
    scores["documents"].add(identity, wanted, short | {plain(number) for number in hit["documents"]}, False)
    wanted = label["published"] and label["published"]["date"]
    known = hit["published"]["date"] if hit["published"]["origin"] in ("stated", "metadata") else None
    scores["publication dates"].add(identity, {wanted}, {known})


def general_names(records, binary, misses):
    """Full personal names in general news, mention by mention; those whose rules were tuned on them, and those that were not looked at."""
    for tuned, half in ((True, "tuned on"), (False, "never looked at")):
        chosen = [record for record in records if record["tuned"] == tuned]
        scores = {kind: Score() for kind in ("all names", "vietnamese")}
        for record, answer in zip(chosen, analyse(binary, chosen)):
            spans = lambda kinds: {tuple(name["span"]) for name in record["names"] if name["kind"] in kinds}
            found = {tuple(official["span"]) for official in answer["officials"]} - spans(("byline",))
            told = lambda places: {(start, record["text"][start:end]) for start, end in places}
            everybody = spans(("vietnamese", "foreign", "stage"))
            scores["all names"].add(record["id"], told(everybody), told(found))
            vietnamese = spans(("vietnamese",))
            scores["vietnamese"].add(record["id"], told(vietnamese), told(found - (everybody - vietnamese)))
        show(f"tests/facts/names.jsonl, general news, {half}", scores, misses and tuned)


def real(corpus, labels):
    """Labelled paragraphs of the corpus, with their text."""
    labels = [json.loads(line) for line in (ROOT / labels).open(encoding="utf-8")]
    wanted = {label["article"] for label in labels}
    bodies = {}
    for line in open(corpus, encoding="utf-8"):
        identity = line[8 : line.index('"', 8)]
        if identity in wanted:
            bodies[identity] = json.loads(line)["body"]
    for label in labels:
        start, end = label["part"]
        yield {**label, "id": f"{label['article']}:{start}", "text": bodies[label["article"]][start:end]}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", default=ROOT / "target/release/timbao")
    arguments.add_argument("--corpus")
    arguments.add_argument("--misses", action="store_true", help="list every miss")
    asked = arguments.parse_args()
    paragraphs = [json.loads(line) for line in (ROOT / "tests/facts/paragraphs.jsonl").open(encoding="utf-8")]
    report("tests/facts/paragraphs.jsonl", paragraphs, asked.binary, asked.misses)
    archive(asked.binary, asked.misses)
    if asked.corpus:
        report("tests/facts/corpus.jsonl", list(real(asked.corpus, "tests/facts/corpus.jsonl")), asked.binary, asked.misses)
        general_names(list(real(asked.corpus, "tests/facts/names.jsonl")), asked.binary, asked.misses)


if __name__ == "__main__":
    sys.exit(main())
