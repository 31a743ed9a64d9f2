"""
Seconds, memory and size of each export, beside plain geopandas from the same events.

    python tests/bench/bench_exports.py [EVENTS [EVENTS FOR GEOPANDAS]]

Each writer runs in a process of its own and reads the events from files of JSON lines: seconds by
the clock, of work (which other programs on the machine hardly change), and of the work that is
writing alone. Geopandas stands right under ours, with the same columns ("lean"); it gets its frame
from our own rows and holds all of it, about 10 kB an event.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

PLAIN = {
    ".geojson": "GeoJSON",
    ".geojsonl": "GeoJSONSeq",
    ".parquet": "",
    ".csv": "",
    ".gpkg": "GPKG",
    ".fgb": "FlatGeobuf",
    ".kml": "KML",
}
OURS = (".geojson", ".geojsonl", ".parquet", ".csv", ".gpkg", ".fgb", ".kml", ".kmz")
_WHOLE = (".geojson", ".parquet", ".gpkg")
_HEAD = ("events", "seconds", "of work", "writing", "MB held", "MB file")


def main(size: int, plain_size: int) -> None:
    """Write a corpus, then each format from it, and print a line each."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        _write_corpus(folder, size)
        _say(f"{'':20}{''.join(f'{each:>10}' for each in _HEAD)}")
        for suffix in OURS:
            for way in ways(suffix, compared=plain_size == size):
                _measure(folder, suffix, way, size)
        if plain_size != size:
            _write_corpus(folder, plain_size)
            for suffix in PLAIN:
                for way in ("lean", "geopandas"):
                    _measure(folder, suffix, way, plain_size)


def ways(suffix: str, *, compared: bool) -> list[str]:
    """Return how a format is written: without our records, by geopandas, with our records."""
    plain = ["geopandas"] if compared and suffix in PLAIN else []
    return ["lean", *plain, *(["whole"] if suffix in _WHOLE else [])]


def _measure(folder: Path, suffix: str, way: str, size: int) -> None:
    path = folder / f"out{suffix}"
    started = time.perf_counter()
    command = [sys.executable, __file__, "child", way, str(folder), str(path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    told = child.communicate()[0]
    seconds, megabytes = time.perf_counter() - started, path.stat().st_size / 1e6
    if child.returncode:
        sys.exit(f"{suffix}, {way}: failed")
    work, writing, held = map(float, told.split())
    name = f"{suffix[1:]}, {way}"
    _say(
        f"{name:20}{size:>10,}{seconds:>10.1f}{work:>10.1f}{writing:>10.1f}"
        f"{held:>10.0f}{megabytes:>10.0f}"
    )
    path.unlink()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _write_corpus(folder: Path, size: int) -> None:
    from synthetic import stream_documents, stream_events  # noqa: PLC0415

    from geomap.codec import encode_record, encode_records  # noqa: PLC0415

    with (
        (folder / "events.jsonl").open("wb") as events,
        (folder / "claims.jsonl").open("wb") as claims,
    ):
        for event, its_claims in stream_events(size):
            events.write(encode_record(event))
            claims.writelines(encode_records(its_claims))
    (folder / "documents.jsonl").write_bytes(b"".join(encode_records(stream_documents(size))))


def _child(way: str, folder: Path, path: Path) -> None:
    """Write a file; print seconds of work, of them those of writing alone, and megabytes held."""
    from geomap.codec import RecordFile, RecordIndex  # noqa: PLC0415
    from geomap.export.formats import write_events  # noqa: PLC0415
    from geomap.layers.features import make_table  # noqa: PLC0415
    from geomap.model import Claim, DocumentInfo, Event  # noqa: PLC0415

    events = RecordFile(folder / "events.jsonl", Event)
    documents = RecordFile(folder / "documents.jsonl", DocumentInfo)
    with RecordIndex(folder / "claims.jsonl", Claim) as claims:
        table = make_table(events, claims=claims, documents=documents)
        started = 0.0
        if way == "geopandas":
            frame = _frame(table)
            started = time.process_time()
            _write_plainly(frame, path)
        else:
            write_events(table, path, lean=way == "lean")
    work, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    _say(f"{work} {work - started} {held}")


def _frame(table):
    import pyarrow as pa  # noqa: PLC0415
    from geopandas import GeoDataFrame, GeoSeries  # noqa: PLC0415

    from geomap.layers.batches import GEOMETRY, batch_schema, build_batches  # noqa: PLC0415

    found = pa.Table.from_batches(build_batches(table.features()), batch_schema())
    shapes = GeoSeries.from_wkb(found[GEOMETRY].to_pandas(), crs="EPSG:4326")
    return GeoDataFrame(found.drop_columns([GEOMETRY]).to_pandas(), geometry=shapes)


def _write_plainly(frame, path: Path) -> None:
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".csv":
        frame.drop(columns="geometry").to_csv(path, index=False)
    else:
        frame.to_file(path, driver=PLAIN[path.suffix])


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        _child(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        numbers = [int(each) for each in sys.argv[1:]] or [1_000_000]
        main(numbers[0], numbers[-1])
