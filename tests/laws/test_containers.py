"""What says in which district and region a place lies is never itself the place."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read_story

from gazetteer.theatre import load_theatre

_UKRAINE = load_theatre("ukraine")
_OBLASTS = {
    "05": "Donetsk",
    "07": "Kharkiv",
    "08": "Kherson",
    "14": "Luhansk",
    "21": "Sumy",
    "26": "Zaporizhzhia",
}
_TOWNS = [s for s in _UKRAINE.settlements if s.admin1 in _OBLASTS and s.admin2_name]
_FORMS = (
    "{name} ({raion}, {oblast})",
    "{name} ({raion} district, {oblast} region)",
    "{name}, {raion} district, {oblast} oblast",
    "{name} ({oblast} region)",
    "{name} of {raion} raion ({oblast} region)",
    "{name}, {oblast}",
)
_REPORTS = (
    "Russian forces shelled {}.",
    "Artillery shelling was reported in {}.",
    "Ukrainian forces repelled an attack near {}.",
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(_TOWNS), st.sampled_from(_FORMS), st.sampled_from(_REPORTS))
def test_a_container_is_never_the_mark(index, town, form, report):
    """
    Every mark is a place of the region that is named, and the region's city is none of them.
    """
    oblast = _OBLASTS[town.admin1 or ""]
    raion = (town.admin2_name or "").removesuffix(" Raion")
    named = form.format(name=town.name, raion=raion, oblast=oblast)
    events = read_story(report.format(named), index).events
    marks = [p for e in events if e.mappable for p in e.where.places]

    assert marks
    assert {place.admin1 for place in marks} == {town.admin1}
    assert oblast not in {place.name for place in marks}
