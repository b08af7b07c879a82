#!/usr/bin/env python3
"""Does a headline lead to its article? MRR of titles as questions, the titles left out of the index.

Usage: titles.py strip CORPUS.jsonl OUT.jsonl
       titles.py ask CORPUS.jsonl INDEX [--timbao PATH] [--titles 5000] [--seed 1] [--worst 20]

`strip` writes the corpus without titles; index that one. `ask` draws titles from the whole corpus with a fixed seed, among those of at least
four words that no other article has (compared without marks), and asks for each as it stands and without marks. The right answer is the one
article the title was taken from. MRR@10 is over full and partial hits in the order given.
"""

import argparse
import json
import random
import re
from collections import Counter

from corpus import articles, ask, times
from spelling import clean, folded_key, without_marks


def strip(corpus, out):
    with open(out, "w", encoding="utf8") as lines:
        for article, _, body in articles(corpus):
            lines.write(json.dumps({"id": article, "body": body}, ensure_ascii=False) + "\n")


def draw(corpus, count, seed):
    """Returns (article, title) pairs."""
    titles, seen = [], Counter()
    for article, title, body in articles(corpus):
        title = " ".join(clean(title).split())
        key = " ".join(map(folded_key, re.findall(r"\w+", title)))
        seen[key] += 1
        if key.count(" ") >= 3 and body.strip():
            titles.append((article, title, key))
    unique = [(article, title) for article, title, key in titles if seen[key] == 1]
    print(f"{len(unique)} of {sum(seen.values())} titles can be asked")
    return random.Random(seed).sample(unique, min(count, len(unique)))


def rank(article, response):
    """Returns 1 for the first hit, or None."""
    found = [hit["source_id"] for hit in response["hits"]]
    return found.index(article) + 1 if article in found else None


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = arguments.add_subparsers(dest="command", required=True)
    command = commands.add_parser("strip")
    command.add_argument("corpus")
    command.add_argument("out")
    command = commands.add_parser("ask")
    command.add_argument("corpus")
    command.add_argument("index")
    command.add_argument("--timbao", default="target/release/timbao")
    command.add_argument("--titles", type=int, default=5000)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--worst", type=int, default=20)
    arguments = arguments.parse_args()
    if arguments.command == "strip":
        return strip(arguments.corpus, arguments.out)

    drawn = draw(arguments.corpus, arguments.titles, arguments.seed)
    print("\n| typed | titles | MRR@10 | first | among ten | full match | p50 / p99 |\n|---|--:|--:|--:|--:|--:|--:|")
    lost = []
    for variant, typed in (("marked", str), ("unmarked", without_marks)):
        responses = ask(arguments.timbao, arguments.index, [typed(title) for _, title in drawn])
        ranks = [rank(article, response) for (article, _), response in zip(drawn, responses)]
        found = [place for place in ranks if place]
        share = lambda part: f"{100 * part / len(drawn):.1f} %"
        mrr = sum(1 / place for place in found) / len(drawn)
        full = sum(response["total"] > 0 for response in responses)
        print(f"| {variant} | {len(drawn)} | {mrr:.4f} | {share(found.count(1))} | {share(len(found))} | {share(full)} | {times(responses)} |")
        lost += [(variant, *pair, response["total"]) for pair, response, place in zip(drawn, responses, ranks) if not place]
    print(f"\n{len(lost)} questions whose article is not among the first ten, some of them:")
    for variant, article, title, total in random.Random(arguments.seed).sample(lost, min(arguments.worst, len(lost))):
        print(f"    {article} ({variant}, {total} full hits): {title}")


if __name__ == "__main__":
    main()
