"""Laws of lemmas, clauses and groups: whatever the text, nothing is lost and nothing overlaps."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.morphology import SWITCH
from geomap.chunks import Chunks
from geomap.model import Sentence
from geomap.run.grammar import vocabulary
from geomap.text.lemmas import lemmatise_sentences

WORDS = st.sampled_from(
    [
        *("окупанти", "обстріляли", "Харків", "у", "Сумах", "та", ",", "–", ":", "||", "двоє", "і"),
        *("дронами", "яку", "не", "що", "ракета", "знищено", "склад", "їх", "БпЛА", "(", ")", "на"),
        *(
            "взрывы",
            "прогремели",
            "в",
            "Донецке",
            "«",
            "»",
            "12",
            "С-300",
            "як",
            "ё",
            "\u200b",
            "-",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60)


def read(text, language):
    sentence = Sentence(index=0, paragraph=0, start=0, end=len(text))
    (done,) = lemmatise_sentences(
        [sentence], text, language=language, vocabulary=vocabulary(language)
    )
    return Chunks(done.tokens)


@pytest.fixture(params=["dictionary", "endings"])
def _way(request):
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "endings":
            patch.setenv(SWITCH, "none")
        yield


@pytest.mark.usefixtures("_way")
@settings(deadline=None)
@given(text=TEXTS, language=st.sampled_from(["uk", "ru"]))
def test_tokens_are_the_text(text, language):
    """
    Every token is a stretch of the text, in order, and only blanks lie between.
    """
    tokens = read(text, language).tokens
    spans = list(zip(tokens.starts, tokens.ends, strict=True))

    assert tuple(text[a:b] for a, b in spans) == tokens.words
    assert "".join(tokens.words) == "".join(text.split())


@pytest.mark.usefixtures("_way")
@settings(deadline=None)
@given(text=TEXTS, language=st.sampled_from(["uk", "ru"]))
def test_clauses_and_groups_do_not_overlap(text, language):
    """
    A token is in one clause and in one group at most, and a group is in one clause.
    """
    chunks = read(text, language)
    for spans in (chunks.clauses, chunks.groups):
        assert all(a.last < b.first for a, b in pairwise(spans))
    for group in chunks.groups:
        assert group.first <= group.head <= group.last
        assert chunks.clause_at(group.first) == chunks.clause_at(group.last)
        assert group.of is None or group.of < group.first


@settings(deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=30))
def test_predicates_are_in_their_clause(words):
    """
    What makes a clause stands in it.
    """
    chunks = read(" ".join(words), "uk")

    assert all(c.first <= i <= c.last for c in chunks.clauses for i in c.predicates)
