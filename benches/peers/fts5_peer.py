"""SQLite FTS5 as a peer, Python's own: `unicode61` without diacritics; title and body, the title twice as heavy.

Usage: fts5_peer.py index CORPUS FILE
       fts5_peer.py search FILE QUERIES ROUNDS

`remove_diacritics` leaves `đ` as it is, so `đ` is written `d` before texts and queries go in. A search reads ten hits with their snippets
and counts nothing: SQLite would need a second query for that.
"""

import json
import os
import re
import sqlite3
import sys
import time

from timing import report

NO_STROKE = str.maketrans("đĐ", "dD")


def build(corpus, path):
    if os.path.exists(path):
        os.remove(path)
    start = time.time()
    database = sqlite3.connect(path)
    database.execute("pragma journal_mode = wal")
    database.execute("create virtual table article using fts5(id unindexed, title, body, tokenize = 'unicode61 remove_diacritics 2')")
    with open(corpus, encoding="utf8") as lines, database:
        records = map(json.loads, lines)
        rows = ((record["id"], *((record.get(field) or "").translate(NO_STROKE) for field in ("title", "body"))) for record in records)
        database.executemany("insert into article values (?, ?, ?)", rows)
    database.close()
    print(json.dumps({"seconds": round(time.time() - start, 2)}))


def search(path, queries, rounds):
    database = sqlite3.connect(path)
    ask = ("select title, snippet(article, 2, '<b>', '</b>', '…', 30) from article where article match ?"
           " order by bm25(article, 0, 2.0, 1.0) limit 10")

    def run(mode, text):
        words = [f'"{word}"' for word in re.findall(r"\w+", text.translate(NO_STROKE))]
        typed = {"phrase": " + ".join(words), "and": " AND ".join(words), "or": " OR ".join(words), "term": words[0]}[mode]
        return len(database.execute(ask, (typed,)).fetchall())

    report(queries, rounds, run)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "index":
        build(*arguments)
    else:
        search(arguments[0], arguments[1], int(arguments[2]))
