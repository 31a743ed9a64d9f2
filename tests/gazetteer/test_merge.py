"""One place from several sources: when it is one, and whose word counts."""

import pytest
from geonames import dump_row, postal_row, text_of
from hypothesis import given
from hypothesis import strategies as st
from places import make_place, source_of, tiny_source

from gazetteer import LonLat, PlaceKind, SourceError
from gazetteer.merge import merge_sources, unite
from gazetteer.sources.detect import sources_of
from gazetteer.sources.model import Selection

OAK = {"name": "Dubove", "names": ("Dubove", "Дубове"), "population": 0, "admin1": None}


def postal(lon=35.8343, radius_m=1500.0, **changes):
    """Return a village as a postal file gives it."""
    fields = {
        **OAK,
        "id": f"postal:UA/dubove@{lon}",
        "point": LonLat(lon, 47.4456),
        "radius_m": radius_m,
        "sources": ("geonames-postal",),
    }
    return make_place(**(fields | changes))


def user(lon=35.8343, **changes):
    """Return a village of a user's own file."""
    fields = {**OAK, "id": "user:mine/1", "point": LonLat(lon, 47.4456), "sources": ("user:mine",)}
    return make_place(**(fields | changes))


def theatre(lon=35.8343, radius_m=1500.0):
    """Return a village of a theatre."""
    return make_place(
        **OAK,
        id="theatre:x/dubove",
        point=LonLat(lon, 47.4456),
        radius_m=radius_m,
        sources=("theatre:x",),
    )


def geonames(lon=35.8343, **changes):
    """Return a village of GeoNames."""
    return make_place(**{**OAK, "id": "gn:5", "point": LonLat(lon, 47.4456), **changes})


def merged(*places):
    """Return what becomes of places that come from a source each."""
    return merge_sources([source_of([place]) for place in places])[0]


def test_one_village_of_two_files_is_one():
    """
    The same name nearby is the same village; it keeps the first id, names and sources are united.
    """
    [place] = merged(geonames(), postal(35.85, names=("Dubove", "Дубове", "Дубки")))

    assert place.id == "gn:5"
    assert place.sources == ("geonames", "geonames-postal")
    assert "Дубки" in place.names


def test_the_geonames_id_is_kept():
    """
    Whichever was read first, a place that GeoNames has goes by its id.
    """
    [place] = merged(theatre(), postal(), geonames(), user())

    assert place.id == "gn:5"
    assert len(place.sources) == 4


def test_another_spelling_nearby_is_the_same():
    """
    A Russian-based spelling does not make a second village.
    """
    assert (
        len(merged(geonames(name="Chasov Yar", names=("Chasov Yar",)), postal(name="Часів Яр")))
        == 1
    )


@pytest.mark.parametrize(
    "other",
    [
        postal(36.0),
        postal(name="Yavorove", names=("Yavorove",)),
        postal(country="RU"),
        postal(kind=PlaceKind.ADMIN2),
    ],
    ids=["farther than its point is sure", "another name", "another country", "another kind"],
)
def test_what_differs_stays_apart(other):
    """
    Name, kind, country and nearness must all agree.
    """
    assert len(merged(geonames(), other)) == 2


def test_an_unsure_point_may_lie_farther():
    """
    A point that may be 15 km off is the same village at 12 km.
    """
    assert len(merged(geonames(), postal(36.0, radius_m=15_000.0))) == 1


def test_two_villages_of_one_file_stay_two():
    """
    A file that lists two villages of one name nearby means two.
    """
    places, _ = merge_sources([source_of([postal(35.83), postal(35.85)])])

    assert len(places) == 2


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (user, geonames),
        (geonames, theatre),
        (theatre, postal),
        (postal, lambda lon: theatre(lon, radius_m=4000.0)),
    ],
    ids=["own file", "GeoNames", "theatre", "postal"],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_the_better_point_counts(better, worse, backwards):
    """
    Own file, GeoNames, checked theatre, postal file, unchecked theatre: whichever was read first.
    """
    pair = [better(35.83), worse(35.85)]
    [place] = merged(*(reversed(pair) if backwards else pair))

    assert place.point.lon == 35.83


def test_a_newer_file_of_one_kind_counts():
    """
    Of two GeoNames files the one read later has the point, and the larger reach stays.
    """
    [place] = merged(geonames(35.83, radius_m=4000.0), geonames(35.84))

    assert place.point.lon == 35.84
    assert place.radius_m == 4000


def test_a_unit_keeps_its_point():
    """
    The point of a unit's polygon is not replaced by a dump's.
    """
    unit = make_place(kind=PlaceKind.ADMIN1, point=LonLat(37.0, 48.0), radius_m=90_000.0)
    [place] = merged(unit, make_place(kind=PlaceKind.ADMIN1, point=LonLat(38.0, 48.0)))

    assert (place.point.lon, place.radius_m) == (37.0, 90_000)


def test_what_the_first_lacks_comes_from_the_second():
    """
    Unit, people and country are filled in.
    """
    united = unite(postal(country=None), geonames(population=7, admin1="26", admin1_name="Z"))

    assert (united.country, united.admin1, united.admin1_name) == ("UA", "26", "Z")
    assert united.population == 7


@given(st.permutations(["gn:1", "postal:UA/2", "user:a/3", "theatre:x/4", "user:b/5"]))
def test_however_read_one_village_is_one(ids):
    """
    The order of the files never makes a second village, and loses no name.
    """
    places = [
        postal(
            id=identity, names=("Dubove", f"Dubove {identity}"), sources=(identity.split("/")[0],)
        )
        for identity in ids
    ]
    [place] = merged(*places)

    assert set(place.names) == {"Dubove", *(f"Dubove {identity}" for identity in ids)}


def test_the_inputs_tell_what_became_of_the_rows(tmp_path):
    """
    Each file's checksum, date, rows, refused and left out are on record.
    """
    path = tmp_path / "UA.txt"
    path.write_bytes(text_of(dump_row(), dump_row(id="x"), dump_row(id="3", letter="H")))
    _, inputs = merge_sources([tiny_source(), *sources_of([path])])

    read = inputs[1]
    assert (read.places, read.rows) == (1, 3)
    assert read.refused == {"no id": 1}
    assert read.left_out == {"feature class H": 1}
    assert read.version == "rows until 2024-05-06"
    assert read.licence == "CC BY 4.0"
    assert set(read.files) == {"UA.txt"}
    assert len(read.files["UA.txt"]) == 64


def test_a_file_without_a_usable_row_is_an_error(tmp_path):
    """
    When every row is refused the file is not what it was taken for, and the first faults are told.
    """
    path = tmp_path / "UA.txt"
    path.write_bytes(text_of(*(postal_row(lat="x", postcode=str(n)) for n in range(9))))

    with pytest.raises(SourceError, match=r"none of its 9 rows(.|\n)*UA\.txt:1: "):
        merge_sources(sources_of([path]))


def test_the_selection_spares_countries():
    """
    Places of other countries and out of bounds are left out, countries are not.
    """
    country = make_place(id="gn:9", kind=PlaceKind.COUNTRY, country="FR")
    places = [country, make_place(id="gn:8", country="FR"), make_place()]
    chosen = Selection(countries=frozenset({"UA"}), bounds=(37, 48, 39, 49))
    kept, _ = merge_sources([source_of(places)], selection=chosen)

    assert [place.id for place in kept] == ["gn:713174", "gn:9"]


def test_a_unit_that_reaches_into_the_bounds_is_kept():
    """
    Villages at the edge keep their district although its middle lies outside.
    """
    chosen = Selection(bounds=(38, 48, 39, 49))
    unit = make_place(kind=PlaceKind.ADMIN2, point=LonLat(37.5, 48.5), radius_m=50_000.0)

    assert chosen.takes(unit)
    assert not chosen.takes(make_place(point=LonLat(37.5, 48.5)))
    assert not Selection(bounds=(39, 48, 40, 49)).takes(unit)
