"""An event with all that belongs to it, in one piece, so that a file of rows can be read back."""

from collections.abc import Mapping

import msgspec

from geomap.codec import encode_record
from geomap.layers.sources import claims_of
from geomap.layers.utf8 import encode_json
from geomap.model import Claim, DocumentInfo, Event, Record


class Bundle(Record, frozen=True, kw_only=True):
    """An event, its claims that are known, and what is known of their documents."""

    event: Event
    claims: tuple[Claim, ...]
    documents: tuple[DocumentInfo, ...]


def encode_bundle(
    event: Event, *, claims: Mapping[str, Claim], documents: Mapping[str, DocumentInfo]
) -> msgspec.Raw:
    """Return an event with its claims and documents as JSON, to be put into a row as it is."""
    known = claims_of(event, claims)
    cited = dict.fromkeys(claim.doc_id for claim in known)
    infos = tuple(documents[doc_id] for doc_id in cited if doc_id in documents)
    bundle = Bundle(event=event, claims=tuple(known), documents=infos)
    try:
        return msgspec.Raw(encode_record(bundle).rstrip())
    except UnicodeEncodeError:
        return msgspec.Raw(encode_json(msgspec.to_builtins(bundle)))
