"""The phrase in which a name stands: the nouns that carry it, the preposition, what governs it."""

import msgspec
from msgspec.structs import replace

from geomap.places.grammar import View
from geomap.places.offsets import POINTS, Offset, read_bearing, read_distance
from geomap.places.toponyms import Name
from geomap.places.words import Lexicon

_POSSESSIVE = {"'s", "’s", "'", "’"}
_HYPHENS = {"-", "–", "‑"}
_BORDERLANDS = frozenset({"area", "areas", "region", "regions", "zone", "districts", "strip"})
_VILLAGES = frozenset({"village", "villages", "hamlet", "hamlets", "farmstead"})


class Frame(msgspec.Struct, frozen=True):
    """
    A name with its phrase, in token indexes.

    Attributes
    ----------
    first, last
        The whole phrase, from its preposition on.
    head
        The token that carries its meaning.
    carrier
        Kind of noun that carries the name: settlement, admin, area, axis, part, feature; empty
        for a bare name.
    host
        A nameless place that the phrase describes: "villages" in "villages near X".
    follower
        Kind of noun the name modifies that is no place: title, political, ...
    owned, suffix
        What the name possesses ("Kyiv's forces"); what a hyphen adds ("London-based").
    prep
        The preposition's index; `relation_word` is its word.
    compass
        Whether the name follows "western" and the like: a region has such parts.
    bearing, distance_km
        Degrees and kilometres of "10 km north of".
    village
        It is called a village or hamlet, which no city is.
    works
        It names a power plant or a dam, which may lie far from what it is called after.
    level
        What an admin noun says it is: district, commune, else region; empty without one.
    """

    name: Name
    first: int
    last: int
    head: int
    carrier: str = ""
    host: int | None = None
    follower: str = ""
    owned: int | None = None
    suffix: str = ""
    prep: int | None = None
    relation_word: str = ""
    bearing: float | None = None
    distance_km: float | None = None
    governor: int | None = None
    compass: bool = False
    village: bool = False
    works: bool = False
    level: str = ""


def frame_name(view: View, name: Name, lexicon: Lexicon) -> Frame:
    """Read the phrase around a name, rightwards for its nouns and leftwards to its preposition."""
    frame = Frame(name=name, first=name.first, last=name.last, head=name.last, level=name.level)
    frame = _note_noun(view, frame, name.last, lexicon)
    frame = replace(frame, carrier="admin" if frame.level else "")
    frame = _read_borderland(view, frame, lexicon) or _read_right(view, frame, lexicon)
    frame = _note_river(view, frame, lexicon)
    frame = _note_compass(view, _read_left(view, frame, lexicon))
    frame = _read_preposition(view, frame, lexicon)
    return replace(frame, governor=govern(view, frame, lexicon))


def noun_kind(word: str, lexicon: Lexicon, *, kinds: tuple[str, ...]) -> str:
    """Return the first of the kinds whose word list has the word, else an empty string."""
    return next((kind for kind in kinds if word in getattr(lexicon.nouns, kind)), "")


def _read_borderland(view: View, frame: Frame, lexicon: Lexicon) -> Frame | None:
    """Take "the X border area" for region X, not for the town in its middle."""
    at = frame.last + 1
    if view.word(at) not in lexicon.nouns.border or view.word(at + 1) not in _BORDERLANDS:
        return None
    return replace(frame, last=at + 1, head=at + 1, carrier="admin", level="region")


_RIGHT = (
    "water",
    "title",
    "admin",
    "axis",
    "area",
    "settlement",
    "feature",
    "street",
    "part",
    "political",
)


def _read_right(view: View, frame: Frame, lexicon: Lexicon) -> Frame:
    """Take in "region", "area", "airport", "'s outskirts" and note titles and possessions."""
    at = frame.last + 1
    if view.word(at) in _HYPHENS and view.word(at + 1):
        return replace(frame, suffix=view.word(at + 1))
    if view.word(at) in _POSSESSIVE:
        return _read_possession(view, frame, lexicon, at + 1)
    for _ in range(5):
        kind = "" if _links(view, at, lexicon) else noun_kind(view.word(at), lexicon, kinds=_RIGHT)
        if kind == "feature" and frame.level == "region":
            kind = "title"  # "the X Oblast administrative building" stands in a town
        if kind in {"title", "political", "street", "water"}:
            return replace(frame, follower=kind, head=at)
        if kind and _modifies(view, frame, at):
            frame = replace(frame, last=at, head=at, carrier=frame.carrier or kind)
            frame = _note_noun(view, frame, at, lexicon)
            frame = replace(frame, works=kind == "feature" and _is_works(view, frame, lexicon))
        elif not kind and not (view.word(at) in lexicon.words.links or view.capital(at)):
            break
        if view.word(at + 1) in _POSSESSIVE:
            return _read_possession(view, frame, lexicon, at + 2)
        at += 1
    return frame


def _links(view: View, at: int, lexicon: Lexicon) -> bool:
    """Find what only goes with the noun after it: "X bus station", "X State University"."""
    if view.word(at) in lexicon.nouns.state:
        return view.capital(at + 1)
    following = noun_kind(view.word(at + 1), lexicon, kinds=_RIGHT)
    return view.word(at) in lexicon.words.links and bool(following)


def _note_noun(view: View, frame: Frame, at: int, lexicon: Lexicon) -> Frame:
    """Note that a noun calls the name a village, a district or a region."""
    word, nouns = view.word(at), lexicon.nouns
    level = "district" if word in nouns.district else "region" if word in nouns.admin else ""
    level = "commune" if word in nouns.commune else level
    return replace(frame, village=frame.village or word in _VILLAGES, level=frame.level or level)


def _is_works(view: View, frame: Frame, lexicon: Lexicon) -> bool:
    words = view.low[frame.name.last + 1 : frame.last + 1]
    return not lexicon.nouns.works.isdisjoint(words)


def _note_river(view: View, frame: Frame, lexicon: Lexicon) -> Frame:
    """Take "the Dnipro('s bank)", "River Dnipro" for water: towns have no article in English."""
    before = view.word(frame.first - 1)
    river = before in lexicon.nouns.water
    owning = before == "the" and frame.owned is not None  # "the Dnipro's islands"
    bare = frame.head == frame.name.last and frame.owned is None and not frame.suffix
    bare = bare and not frame.level and view.word(frame.head) not in lexicon.nouns.feature
    bare = bare and view.capital(frame.name.last)  # "the X camp" has its noun
    article = before == "the" and bare and not frame.follower and _ends_phrase(view, frame.last)
    if not (river or article or owning):
        return frame
    return replace(frame, follower="water" if river else "the")


def _ends_phrase(view: View, last: int) -> bool:
    """Say whether no noun follows that the name could modify."""
    return (
        not view.parsed
        or view.pos(last + 1) not in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"}
        or (view.word(last + 1) in {",", ".", ";", ":"})
    )


def _modifies(view: View, frame: Frame, at: int) -> bool:
    """Tell "Bakhmut front" from "in Bakhmut front lines": the noun must carry the name."""
    return not view.parsed or view.pos(at) in {"NOUN", "PROPN", "ADJ"} or at == frame.last + 1


def _read_possession(view: View, frame: Frame, lexicon: Lexicon, at: int) -> Frame:
    start = at
    while at < start + 4 and (
        view.pos(at) in {"ADJ", "NUM", "ADV"}
        or view.word(at) in lexicon.words.modifiers | lexicon.words.links | _HYPHENS
        or _is_in_compass(view, at)
    ):
        at += 1
    kinds = ("water", "part", "feature", "settlement", "area", "unnamed", "axis")
    kind = noun_kind(view.word(at), lexicon, kinds=kinds)
    if (
        kind == "water" and view.pos(at + 1) != "NOUN"
    ):  # "the Dnipro's left bank": what has banks is no town
        return replace(frame, follower=kind, head=at)
    if kind and kind != "unnamed":
        carrier = frame.carrier or ("axis" if kind == "axis" else kind)
        return replace(frame, last=at, head=at, carrier=carrier)
    return replace(frame, owned=at if at < len(view) else None)


def _note_compass(view: View, frame: Frame) -> Frame:
    """Note "western X" without any noun that would say what X is."""
    before = view.word(frame.name.first - 1)
    bare = not frame.carrier and frame.owned is None and not frame.suffix
    compass = bare and before.startswith(POINTS) and before.endswith("ern")
    return replace(frame, compass=compass)


_LEFT = ("settlement", "part", "area", "axis", "feature", "admin")


def _read_left(view: View, frame: Frame, lexicon: Lexicon) -> Frame:
    """Take in articles, adjectives, "the village of", "the outskirts of", "10 km north of"."""
    urban = lexicon.words.urban
    while True:
        at = _skip_modifiers(view, frame.first - 1, lexicon)
        if view.word(at) == "of":
            offset = read_bearing(view, at, lexicon)
            if offset is not None:
                return _step_off(frame, offset)
            noun, step = at - 1, _kind_at(view, at - 1, lexicon)
        else:
            noun, step = at, _kind_at(view, at, lexicon)
            step = step if step == "settlement" and view.pos(at) != "PROPN" else ""
        if step == "admin" and view.word(noun) in lexicon.nouns.state and not frame.level:
            return replace(frame, first=noun)
        if step == "admin" and _is_anothers(view, noun) and not frame.carrier:
            return replace(frame, first=at + 1, carrier="part")
        if not step or (step == "admin" and _is_anothers(view, noun)) or _leads(view, noun):
            return replace(frame, first=at + 1)
        if _is_part(frame, step) or (step == "admin" and view.word(noun - 1) in urban):
            step = "part"
        carrier = "settlement" if step == "settlement" and not frame.carrier else frame.carrier
        frame = replace(frame, first=noun, head=noun, carrier=carrier or step)
        frame = _note_noun(view, frame, noun, lexicon)


def _leads(view: View, noun: int) -> bool:
    """Tell "in the direction of X", which is towards it, from "on the X direction"."""
    return [view.word(noun), view.word(noun + 1)] == ["direction", "of"]


def _is_anothers(view: View, noun: int) -> bool:
    """Say whether a noun belongs to the name before it: "the Y district of X region"."""
    return view.capital(noun - 1) and noun > 1


def _is_part(frame: Frame, step: str) -> bool:
    """Take "a district of X region" for a part."""
    return step == "admin" and bool(frame.level)


def _step_off(frame: Frame, offset: Offset) -> Frame:
    return replace(
        frame,
        first=offset.first,
        prep=offset.first,
        relation_word="bearing",
        bearing=offset.bearing,
        distance_km=offset.distance_km,
    )


def _kind_at(view: View, at: int, lexicon: Lexicon) -> str:
    return noun_kind(view.word(at), lexicon, kinds=_LEFT)


def _is_told(view: View, at: int) -> bool:
    """Tell "and liberated X" from "in liberated X": a verb of its own joins no name."""
    return view.pos(at) == "VERB" and view.dep(at) in {"conj", "ROOT", "ccomp", "advcl"}


def _skip_modifiers(view: View, at: int, lexicon: Lexicon) -> int:
    """Step left over articles, numbers and adjectives."""
    skipped = lexicon.words.modifiers | lexicon.words.articles
    preps = lexicon.prepositions.near
    while (at >= 0 and view.word(at) not in preps) and (
        (view.word(at) in skipped and not _is_told(view, at))
        or (view.pos(at) in {"ADJ", "NUM"} and not view.capital(at))
        or (view.pos(at) == "ADV" and view.word(at).endswith("ly"))
        or (
            view.word(at) in _HYPHENS
            and view.word(at + 1) in {"held", "controlled", "occupied", "line", "type", "bank"}
        )
        or (view.word(at) in {"front", "urban", "left", "right"} and view.word(at + 1) in _HYPHENS)
        or _is_in_compass(view, at)
    ):
        at -= 1
    return at


def _is_in_compass(view: View, at: int) -> bool:
    """Find the first two words of "north-eastern"."""
    at = at - 1 if view.word(at) in _HYPHENS else at
    joined = view.word(at + 1) in _HYPHENS and view.word(at + 2).endswith("ern")
    return joined and view.word(at) in POINTS and view.word(at + 2).startswith(POINTS)


def _read_preposition(view: View, frame: Frame, lexicon: Lexicon) -> Frame:
    """Take in the preposition, and before "near" and "in" the nameless place they describe."""
    preps = lexicon.prepositions
    if frame.prep is None:
        at = frame.first - 1
        while view.word(at) in lexicon.words.approx - preps.near - {"over"}:
            at -= 1
        at, word = _preposition_at(view, at, lexicon)
        if not word:
            return frame
        first, distance = read_distance(view, at - 1, lexicon)
        if word in preps.origin | {"of"} and distance is not None:
            return replace(
                frame, first=first, prep=first, relation_word="near", distance_km=distance
            )
        placed = word in preps.inside | preps.across | preps.near | preps.origin | preps.to
        placed = placed or word in preps.toward | preps.between | {"for"}
        frame = replace(frame, first=at if placed else frame.first, prep=at, relation_word=word)
    if frame.relation_word in preps.near | preps.inside | preps.across | {"bearing"}:
        return _read_host(view, frame, lexicon)
    return frame


def _preposition_at(view: View, at: int, lexicon: Lexicon) -> tuple[int, str]:
    """Return where the preposition that ends here begins, and its main word."""
    preps, word = lexicon.prepositions, view.word(at)
    if word in {"to", "of"} and view.word(at - 1) in {"close", "next", "outside"}:
        return at - 1, "near" if word == "to" else "outside"
    if word in {"to", "from", "of"} and view.word(at - 1) in lexicon.words.gates:
        return (at - 1, "near") if view.word(at - 2) == "the" else (at, word)
    if word == "of" and _leads(view, at - 1):
        return at - 1, "toward"
    if word == "by" and view.dep(at) == "prep" and view.pos(at - 1) == "NOUN":
        return at, "beside"  # "hit a post by X"
    if word in lexicon.words.linking:
        return at, "between"
    known = (
        preps.inside
        | preps.across
        | preps.near
        | preps.origin
        | preps.toward
        | preps.to
        | preps.against
        | preps.about
        | preps.between
    )
    return (at, word) if word in known - {"close", "next"} else (at, "")


def _read_host(view: View, frame: Frame, lexicon: Lexicon) -> Frame:
    """Take in "several villages" before "near X", and the preposition before it."""
    at = frame.first - 1
    while view.word(at) in lexicon.words.approx or (view.word(at) == "," and at == 0):
        at -= 1
    inside = frame.relation_word in lexicon.prepositions.inside | lexicon.prepositions.across
    kinds = ("settlement",) if inside else ("settlement", "unnamed", "area", "feature")
    if view.capital(at) and at > 0:
        return frame
    if not noun_kind(view.word(at), lexicon, kinds=kinds):
        return frame
    first = _skip_modifiers(view, at - 1, lexicon) + 1
    frame = replace(frame, first=first, host=at, head=at)
    outer, word = _preposition_at(view, first - 1, lexicon)
    preps = lexicon.prepositions
    if word in preps.inside | preps.across | preps.near | preps.origin | preps.toward:
        frame = replace(frame, first=outer)
    return frame


def govern(view: View, frame: Frame, lexicon: Lexicon) -> int | None:
    """Return the first ancestor outside the phrase that is no preposition; None at the root."""
    if not view.parsed:
        return None
    at = frame.head
    if frame.prep is not None and frame.host is None:
        at = frame.prep
        noun = _described_noun(view, frame.first, lexicon)
        if noun is not None:
            return noun
    while True:
        above = view.head(at)
        if above == at:
            return None if frame.first <= at <= frame.last else at
        at = above
        linking = view.pos(at) == "ADP" or view.word(at) in lexicon.nouns.bearing
        if not (linking or frame.first <= at <= frame.last):
            return at


def _described_noun(view: View, first: int, lexicon: Lexicon) -> int | None:
    """Return a battle or attack named right before: "the battle for X" whatever the parse says."""
    nouns = lexicon.nouns.attack | {"battle", "fighting", "clashes", "fight", "siege"}
    return first - 1 if view.word(first - 1) in nouns and view.pos(first - 1) == "NOUN" else None
