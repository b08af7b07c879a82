#!/usr/bin/env python3
"""Are people found by their names, and nobody else? Precision and recall of names drawn from a corpus.

Usage: names.py CORPUS.jsonl INDEX [--timbao PATH] [--names 500] [--seed 1] [--worst 20] [--save FILE]

The draw. All names of 3 or 4 syllables that begin with a common surname, can be told by capitals alone (`names` in people.py) in at least two
articles and carry a mark, in five strata by the number of those articles: 2, 3-4, 5-9, 10-29, 30 and more; the same number from each, with a fixed seed. (Evenly
over names would ask almost only for people who are named twice, and over articles only for heads of state.)

What truly holds a name. An article does if its syllables stand there one behind another, each with a capital or all in capitals, parted by
blanks alone: not by punctuation, the end of a sentence or a line break; and if it stands alone, not inside a longer name.
  * Asked with marks, every syllable must be the same in letters and tone, wherever the tone is written: an article that has only
    `Nguyễn Văn Thành` does not hold `Nguyễn Văn Thanh`. A syllable without marks is meant to have none.
  * Asked without any mark, all names that are the same without marks are meant.
  * i/y variants of one syllable (`Mỹ`, `Mĩ`) are one spelling.
Title and body both count. Nothing of timbao decides any of this.

Each name is typed plainly (no quotes) in five ways: with marks, without, in capitals, decomposed (NFD), and with the tones of open oa, oe, uy
in the other place (only names that have one). Only full hits count, among the first ten.
  precision@10 = full hits that hold the name / full hits; no hit at all counts as 0
  recall@10    = full hits that hold the name / min(10, articles that hold it)
`as phrase` is the same measure if standing inside a longer name counts as well: then the name need only stand there as a phrase.
The figures are means over names. Of the worst names each wrong hit is shown with the words that were probably taken for the name.
"""

import argparse
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict

from corpus import ask, full_hits, texts, times
from people import names as names_of_run, runs, stands_alone
from spelling import folded_key, is_marked, marked_key, other_placement, without_marks

STRATA = [(2, 2), (3, 4), (5, 9), (10, 29), (30, 10**9)]
VARIANTS = {
    "with marks": lambda name: name,
    "without marks": without_marks,
    "capitals": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "other tone placement": other_placement,
}


def draw(corpus, count, seed):
    """Returns the drawn names as lists of marked keys."""
    in_articles = Counter()
    for _, text in texts(corpus):
        in_articles.update({name for run in runs(text) for name in _keyed(names_of_run(run))})
    chance = random.Random(seed)
    drawn = []
    for least, most in STRATA:
        stratum = sorted(name for name, articles in in_articles.items() if least <= articles <= most)
        drawn += chance.sample(stratum, min(count // len(STRATA), len(stratum)))
        print(f"{len(stratum):7} names stand in {least}{'' if most == least else f' to {most}' if most < 10**9 else ' or more'} articles")
    return drawn


def _keyed(found):
    for name in found:
        if is_marked(" ".join(name)):
            yield tuple(marked_key(word) for word in name)


class Name:
    """A drawn name, with the articles that hold it. The values tell whether it stands alone there."""

    def __init__(self, key):
        self.key = key
        self.spellings = Counter()
        self.marked = {}
        self.folded = {}

    def __str__(self):
        return max(sorted(self.spellings), key=self.spellings.get)

    def truth(self, query):
        return self.marked if is_marked(unicodedata.normalize("NFC", query)) else self.folded


def find(corpus, keys):
    """Looks for the drawn names in every article."""
    names = [Name(key) for key in keys]
    by_fold = defaultdict(list)
    for name in names:
        by_fold[tuple(without_marks(part).rstrip("12345") for part in name.key)].append(name)
    for article, text in texts(corpus):
        for run in runs(text):
            folded = [folded_key(word) for word in run]
            for length in (3, 4):
                for start in range(len(run) - length + 1):
                    for name in by_fold.get(tuple(folded[start:start + length]), ()):
                        _note(name, article, run, start, length)
    return names


def _note(name, article, run, start, length):
    words = run[start:start + length]
    alone = stands_alone(run, start, length)
    name.folded[article] = name.folded.get(article, False) or alone
    if all(marked_key(word) == key for word, key in zip(words, name.key)):
        name.marked[article] = name.marked.get(article, False) or alone
        if all(word.istitle() for word in words):
            name.spellings[" ".join(words)] += 1


def judge(name, query, response):
    """Returns precision and recall, strictly and as phrase, and which hits are wrong."""
    truth = name.truth(query)
    hits = full_hits(response)
    judged = []
    for holds in ({article for article, alone in truth.items() if alone}, set(truth)):
        right = sum(hit in holds for hit in hits)
        judged += [right / len(hits) if hits else float(not holds), right / min(10, len(holds)) if holds else 1.0]
    return judged, [hit for hit in hits if not truth.get(hit)]


def explain(corpus, worst):
    """Shows for each of the worst questions what is wrong."""
    wanted = {hit for *_, wrong in worst for hit in wrong}
    found = {article: text for article, text in texts(corpus) if article in wanted} if wanted else {}
    for name, variant, query, response, judged, wrong in worst:
        holding = sum(name.truth(query).values())
        print(f"\n{query}  ({variant}; precision {judged[0]:.2f}, recall {judged[1]:.2f}; {holding} articles hold it, timbao says {response['total']})")
        for unit in response["query"]["units"]:
            print(f"    read as {unit['kind']} `{unit['key']}`")
        for warning in response["query"]["warnings"]:
            print(f"    {warning['code']}: {warning['message']}")
        for hit in wrong:
            print(f"    wrong: {hit}: {_reason(name, query, found.get(hit, ''))}")


def _reason(name, query, text):
    """Tells what stands in a wrong hit instead of the name."""
    words = list(re.finditer(r"[^\W\d_]+", text))
    folded = [folded_key(word.group()) for word in words]
    wanted = [folded_key(word) for word in unicodedata.normalize("NFC", query).split()]
    for start in range(len(words) - len(wanted) + 1):
        if folded[start:start + len(wanted)] == wanted:
            first, last = words[start], words[start + len(wanted) - 1]
            near = text[max(0, first.start() - 25):last.end() + 25].replace("\n", " ⏎ ")
            return f"{_kind(name, query, text[first.start():last.end()])}: …{near}…"
    return "its syllables do not stand together"


def _kind(name, query, stretch):
    words = re.findall(r"[^\W\d_]+", stretch)
    if not re.fullmatch(r"[^\W\d_]+(?:[^\S\n]+[^\W\d_]+)*", stretch):
        return "parted by more than blanks"
    if not all(word[0].isupper() for word in words):
        return "not capitalised"
    if name.truth(query) is name.marked and [marked_key(word) for word in words] != list(name.key):
        return "other marks"
    return "inside a longer name"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpus")
    arguments.add_argument("index")
    arguments.add_argument("--timbao", default="target/release/timbao")
    arguments.add_argument("--names", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--worst", type=int, default=20)
    arguments.add_argument("--save", help="write every judged question as JSONL")
    arguments = arguments.parse_args()

    names = find(arguments.corpus, draw(arguments.corpus, arguments.names, arguments.seed))
    print(f"{len(names)} names drawn with seed {arguments.seed}; "
          f"{sum(not all(name.marked.values()) for name in names)} of them also stand inside longer names, "
          f"{sum(len(name.folded) > len(name.marked) for name in names)} have namesakes with other marks\n")
    asked = [(name, variant, typed(str(name))) for variant, typed in VARIANTS.items() for name in names]
    asked = [question for question in asked if question[1] != "other tone placement" or question[2] != str(question[0])]
    responses = ask(arguments.timbao, arguments.index, [query for *_, query in asked])
    judged = [(*question, response, *judge(question[0], question[2], response)) for question, response in zip(asked, responses)]

    print("| typed | names | precision@10 | recall@10 | as phrase: precision@10 | recall@10 | p50 / p99 |\n|---|--:|--:|--:|--:|--:|--:|")
    for variant in VARIANTS:
        of_variant = [question for question in judged if question[1] == variant]
        if of_variant:
            means = [sum(question[4][measure] for question in of_variant) / len(of_variant) for measure in range(4)]
            columns = " | ".join(f"{mean:.4f}" for mean in means)
            print(f"| {variant} | {len(of_variant)} | {columns} | {times(question[3] for question in of_variant)} |")

    if arguments.save:
        with open(arguments.save, "w", encoding="utf8") as out:
            for name, variant, query, response, measures, wrong in judged:
                record = {"query": query, "variant": variant, "holding": sum(name.truth(query).values()), "total": response["total"],
                          "precision": measures[0], "recall": measures[1], "wrong": wrong, "took_us": response["took_us"]}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
    imperfect = sorted((question for question in judged if question[4][0] + question[4][1] < 2), key=lambda question: question[4][0] + question[4][1])
    worst = {}
    for question in imperfect:
        # Five ways of typing a name mostly fail in the same way: it is shown once with marks and once without.
        worst.setdefault((question[0].key, question[1] == "without marks"), question)
    print(f"\n{len(imperfect)} of {len(judged)} questions are not answered perfectly; the worst:")
    explain(arguments.corpus, list(worst.values())[:arguments.worst])


if __name__ == "__main__":
    main()
