"""What the default index is known by."""

import subprocess
import sys
from pathlib import Path

import gazetteer
from gazetteer.fingerprint import hashed_files

HERE = Path(gazetteer.__file__).parent
ASIDE = {"__init__.py", "errors.py", "morphology.py", "reported.py"}
"""What an index does not hang on: messages, and dictionaries and months that only readers ask."""
LOADED = """
import sys
import gazetteer.build, gazetteer.sources.packaged
import gazetteer.sources.supplement, gazetteer.sources.villages, gazetteer.sources.detect
print(*(m.__file__ for n, m in sys.modules.items() if n.partition(".")[0] == "gazetteer"))
"""


def test_all_code_that_builds_is_hashed():
    """
    Whoever changes a module that makes the index gets a new index.
    """
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, check=True, text=True
    )
    loaded = {Path(path).relative_to(HERE).as_posix() for path in done.stdout.split()}
    hashed = {path.relative_to(HERE).as_posix() for path in hashed_files()}

    assert loaded - hashed == ASIDE
