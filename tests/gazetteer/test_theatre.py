"""Theatres as data: the packaged one, one's own, and faults with file and line."""

import pytest

from gazetteer import TheatreError, load_theatre
from gazetteer.theatre import list_theatres

HEAD = 'name = "x"\ntitle = "X"\ncountries = ["UA"]\nbounds = [1, 2, 3, 4]\n'
COLUMNS = "id,name,name_uk,name_ru,other_names,country,admin1,admin1_name,raion,lon,lat"
COLUMNS += ",uncertainty_m,class,established\n"
ROW = "a,A-town,А,А,Aa|Ab,UA,05,Donetsk Oblast,R,37.5,48.5,1500,village,seen\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a theatre of one village."""
    (tmp_path / "theatre.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "settlements.csv").write_text(COLUMNS + ROW, encoding="utf-8")
    return tmp_path


def test_the_packaged_theatre():
    """
    Ukraine has its regions and front-line villages, and covers border oblasts.
    """
    theatre = load_theatre("ukraine")

    assert "ukraine" in list_theatres()
    assert len(theatre.settlements) >= 40
    assert {"donbas", "eastern-ukraine"} <= {region.id for region in theatre.regions}
    assert theatre.covers("UA", "05")
    assert theatre.covers("RU", "09")
    assert not theatre.covers("FR", "11")


def test_a_folder_of_ones_own(folder):
    """
    A user's folder is a theatre.
    """
    (village,) = load_theatre(folder).settlements

    assert village.id == "theatre:x/a"
    assert village.names == ("A-town", "А", "Aa", "Ab")
    assert village.radius_m == 1500


def test_an_unknown_theatre_names_the_known(tmp_path):
    """
    A name that is no theatre is answered with those that are.
    """
    with pytest.raises(TheatreError, match="ukraine"):
        load_theatre(tmp_path / "none")


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("37.5", "237.5"),
        ROW.replace("48.5", "nan"),
        ROW.replace("48.5", "north"),
        ROW.replace("village", "metropolis"),
        ROW.replace("A-town", ""),
        "a,b\n",
        ROW,
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(folder, row):
    """
    The second row is wrong: out of range, no number, unknown class, empty, short, or a repetition.
    """
    (folder / "settlements.csv").write_text(COLUMNS + ROW + row, encoding="utf-8")

    with pytest.raises(TheatreError, match=r"settlements\.csv:3: "):
        load_theatre(folder)


def test_all_faults_are_told_at_once(folder):
    """
    Two wrong rows are two lines of one error.
    """
    wrong = ROW.replace("48.5", "north")
    (folder / "settlements.csv").write_text(COLUMNS + wrong + wrong, encoding="utf-8")

    with pytest.raises(TheatreError) as caught:
        load_theatre(folder)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["name = ", 'name = "x"\n', HEAD + "more = 1\n"])
def test_a_wrong_head_names_its_file(folder, text):
    """
    A head that cannot be read, lacks a key or has one too many is refused.
    """
    (folder / "theatre.toml").write_text(text, encoding="utf-8")

    with pytest.raises(TheatreError, match=r"theatre\.toml"):
        load_theatre(folder)
