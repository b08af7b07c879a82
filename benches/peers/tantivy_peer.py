"""Stock tantivy as a peer, by its Python wheel: simple tokenizer, lower case, ASCII folding; title and body, the title twice as heavy.

Usage: tantivy_peer.py index CORPUS DIR THREADS
       tantivy_peer.py search DIR QUERIES ROUNDS

A search counts all hits, reads the stored texts of the first ten and makes tantivy's own snippets.
"""

import json
import os
import re
import shutil
import sys
import time

import tantivy
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from timing import report

WRITER_MEMORY = 1_000_000_000


def open_index(path):
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in ("title", "body"):
        builder.add_text_field(field, stored=True, tokenizer_name="folded")
    index = tantivy.Index(builder.build(), path=path)
    index.register_tokenizer("folded", TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold()).build())
    return index


def build(corpus, path, threads):
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    start = time.time()
    writer = open_index(path).writer(WRITER_MEMORY, threads)
    with open(corpus, encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            writer.add_document(tantivy.Document(id=record["id"], title=record.get("title") or "", body=record.get("body") or ""))
    writer.commit()
    writer.wait_merging_threads()
    print(json.dumps({"seconds": round(time.time() - start, 2)}))


def search(path, queries, rounds):
    index = open_index(path)
    index.reload()
    searcher = index.searcher()

    def run(mode, text):
        words = re.findall(r"\w+", text)
        typed = {"phrase": f'"{" ".join(words)}"', "and": " AND ".join(words), "or": " OR ".join(words), "term": words[0]}[mode]
        query = index.parse_query(typed, ["title", "body"], {"title": 2.0})
        found = searcher.search(query, 10)
        snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "body")
        for _, address in found.hits:
            snippets.snippet_from_doc(searcher.doc(address)).to_html()
        return found.count

    report(queries, rounds, run)


if __name__ == "__main__":
    command, first, second, number = sys.argv[1:]
    {"index": build, "search": search}[command](first, second, int(number))
