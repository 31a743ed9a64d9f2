"""A user's own layers, and tiles, before they reach the page."""

from pathlib import Path

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geomap.errors import InputError
from geomap.export.overlays import OVERLAY_SCALE, overlay_data
from geomap.export.tiles import Tiles, find_tiles
from geomap.layers.overlays import Overlay

FRONT = LineString([(37.0, 48.0), (37.5, 48.25)])
HOSTILE = "<img src=x onerror=alert(1)>"


def _written(path: Path, columns: dict[str, list[object]], crs: str | None = "EPSG:4326") -> Path:
    geopandas.GeoDataFrame(columns, geometry="geometry", crs=crs).to_file(path)
    return path


def test_shapes_stand_under_their_days_and_nothing_else_is_taken(tmp_path: Path) -> None:
    """
    A column of dates sorts the shapes; other attributes, whatever they hold, stay behind.
    """
    path = _written(
        tmp_path / "front.geojson",
        {
            "date": ["2024-02-02", "2024-02-01"],
            "note": [HOSTILE, HOSTILE],
            "geometry": [FRONT, FRONT],
        },
    )
    data = overlay_data(Overlay(path, "Front", HOSTILE))

    assert list(data["days"]) == ["2024-02-01", "2024-02-02"]
    assert data["days"]["2024-02-01"] == [
        {"kind": "line", "lines": [370_000, 480_000, 5_000, 2_500]}
    ]
    assert set(data) == {"name", "credit", "scale", "days"}
    assert data["credit"] == HOSTILE


def test_other_reference_systems_become_degrees(tmp_path: Path) -> None:
    """
    A layer in metres is drawn where it belongs.
    """
    frame = geopandas.GeoDataFrame(geometry=[FRONT], crs="EPSG:4326").to_crs(3857)
    frame.to_file(tmp_path / "front.gpkg")
    ((line,),) = overlay_data(Overlay(tmp_path / "front.gpkg"))["days"].values()

    assert line["lines"][:2] == [37 * OVERLAY_SCALE, 48 * OVERLAY_SCALE]


def test_every_kind_of_shape_is_drawn(tmp_path: Path) -> None:
    """
    Points, areas with holes and collections of them are taken apart into what the page can draw.
    """
    holed = Polygon(box(0, 0, 4, 4).exterior.coords, [box(1, 1, 2, 2).exterior.coords])
    shapes = [Point(1, 2), MultiPolygon([holed, box(5, 5, 6, 6)])]
    path = _written(tmp_path / "all.geojson", {"geometry": shapes})
    (pieces,) = overlay_data(Overlay(path))["days"].values()

    assert [piece["kind"] for piece in pieces] == ["point", "polygon", "polygon"]
    assert [len(piece["lines"]) for piece in pieces] == [2, 2, 1]


@pytest.mark.parametrize("text", ["", "no layer", '{"type": "FeatureCollection", "features": []}'])
def test_what_is_no_layer_is_refused_by_name(tmp_path: Path, text: str) -> None:
    """
    The message names the file.
    """
    path = tmp_path / "broken.geojson"
    path.write_text(text)

    with pytest.raises(InputError, match=r"broken\.geojson"):
        overlay_data(Overlay(path))
    with pytest.raises(InputError, match="no such file"):
        overlay_data(Overlay(tmp_path / "gone.geojson"))


def test_tiles_are_found_by_name_and_by_url() -> None:
    """
    A provider's name gives its URL and credit; a URL is its own, and its host may vary.
    """
    assert find_tiles("OpenStreetMap.Mapnik").origin == "https://tile.openstreetmap.org"
    assert "OpenStreetMap" in find_tiles("OpenStreetMap.Mapnik").credit
    assert find_tiles("https://{s}.tiles.example/{z}/{x}/{y}.png").origin == (
        "https://*.tiles.example"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nowhere.Land",
        "Thunderforest.Cycle",
        "ftp://tiles.example/{z}/{x}/{y}",
        "javascript://a/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example; script-src *//{z}/{x}/{y}",
        "https://a.example' *//{z}/{x}/{y}",
    ],
)
def test_no_other_text_becomes_a_source_of_tiles(text: str) -> None:
    """
    Unknown names, those that want a key, and URLs that are none are refused.
    """
    with pytest.raises(InputError):
        find_tiles(text)


@given(st.text(max_size=40))
def test_whatever_is_taken_adds_one_origin_to_the_policy(text: str) -> None:
    """
    No text can smuggle a second directive into the page's policy.
    """
    try:
        tiles: Tiles | None = find_tiles(f"https://{text}/{{z}}/{{x}}/{{y}}")
    except (InputError, ValueError):
        tiles = None

    assert tiles is None or not set(tiles.origin) & set("; '\"\n<>")
