"""A small index for tests that build or break one."""

import pytest
from places import tiny_source

from gazetteer import build_index


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    """Return an index of the Ukraine theatre and a few towns."""
    folder = tmp_path_factory.mktemp("gazetteer") / "small"
    build_index(folder, sources=[tiny_source()])
    return folder
