"""Files of words: their faults are told alike, with the file."""

import pytest

from geomap.errors import LexiconError
from geomap.tables import convert_table, read_table


def test_a_broken_file_is_named(tmp_path):
    """
    What is no TOML, or is not there, is an error of the tree with the file's name.
    """
    broken = tmp_path / "broken.toml"
    broken.write_text("verbs = [")

    for file in (broken, tmp_path / "missing.toml"):
        with pytest.raises(LexiconError, match=file.name):
            read_table(file)


def test_a_table_of_another_form_is_named():
    """
    A list where a table is due is told by the name of the table.
    """
    with pytest.raises(LexiconError, match="words of saying"):
        convert_table({"said": "once"}, dict[str, list[str]], name="words of saying")
