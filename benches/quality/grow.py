#!/usr/bin/env python3
"""Makes a larger corpus of a corpus: the same articles again and again, each time of other people.

Usage: grow.py CORPUS.jsonl OUT_FOLDER [--times 10]

Writes OUT_FOLDER/1.jsonl, 2.jsonl …, of which the first is the corpus as it is. In each of the others every personal name takes another last
syllable, the same one throughout that copy, and every id another ending. So words and pairs stay as frequent as they were, while the names
multiply as they do in a larger archive.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from corpus import articles
from people import SURNAMES

# A surname, one or two syllables more, and the one that is called by.
NAME = re.compile(rf"\b((?:{'|'.join(sorted(SURNAMES))})(?: [^\W\d_]+){{1,2}}) ([^\W\d_]+)\b")


def is_capitalised(word):
    return word[0].isupper() and word[1:].islower()


def names(text):
    """Yields each name as a match whose second group is the last syllable."""
    return (found for found in NAME.finditer(text) if all(map(is_capitalised, found.group().split())))


def copies(corpus, times):
    """Yields the lines of each copy."""
    given = Counter()
    for _, _, body in articles(corpus):
        given.update(found.group(2) for found in names(body))
    # Neighbours in this order are about equally frequent.
    order = [syllable for syllable, _ in given.most_common()]
    place = {syllable: index for index, syllable in enumerate(order)}
    for copy in range(times):
        yield copy + 1, renamed(corpus, copy, order, place)


def renamed(corpus, copy, order, place):
    def other(found):
        if not all(map(is_capitalised, found.group().split())):
            return found.group()
        index = place.get(found.group(2))
        return found.group() if index is None else f"{found.group(1)} {order[(index + copy) % len(order)]}"

    with open(corpus, encoding="utf8") as lines:
        for line in lines:
            if copy == 0:
                yield line
                continue
            record = json.loads(line)
            for field in ("title", "body"):
                record[field] = NAME.sub(other, record.get(field) or "")
            yield json.dumps({**record, "id": f"{record['id']}-{copy}"}, ensure_ascii=False) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpus")
    arguments.add_argument("out")
    arguments.add_argument("--times", type=int, default=10)
    arguments = arguments.parse_args()
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    for number, lines in copies(arguments.corpus, arguments.times):
        with open(out / f"{number}.jsonl", "w", encoding="utf8") as file:
            file.writelines(lines)


if __name__ == "__main__":
    main()
