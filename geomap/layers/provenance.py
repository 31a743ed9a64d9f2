"""Where a row comes from, as a W3C Web Annotation with PROV-O terms."""

from collections.abc import Mapping, Sequence
from typing import Any

from geomap import __version__
from geomap.model import Claim, DocumentInfo, Event


def name_extractor() -> str:
    """Return the program and its version, such as "geomap 0.1.0"."""
    return f"geomap {__version__}"


def describe_making(used: Mapping[str, str]) -> dict[str, Any]:
    """Return the activity that made events (PROV-O), by the sha256 of what it used, by name."""
    made: dict[str, Any] = {
        "type": "prov:Activity",
        "prov:wasAssociatedWith": {"type": "prov:SoftwareAgent", "name": name_extractor()},
    }
    if used:
        made["prov:used"] = [
            {"type": "prov:Entity", "name": name, "id": f"urn:sha256:{digest}"}
            for name, digest in sorted(used.items())
        ]
    return made


_MADE = describe_making({})
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"prov": "http://www.w3.org/ns/prov#"}]


def describe_origin(
    event: Event, *, claims: Sequence[Claim], documents: Mapping[str, DocumentInfo]
) -> dict[str, Any]:
    """Return an annotation: the event as body, each claim's quote as target, the lead first."""
    return {
        "@context": _CONTEXT,
        "id": f"urn:geomap:{event.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "purpose": "classifying", "value": event.type.value},
        "target": [_target(claim, documents.get(claim.doc_id)) for claim in claims],
        "prov:wasGeneratedBy": _MADE,
    }


def _target(claim: Claim, info: DocumentInfo | None) -> dict[str, Any]:
    quote = claim.quote
    return {
        "type": "SpecificResource",
        "id": f"urn:geomap:{claim.id}",
        "source": f"urn:geomap:document:{claim.doc_id}",
        "prov:wasDerivedFrom": f"urn:sha256:{info.sha256}" if info else None,
        "stance": claim.stance.value,
        "rule": claim.rule,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.text,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            },
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }
