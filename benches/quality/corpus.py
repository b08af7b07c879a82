"""Reads a JSONL corpus, and asks timbao many questions at once."""

import json
import subprocess
import tempfile

from spelling import clean


def articles(path):
    """Yields (id, title, body) of each record."""
    with open(path, encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record.get("title") or "", record.get("body") or ""


def texts(path):
    """Yields (id, text) of each record: title and body, cleaned, the title on a line of its own."""
    for name, title, body in articles(path):
        yield name, clean(f"{title}\n{body}")


def ask(timbao, index, queries, limit=10):
    """Runs all queries in one `timbao batch` and returns one response for each, in order.

    The batch runs twice: the first warms the page cache, the second is returned. Both must agree in everything but time.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8", newline="\n") as file:
        file.write("".join(query + "\n" for query in queries))
        file.flush()
        command = [timbao, "batch", file.name, "--index", index, "--limit", str(limit), "--no-facets", "--json"]
        first, second = (_responses(command) for _ in range(2))
    if len(second) != len(queries):
        raise SystemExit(f"{len(queries)} queries got {len(second)} answers")
    for query, one, other in zip(queries, first, second):
        if [hit["id"] for hit in one["hits"]] != [hit["id"] for hit in other["hits"]] or one["total"] != other["total"]:
            raise SystemExit(f"the same query was answered differently the second time: {query}")
    return second


def _responses(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf8")
    if done.returncode not in (0, 1):
        raise SystemExit(f"`{' '.join(command)}` ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def full_hits(response):
    """Returns the ids, as the corpus gives them, of the hits in which every unit of the query stands."""
    return [hit["source_id"] for hit in response["hits"] if hit["match"] == "full"]


def percentile(values, percent):
    """Returns the value below which `percent` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def times(responses):
    """Returns p50 and p99 of the time that the program itself took, as `0.42 / 1.10 ms`."""
    took = [response["took_us"] / 1000 for response in responses]
    return f"{percentile(took, 50):.2f} / {percentile(took, 99):.2f} ms"
