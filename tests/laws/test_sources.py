"""Laws of reading: whatever a file holds, it is read, refused by row, or refused with its name."""

import json

from geonames import dump_row, postal_row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer import SourceError
from gazetteer.merge import merge_sources
from gazetteer.sources.detect import sources_of

FIELDS = st.one_of(
    st.sampled_from(
        ["", "UA", "P", "PPL", "nan", "1e400", "-0", "٣", "35.8", "0", "Ⅳ", '"', "\x00"]
    ),
    st.text(max_size=12),
)
CHANGES = st.dictionaries(
    st.sampled_from(["id", "name", "lat", "lon", "country", "admin1", "people", "accuracy"]), FIELDS
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "features", "name"]), inner)
    ),
    max_leaves=12,
)
CALM = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(path, content):
    """Return the places of a file and its log; None and None if it is refused as a whole."""
    path.write_bytes(content)
    try:
        [source] = sources_of([path])
        places, _ = merge_sources([source])
    except SourceError as error:
        named = path.name in str(error)
    else:
        return places, source.log
    assert named
    return None, None


@CALM
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"name,lon,lat\n", b"\x1f\x8b", b"PK\x03\x04", b"{"]),
)
def test_any_bytes_are_read_or_refused(tmp_path, content, start):
    """
    No content of a file ends in anything but places or an error of ours that names the file.
    """
    places, log = read(tmp_path / "a.csv", start + content)

    assert places is None or len(places) <= log.rows


@CALM
@given(st.sampled_from([dump_row, postal_row]), st.lists(CHANGES, min_size=1, max_size=5))
def test_each_row_of_geonames_is_accounted_for(tmp_path, make, changes):
    """
    Rows are places, refused or left out; what is read has a name and a point on the globe.
    """
    columns = {"people", "id"} if make is postal_row else {"accuracy"}
    rows = [
        make(**{key: value for key, value in change.items() if key not in columns})
        for change in changes
    ]
    places, log = read(tmp_path / "XX.txt", "\n".join(rows).encode("utf-8", "surrogatepass"))

    for place in places or ():
        assert place.name.strip()
        assert abs(place.point.lon) <= 180
        assert abs(place.point.lat) <= 90
    if log is not None and make is dump_row:
        assert len(places) + len(log.refused) + sum(log.left_out.values()) == log.rows


@CALM
@given(JSON, st.lists(JSON, max_size=4))
def test_any_json_is_read_or_refused(tmp_path, geometry, features):
    """
    GeoJSON of any shape is read feature by feature, or refused with the file's name.
    """
    wrapped = [{"type": "Feature", "properties": {"name": "A"}, "geometry": geometry}, *features]
    content = {"type": "FeatureCollection", "features": wrapped}
    places, log = read(tmp_path / "a.geojson", json.dumps(content).encode())

    assert places is None or len(places) + len(log.refused) == log.rows
