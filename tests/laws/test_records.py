import pytest
from factories import make_claim
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.codec import RecordFile, RecordIndex, encode_records
from geomap.errors import InputError, RecordError
from geomap.model import Claim

CLAIMS = st.lists(st.text(max_size=9), unique=True, max_size=6).map(
    lambda names: [make_claim(id=f"cl-{n}", rule=name) for n, name in enumerate(names)]
)
SETTINGS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@SETTINGS
@given(CLAIMS)
def test_file_starts_anew(tmp_path, listed):
    """
    A file of records can be gone through twice, and both times holds what was written.
    """
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\n".join([*encode_records(listed), b""]))
    records = RecordFile(path, Claim)

    assert list(records) == listed
    assert list(records) == listed


@SETTINGS
@given(CLAIMS)
def test_index_is_the_mapping_of_the_records(tmp_path, listed):
    """
    Looking up by id in the file finds what a dictionary of all records would.
    """
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\n".join([*encode_records(listed), b""]))
    with RecordIndex(path, Claim) as index:
        assert dict(index) == {claim.id: claim for claim in listed}
        assert "cl-none" not in index
        assert index.get("cl-none") is None


def test_line_that_is_no_record_is_named(tmp_path):
    """
    A line without an id is an error when the file is opened, any other when it is asked for.
    """
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b'\n{"no": 1}\n')
    with pytest.raises(RecordError, match=r"claims\.jsonl:2: not a Claim record"):
        RecordIndex(path, Claim)
    path.write_bytes(b'\n\n{"id": "cl-1"}\n')
    with (
        RecordIndex(path, Claim) as index,
        pytest.raises(RecordError, match=r"claims\.jsonl:3: not a Claim record"),
    ):
        index["cl-1"]


@pytest.mark.parametrize("kind", [RecordIndex, lambda *given: list(RecordFile(*given))])
def test_missing_file_is_an_input_error(tmp_path, kind):
    """
    A file that is not there is named.
    """
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        kind(tmp_path / "none.jsonl", Claim)
