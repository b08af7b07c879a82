#!/usr/bin/env python3
"""Writes a mixed file of queries of known kinds, drawn from a corpus, for measuring latency.

Usage: queries.py CORPUS.jsonl OUT.tsv [--each 150] [--seed 1] [--only KIND,KIND]

One line each: kind, the mode in which a peer without names and partial matches is to run it, the text without query syntax, and the query as
it is typed into timbao. `-` as mode means that peers do not run it. The kinds:
  name            a full name of 3 or 4 syllables, with marks            peers: phrase
  name_unmarked   the same names without marks                           peers: phrase
  name_year       a name without marks and a year                        -
  word            one word of a title                                    peers: term
  two_words       two words of one title                                 peers: and
  phrase          two to five words in a row, in quotes                  peers: phrase
  three_words     three words of one title                               peers: and
  six_words       six words in a row of one title                        peers: or
  sentence        a whole title of eight words or more                   peers: or
  prefix          the first letters of a word, with *                    -
  partial         two words of a title and one that stands nowhere       peers: or
The file quotes the corpus; do not commit it.
"""

import argparse
import random
import re

from corpus import articles
from people import names, runs
from spelling import clean, is_marked, without_marks

NOWHERE = "qxzvk"


def sample(corpus, count, seed):
    """Returns (title, body) of articles drawn evenly, without keeping the corpus in memory."""
    chance, kept = random.Random(seed), []
    for index, (_, title, body) in enumerate(articles(corpus)):
        place = index if index < count else chance.randrange(index + 1)
        if index < count:
            kept.append((title, body))
        elif place < count:
            kept[place] = (title, body)
    return [(clean(title), clean(body)) for title, body in kept]


def queries(found, each, chance):
    """Yields (kind, mode, plain, typed)."""
    people = sorted({" ".join(name) for title, body in found for run in runs(f"{title}\n{body}") for name in names(run)} )
    people = [name for name in chance.sample(people, min(3 * each, len(people))) if is_marked(name)]
    titles = [re.findall(r"[^\W\d_]+", title) for title, _ in found]
    titles = [words for words in titles if len(words) >= 3]
    for name in people[:each]:
        yield "name", "phrase", name, name
        yield "name_unmarked", "phrase", without_marks(name), without_marks(name).lower()
    for name in people[each:2 * each]:
        typed = f"{without_marks(name).lower()} {chance.randint(2010, 2019)}"
        yield "name_year", "-", typed, typed
    for words in chance.sample(titles, each):
        word = chance.choice(words)
        yield "word", "term", word, word
    for words in chance.sample(titles, each):
        two = " ".join(chance.sample(words, 2)).lower()
        yield "two_words", "and", two, two
    sentences = [words for _, body in found for sentence in re.split(r"[.,;:!?\n()\"“”]", body) if len(words := re.findall(r"[^\W\d_]+", sentence)) > 5]
    for words in chance.sample(sentences, each):
        length = chance.randint(2, 5)
        start = chance.randrange(len(words) - length + 1)
        phrase = " ".join(words[start:start + length])
        yield "phrase", "phrase", phrase, f'"{phrase}"'
    long = [words for words in titles if len(words) >= 8]
    for words in chance.sample(long, each):
        yield "sentence", "or", " ".join(words), " ".join(words)
    for words in chance.sample(titles, each):
        word = without_marks(max(words, key=len)).lower()[:chance.randint(3, 4)]
        yield "prefix", "-", word, f"{word}*"
    for words in chance.sample(titles, each):
        typed = " ".join([*chance.sample(words, 2), NOWHERE]).lower()
        yield "partial", "or", typed, typed
    # Behind the others: one seed goes on drawing the same of those.
    for words in chance.sample(titles, each):
        three = " ".join(chance.sample(words, 3)).lower()
        yield "three_words", "and", three, three
    longer = [words for words in titles if len(words) >= 6]
    for words in chance.sample(longer, each):
        start = chance.randrange(len(words) - 5)
        six = " ".join(words[start:start + 6])
        yield "six_words", "or", six, six


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpus")
    arguments.add_argument("out")
    arguments.add_argument("--each", type=int, default=150)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", help="the kinds that are written; all if not given")
    arguments = arguments.parse_args()
    chance = random.Random(arguments.seed)
    lines = list(queries(sample(arguments.corpus, 10 * arguments.each, arguments.seed), arguments.each, chance))
    kinds = arguments.only.split(",") if arguments.only else None
    lines = [line for line in lines if kinds is None or line[0] in kinds]
    chance.shuffle(lines)
    with open(arguments.out, "w", encoding="utf8") as out:
        out.write("".join("\t".join(line) + "\n" for line in lines))
    print(f"{len(lines)} queries")


if __name__ == "__main__":
    main()
