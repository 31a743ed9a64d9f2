"""The language of a text is recognised."""

import pytest

from geomap.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Russian troops shelled two villages near Bakhmut on Monday.", "en"),
        ("Російські війська обстріляли два села поблизу Бахмута в понеділок.", "uk"),
        ("Российские войска обстреляли два села под Бахмутом в понедельник.", "ru"),
        ("Russische Truppen beschossen am Montag zwei Dörfer bei Bachmut.", "de"),
        ("... 12:30 ...", "und"),
    ],
)
def test_language_of_a_sentence(text, language):
    """
    One sentence is enough; a text without letters has no language.
    """
    assert detect_language(text) == language
