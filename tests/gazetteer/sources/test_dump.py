"""GeoNames dumps: what becomes a place, and what is refused."""

import pytest
from geonames import dump_row, gzip_of, read_all, text_of, ukraine, zip_of
from places import make_place

from gazetteer import LonLat, PlaceKind, SourceError
from gazetteer.sources.detect import sources_of
from gazetteer.sources.dump import dump_source, names_source
from gazetteer.sources.model import Selection


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a dump of these rows: its places by name, and its log."""

    def call(*rows, packed=None, **options):
        path = tmp_path / "UA.txt"
        path.write_bytes(text_of(*rows) if packed is None else packed)
        source = dump_source(path, **options)
        return read_all(source, ukraine()), source.log

    return call


def test_a_village_is_a_place(read):
    """
    Id, names, point, unit and people are those of the row.
    """
    places, log = read(dump_row(name="Robotyne", names="Rabotino,Роботине,Работино"))

    place = places["Robotyne"]
    assert place.id == "gn:900001"
    assert place.kind is PlaceKind.SETTLEMENT
    assert place.point == LonLat(35.8343, 47.4456)
    assert place.admin1_name == "Zaporizhzhia Oblast"
    assert {"Rabotino", "Роботине", "Работино"} <= set(place.names)
    assert place.population == 480
    assert (log.rows, log.refused, log.newest) == (1, [], "2024-05-06")


@pytest.mark.parametrize("pack", [gzip_of, lambda text: zip_of(readme_txt="?", UA_txt=text)])
def test_a_packed_dump_is_the_same(read, pack):
    """
    Gzip and zip are unpacked; GeoNames' readme is passed over.
    """
    places, _ = read(packed=pack(text_of(dump_row())))

    assert "Vyhadanivka" in places


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1\tAndriivka", "wrong number of columns"),
        (dump_row() + "\t", "wrong number of columns"),
        (dump_row(lat="north"), "no coordinates"),
        (dump_row(lat="nan"), "no coordinates"),
        (dump_row(lon="inf"), "no coordinates"),
        (dump_row(lat="0", lon="0"), "no coordinates"),
        (dump_row(lat="95"), "coordinates out of range"),
        (dump_row(lon="191"), "coordinates out of range"),
        (dump_row(lat="35.8343", lon="47.4456"), "coordinates swapped"),
        (dump_row(name="  "), "empty name"),
        (dump_row(name="-"), "empty name"),
        (dump_row(name="Я" * 10_000), "name too long"),
        (dump_row(id=""), "no id"),
        (dump_row(id="-5"), "no id"),
        (dump_row(id="900002"), "duplicate id"),
        (dump_row(country="Utopia"), "unknown country"),
        (dump_row(name="a\0b"), "not text"),
        ("x" * 1_000_001, "line too long"),
    ],
)
def test_a_wrong_row_is_refused_alone(read, row, reason):
    """
    One bad row is on record by file and line, and the rows around it are read.
    """
    places, log = read(dump_row(id="900002", name="Persha"), row, dump_row(id="900003", name="Ost"))

    assert set(places) == {"Persha", "Ost"}
    [refusal] = log.refused
    assert str(refusal).startswith("UA.txt:2: ")
    assert (refusal.reason, log.rows) == (reason, 3)
    assert len(refusal.row) <= 200


def test_another_encoding_is_refused_by_row(read):
    """
    Latin-1 bytes in a UTF-8 file cost their row only.
    """
    wrong = dump_row(id="900002", name="Málaga", names="").encode("latin-1")
    places, log = read(packed=text_of(dump_row()) + wrong + b"\n")

    assert set(places) == {"Vyhadanivka"}
    assert log.reasons() == {"wrong encoding": 1}


def test_what_is_no_settlement_or_unit_is_left_out(read):
    """
    Lakes, hotels and vanished villages are left out and counted, not refused.
    """
    rows = (
        dump_row(letter="H", code="LK"),
        dump_row(letter="S", code="HTL"),
        dump_row(code="PPLH"),
        dump_row(letter="A", code="ADM4"),
    )
    places, log = read(*rows)

    assert places == {}
    assert log.refused == []
    assert log.left_out == {
        "feature class H": 1,
        "feature class S": 1,
        "feature code PPLH": 1,
        "feature code ADM4": 1,
    }


def test_other_classes_can_be_had(read):
    """
    A lake is a feature when its class is asked for.
    """
    places, _ = read(
        dump_row(letter="H", code="LK"), selection=Selection(feature_classes=frozenset("H"))
    )

    assert places["Vyhadanivka"].kind is PlaceKind.FEATURE


def test_a_unit_reaches_over_its_settlements(read):
    """
    A unit's point lies among its settlements, and its radius holds them.
    """
    rows = (
        dump_row(letter="A", code="ADM2", admin2="7", name="Raion", lat="50", lon="30"),
        dump_row(id="2", admin2="7", name="West", lon="35.0"),
        dump_row(id="3", admin2="7", name="Ost", lon="35.5"),
    )
    places, _ = read(*rows)

    assert places["Raion"].kind is PlaceKind.ADMIN2
    assert places["Raion"].point in {places["West"].point, places["Ost"].point}
    assert 35_000 < places["Raion"].radius_m < 40_000


def test_only_the_selected_places(read):
    """
    Countries and bounds leave out the rest.
    """
    rows = (dump_row(), dump_row(id="2", name="Fern", lon="24.0"))
    places, log = read(*rows, selection=Selection(bounds=(30, 40, 40, 50)))

    assert set(places) == {"Vyhadanivka"}
    assert sum(log.left_out.values()) == 1


def test_bounds_may_cross_the_antimeridian():
    """
    West may be greater than east.
    """
    selection = Selection(bounds=(170.0, -20.0, -170.0, 0.0))

    assert selection.holds(LonLat(178.0, -18.0))
    assert selection.holds(LonLat(-175.0, -18.0))
    assert not selection.holds(LonLat(0.0, -18.0))


def test_codes_name_the_units(tmp_path):
    """
    The files of admin codes given beside a dump say what its units are called.
    """
    (tmp_path / "UA.txt").write_bytes(text_of(dump_row(admin1="99", admin2="9901")))
    codes = text_of("UA.99\tNorth Land\tNorth Land\t1", "UA.98\t\t\t2")
    (tmp_path / "admin1CodesASCII.txt").write_bytes(codes)
    (tmp_path / "admin2Codes.txt").write_bytes(text_of("UA.99.9901\tHill\tHill\t2"))
    [source] = sources_of(sorted(tmp_path.iterdir()))

    place = read_all(source, ukraine())["Vyhadanivka"]
    assert (place.admin1_name, place.admin2_name) == ("North Land", "Hill")
    assert source.log.reasons() == {"empty name": 1}
    assert source.log.rows == 1


def test_codes_alone_are_no_places(tmp_path):
    """
    Admin codes without a dump are an error that says so.
    """
    path = tmp_path / "admin1CodesASCII.txt"
    path.write_bytes(text_of("UA.99\tNorth Land\tNorth Land\t1"))

    with pytest.raises(SourceError, match="country dump"):
        sources_of([path])


def test_alternate_names_join_known_places(tmp_path):
    """
    Names go to the place of their id; links, codes and unknown ids are left out.
    """
    path = tmp_path / "UA-names.txt"
    rows = (
        "1\t713174\tuk\tБахмутове\t\t\t\t\t\t",
        "2\t713174\tlink\thttps://example.org\t\t\t\t\t\t",
        "3\t555\ten\tNowhere\t\t\t\t\t\t",
        "4\t713174\ten\t\t\t\t\t\t\t",
    )
    path.write_bytes(text_of(*rows))
    source = names_source(path)
    [place] = read_all(source, make_place()).values()

    assert "Бахмутове" in place.names
    assert place.id == "gn:713174"
    assert sum(source.log.left_out.values()) == 2
    assert source.log.reasons() == {"empty name": 1}


@pytest.mark.parametrize("cut", [10, 60, -5])
def test_a_damaged_archive_is_an_error(tmp_path, cut):
    """
    A file that cannot be unpacked to its end is named, with what to do.
    """
    path = tmp_path / "UA.txt.gz"
    path.write_bytes(gzip_of(text_of(*(dump_row(id=str(n)) for n in range(1, 500))))[:cut])

    with pytest.raises(SourceError, match=r"UA\.txt\.gz.*get the file again"):
        [list(source.read({})) for source in sources_of([path])]
