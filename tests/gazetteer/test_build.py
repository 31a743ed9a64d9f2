"""Building: the same from the same, whole or not at all, one place once."""

import json
import os
import subprocess
import sys

import pytest
from places import make_place, source_of, tiny_source

from gazetteer import IndexDamagedError, LonLat, build_index, open_index
from gazetteer.build import REJECTS
from gazetteer.keys import is_acronym
from gazetteer.manifest import check_folder
from gazetteer.merge import unite
from gazetteer.sources.common import national_name, settlement_radius_m, usable_names
from gazetteer.sources.detect import sources_of


def contents(folder):
    """Return the bytes of each file."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_sources_give_the_same_bytes(small_folder, tmp_path):
    """
    Neither the time nor the order within a source shows in an index.
    """
    build_index(tmp_path / "again", sources=[tiny_source(backwards=True)])

    assert contents(tmp_path / "again") == contents(small_folder)


def test_a_build_that_fails_leaves_nothing(tmp_path):
    """
    A source that breaks leaves neither an index nor its scraps.
    """

    def broken(_known):
        yield make_place()
        message = "the source ends here"
        raise ValueError(message)

    source = tiny_source()._replace(read=broken)
    with pytest.raises(ValueError, match="ends here"):
        build_index(tmp_path / "index", sources=[source], theatres=())

    assert list(tmp_path.iterdir()) == []


def test_a_rebuild_does_not_disturb_a_reader(tmp_path):
    """
    An index that is open answers as before while a new one takes its place.
    """
    folder = tmp_path / "index"
    build_index(folder, sources=[tiny_source()], theatres=())
    with open_index(folder) as old:
        assert old.lookup("Bakhmut")
        build_index(
            folder, sources=[source_of([make_place(id="gn:1", names=("Soledar",))])], theatres=()
        )

        assert [place.id for place in old.lookup("Donetsk")] == ["gn:709717"]
    with open_index(folder) as new:
        assert new.lookup("Donetsk") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_two_builds_at_once_end_with_one_good_index(tmp_path):
    """
    Processes that build the same folder at the same time leave one whole index and no scraps.
    """
    folder = tmp_path / "index"
    code = (
        "import sys; from gazetteer import build_index; from places import tiny_source;"
        "[build_index(sys.argv[1], sources=[tiny_source()], theatres=()) for _ in range(20)]"
    )
    command = [sys.executable, "-c", code, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    builders = [subprocess.Popen(command, env=environment) for _ in range(3)]
    codes = [builder.wait(timeout=120) for builder in builders]

    assert codes == [0, 0, 0]
    assert check_folder(folder, full=True).places == 3
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.parametrize("name", ["letter.txt", "manifest.json"])
def test_a_folder_that_is_no_index_is_never_replaced(tmp_path, name):
    """
    A user's folder is not lost by naming it as the place of an index.
    """
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")

    with pytest.raises(IndexDamagedError, match="no index"):
        build_index(folder, sources=[tiny_source()], theatres=())
    with pytest.raises(IndexDamagedError, match="no index"):
        build_index(folder / name, sources=[tiny_source()], theatres=())
    assert (folder / name).read_text(encoding="utf-8") == "mine"


def test_refused_rows_are_kept_beside_the_index(tmp_path):
    """
    All refused rows are in one file of the folder, which is no part of what is checked.
    """
    path = tmp_path / "mine.csv"
    path.write_text("name,lon,lat\nOak,35,47\nElm,x,47\n[red],200,47\n", encoding="utf-8")
    build_index(tmp_path / "index", sources=[tiny_source()], theatres=(), more=sources_of([path]))
    lines = (tmp_path / "index" / REJECTS).read_text(encoding="utf-8").splitlines()

    assert [json.loads(line)["line"] for line in lines] == [3, 4]
    assert json.loads(lines[1])["row"] == "[red],200,47"
    with open_index(tmp_path / "index") as index:
        assert index.lookup("Oak")[0].sources == ("user:mine",)


def test_progress_counts_to_its_end(tmp_path):
    """
    Progress starts at nothing, never goes back, and ends at all of it.
    """
    steps = []
    build_index(
        tmp_path / "index",
        sources=[tiny_source()],
        theatres=(),
        progress=lambda done, total, _words: steps.append((done, total)),
    )

    assert steps[0][0] == 0
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]


def test_one_place_from_two_sources_is_one(tmp_path):
    """
    Records of one id become one place with the names and sources of both.
    """
    second = make_place(names=("Bakhmut", "Артёмовск"), sources=("list",), population=0)
    build_index(tmp_path / "index", sources=[tiny_source(), source_of([second])], theatres=())
    with open_index(tmp_path / "index") as index:
        (place,) = index.lookup("Bakhmut")

        assert index.lookup("Артёмовск") == index.lookup("Artemivsk") == (place,)
        assert place.sources == ("geonames", "list")
        assert place.population == 80500


def test_a_supplement_joins_the_place_it_repeats(small_folder, tmp_path):
    """
    A theatre's settlement that a source has too, under its own id, stands in the index once.
    """
    village = make_place(
        id="gn:705824",
        name="Klishchiyivka",
        point=LonLat(37.97, 48.54),
        names=("Klishchiyivka",),
        population=500,
    )
    build_index(tmp_path / "index", sources=[source_of([village])])
    with open_index(tmp_path / "index") as index:
        (place,) = index.lookup("Klishchiivka")

        assert place.id == "gn:705824"
        assert set(place.sources) == {"geonames", "geonames-postal", "theatre:ukraine"}
    with open_index(small_folder) as index:
        assert index.lookup("Klishchiivka")[0].id == "theatre:ukraine/klishchiivka"


def test_a_namesake_elsewhere_is_another_place(tmp_path):
    """
    A village of the same name in another oblast is not united with the supplement's.
    """
    far = make_place(id="gn:9", name="Klishchiivka", point=LonLat(30.0, 50.0), names=())
    build_index(tmp_path / "index", sources=[source_of([far])])
    with open_index(tmp_path / "index") as index:
        assert index.place("theatre:ukraine/klishchiivka").id != index.place("gn:9").id


def test_uniting_keeps_the_first_name():
    """
    The first record decides what a place is called.
    """
    united = unite(make_place(), make_place(name="Artemivsk", names=("Artemivsk", "Bakhmut")))

    assert united.name == "Bakhmut"
    assert united.names == make_place().names


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Artemivsk", True),
        ("Артемівськ", True),
        ("artemivsk", False),
        ("IEV", False),
        ("Ko", False),
        ("キーウ", False),
        ("Kænugarður", True),
    ],
)
def test_names_that_a_text_may_hold(name, kept):
    """
    Codes, machine romanisations, other scripts and scraps are no names to look for.
    """
    assert (name in usable_names("Bakhmut", [name])) is kept


def test_the_ukrainian_name_is_shown():
    """
    A Ukrainian place is called as Ukraine romanises it, a right name is left alone.
    """
    names = ("Avdiyivka", "Avdeevka", "Авдеевка", "Авдіївка", "Avdiivka")

    assert national_name("Avdiyivka", names) == "Avdiivka"
    assert national_name("Donetsk", ("Donetsk", "Донецьк", "Дінецьк", "Dinetsk")) == "Donetsk"
    assert national_name("Ivanivs'ke", ("Ivanivs'ke",)) == "Ivanivske"


@pytest.mark.parametrize(
    ("name", "short"), [("US", True), ("U.S.", True), ("Us", False), ("ЗСУ", True)]
)
def test_acronyms(name, short):
    """
    Few letters, all capitals.
    """
    assert is_acronym(name) is short


def test_extent_grows_with_people():
    """
    A city reaches farther than a village, which reaches at least a kilometre.
    """
    assert settlement_radius_m(0) == 1000
    assert 2000 < settlement_radius_m(80_500) < 4000
    assert 15_000 < settlement_radius_m(2_950_000) < 20_000
