"""ACLED's labels for our types."""

import pytest

from geomap.layers.acled import OVERTAKEN, REGAINED, acled_labels
from geomap.model import EventType

WITHOUT_LABELS = {EventType.ADVANCE, EventType.CAPTURE, EventType.CASUALTIES}


@pytest.mark.parametrize("kind", EventType)
def test_type_has_labels_or_none_on_purpose(kind):
    """
    Every type has ACLED's labels, but for those that ACLED does not code by themselves.
    """
    assert (acled_labels(kind) is None) == (kind in WITHOUT_LABELS)


@pytest.mark.parametrize(
    ("side", "country", "labels"),
    [
        ("UA", "UA", REGAINED),
        ("RU", "UA", OVERTAKEN),
        ("UA", "RU", OVERTAKEN),
        (None, "UA", None),
        ("RU", None, None),
    ],
)
def test_capture_is_told_by_who_gains_where(side, country, labels):
    """
    A country's own side regains, any other overtakes, and nothing is said without both.
    """
    assert acled_labels(EventType.CAPTURE, side=side, country=country) == labels


def test_mode_can_change_the_labels():
    """
    Aid that is attacked is an attack; aid that is blocked is not.
    """
    attacked = acled_labels(EventType.AID_OBSTRUCTION, mode="attacked")
    blocked = acled_labels(EventType.AID_OBSTRUCTION, mode="blocked")

    assert attacked is not None
    assert blocked is not None
    assert attacked.sub_event_type == "Attack"
    assert blocked.sub_event_type == "Other"
