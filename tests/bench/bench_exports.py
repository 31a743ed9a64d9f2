"""
Seconds, memory and size of each export, beside plain geopandas from the same events.

    python tests/bench/bench_exports.py [EVENTS [EVENTS FOR GEOPANDAS]]

Each writer runs in a process of its own and reads the events from files of JSON lines; seconds by
the clock, and of work, which other programs on the machine do not change. Geopandas gets its frame
from our own rows; it holds everything in memory, about 12 kB an event.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

PLAIN = {".geojson": "GeoJSON", ".gpkg": "GPKG", ".fgb": "FlatGeobuf", ".parquet": ""}
OURS = (".geojson", ".geojsonl", ".parquet", ".csv", ".gpkg", ".fgb", ".kml", ".kmz")
_WHOLE = (".geojson", ".parquet", ".gpkg")


def main(size: int, plain_size: int) -> None:
    """Write a corpus, then each format from it, and print a line each."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        _write_corpus(folder, size)
        _say(f"{'':28}{'events':>9} {'seconds':>8} {'of work':>8} {'MB held':>8} {'MB file':>8}")
        for suffix in OURS:
            for way in ("whole", "lean") if suffix in _WHOLE else ("lean",):
                _measure(folder, suffix, way, size)
        if plain_size != size:
            _write_corpus(folder, plain_size)
        for suffix in PLAIN:
            _measure(folder, suffix, "geopandas", plain_size)
            if plain_size != size:
                _measure(folder, suffix, "lean", plain_size)


def _measure(folder: Path, suffix: str, way: str, size: int) -> None:
    path = folder / f"out{suffix}"
    started = time.perf_counter()
    command = [sys.executable, __file__, "child", way, str(folder), str(path)]
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    seconds, megabytes = time.perf_counter() - started, path.stat().st_size / 1e6
    if status:
        sys.exit(f"{suffix}, {way}: failed")
    work, held = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3
    name = f"{suffix[1:]}, {way}"
    _say(f"{name:28}{size:>9,} {seconds:>8.1f} {work:>8.1f} {held:>8.0f} {megabytes:>8.0f}")
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
    from geomap.codec import RecordFile, RecordIndex  # noqa: PLC0415
    from geomap.export.formats import write_events  # noqa: PLC0415
    from geomap.layers.features import make_table  # noqa: PLC0415
    from geomap.model import Claim, DocumentInfo, Event  # noqa: PLC0415

    events = RecordFile(folder / "events.jsonl", Event)
    documents = RecordFile(folder / "documents.jsonl", DocumentInfo)
    with RecordIndex(folder / "claims.jsonl", Claim) as claims:
        table = make_table(events, claims=claims, documents=documents)
        if way == "geopandas":
            _write_plainly(table, path)
        else:
            write_events(table, path, lean=way == "lean")


def _write_plainly(table, path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    from geopandas import GeoDataFrame, GeoSeries  # noqa: PLC0415

    from geomap.layers.batches import GEOMETRY, batch_schema, build_batches  # noqa: PLC0415

    found = pa.Table.from_batches(build_batches(table.features()), batch_schema())
    shapes = GeoSeries.from_wkb(found[GEOMETRY].to_pandas(), crs="EPSG:4326")
    frame = GeoDataFrame(found.drop_columns([GEOMETRY]).to_pandas(), geometry=shapes)
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path, driver=PLAIN[path.suffix])


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        _child(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        numbers = [int(each) for each in sys.argv[1:]] or [1_000_000]
        main(numbers[0], numbers[-1])
