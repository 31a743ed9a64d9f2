"""What stands in a line of a page and is no part of its report: links, captions, tags."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

_TAGS = re.compile(r"\s*(?:(?:#\w+[\s,|]*)+|\[[^\[\]\n]{1,60}\]\s+)(?=\S)")
# databases put the kind of event before the report: "Armed clash: On 3 May, ..."
_BEGINS = r"(?:[Oo]n|[Aa]round|[Aa]s of|[Bb]etween|[Dd]uring|[Oo]vernight|[Ff]rom|\d{1,2})"
_LABEL = re.compile(rf"[A-Z][a-z]+(?:[ /-][a-z]+){{1,6}}:\s+(?={_BEGINS}\s)")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?"
# a chronicle puts the hour before the report: "06:10 - Explosions in ..."
_HOUR = re.compile(r"(?:[*\u2022]\s*)?\d{1,2}[:.]\d{2}\s*[-\u2013\u2014]\s+(?=[^\W\d_])")


def divide_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """
    Yield the stretches of a line that tell something, in order.

    Leading tags ("#Kharkiv", "[Kharkiv]"), a dateline and a label stand apart from what they head.
    Captions in brackets are left out, and what follows "Photo:" or "Read also:" up to the line's
    end.
    """
    dateline, links, captions = _patterns()
    linked = links.search(text, start, end)
    end = linked.start() if linked else end
    for head in (_TAGS, dateline, _LABEL, _HOUR):
        match = head.match(text, start, end)
        if match:
            yield match.span()
            start = match.end()
    for caption in captions.finditer(text, start, end):
        yield start, caption.start()
        start = caption.end()
    yield start, end


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what a dateline, a link to another report and a caption look like."""
    file = resources.files("geomap.text") / "data" / "furniture.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    agencies, links, captions = (
        "|".join(map(re.escape, words[name])) for name in ("agencies", "links", "captions")
    )
    by_agency = rf"[A-Z][^()\n]{{2,50}}\((?i:{agencies})\)"
    flags = re.IGNORECASE
    in_capitals = rf"[A-Z][A-Z .'’/-]{{2,30}}(?:, [A-Z][a-z]+)?(?:, {_DAY})?"
    dated = rf"[A-Z][\w’'-]+(?:[ /][A-Z][\w’'-]+){{0,2}}(?:, [A-Z][a-z]+)?, {_DAY}"
    heads = f"{by_agency}|{in_capitals}|{dated}"
    return (
        re.compile(rf"(?:{heads}) ?(?:--?|[–—]) (?=\W?[A-Z][a-z]|\W?A )"),
        re.compile(
            rf"(?:^|(?<=[.!?…:»”\")])\s)\W{{0,3}}(?:{links})\s?[:|–—]", flags | re.MULTILINE
        ),
        re.compile(rf"[(\[](?:{captions})\b[^()\[\]\n]{{0,400}}[)\]]", flags),
    )
