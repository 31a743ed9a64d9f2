"""
The page as a file: folium's frame, Leaflet and our own assets, all inline, under a strict policy.

No text of an article or a gazetteer passes through a template: branca compiles what it renders a
second time as an unsandboxed template. folium therefore renders an empty map only (its container,
its options, and in time the user's own layers); everything else is put in afterwards as data.
"""

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

_SCRIPTS = (
    *("words.js", "filter.js", "card.js", "marks.js", "dots.js", "files.js", "brief.js"),
    *("review.js", "timeline.js", "table.js", "draw.js", "overlays.js", "panel.js", "page.js"),
)
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_ID_MAKER = "_generate_id"  # of branca's elements; there is no public way to name them
_IF_DARK = "screen and (prefers-color-scheme: dark)"  # paper is never dark
_FOLIUM_META = re.compile(r"<meta [^>]*>\s*")


def build_page(
    *,
    title: str,
    center: tuple[float, float],
    blocks: dict[str, tuple[str, str]],
    theme: str = "auto",
    images: str | None = None,
) -> str:
    """
    Return the whole page.

    Parameters
    ----------
    title
        Any text.
    center
        Longitude and latitude where the map starts until its script fits it to the events.
    blocks
        Data by element id: media type and text, which must already be inert (`safe_json`,
        `packed_json`).
    theme
        `light`, `dark`, or `auto`.
    images
        Origin that the page may ask for images.
    """
    data = "\n".join(
        f'<script id="{name}" type="{media}">{text}</script>'
        for name, (media, text) in blocks.items()
    )
    head, body = _frame(center).split("</head>")
    head = (
        head.split("<head>")[1]
        + _style(_leaflet("leaflet.css"))
        + _style(_themed(asset("page.css"), theme))
    )
    head += _script(_leaflet("leaflet.js"))  # after folium's switches, which it reads at once
    body = body.replace("<body>", "<body>\n" + asset("page.html"), 1).removesuffix("</html>")
    tail = "".join(_script(asset(name)) for name in _SCRIPTS)
    start = _meta(title, policy=_policy(head + body + tail, images=images))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{start}{head}</head>'
        f"{body}\n{data}\n{tail}</html>\n"
    )


@cache
def asset(name: str) -> str:
    """Return the text of one of our own files."""
    return (files("geomap.export") / "assets" / name).read_text(encoding="utf-8")


@contextmanager
def repeatable_ids() -> Iterator[None]:
    """Let branca number its elements instead of drawing random ids, until the block ends."""
    from branca.element import Element  # noqa: PLC0415 - comes with folium

    numbers = itertools.count()
    original = vars(Element)[_ID_MAKER]
    setattr(Element, _ID_MAKER, staticmethod(lambda: f"geomap{next(numbers)}"))
    try:
        yield
    finally:
        setattr(Element, _ID_MAKER, original)


def _frame(center: tuple[float, float]) -> str:
    """Return folium's page of an empty map without its remote files, rendered exactly once."""
    import folium  # noqa: PLC0415 - loads numpy and more

    lon, lat = center
    with repeatable_ids():
        root = folium.Figure()
        frame = folium.Map(
            location=[lat, lon],
            zoom_start=6,
            tiles=None,
            minZoom=2,
            maxZoom=14,  # `max_zoom` does not reach Leaflet when there are no tiles
            zoomSnap=0.5,
            attributionControl=False,  # Leaflet's writes HTML; ours writes text
        )
        frame.add_to(root)
        frame.default_js, frame.default_css = [], []
        html: str = root.render()
    return _FOLIUM_META.sub("", html).strip()


@cache
def _leaflet(name: str) -> str:
    text = (files("js_lib_leaflet") / "static" / "js_lib_leaflet" / name).read_text("utf-8")
    return re.sub(r"url\(images/[^)]*\)", "none", text.split("//# sourceMappingURL")[0])


def _script(text: str) -> str:
    return f"<script>\n{text}</script>\n"


def _style(text: str) -> str:
    return f"<style>\n{text}</style>\n"


def _themed(css: str, theme: str) -> str:
    """Return the style with what is dark always, never, or when the reader's system is."""
    when = {"light": "not all", "dark": "screen"}.get(theme, _IF_DARK)
    scheme = {"light": "light", "dark": "dark"}.get(theme, "light dark")
    css = css.replace("color-scheme: light dark", f"color-scheme: {scheme}")
    return css.replace(f"@media {_IF_DARK}", f"@media {when}")


def _policy(html: str, *, images: str | None) -> str:
    """Return a policy that lets run exactly the inline scripts and styles of this text."""
    found: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        found[kind].append(f"'sha256-{digest}'")
    sources = " ".join(filter(None, ("data:", images)))
    return (
        f"default-src 'none'; script-src {' '.join(found['script'])}; "
        f"style-src {' '.join(found['style'])}; img-src {sources}; "
        "base-uri 'none'; form-action 'none'"
    )


def _meta(title: str, *, policy: str) -> str:
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{_references(title)}</title>\n"
    )


def _references(text: str) -> str:
    """Return text as HTML in which only letters, digits and spaces stand for themselves."""
    return "".join(c if c.isalnum() or c == " " else _reference(c) for c in text)


def _reference(character: str) -> str:
    code = ord(character)
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF else f"&#{code};"
