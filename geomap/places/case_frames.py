"""The phrase of a name in Ukrainian and Russian: prepositions, cases, nouns; read leftwards."""

from msgspec.structs import replace

from geomap.chunks import Chunks
from geomap.places.case_words import CaseWords
from geomap.places.frames import Frame
from geomap.places.toponyms import Name

_KINDS = ("area", "part", "axis", "settlement", "admin", "feature", "water", "street")
_QUOTES = frozenset("\"'«»“”„‘’")
_COMPASS = {"пн": 0.0, "північ": 0.0, "север": 0.0, "схід": 90.0, "восток": 90.0}
_COMPASS |= {"південь": 180.0, "юг": 180.0, "захід": 270.0, "запад": 270.0}
_ADVERBS = {"півн": "північ", "півд": "південь", "схід": "схід", "захі": "захід", "юго": "юго"}
_ADVERBS |= {"севе": "север", "южне": "юг", "восто": "восток", "запа": "запад", "вост": "восток"}
_WAYS = frozenset({"міст", "мост", "шлях", "переїзд", "переезд"})
_REACH = 12


def frame_by_case(chunks: Chunks, name: Name, words: CaseWords) -> Frame:
    """
    Read the phrase around a name, leftwards to its preposition.

    The frame's `relation_word` is the English word for the preposition, so that roles and shapes
    are judged alike in all languages; `governor` is the noun that stands before the phrase.
    """
    carrier = "axis" if chunks.lemma(name.last) in words.nouns.axis else ""
    carrier = "admin" if name.level else carrier
    frame = Frame(name=name, first=name.first, last=name.last, head=name.last, carrier=carrier)
    frame = replace(_read_nouns(chunks, frame, words), level=name.level)
    frame = _read_preposition(chunks, frame, words)
    return replace(frame, governor=_noun_before(chunks, frame.first))


def _read_nouns(chunks: Chunks, frame: Frame, words: CaseWords) -> Frame:
    """Take in adjectives and the nouns that carry the name: "на околиці міста X"."""
    at = frame.first - 1
    region = bool(frame.name.level) or chunks.lemma(frame.name.last) in words.nouns.admin
    while at >= 0 and frame.first - at < _REACH:
        kind = _kind(chunks.lemma(at), words)
        if _is_modifier(chunks, at):
            at -= 1
            continue
        if chunks.lemma(at) in words.prepositions.toward and chunks.pos(at - 1) == "ADP":
            return replace(frame, first=at, carrier="toward")
        if not kind or (region and kind == "area") or chunks.pos(at) not in {"NOUN", "ADJ", "X"}:
            return frame
        if region and kind == "settlement":  # "у селах Сумської області"
            frame = replace(frame, first=at)
            at -= 1
            continue
        if kind in {"water", "street"}:
            return replace(frame, first=at, follower=kind)
        village = chunks.lemma(at) in {"село", "хутір", "хутор", "деревня"}
        carrier = kind if frame.carrier in {"", "settlement", "feature"} else frame.carrier
        frame = replace(frame, first=at, carrier=carrier, village=frame.village or village)
        at -= 1
    return frame


def _kind(lemma: str, words: CaseWords) -> str:
    return next((kind for kind in _KINDS if lemma in getattr(words.nouns, kind)), "")


def _is_modifier(chunks: Chunks, at: int) -> bool:
    word = chunks.tokens.words[at]
    plain = chunks.pos(at) in {"ADJ", "PART", "ADV"} and not chunks.is_predicate_of_clause(at)
    return word in _QUOTES or (plain and not word[0].isupper()) or word == "."


def _read_preposition(chunks: Chunks, frame: Frame, words: CaseWords) -> Frame:
    """Find the preposition before the phrase, with a distance and a bearing where they are told."""
    at = frame.first - 1
    if at >= 0 and _bearing_of_adverb(chunks.tokens.words[at]) is not None:
        return _read_adverb(chunks, frame, at, words)
    while at >= 0 and _is_modifier(chunks, at):
        at -= 1
    lemma = chunks.lemma(at)
    if chunks.pos(at) != "ADP":
        return frame
    frame = replace(frame, first=at, prep=at, relation_word=_relation(lemma, words))
    if frame.carrier == "toward":
        return replace(frame, carrier="", relation_word="toward")
    if frame.relation_word in {"to", "from"} and chunks.lemma(at - 1) in words.nouns.approach:
        return replace(frame, first=max(at - 2, 0), relation_word="near")
    ways = words.nouns.street | _WAYS
    road = lemma == "на" and chunks.lemma(at - 1) in ways  # "по трассе на X"
    if road or (chunks.lemma(at - 1) in words.prepositions.toward and lemma in {"на", "до", "к"}):
        return replace(frame, first=at if road else at - 2, relation_word="toward")
    return _read_offset(chunks, frame, words) if frame.relation_word == "from" else frame


def _read_adverb(chunks: Chunks, frame: Frame, at: int, words: CaseWords) -> Frame:
    """Read "(в 5 км) севернее X"."""
    bearing, first, distance = _bearing_of_adverb(chunks.tokens.words[at]), at, None
    if chunks.lemma(at - 1) in words.nouns.unit and chunks.tokens.words[at - 2][:1].isdigit():
        distance = float(chunks.tokens.words[at - 2].replace(",", ".").split("-")[-1])
        first = at - 3 if chunks.pos(at - 3) == "ADP" else at - 2
    return replace(
        frame, first=first, prep=at, relation_word="bearing", bearing=bearing, distance_km=distance
    )


def _bearing_of_adverb(word: str) -> float | None:
    """Return the degrees of "північніше" and "юго-западнее"."""
    parts = [_ADVERBS.get(part[:4]) for part in word.lower().split("-")]
    if not word.endswith(("іше", "нее", "ней")) or None in parts:
        return None
    return _bearing([part for part in parts if part is not None])


def _relation(lemma: str, words: CaseWords) -> str:
    preps = words.prepositions
    named = {
        "in": preps.inside, "near": preps.near, "from": preps.origin, "to": preps.to,
        "between": preps.between, "along": preps.across, "about": preps.about,
    }  # fmt: skip
    return next((word for word, lemmas in named.items() if lemma in lemmas), "about")


def _read_offset(chunks: Chunks, frame: Frame, words: CaseWords) -> Frame:
    """Read "(за 10 км) на північ від X"; "за 10 км від X" is near X."""
    at, bearings = frame.first - 1, []
    while chunks.lemma(at).split("-")[-1] in _COMPASS or chunks.lemma(at) in {"-", "на", "к"}:
        bearings.append(chunks.lemma(at))
        at -= 1
    bearing = _bearing(bearings)
    distance = None
    if chunks.lemma(at) in words.nouns.unit and chunks.tokens.words[at - 1][:1].isdigit():
        distance = float(chunks.tokens.words[at - 1].replace(",", ".").split("-")[-1])
        at -= 2
        while chunks.pos(at) in {"ADP", "PART"}:
            at -= 1
    if distance is None and bearing is None:
        return frame
    word = "near" if bearing is None else "bearing"
    return replace(frame, first=at + 1, relation_word=word, bearing=bearing, distance_km=distance)


def _bearing(words: list[str]) -> float | None:
    """Return the degrees of "північ", "південний-схід" or "північ" with "схід"."""
    parts = [part for word in words for part in word.split("-")]
    known = [_COMPASS[part] for part in parts if part in _COMPASS]
    halves = {"північно": 0.0, "північний": 0.0, "южный": 180.0, "південно": 180.0}
    halves |= {"південний": 180.0, "северо": 0.0, "северный": 0.0, "юго": 180.0}
    known += [halves[part] for part in parts if part in halves]
    if not known:
        return None
    if len(known) > 1 and {known[0], known[1]} == {0.0, 270.0}:
        return 315.0
    return sum(known[:2]) / len(known[:2])


def _noun_before(chunks: Chunks, first: int) -> int | None:
    """Return the noun, or verb, that stands right before a phrase."""
    at = first - 1
    while at >= 0 and chunks.tokens.words[at] in _QUOTES:
        at -= 1
    return at if chunks.pos(at) in {"NOUN", "VERB", "X", "ADJ"} and at >= 0 else None
