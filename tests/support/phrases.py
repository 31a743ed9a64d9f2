"""Which phrases the page's files say, in English, so that translations can be held to them."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files

ASSETS = files("geomap.export") / "assets"
_CALL = re.compile(r"\btr\('((?:[^'\\]|\\.)*)'\)")
_TEMPLATE = re.compile(r"\btr`((?:[^`\\]|\\.)*)`")
_VALUE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")


class _Words(HTMLParser):
    """Collects what translateFixed() translates."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {
            value for name, value in attrs if name in {"aria-label", "placeholder"} and value
        }

    def handle_data(self, data: str) -> None:
        self.found.add(data.strip())


def called_phrases() -> set[str]:
    """Return the phrases that stand in calls of tr() in the page's scripts."""
    scripts = "\n".join(
        each.read_text(encoding="utf-8") for each in ASSETS.iterdir() if each.name.endswith(".js")
    )
    templates = (_numbered(text) for text in _TEMPLATE.findall(scripts))
    return {*_CALL.findall(scripts), *templates} - {"word", "within {0} of {1}"}


def fixed_phrases() -> set[str]:
    """Return the words of page.html and the labels of the palette."""
    words = _Words()
    html = (ASSETS / "page.html").read_text(encoding="utf-8")
    words.feed(re.sub(r"<noscript>.*?</noscript>", "", html))
    palette = json.loads((ASSETS / "palette.json").read_text(encoding="utf-8"))
    labels = [each["label"] for each in (*palette["types"].values(), *palette["families"].values())]
    return (words.found | set(labels)) - {""}


def _numbered(template: str) -> str:
    numbers = iter(range(9))
    return _VALUE.sub(lambda _: f"{{{next(numbers)}}}", template)
