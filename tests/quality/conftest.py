"""The pinned figures: they may rise, and fall only with a sentence in the change note."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def floors() -> dict[str, Any]:
    """Return the floors of all corpora."""
    return json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
