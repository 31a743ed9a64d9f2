"""The map page as a file: what is in it, and what can never be in it."""

import base64
import hashlib
import itertools
import json
import re
import zlib
from html.parser import HTMLParser
from typing import Any

import pytest
from branca.element import Element
from factories import AT_KLISHCHIIVKA, make_claim, make_event
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.errors import SourceError
from geomap.errors import ExportError
from geomap.export.html import PLAIN_LIMIT, render_html, write_html
from geomap.export.page import asset
from geomap.export.payload import LINE_SCALE, line_steps, packed_json, page_data, safe_json
from geomap.model import (
    NOWHERE,
    DocumentInfo,
    Factuality,
    Form,
    PlaceRef,
    Quote,
    Shape,
    Source,
    SourceKind,
    Where,
)

HOSTILE = [
    "{{ 7*6 }}",
    "{% for x in y %}",
    "<img src=x onerror=window.__pwned=1>",
    "`${window.__pwned=1}`",
    "</script><script>window.__pwned=1</script>",
    "<!-- <script>",
    "]]>",
    "\u2028window.__pwned=1\u2029",
    "';window.__pwned=1;//",
    "javascript:window.__pwned=1",
    "\u202emirrored",
    "\x00\x07\r\n",
    "\ud800 alone",
]
DANGEROUS = ["{{", "{%", "<img", "`${", "</script><", "<!-- <", "\u2028", "\ud800"]


class _Page(HTMLParser):
    """Collects what a browser would see: scripts, styles, links and the policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag in {"script", "style"}
        if self._open:
            self.inline.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attrs, text = self.inline[-1]
            self.inline[-1] = (tag, attrs, text + data)

    def block(self, name: str) -> Any:
        """Return the data of a block as the page's script reads it."""
        attrs, text = next((a, x) for _, a, x in self.inline if a.get("id") == name)
        plain = attrs["type"] == "application/json"
        return json.loads(text if plain else zlib.decompress(base64.b64decode(text)))

    @property
    def policy(self) -> str:
        """Return the content security policy."""
        name = "Content-Security-Policy"
        return next(a["content"] or "" for _, a in self.tags if a.get("http-equiv") == name)


def _records(text: str) -> dict[str, Any]:
    """Return events, claims and documents whose every free text is the given one."""
    source = Source(
        name=text, kind=SourceKind.OUTLET, named=True, anonymous=False, side=text, role=text
    )
    quote = Quote(start=0, end=len(text), text=text, prefix=text, suffix=text)
    place = PlaceRef(
        **{f: getattr(AT_KLISHCHIIVKA.places[0], f) for f in PlaceRef.__struct_fields__}
    )
    where = Where(
        relation=AT_KLISHCHIIVKA.relation,
        shape=AT_KLISHCHIIVKA.shape,
        places=(PlaceRef(**(_fields(place) | {"name": text, "id": text})),),
    )
    claim = make_claim(quote=quote, chain=(source,), where=where, rule=text, doc_id="d")
    document = DocumentInfo(
        id="d", sha256="0" * 64, characters=1, title=text, publisher=text, url=text, published=text
    )
    event = make_event(where=where, target=text, mode=text, denials=(claim.id,))
    return {"events": [event], "claims": [claim], "documents": [document]}


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _render(text: str) -> str:
    records = _records(text)
    return render_html(
        records["events"],
        claims=records["claims"],
        documents=records["documents"],
        title=text,
        about={"note": text, text: [text]},
        labels=[(text, 37.0, 48.0, 1000)],
    )


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_arrives_as_the_same_text(text: str) -> None:
    """Whatever stands in any field reaches the page's script unchanged."""
    page = _Page(_render(text))
    data, geography = page.block("geomap-data"), page.block("geomap-geography")

    assert data["pools"]["quote"]["text"][0] == text
    assert data["pools"]["where"][0]["places"][0]["name"] == text
    assert data["pools"]["chain"][0][0]["name"] == text
    assert data["documents"]["url"] == data["documents"]["title"] == [text]
    assert data["title"] == data["about"]["note"] == text
    assert geography["labels"] == [[text, 37.0, 48.0, 1000]]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_changes_nothing_but_data(text: str) -> None:
    """The page has the same elements and the same policy whatever its texts say."""
    hostile, harmless = _Page(_render(text)), _Page(_render("harmless"))

    assert hostile.tags == harmless.tags


def test_no_dangerous_sequence_stands_in_the_file() -> None:
    """No text brings a sequence into the file that a template, HTML or a script would act on."""
    empty, hostile = render_html([], claims=[]), _render(" ".join(HOSTILE))

    assert all(hostile.count(mark) == empty.count(mark) for mark in DANGEROUS)
    assert "42" not in _Page(_render("{{ 7*6 }}")).block("geomap-data")["title"]


@given(st.text(st.characters()))
def test_any_text_survives_the_json_block(text: str) -> None:
    """Plain and packed blocks decode to the very same text, and hold no active character."""
    written = safe_json({"quote": text})

    assert json.loads(written) == {"quote": text}
    assert not re.search("[<>&$`'\u2028\u2029]", written)
    assert json.loads(zlib.decompress(base64.b64decode(packed_json([text])))) == [text]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_leaves_the_page_as_it_is(text: str) -> None:
    """A title, a quote or a name is never markup."""
    tags = [tag for tag, _ in _Page(_render(text)).tags]

    assert tags == [tag for tag, _ in _Page(_render("harmless")).tags]


def test_policy_names_exactly_the_inline_scripts_and_styles() -> None:
    """Each inline script and style has its hash in the policy, and nothing else has one."""
    page = _Page(_render("harmless"))
    code = [(tag, text) for tag, attrs, text in page.inline if "type" not in attrs]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for _, text in code
    ]

    assert re.findall(r"'sha256-[^']+'", page.policy) == [
        found
        for kind in ("script", "style")
        for (tag, _), found in zip(code, hashes, strict=True)
        if tag == kind
    ]
    assert page.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in page.policy
    assert page.policy.endswith("img-src data:; base-uri 'none'; form-action 'none'")


def test_policy_stands_before_everything_it_governs() -> None:
    """The policy is the first element of the head but for the character set."""
    names = [tag for tag, _ in _Page(render_html([], claims=[])).tags]

    assert names[:4] == ["html", "head", "meta", "meta"]
    assert names.index("script") > 4


def test_page_refers_to_nothing_outside_itself() -> None:
    """No element loads anything, and the page may be zoomed."""
    page = _Page(_render("https://example.org/x"))

    assert not [attrs for _, attrs in page.tags if {"src", "href", "srcset", "style"} & set(attrs)]
    assert not re.search(
        r"url\((?!\"?#)", "".join(text for tag, _, text in page.inline if tag == "style")
    )
    viewport = next(attrs["content"] for _, attrs in page.tags if attrs.get("name") == "viewport")
    assert viewport == "width=device-width, initial-scale=1"


@pytest.mark.parametrize("name", ["words.js", "card.js", "marks.js", "page.js"])
def test_our_scripts_never_make_markup_or_code_from_text(name: str) -> None:
    """Text enters the document as text nodes only: the ways around that are not used at all."""
    ways = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|srcdoc|on\w+="

    assert not re.search(ways, asset(name))
    assert asset(name).startswith("'use strict';")


def test_ids_are_random_again_afterwards() -> None:
    """Other folium maps of the same program are left alone."""
    render_html([], claims=[])

    assert Element().get_name() != Element().get_name()


def test_same_input_gives_the_same_bytes() -> None:
    """Nothing random and no clock: not from folium either."""
    assert _render("harmless") == _render("harmless")


def test_only_what_the_events_refer_to_is_in_the_page() -> None:
    """Claims and documents of other events stay out; shared values stand once."""
    records = _records("x")
    stray = make_claim(id="cl-stray", doc_id="other")
    other = DocumentInfo(id="other", sha256="1" * 64, characters=1)
    data = page_data(
        records["events"] * 2, [*records["claims"], stray], [*records["documents"], other]
    )

    assert data["claims"]["id"] == ["cl-0123456789ab"]
    assert data["documents"]["id"] == ["d"]
    assert data["events"]["where"] == [0, 0]
    assert data["events"]["lead"] == [0, 0]


def test_rows_keep_zero_and_drop_nothing_else() -> None:
    """A count of zero is a statement; absent is only what is null, false or empty."""
    where = Where(shape=Shape(form=Form.POINT, lon=0.0, lat=0.0, radius_m=0.0))
    data = page_data([make_event(where=where)], [], [])

    assert data["pools"]["where"] == [
        {"shape": {"form": "point", "lon": 0.0, "lat": 0.0, "radius_m": 0.0}}
    ]


def test_a_coordinate_that_is_no_number_does_not_break_the_page() -> None:
    """JSON knows no NaN: such a value is written as null."""
    where = Where(shape=Shape(form=Form.POINT, lon=float("nan"), lat=1.0, radius_m=1.0))

    assert "NaN" not in safe_json(page_data([make_event(where=where)], [], []))


def _region_event(**changes: Any) -> Any:
    shape = Shape(form=Form.REGION, lon=38.0, lat=48.0, radius_m=9e4, region_id="area")
    return make_event(where=Where(shape=shape), **changes)


def _square(_: str) -> list[list[list[tuple[float, float]]]]:
    return [[[(37.00001, 47.0), (39.0, 47.0), (39.0, 49.0), (37.00001, 47.0)]]]


def test_polygons_of_drawn_regions_are_in_the_page() -> None:
    """A region that is drawn has its outline; one that is only listed needs none."""
    drawn = _Page(render_html([_region_event()], claims=[], rings=_square))
    denied = _region_event(mappable=False, factuality=Factuality.DENIED)
    listed = _Page(render_html([denied], claims=[], rings=_square))

    assert drawn.block("geomap-geography")["regions"]["area"] == [
        [[37000, 47000, 2000, 0, 0, 2000, -2000, -2000]]
    ]
    assert listed.block("geomap-geography")["regions"] == {}


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1))
def test_steps_add_up_to_the_line(line: list[tuple[float, float]]) -> None:
    """Steps from point to point lead back to every point, without drift."""
    steps = line_steps(line)
    lons, lats = itertools.accumulate(steps[::2]), itertools.accumulate(steps[1::2])

    back = [(lon / LINE_SCALE, lat / LINE_SCALE) for lon, lat in zip(lons, lats, strict=True)]
    assert back == [pytest.approx(point, abs=0.51 / LINE_SCALE) for point in line]


def test_a_region_without_outline_is_left_to_its_extent() -> None:
    """An area that the gazetteer cannot draw costs its outline, not the page."""

    def unknown(name: str) -> Any:
        raise SourceError(name)

    page = _Page(render_html([_region_event()], claims=[], rings=unknown))

    assert page.block("geomap-geography")["regions"] == {}


def test_two_hundred_events_stay_below_half_a_megabyte() -> None:
    """The budget of DESIGN section 6, with distinct quotes."""
    html = render_html(*_many(200)[:1], claims=_many(200)[1])

    assert len(html.encode()) < 500_000


def test_many_events_are_packed() -> None:
    """Above the limit the data are deflated, and read back the same."""
    events, claims = _many(PLAIN_LIMIT + 1)
    page = _Page(render_html(events, claims=claims))

    assert len(page.block("geomap-data")["events"]["id"]) == PLAIN_LIMIT + 1
    assert page.block("geomap-data")["pools"]["quote"]["text"][-1].startswith(
        f"Report {PLAIN_LIMIT}"
    )


def _many(number: int) -> tuple[list[Any], list[Any]]:
    text = (
        "Report {} tells of shells that fell on the houses beside the river, and of the road north."
    )
    claims = [
        make_claim(
            id=f"cl-{i}", quote=Quote(start=0, end=90, text=text.format(i), suffix=text.format(-i))
        )
        for i in range(number)
    ]
    events = [
        make_event(
            id=f"ev-{i}",
            lead_claim=f"cl-{i}",
            claims=(f"cl-{i}",),
            where=NOWHERE if i % 5 == 0 else AT_KLISHCHIIVKA,
        )
        for i in range(number)
    ]
    return events, claims


def test_written_file_is_the_rendered_page(tmp_path: Any) -> None:
    """Writing adds nothing; what cannot be written is an error that names the file."""
    write_html([make_event()], tmp_path / "map.html", claims=[make_claim()])
    (tmp_path / "taken").mkdir()

    assert (tmp_path / "map.html").read_bytes() == render_html(
        [make_event()], claims=[make_claim()]
    ).encode()
    with pytest.raises(ExportError, match="taken"):
        write_html([], tmp_path / "taken", claims=[])
