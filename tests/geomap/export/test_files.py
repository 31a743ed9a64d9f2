import pytest

from geomap.errors import ExportError
from geomap.export.files import write_atomically


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_chunks_become_the_file(tmp_path):
    """
    The file holds the chunks in their order, in folders made as needed.
    """
    path = tmp_path / "new" / "a.bin"
    write_atomically(path, [b"ab", b"", b"c"])

    assert path.read_bytes() == b"abc"
    assert names(path.parent) == ["a.bin"]


def test_fault_leaves_the_old_file(tmp_path):
    """
    When the chunks break off, the old file stays whole and nothing else is left.
    """
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def broken():
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, broken())

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.bin"]


def test_reader_of_the_old_file_is_not_disturbed(tmp_path):
    """
    Who has the old file open reads the old file to its end.
    """
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    with path.open("rb") as handle:
        write_atomically(path, [b"new"])

        assert handle.read() == b"old"
    assert path.read_bytes() == b"new"


def test_folder_in_the_way_is_named(tmp_path):
    """
    A target that cannot be replaced is an error that names it and says what to do.
    """
    (tmp_path / "a.bin").mkdir()

    with pytest.raises(ExportError, match=r"cannot write .*a\.bin: .*; check"):
        write_atomically(tmp_path / "a.bin", [b"x"])
    assert names(tmp_path) == ["a.bin"]


def test_file_as_folder_is_named(tmp_path):
    """
    A file where a folder has to be is an error of the export.
    """
    (tmp_path / "a").write_bytes(b"")

    with pytest.raises(ExportError, match="cannot write"):
        write_atomically(tmp_path / "a" / "b.bin", [b"x"])


def test_rights_are_those_of_a_plain_file(tmp_path):
    """
    Others may read a new file as any other, and an old file keeps its rights.
    """
    plain, new, old = tmp_path / "plain", tmp_path / "new", tmp_path / "old"
    plain.write_bytes(b"")
    old.write_bytes(b"")
    old.chmod(0o640)
    write_atomically(new, [b"x"])
    write_atomically(old, [b"x"])

    assert new.stat().st_mode == plain.stat().st_mode
    assert old.stat().st_mode & 0o777 == 0o640


def test_long_name_can_be_written(tmp_path):
    """
    The temporary file's name does not outgrow what a folder can hold.
    """
    path = tmp_path / ("n" * 250)
    write_atomically(path, [b"x"])

    assert path.read_bytes() == b"x"
