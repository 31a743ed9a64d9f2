"""The index: what it finds, where, and what it refuses."""

import itertools
import pickle
import shutil
import threading

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import make_place, source_of

from gazetteer import IndexDamagedError, LonLat, PlaceKind, build_index, open_index
from gazetteer.cache import default_folder
from gazetteer.geodesy import distance_km
from gazetteer.manifest import FORMAT, check_folder

KLISHCHIIVKA = LonLat(37.96, 48.53)
BAKHMUT_ID = "gn:713174"
PIECES = ["Bakhmut", "Bakhmut\u2019s", "Donetsk", "Oblast", "U.S.", "US", "New", "York", "Часів"]
PIECES += ["Яр", "Chasov", "Slov'yansk", "eastern", "Ukraine", "the", "St", "-", ".", "\u0301"]
ANY_TEXT = st.text() | st.lists(st.sampled_from([*PIECES, "\n"])).map(" ".join)


def found(index, text):
    """Return the texts that are found."""
    return [match.text for match in index.find_names(text)]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=ANY_TEXT)
def test_offsets_are_exact_and_ordered(index, text):
    """
    A match is what stands between its offsets, and none overlaps the one before.
    """
    matches = list(index.find_names(text))

    assert all(text[match.start : match.end] == match.text for match in matches)
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))
    assert all(match.places for match in matches)


@pytest.mark.parametrize("name", ["Artemivsk", "Артёмовск", "Бахмут", "BAKHMUT", "Bahmut"])
def test_bakhmut_by_any_of_its_names(index, name):
    """
    Old, Russian and Ukrainian names lead to the town of today.
    """
    assert BAKHMUT_ID in [place.id for place in index.lookup(name)]


@pytest.mark.parametrize(
    "name", ["Klishchiivka", "Kleshcheevka", "Кліщіївка", "Клещеевка", "Klishchiyivka"]
)
def test_a_front_line_village_is_where_it_is(index, name):
    """
    Klishchiivka, which cities500 lacks, lies within 3 km of its reference.
    """
    place, *others = index.lookup(name)

    assert not others
    assert distance_km(place.point, KLISHCHIIVKA) < 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv", "Kiev"),
        ("Kharkiv", "Kharkov"),
        ("Avdiivka", "Avdeevka"),
        ("Chasiv Yar", "Chasov Yar"),
    ],
)
def test_spellings_lead_to_the_same_place(index, one, other):
    """
    Ukrainian and Russian-based spellings have the same first place.
    """
    assert index.lookup(one)[0].id == index.lookup(other)[0].id


@pytest.mark.parametrize(
    "name",
    [
        "Donetsk region",
        "Donetsk Oblast",
        "Donetska oblast",
        "Donetsk province",
        "Донецька область",
        "Донецкая область",
    ],
)
def test_a_unit_by_the_names_people_write(index, name):
    """
    An oblast is found as oblast, region and province, in Latin and Cyrillic letters.
    """
    (place,) = index.lookup(name)

    assert (place.kind, place.area_id) == (PlaceKind.ADMIN1, "UA.05")


def test_a_bare_name_is_the_town_first(index):
    """
    Donetsk alone is the city; the oblast is another candidate.
    """
    first, *others = index.lookup("Donetsk")

    assert first.kind is PlaceKind.SETTLEMENT
    assert first.country == "UA"
    assert "UA.05" in [place.area_id for place in others]


def test_longest_name_wins(index):
    """
    "Kharkov region" is one name, in a spelling of its own, and not the city.
    """
    (match,) = index.find_names("it burned in the Kharkov region overnight")

    assert (match.text, match.how) == ("Kharkov region", "folded")
    assert index.place(match.places[0]).area_id == "UA.07"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bakhmut's eastern outskirts", ["Bakhmut"]),
        ("Kyiv\u2019s allies", ["Kyiv"]),
        ("a King's Lynn paper", ["King's Lynn"]),
        ("shelling of Slov\u2019yansk,", ["Slov\u2019yansk"]),
        ("a Kyiv-based analyst", ["Kyiv"]),
        ("in Chasiv\nYar", ["Chasiv\nYar"]),
        ("Chasiv\n\nYar", ["Yar"]),
        ("Donetsk, Oblast", ["Donetsk"]),
        ("across eastern Ukraine", ["eastern Ukraine"]),
        ("Ukraine's east", ["Ukraine's east"]),
        ("told us about the US", ["US"]),
        ("", []),
        ("x" * 100_000, []),
    ],
)
def test_edges_of_names(index, text, names):
    """
    Possessives, line breaks, hyphens and commas end a name where a reader would.
    """
    matches = [text for text in found(index, text) if text != "Oblast"]

    assert matches == names


def test_demonyms_are_told_from_names(index):
    """
    An adjective of a country is a demonym of it.
    """
    (match,) = index.find_names("Russian artillery")

    assert match.how == "demonym"
    assert index.place(match.places[0]).country == "RU"


def test_lookup_and_place_agree(index):
    """
    Every place that a name gives is the place of its id.
    """
    assert all(index.place(place.id) == place for place in index.lookup("Andriivka"))


def test_unknown_id(index):
    """
    An id that is not there is a KeyError.
    """
    with pytest.raises(KeyError):
        index.place("gn:0")


def test_near_is_ordered_and_whole(index):
    """
    Near places come by distance, none beyond the radius, and a known neighbour is there.
    """
    bakhmut = index.place(BAKHMUT_ID).point
    pairs = index.near(bakhmut, radius_km=15)

    distances = [km for _, km in pairs]
    assert distances == sorted(distances)
    assert distances[-1] <= 15
    assert {"Bakhmut", "Klishchiivka"} <= {place.name for place, _ in pairs}
    assert index.near(bakhmut, radius_km=15, limit=3) == pairs[:3]


@pytest.mark.parametrize("lon", [179.95, -179.95, 180.0, -180.0])
def test_near_reaches_over_the_antimeridian(tmp_path, lon):
    """
    What lies on the other side of the line is near.
    """
    places = [
        make_place(id="gn:1", name="West of it", point=LonLat(179.9, -16.8)),
        make_place(id="gn:2", name="East of it", point=LonLat(-179.9, -16.8)),
    ]
    build_index(tmp_path / "index", sources=[source_of(places)], theatres=())
    with open_index(tmp_path / "index") as index:
        near = index.near(LonLat(lon, -16.8), radius_km=40)

    assert {place.id for place, _ in near} == {"gn:1", "gn:2"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    radius_km=st.sampled_from([30, 900, 9000, 20100]),
)
def test_near_is_what_measuring_all_would_give(small_folder, lon, lat, radius_km):
    """
    The grid loses nothing and gives nothing twice, at the poles and at any radius.
    """
    point = LonLat(lon, lat)
    with open_index(small_folder) as index:
        every = [place for area in ("UA.05", "UA.07", "UA.26") for place in index.places_in(area)]
        expected = {each.id for each in every if distance_km(point, each.point) <= radius_km}
        near = [place.id for place, _ in index.near(point, radius_km=radius_km)]

    assert len(near) == len(set(near))
    assert expected <= set(near)


def test_prefix(index):
    """
    A beginning gives the most prominent place that continues it.
    """
    assert index.prefix("Bakhmu", limit=1)[0].id == BAKHMUT_ID


def test_places_in_a_region_lie_in_its_members(index):
    """
    The settlements of Donbas are those of its two oblasts.
    """
    places = index.places_in("theatre:ukraine/donbas")

    assert {place.admin1 for place in places} == {"05", "14"}


def test_an_index_travels_by_its_folder(index):
    """
    Another process gets the same index from a pickle.
    """
    with pickle.loads(pickle.dumps(index)) as other:  # noqa: S301 - our own bytes
        assert other.lookup("Bakhmut") == index.lookup("Bakhmut")


def test_threads_share_an_index(index):
    """
    An index answers in a thread that did not open it.
    """
    answers = []
    thread = threading.Thread(target=lambda: answers.append(index.lookup("Soledar")))
    thread.start()
    thread.join()

    assert answers == [index.lookup("Soledar")]


@pytest.fixture
def copy(small_folder, tmp_path):
    """Return a copy of a small index that may be damaged."""
    return shutil.copytree(small_folder, tmp_path / "copy")


FILES = ["names.trie", "names.bin", "folded.trie", "folded.bin", "places.bin", "places.sqlite"]


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_refused(copy, name):
    """
    A file that lost its end is named, with what to do.
    """
    path = copy / name
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(IndexDamagedError, match=rf"{name} has .* gazetteer build"):
        open_index(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_is_refused(copy, name):
    """
    One wrong bit in the middle is noticed before anything is mapped.
    """
    path = copy / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)

    with pytest.raises(IndexDamagedError, match="checksum"):
        open_index(copy)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_refused(copy, name):
    """
    An incomplete index is not opened.
    """
    (copy / name).unlink()

    with pytest.raises(IndexDamagedError):
        open_index(copy)


def test_another_format_is_refused(copy):
    """
    An index of an older program says so.
    """
    path = copy / "manifest.json"
    manifest = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(manifest | {"format": FORMAT - 1}))

    with pytest.raises(IndexDamagedError, match=f"format is {FORMAT - 1}"):
        open_index(copy)


def test_no_folder_is_refused(tmp_path):
    """
    A folder that is not there is no index, and none is built in its place.
    """
    with pytest.raises(IndexDamagedError):
        open_index(tmp_path / "nothing")


def test_a_damaged_place_is_refused_when_read(copy):
    """
    A place that the quick check did not sample fails its own checksum.
    """
    blob = (copy / "places.bin").read_bytes()
    with open_index(copy) as index:
        (copy / "places.bin").write_bytes(blob.replace("Кліщіївка".encode(), "Кліщіївко".encode()))
        with pytest.raises(IndexDamagedError, match="checksum"):
            index.lookup("Klishchiivka")


def test_the_default_index_passes_its_full_check(index):
    """
    Every byte of the default index is as it was written.
    """
    assert index.folder == default_folder()
    assert check_folder(index.folder, full=True) == index.manifest


def test_every_input_is_on_record(index):
    """
    Source, licence, version and checksums of each input stand in the manifest.
    """
    for source in index.manifest.inputs:
        assert source.name
        assert source.licence
        assert source.version
        assert source.files
        assert all(len(digest) == 64 for digest in source.files.values())
