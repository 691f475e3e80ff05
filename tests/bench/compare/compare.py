#!/usr/bin/env python3
"""Asks the golden questions of other full-text searches: SQLite FTS5 (words and trigrams) and MiniSearch.

Same corpus (the sayings of index/, the names and texts of directory/services), same questions, same rule from hit to
service: a saying stands for the services its topic names first, those of another place left out. What these searches do
not have - signs, a classifier, who asks - they do without. Prints a Markdown table.

    python3 tests/bench/compare/compare.py [tune|holdout]

Needs Python 3.11 and, for MiniSearch, `npm ci` in this folder.
"""

import json
import math
import re
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LANGUAGES = ["nb", "en", "uk", "se"]


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def corpus():
    """Texts with the services each stands for, best first."""
    topics = read(ROOT / "directory/topics.toml")
    documents = []
    for lang in LANGUAGES:
        for topic, entry in read(ROOT / f"index/{lang}.toml")["topics"].items():
            first = topics[topic]["first"]
            documents += [(saying, first) for saying in entry["says"]]
    for path in sorted((ROOT / "directory/services").glob("*.toml")):
        service = read(path)
        for lang in LANGUAGES:
            texts = [service[key].get(lang) for key in ("name", "summary", "reach")]
            documents.append((" ".join(text for text in texts if text), [path.stem]))
    return documents


def places():
    """The places of each service; none for a national one."""
    services = {}
    for path in (ROOT / "directory/services").glob("*.toml"):
        services[path.stem] = set(read(path)["places"]) - {"national"}
    return services


def questions(name):
    return {lang: read(ROOT / f"tests/golden/{name}/{lang}.toml")["case"] for lang in LANGUAGES}


def fts5(documents, tokenizer):
    """A search over FTS5 with a tokenizer: from a question to the numbers of documents, best first."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='{tokenizer}')")
    rows = ((number, text) for number, (text, _) in enumerate(documents))
    base.executemany("INSERT INTO texts(rowid, body) VALUES (?, ?)", rows)

    def search(question):
        words = re.findall(r"\w+", question)
        if tokenizer.startswith("trigram"):
            words = [word[i : i + 3] for word in words for i in range(len(word) - 2)]
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        hits = base.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 60", (query,))
        return [number for (number,) in hits]

    return search


def minisearch(documents, asked):
    """The same over MiniSearch, for all questions at once: it runs in Node."""
    work = json.dumps({"texts": [text for text, _ in documents], "questions": asked})
    command = ["node", str(HERE / "minisearch.mjs")]
    done = subprocess.run(command, input=work, capture_output=True, text=True, check=True)
    found = dict(zip(asked, json.loads(done.stdout)))
    return lambda question: found[question]


def services(hits, documents, areas, place):
    """Services from hits: each once, those of another place left out."""
    ranked = {}
    for number in hits:
        for service in documents[number][1]:
            if not place or not areas[service] or place in areas[service]:
                ranked.setdefault(service)
    return list(ranked)


def ndcg(ranked, case):
    gains = {service: 1 for service in case.get("also", [])} | {service: 2 for service in case["first"]}
    total = lambda values: sum(gain / math.log2(rank + 2) for rank, gain in enumerate(values[:5]))
    return total([gains.get(service, 0) for service in ranked]) / total(sorted(gains.values(), reverse=True))


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "holdout"
    documents, areas, golden = corpus(), places(), questions(name)
    asked = [case["question"] for cases in golden.values() for case in cases]
    searches = {
        "SQLite FTS5, unicode61": fts5(documents, "unicode61 remove_diacritics 2"),
        "SQLite FTS5, trigram": fts5(documents, "trigram"),
        "MiniSearch, prefix and fuzzy 0.2": minisearch(documents, asked),
    }
    print(f"| {name}: success@1 / success@3 / nDCG@5 | " + " | ".join(LANGUAGES) + " |")
    print("|---|" + "---|" * len(LANGUAGES))
    for label, search in searches.items():
        cells = []
        for lang in LANGUAGES:
            cases = [case for case in golden[lang] if case.get("first")]
            answers = [services(search(case["question"]), documents, areas, case.get("place")) for case in cases]
            first = sum(ranked[:1] != [] and ranked[0] in case["first"] for ranked, case in zip(answers, cases))
            three = sum(any(s in case["first"] for s in ranked[:3]) for ranked, case in zip(answers, cases))
            gain = sum(ndcg(ranked, case) for ranked, case in zip(answers, cases))
            cells.append(" / ".join(f"{value / len(cases):.2f}" for value in (first, three, gain)))
        print(f"| {label} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
