"""Claims of several documents about few places, days and sides, so that many may be one event."""

from typing import Any

from factories import AT_KLISHCHIIVKA, KLISHCHIIVKA, make_claim
from hypothesis import strategies as st
from msgspec.structs import replace

from geomap.model import (
    NOWHERE,
    Claim,
    EventType,
    Factuality,
    Form,
    Party,
    Scope,
    Shape,
    Source,
    SourceKind,
    Stance,
    When,
    Where,
)

FACTUALITIES = {
    Stance.ASSERT: Factuality.ASSERTED,
    Stance.ALLEGE: Factuality.ALLEGED,
    Stance.CONFIRM: Factuality.CONFIRMED,
    Stance.DENY: Factuality.DENIED,
    Stance.PLAN: Factuality.PLANNED,
}
_TYPES = (EventType.SHELLING, EventType.STRIKE, EventType.CAPTURE, EventType.CASUALTIES)
DAYS = ("2024-03-01", "2024-03-02", "2024-03-04")


def on(first: str | None, last: str | None = None) -> When:
    """Return a stated day, a stated time of several days, or no time at all."""
    precision = "day" if last in {None, first} else "week"
    return When(first=first, last=last or first, precision=precision if first else None)


def at(place: str, *, lon: float = 37.96, form: Form = Form.POINT, radius_m: float = 1500) -> Where:
    """Return a place by its id: the point, the disc around it, or a point off it."""
    ref = replace(KLISHCHIIVKA, id=place, name=place, lon=lon)
    shape = Shape(form=form, lon=lon, lat=48.53, radius_m=radius_m)
    return replace(AT_KLISHCHIIVKA, shape=shape, places=(ref,))


def by(publisher: str | None) -> tuple[Source, ...]:
    """Return the chain of what a publisher tells in its own voice."""
    return (
        Source(
            name=publisher,
            kind=SourceKind.PUBLISHER,
            named=publisher is not None,
            anonymous=False,
        ),
    )


def tell(number: int, stance: Stance = Stance.ASSERT, **changes: Any) -> Claim:
    """Return the claim of a document of its own that tells one thing, numbered."""
    fields = {
        "id": f"cl-{number:012x}",
        "doc_id": f"doc{number}",
        "happening": f"hp-{number:012x}",
        "stance": stance,
        "factuality": FACTUALITIES[stance],
        "disputes": "occurrence" if stance is Stance.DENY else None,
    }
    return make_claim(**(fields | changes))


def wheres() -> st.SearchStrategy[Where]:
    """Return two villages, the country around one, a point off it, and no place."""
    return st.sampled_from(
        (
            at("a"),
            at("b", lon=37.99),
            at("a", form=Form.DISC, radius_m=9000),
            at("c", lon=37.97, form=Form.OFFSET, radius_m=2500),
            NOWHERE,
        )
    )


def whens() -> st.SearchStrategy[When]:
    """Return a day, a week with it, a year, what is only published, or no time."""
    days = [on(day) for day in DAYS]
    vague = [on(DAYS[0], DAYS[2]), on("2024-01-01", "2024-12-31"), When(last=DAYS[1]), When()]
    return st.sampled_from((*days, *days, *vague))


@st.composite
def tellings(draw: st.DrawFn) -> list[Claim]:
    """Return claims of up to four documents; some share a happening."""
    made = []
    for n in range(draw(st.integers(0, 10))):
        document, happening = draw(st.integers(0, 3)), draw(st.integers(0, 2))
        side = draw(st.sampled_from((None, "RU", "UA")))
        made.append(
            tell(
                n,
                draw(st.sampled_from(sorted(FACTUALITIES))),
                doc_id=f"doc{document}",
                happening=f"hp-{document}{happening}",
                sentence=draw(st.integers(0, 5)),
                type=draw(st.sampled_from(_TYPES)),
                where=draw(wheres()),
                when=draw(whens()),
                actor=side and Party(text="troops", start=0, end=1, side=side),
                target=draw(st.sampled_from((None, "housing"))),
                cause=draw(st.sampled_from((None, f"hp-{document}0"))),
                scope=draw(st.sampled_from((Scope.CURRENT, Scope.CURRENT, Scope.HISTORICAL))),
                chain=by(draw(st.sampled_from((None, "The Plain Courier", "The Daily Ledger")))),
            )
        )
    return made
