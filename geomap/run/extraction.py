"""Documents to claims: the stages in their order."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec

from gazetteer import GazetteerError, Index
from geomap.claims import attribute_claims
from geomap.errors import GeomapError
from geomap.events import (
    CASE_LANGUAGES,
    OwnRules,
    extract_by_case,
    extract_mentions,
    load_lexicon,
    months_told,
)
from geomap.ids import hash_text
from geomap.model import (
    Claim,
    Document,
    DocumentInfo,
    Located,
    Mention,
    Record,
    Rejected,
    Sentence,
    Unresolved,
)
from geomap.places import locate_places
from geomap.run.grammar import (
    READ_LANGUAGES,
    count_read,
    first_wanted,
    give_grammar,
    with_context,
)
from geomap.text.clean import clean_text
from geomap.text.language import detect_language
from geomap.text.sentences import split_sentences

AUTO = "auto"
Tick = Callable[[str], None]

_LOG = logging.getLogger(__name__)


class Extraction(Record, frozen=True, kw_only=True):
    """What one document gave; `unknown_names` has a name as often as the document names it."""

    info: DocumentInfo
    claims: tuple[Claim, ...]
    unknown_names: tuple[str, ...]
    theatre: str | None
    sentences: int
    parsed: int


class Collected(Record, frozen=True, kw_only=True):
    """What all documents gave, which inputs gave none, and how many of these by our fault."""

    extractions: tuple[Extraction, ...]
    rejected: tuple[Rejected, ...]
    faults: int = 0

    @property
    def claims(self) -> list[Claim]:
        """All claims, by document and place in its text."""
        claims = (claim for extraction in self.extractions for claim in extraction.claims)
        return sorted(claims, key=lambda c: (c.doc_id, c.trigger.start, c.id))

    @property
    def documents(self) -> list[DocumentInfo]:
        """All documents, by id."""
        return sorted((e.info for e in self.extractions), key=lambda info: info.id)

    @property
    def unknown_names(self) -> dict[str, int]:
        """How often each name without a place was met, the most frequent first."""
        counts = Counter(name for e in self.extractions for name in e.unknown_names)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def extract_claims(
    documents: Iterable[Document | Rejected],
    index: Index,
    *,
    theatre: str | None = AUTO,
    own: OwnRules | None = None,
    tick: Tick | None = None,
) -> Collected:
    """
    Extract the claims of documents.

    Parameters
    ----------
    documents
        As `read_documents` yields them; what was rejected there is kept.
    index
        The gazetteer.
    theatre
        Name of the theatre, None for none, "auto" to find it from each document's own places.
    own
        Rules of a user's own; see `geomap.events.read_own_rules`.
    tick
        Called with each document's id when it is done.

    Returns
    -------
    collected
        A document on which a stage fails is among the rejected, with the reason; the others go on.

    Raises
    ------
    TheatreError
        There is no such theatre.
    LexiconError
        The user's rules do not follow their format.
    """
    load_lexicon("en", own)
    extractions: list[Extraction] = []
    rejected: list[Rejected] = []
    faults = 0
    for item in documents:
        done = item if isinstance(item, Rejected) else _try_extract(item, index, theatre, own)
        if isinstance(done, Rejected):
            faults += item is not done
            rejected.append(done)
        else:
            extractions.append(done)
        if tick and isinstance(item, Document):
            tick(item.id)
    return Collected(extractions=tuple(extractions), rejected=tuple(rejected), faults=faults)


def extract_document(
    document: Document,
    index: Index,
    *,
    theatre: str | None = AUTO,
    own: OwnRules | None = None,
) -> Extraction:
    """Take one document through the stages; see `extract_claims`."""
    clean = clean_text(document.text)
    language = document.language or detect_language(clean.text)
    document = msgspec.structs.replace(document, language=language)
    every = split_sentences(clean.text, language)
    sentences: Sequence[Sentence] = every if language in READ_LANGUAGES else ()
    read = partial(_read, document=document, text=clean.text, index=index, theatre=theatre, own=own)
    wanted = first_wanted(sentences, clean.text, language=language, index=index, own=own)
    sentences, located, mentions = read(sentences, wanted)
    told = with_context(sentences, {mention.sentence for mention in mentions})
    if any(sentences[i].tokens is None for i in told):
        sentences, located, mentions = read(sentences, told)
    claims = attribute_claims(
        clean.text,
        sentences,
        mentions,
        toponyms=located.toponyms,
        theatre=located.theatre,
        document=document,
        to_source=clean.source_span,
    )
    return Extraction(
        info=_describe(document),
        claims=tuple(claims),
        unknown_names=tuple(t.text for t in located.toponyms if t.unresolved is Unresolved.UNKNOWN),
        theatre=located.theatre,
        sentences=len(every),
        parsed=count_read(sentences, language),
    )


def _read(
    sentences: Sequence[Sentence],
    wanted: set[int],
    *,
    document: Document,
    text: str,
    index: Index,
    theatre: str | None,
    own: OwnRules | None,
) -> tuple[Sequence[Sentence], Located, Sequence[Mention]]:
    """Give grammar to the wanted sentences; find the places and the events of all that have it."""
    language = document.language or ""
    sentences = give_grammar(sentences, wanted, text, language=language, index=index)
    months = months_told(text, document.published)
    located = locate_places(
        text, sentences, index, theatre=theatre, language=language, months=months
    )
    extract = extract_by_case if language in CASE_LANGUAGES else partial(extract_mentions, own=own)
    mentions = extract(text, sentences, located, document=document)
    return sentences, located, mentions


def _try_extract(
    document: Document, index: Index, theatre: str | None, own: OwnRules | None
) -> Extraction | Rejected:
    """Extract, and turn any fault of a stage into a rejection, so that nothing is lost silently."""
    try:
        return extract_document(document, index, theatre=theatre, own=own)
    except (
        GazetteerError,
        GeomapError,
    ):  # not this document's doing: a theatre, a lexicon, an index
        raise
    except Exception as error:  # noqa: BLE001 - one document must not end a run of a million
        _LOG.debug("document %s", document.id, exc_info=True)
        reason = f"a fault of geomap: {type(error).__name__}: {error}"
        return Rejected(input=document.input or document.id, reason=reason)


def _describe(document: Document) -> DocumentInfo:
    return DocumentInfo(
        id=document.id,
        sha256=hash_text(document.text),
        characters=len(document.text),
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        language=document.language,
    )
