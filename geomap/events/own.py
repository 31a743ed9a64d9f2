"""A user's own rules: a TOML file in the format of `data/english`, with types of its own too."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import LexiconError
from geomap.model import EventType

_LIMIT = 1_000_000  # bytes; ours have 20,000
_NUMBERED = re.compile(r"\.rule\[(\d+)\]")
_TABLES = ("classes", "phrases", "weapons", "targets")
_DELICATE = "delicate"
_LANGUAGE = "en"


class OwnRules(NamedTuple):
    """A file of rules as it is: its name and its text."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def delicate(self) -> tuple[EventType, ...]:
        """The types whose places are not for everybody (see `geomap.run.public`), sorted."""
        return tuple(sorted(map(EventType, tomllib.loads(self.text).get(_DELICATE, ()))))

    def fault(self, words: str) -> LexiconError:
        """Return the error that names the file, and the line of the rule spoken of."""
        numbered = _NUMBERED.search(words)
        line = f":{self._line(int(numbered[1]))}" if numbered else ""
        return LexiconError(f"{self.name}{line}: {words}")

    def _line(self, rule: int) -> int:
        starts = [n for n, line in enumerate(self.text.splitlines(), 1) if _begins_rule(line)]
        return starts[rule] if rule < len(starts) else 1


def read_own_rules(path: str | Path) -> OwnRules:
    """
    Read a file of rules, without looking at what it says; see `add_own_rules`.

    Raises
    ------
    LexiconError
        It cannot be read as text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
        text = data.decode()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path.name}: cannot be read as text: {error}"
        raise LexiconError(message) from error
    if len(data) > _LIMIT:
        message = f"{path.name}: {len(data):,} bytes; a lexicon has at most {_LIMIT:,}"
        raise LexiconError(message)
    return OwnRules(path.name, text)


def add_own_rules(tables: Mapping[str, Any], own: OwnRules) -> dict[str, Any]:
    """
    Return the tables of a language with a user's rules before its own, and its lists made longer.

    A list that both have (a class, the words of a weapon or target) has the words of both.

    Raises
    ------
    LexiconError
        The file is no TOML, is for another language, names a table or a rule that cannot be, or
        calls a type delicate that nothing tells.
    """
    given = _parse(own)
    known = {rule["name"] for rule in tables["rule"]}
    rules = given.get("rule", [])
    for n, rule in enumerate(rules):
        if fault := _fault_of(rule, known):
            words = f"{fault} - at `$.rule[{n}]`"
            raise own.fault(words)
        known.add(rule["name"])
    _check_delicate(given.get(_DELICATE, []), rules, own)
    joined = {name: _joined(own, name, tables[name], given.get(name, {})) for name in _TABLES}
    return {**tables, **joined, "rule": [*rules, *tables["rule"]]}


def _parse(own: OwnRules) -> dict[str, Any]:
    try:
        given = tomllib.loads(own.text)
    except tomllib.TOMLDecodeError as error:
        message = f"{own.name}: cannot be read as TOML: {error}"
        raise LexiconError(message) from error
    language = given.pop("language", _LANGUAGE)
    if language != _LANGUAGE:
        words = f"'language' is {language!r}; rules of a user's own are for 'en' only"
        raise own.fault(words)
    if unknown := sorted(set(given) - {"rule", _DELICATE, *_TABLES}):
        words = f"{unknown[0]!r} is none of rule, {_DELICATE}, {', '.join(_TABLES)}"
        raise own.fault(words)
    return given


def _fault_of(rule: object, known: set[str]) -> str | None:
    if not isinstance(rule, dict) or not isinstance(rule.get("name"), str):
        return "a rule has no 'name'"
    if rule["name"] in known:
        return f"there is a rule {rule['name']!r} already; give yours another name"
    if not (rule.get("verbs") or rule.get("nouns")):
        return f"rule {rule['name']!r} has neither 'verbs' nor 'nouns'"
    return None


def _check_delicate(names: object, rules: list[dict[str, Any]], own: OwnRules) -> None:
    told = [*EventType, *(rule.get("type") for rule in rules)]
    if not isinstance(names, list) or not all(name in told for name in names):
        words = f"{_DELICATE!r} has to be a list of types: of rules of this file, or ours"
        raise own.fault(words)


def _joined(own: OwnRules, name: str, ours: Mapping[str, Any], given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        words = f"[{name}] is no table"
        raise own.fault(words)
    return {**ours, **dict(_lengthened(ours, given))}


def _lengthened(ours: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, words in given.items():
        both = isinstance(words, list) and isinstance(ours.get(key), list)
        yield key, [*ours[key], *words] if both else words


def check_classes(rules: list[dict[str, Any]], known: frozenset[str], own: OwnRules) -> None:
    """
    Check that rules speak of known classes only.

    Raises
    ------
    LexiconError
        A rule names a class that is not there, and so would never fit.
    """
    for n, rule in enumerate(rules):
        options = [one for some in rule.get("need", []) for one in some]
        named = {one.partition("=")[2] for one in options if "=" in one}
        named |= {name for names in rule.get("allow", {}).values() for name in names}
        if unknown := sorted(named - known):
            fault = f"rule {rule['name']!r} speaks of a class {unknown[0]!r} that is nowhere"
            words = f"{fault} - at `$.rule[{n}]`"
            raise own.fault(words)


def _begins_rule(line: str) -> bool:
    return line.strip().startswith("[[rule]]")
