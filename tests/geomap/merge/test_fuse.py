"""Laws of merging: it only groups."""

import msgspec
from factories import make_claim
from hypothesis import given
from hypothesis import strategies as st

from geomap.merge import merge_claims
from geomap.model import Claim, Factuality, Stance

_STANCES = {
    Stance.ASSERT: Factuality.ASSERTED,
    Stance.ALLEGE: Factuality.ALLEGED,
    Stance.CONFIRM: Factuality.CONFIRMED,
    Stance.DENY: Factuality.DENIED,
    Stance.PLAN: Factuality.PLANNED,
}


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Claims of two documents, about up to four happenings."""
    made = []
    for n in range(draw(st.integers(0, 8))):
        stance = draw(st.sampled_from(sorted(_STANCES)))
        happening = draw(st.integers(0, 3))
        made.append(
            make_claim(
                id=f"cl-{n:012x}",
                doc_id=f"doc{happening % 2}",
                sentence=draw(st.integers(0, 5)),
                happening=f"hp-{happening}",
                stance=stance,
                factuality=_STANCES[stance],
                disputes="occurrence" if stance is Stance.DENY else None,
            )
        )
    return made


@given(claims(), st.randoms())
def test_order_does_not_matter(made, random):
    """
    Any order of the same claims gives the same events in the same order.
    """
    shuffled = list(made)
    random.shuffle(shuffled)

    assert merge_claims(shuffled) == merge_claims(made)


@given(claims())
def test_each_claim_lands_in_one_event(made):
    """
    Nothing is lost and nothing is doubled.
    """
    held = [claim for event in merge_claims(made) for claim in event.claims]

    assert sorted(held) == sorted(claim.id for claim in made)


@given(claims())
def test_only_what_is_told_is_drawn(made):
    """
    An event all of whose claims are denials or plans is not mappable.
    """
    by_id = {claim.id: claim for claim in made}
    open_stances = {Stance.DENY, Stance.PLAN}

    for event in merge_claims(made):
        if all(by_id[c].stance in open_stances for c in event.claims):
            assert not event.mappable


@given(claims())
def test_a_document_taken_away_leaves_the_others_as_they_were(made):
    """
    Without one document the events of the other are what they were.
    """
    rest = [claim for claim in made if claim.doc_id == "doc1"]
    kept = [e for e in merge_claims(made) if e.claims[0] in {c.id for c in rest}]

    assert merge_claims(rest) == kept


def test_a_denial_does_not_lead():
    """
    The denied claim leads, also when the denial is told first; factuality stays the claim's.
    """
    denial = make_claim(
        id="cl-0", stance=Stance.DENY, factuality=Factuality.DENIED, disputes="occurrence"
    )
    told = msgspec.structs.replace(make_claim(), id="cl-1", sentence=4)
    (event,) = merge_claims([denial, told])

    assert (event.lead_claim, event.denials, event.factuality) == ("cl-1", ("cl-0",), "asserted")
    assert event.disputed_fields == ("occurrence",)
