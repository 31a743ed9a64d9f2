"""What a place name does in a Ukrainian or Russian sentence, by case and neighbours."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from gazetteer.model import Place, PlaceKind
from geomap.chunks import Chunks, Clause
from geomap.model import Role
from geomap.places.case_words import CaseWords
from geomap.places.frames import Frame
from geomap.places.links import Link, rank
from geomap.places.toponyms import Name

_A_TOWN = 10_000
_QUOTES = frozenset("\"'«»“”„‘’")
_LIST = frozenset({",", "і", "й", "та", "и", "а", "або", "или", "також", "также"})
_DASHES = frozenset({"—", "–", "-"})
_WHICH = frozenset({"що", "что"})
_BROAD = frozenset({PlaceKind.COUNTRY, PlaceKind.MACROREGION})
_REGIONS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_VOWELS = frozenset("аеиоуыэюяіїєй")
_LOCATIVE = ("ах", "ях", "ом", "ем")
_ADJECTIVE = re.compile("(?:ск|цк|ськ|цьк|зьк)(?:ий|ого|ому|им|ой|ая|ую|ої|ій|а|у|ою)$")
_PATRONYMICS = ("вич", "вна", "ична", "івни", "овны", "вича")
_FEMININE, _OF_FEMININE = ("ську", "цьку", "зьку"), ("у", "ю", "ь")
_AFLOAT = ("і", "е")  # "на Дніпрі" is the river, "у Дніпрі" the city
_BEYOND, _OF_SEVERIA = frozenset({"за", "через"}), frozenset({"сіверський", "северский"})
_UNDECLINED = frozenset("оеиі")
_TOWN = 20_000  # inhabitants from which "X near Y" is said of any distance
_LARGER = 10  # times
_ROUTE = 5  # tokens from a dash in which a quoted route begins or ends
_ROLES = {
    "near": Role.ANCHOR,
    "bearing": Role.ANCHOR,
    "toward": Role.DIRECTION,
    "from": Role.ORIGIN,
    "to": Role.DESTINATION,
    "about": Role.BACKGROUND,
}


def keep_places(chunks: Chunks, names: Sequence[Name], words: CaseWords) -> list[Name]:
    """Leave out what is nearly always another word ("Атаки"), and names of buildings."""
    kept = [n for n in names if n.demonym or n.level or not _is_ordinary(chunks, n, words)]
    sure = {i for n in kept if not n.demonym for i in (n.first, n.last)}
    listed = [n for n in names if n not in kept and _is_told_so(chunks, n, sure, words)]
    kept = [name for name in kept if not _is_adjective(chunks, name, words)]
    return sorted([*kept, *listed], key=lambda name: name.start)


def _is_told_so(chunks: Chunks, name: Name, sure: set[int], words: CaseWords) -> bool:
    """Take "село Зоря", "мікрорайон Схід" and "Торецьк, Нью-Йорк та Північне" for places."""
    quarter = name.first > 0 and chunks.lemma(name.first - 1) in words.nouns.part
    if quarter or _called_settlement(chunks, name.first, words) or _is_lone_adjective(chunks, name):
        return True
    commas = {i for i in (name.first - 1, name.last + 1) if chunks.lemma(i) in _LIST}
    beside = {name.first - 2 if i < name.first else name.last + 2 for i in commas}
    return bool(beside & sure) and not _is_adjective(chunks, name, words)


def _is_lone_adjective(chunks: Chunks, name: Name) -> bool:
    """Find "за Північне": an adjective in capitals that describes nothing."""
    inside = name.first == name.last and not _begins_sentence(chunks, name.first)
    adjective = chunks.tokens.pos[name.first] == "ADJ" and chunks.pos(name.first - 1) == "ADP"
    return inside and adjective and chunks.pos(name.last + 1) in {"", "PUNCT", "CCONJ", "VERB"}


def _called_settlement(chunks: Chunks, first: int, words: CaseWords) -> bool:
    """Say whether the word before, but for quotation marks, is "village" or the like."""
    before = first - 1
    while before >= 0 and (chunks.tokens.words[before] in _QUOTES or chunks.lemma(before) == "."):
        before -= 1
    return chunks.lemma(before) in words.nouns.settlement if before >= 0 else False


def _is_adjective(chunks: Chunks, name: Name, words: CaseWords) -> bool:
    """Find "Козачій бухті" and "Північного угруповання": a name's form that describes a noun."""
    after = name.last + 1
    if name.first != name.last or name.demonym or name.level or after >= len(chunks):
        return False
    if chunks.tokens.pos[name.first] != "ADJ" or chunks.tokens.pos[after] != "NOUN":
        return False
    noun = chunks.tokens.words[after].lower()
    if name.text.lower().endswith(_FEMININE) and not noun.endswith(_OF_FEMININE):
        return False  # "у Покровську дрон": of a town, as no "дрон" is feminine
    small = chunks.tokens.words[after][0].islower()
    agrees = set(chunks.tokens.tags[name.first].split()) & set(chunks.tokens.tags[after].split())
    if chunks.pos(name.first - 1) == "ADP":  # "з Куп'янська родина" is from the town
        governed = tuple(chunks.tokens.tags[name.first - 1].split())
        agrees = {each for each in agrees if each.startswith(governed)}
    known = words.nouns.admin | words.nouns.axis | words.nouns.area
    unit = chunks.lemma(after) in known or _called_settlement(chunks, name.first, words)
    return small and bool(agrees - {"pssv"}) and not unit


def _is_ordinary(chunks: Chunks, name: Name, words: CaseWords) -> bool:
    phrase = [word.lower() for word in chunks.tokens.words[name.first : name.last + 2]]
    single = name.first == name.last
    if single and _begins_sentence(chunks, name.first) and chunks.tokens.pos[name.first] != "PROPN":
        return chunks.lemma(name.first) not in words.words.seats
    if any(_begins(phrase, stems.split()) for stems in words.words.phrases):
        return True
    return single and {chunks.lemma(name.first), name.text.lower()} & words.words.ordinary != set()


def _begins_sentence(chunks: Chunks, i: int) -> bool:
    """Say whether a capital may be due to where the word stands."""
    before = chunks.tokens.words[i - 1] if i else ""
    return i == 0 or (not before[-1:].isalnum() and before not in {",", "-"})


def _begins(phrase: Sequence[str], stems: Sequence[str]) -> bool:
    """Say whether the words of a phrase begin with some stems: "біл дом"."""
    return len(phrase) >= len(stems) and all(
        word.startswith(stem) for word, stem in zip(phrase, stems, strict=False)
    )


def link_by_case(
    chunks: Chunks, frames: Sequence[Frame], senses: Sequence[Place | None], words: CaseWords
) -> list[Link]:
    """Link each frame to the one before it: its region, what it lies near, the list it is in."""
    links: list[Link] = []
    for at, frame in enumerate(frames):
        link = Link(frame=frame)
        if at and not frame.name.demonym and not links[at - 1].frame.name.demonym:
            link = _link(chunks, links, frame, senses)
        links.append(link)
        before = links[at - 1] if at else None
        if before is not None and link.specifies is None and link.listed is None:
            links[at - 1] = _contain(chunks, links, frame, senses[at - 1 : at + 1], words)
    return links


def _gap(chunks: Chunks, first: Frame, second: Frame) -> tuple[str, ...]:
    between = range(first.last + 1, second.first)
    return tuple(chunks.lemma(i) for i in between if chunks.tokens.words[i] not in _QUOTES)


def _link(
    chunks: Chunks, links: Sequence[Link], frame: Frame, senses: Sequence[Place | None]
) -> Link:
    at, before = len(links), links[-1]
    root = at - 1 if before.specifies is None else before.specifies
    gap = _gap(chunks, before.frame, frame)
    if before.frame.follower == "street" and gap and set(gap) <= _DASHES:
        return Link(frame=replace(frame, follower="street"))  # "траса Донецьк – Горлівка"
    if gap and gap[-1] in _WHICH and set(gap) <= {",", *_WHICH}:
        gap = ()
    ranks = rank(links[root].frame, senses[root]), rank(frame, senses[at])
    if gap in {(), (",",), ("(",)}:
        broader = ranks[1] > ranks[0] and (not gap or _may_hold(senses[root], senses[at]))
        acts = chunks.is_predicate_of_clause(frame.last + 1)
        bare = frame.relation_word == "" and (not acts if gap else _may_be_genitive(chunks, frame))
        within = not gap or (gap == (",",) and _is_of_region(senses[root], senses[at]))
        if broader and (bare or (within and frame.relation_word == "in")):
            return Link(frame=frame, specifies=root, role=Role.CONTAINER)
        inside = frame.relation_word == "in" and links[root].frame.carrier == "feature"
        if inside and not gap and ranks == (0, 0):
            return Link(frame=frame, specifies=root, role=Role.CONTAINER)
        apart = bool(links[root].frame.follower)
        if not gap and not apart and ranks[0] == 0 and frame.relation_word in {"near", "bearing"}:
            large = _is_town_beside(senses[root], senses[at])
            return Link(frame=frame, specifies=root, role=Role.BACKGROUND if large else Role.ANCHOR)
    listed = frame.relation_word == "" and gap and set(gap) <= _LIST
    if listed and before.role is None and _cases_meet(chunks, links[root].frame, frame):
        first = root if links[root].listed is None else links[root].listed
        return Link(frame=_inherit(links[first or 0].frame, frame), listed=first)
    return Link(frame=frame)


def _contain(
    chunks: Chunks,
    links: Sequence[Link],
    frame: Frame,
    senses: Sequence[Place | None],
    words: CaseWords,
) -> Link:
    """Take "на Луганщині у Хрустальному" and "X-ський район Харкова" for what holds the second."""
    at, before = len(links) - 1, links[-2]
    inner, outer = senses[1], senses[0]
    aside = before.frame.distance_km is not None and before.listed is None
    if aside and _gap(chunks, before.frame, frame) == (",",) and frame.relation_word == "in":
        return replace(before, specifies=at, role=Role.ANCHOR)  # "за 5 км від X, у Y"
    gap = _gap(chunks, before.frame, frame)
    parted = gap == (",",) and _is_of_region(inner, outer)  # "на Луганщині, у Хрустальному"
    if outer is None or (gap and not parted) or before.listed is not None:
        return before
    built = before.frame.governor is not None and outer.kind is PlaceKind.COUNTRY
    if built and frame.relation_word == "" and _is_feature(chunks, before.frame, words):
        return replace(before, specifies=at, role=Role.CONTAINER)  # "аеродром РФ X"
    region = outer.kind in _REGIONS and inner is not None and inner.kind is PlaceKind.SETTLEMENT
    if region and frame.relation_word == "in" and _may_hold(inner, outer):
        return replace(before, specifies=at, role=Role.CONTAINER)
    return before


def _is_feature(chunks: Chunks, frame: Frame, words: CaseWords) -> bool:
    return chunks.lemma(frame.governor or 0) in words.nouns.feature


def _is_of_region(inner: Place | None, outer: Place | None) -> bool:
    """Say whether a place is known to lie in a region: "у Лозовій, на Харківщині"."""
    known = inner is not None and outer is not None and outer.kind in _REGIONS
    return known and inner is not None and outer is not None and inner.admin1 == outer.admin1


def _may_hold(inner: Place | None, outer: Place | None) -> bool:
    return inner is None or outer is None or inner.country == outer.country


def _is_town_beside(known: Place | None, other: Place | None) -> bool:
    """Tell a town "near Y" from what may be a village there of the same name."""
    beside = 0 if other is None else other.population
    return known is not None and known.population >= max(_TOWN, beside / _LARGER)


def _may_be_genitive(chunks: Chunks, frame: Frame) -> bool:
    features = chunks.features(frame.name.first)
    return not features or any(f.startswith("Gen") for f in features)


def _cases_meet(chunks: Chunks, first: Frame, frame: Frame) -> bool:
    """Say whether two names may stand in one case; one that is unknown may stand in any."""
    one, other = (_cases(chunks, f.name.last) for f in (first, frame))
    return not one or not other or bool(one & other)


def _cases(chunks: Chunks, i: int) -> set[str]:
    if chunks.is_name(i) and chunks.tokens.pos[i] == "ADJ":
        return set()  # those of "морозовський", not of "Морозовськ"
    return {f.partition(".")[0] for f in chunks.features(i)}


def _inherit(first: Frame, frame: Frame) -> Frame:
    carrier = frame.carrier or (first.carrier if first.carrier in {"settlement", "area"} else "")
    return replace(
        frame,
        prep=first.prep,
        relation_word=first.relation_word,
        governor=first.governor,
        carrier=carrier,
    )


def role_by_case(chunks: Chunks, link: Link, sense: Place | None, words: CaseWords) -> Role:
    """Return the role of a linked name."""
    frame = link.frame
    if frame.name.demonym:
        return Role.DEMONYM
    naming = _naming(chunks, frame, sense, words)
    if naming is not None:
        return naming
    if link.role is not None:
        return link.role
    power = _is_power(chunks, frame, sense, words)
    if frame.relation_word:
        return _by_preposition(chunks, frame, words, power=power)
    return _by_case(chunks, frame, words, power=power)


def _is_of_person(chunks: Chunks, frame: Frame, words: CaseWords) -> bool:
    """Find X in "Олена X", and "Олександр" of "Олександр X"."""
    names, last = words.words.first_names, frame.name.last
    surname = last + 1 < len(chunks) and chunks.tokens.words[last + 1][:1].isupper()
    after = chunks.tokens.words[last + 1].lower() if surname else ""
    first = surname and (frame.name.text.lower() in names or after.endswith(_PATRONYMICS))
    return first or chunks.lemma(frame.name.first - 1) in names


def _is_speaker(chunks: Chunks, frame: Frame, sense: Place | None, words: CaseWords) -> bool:
    """Find "сообщил X", where X is called like a village: a town would be well known."""
    said = chunks.lemma(frame.name.first - 1) in words.verbs.speech if frame.name.first else False
    bare = frame.name.first == frame.name.last and not frame.relation_word
    return said and bare and (sense is None or sense.population < _A_TOWN)


def _naming(chunks: Chunks, frame: Frame, sense: Place | None, words: CaseWords) -> Role | None:
    """Judge names that are parts of others: of streets, offices, organisations, persons."""
    strange = sense is not None and sense.part_of is None
    quarter = strange and frame.name.text.lower().startswith(tuple(words.words.quarters))
    quarter = quarter and chunks.lemma(frame.name.last) == "район"
    if frame.follower == "street" or quarter:
        return Role.STREET
    axis = chunks.lemma(frame.name.last + 1) in words.nouns.axis  # one that nobody lists
    if frame.follower or _is_crossed(chunks, frame, words) or axis:
        return Role.BACKGROUND
    if _is_of_person(chunks, frame, words) or _is_speaker(chunks, frame, sense, words):
        return Role.PERSON
    before = chunks.tokens.words[max(frame.name.first - 1, 0)].lower()
    named = before in words.words.named_after or _is_organisation(chunks, frame, words)
    if named or _is_of_plant(chunks, frame, words):
        return Role.ORGANISATION
    if frame.relation_word or frame.carrier in {"settlement", "area", "part", "feature"}:
        return None
    return _of_office(chunks, frame, words) or (
        Role.ORGANISATION if _quoted(chunks, frame) else None
    )


def _is_organisation(chunks: Chunks, frame: Frame, words: CaseWords) -> bool:
    """Find "Сумська ОВА", an office with a region's name."""
    longer = frame.name.last > frame.name.first
    return longer and chunks.lemma(frame.name.last) in words.nouns.organisation


def _is_of_plant(chunks: Chunks, frame: Frame, words: CaseWords) -> bool:
    """Find "Ильичёвский судоремонтный завод", which stands in no place called "Ильичёвский"."""
    at = frame.name.last + 1
    while at < len(chunks) and chunks.pos(at) == "ADJ":
        at += 1
    plant = at < len(chunks) and chunks.lemma(at) in words.nouns.feature
    bare = frame.name.first == frame.name.last and not frame.relation_word
    return plant and bare and _ADJECTIVE.search(frame.name.text.lower()) is not None


def _of_office(chunks: Chunks, frame: Frame, words: CaseWords) -> Role | None:
    """Find "мер Мелітополя" and "Збройні сили України"."""
    if frame.governor is None or not _may_be_genitive(chunks, frame):
        return None
    lemma = chunks.lemma(frame.governor)
    if lemma in words.nouns.title:
        return Role.TITLE
    return Role.ORGANISATION if lemma in words.nouns.organisation else None


def _quoted(chunks: Chunks, frame: Frame) -> bool:
    first, last = frame.name.first - 1, frame.name.last + 1
    if first < 0 or last >= len(chunks):
        return False
    words = chunks.tokens.words
    if words[last] in _DASHES:  # the train "Kyiv - Sumy"
        return words[first] in _QUOTES and not _QUOTES.isdisjoint(words[last : last + _ROUTE])
    if words[first] in _DASHES:
        return words[last] in _QUOTES and not _QUOTES.isdisjoint(words[first - _ROUTE : first])
    return {words[first], words[last]} <= _QUOTES


def _is_power(chunks: Chunks, frame: Frame, sense: Place | None, words: CaseWords) -> bool:
    """Say whether a name can stand for a government."""
    seat = chunks.lemma(frame.name.first) in words.words.seats and not frame.carrier
    return seat or (sense is not None and sense.kind in _BROAD)


def _by_preposition(chunks: Chunks, frame: Frame, words: CaseWords, *, power: bool) -> Role:
    role = _ROLES.get(frame.relation_word, Role.LOCATION)
    clause = chunks.clause_at(frame.first)
    speaking = _beside_speech(chunks, frame, clause, words)
    if role in {Role.LOCATION, Role.ORIGIN} and (speaking or _of_source(chunks, frame, words)):
        return Role.SPEECH
    if role is Role.LOCATION and frame.carrier != "area" and _is_entered(chunks, frame):
        role = Role.DESTINATION
    if power and role in {Role.DESTINATION, Role.ORIGIN, Role.DIRECTION}:
        return Role.BACKGROUND
    return role


def _is_crossed(chunks: Chunks, frame: Frame, words: CaseWords) -> bool:
    """Find the river in "відійшли за Дніпро", "на Дніпрі", "через Донець", not "бої за Оскіл"."""
    river = chunks.lemma(frame.name.last) in words.words.rivers and not frame.carrier
    before = chunks.lemma(frame.name.first - 1)
    afloat = before == "на" and frame.name.text.lower().endswith(_AFLOAT)
    if river and (before in _OF_SEVERIA or afloat):
        return True
    fought = any(chunks.lemma(i) in words.nouns.attack | {"бій", "бой"} for i in range(frame.first))
    return river and before in _BEYOND and not fought


def _of_source(chunks: Chunks, frame: Frame, words: CaseWords) -> bool:
    """Find X in "за даними штабу в X, ...": where those sit who say so."""
    at = frame.first - 1
    while chunks.pos(at) in {"NOUN", "ADJ"} and at not in chunks.clause_at(frame.first).predicates:
        if chunks.lemma(at) in words.words.sources:
            return chunks.pos(at - 1) == "ADP"
        at -= 1
    return False


def _is_entered(chunks: Chunks, frame: Frame) -> bool:
    """Tell "в Бердянск" from "в Бердянске"."""
    group = chunks.group_at(frame.name.last)
    into = frame.prep is not None and chunks.lemma(frame.prep) in {"в", "у", "во"}
    text = frame.name.text.lower()
    declined = text[-1:] not in _UNDECLINED and not text.endswith(_LOCATIVE)
    told = group is not None and (group.cases or frame.name.text[-1:].lower() not in _VOWELS)
    listed = group is not None and chunks.lemma(group.first - 1) in _LIST
    entered = {"Acc.sing", "Nom.sing"} if listed else {"Acc.sing"}  # "во Льгов и Рыльск"
    return bool(into and declined and told and group is not None and group.cases <= entered)


def _beside_speech(chunks: Chunks, frame: Frame, clause: Clause, words: CaseWords) -> bool:
    """
    Say whether the phrase stands right before or after a verb of saying.

    What is said may stand between them: "У Києві цю інформацію спростовують".
    """
    near = {frame.first - 1, frame.last + 1}
    if chunks.pos(frame.last + 1) in {"ADV", "PART"}:  # "у Берліні вже оголосили"
        near.add(frame.last + 2)
    said = chunks.group_at(frame.last + 1)
    objects = {"Acc.sing", "Acc.plur"}
    if said is not None and said.prep is None and said.cases and said.cases <= objects:
        near.add(said.last + 1)
    return any(i in near and chunks.lemma(i) in words.verbs.speech for i in clause.predicates)


def _by_case(chunks: Chunks, frame: Frame, words: CaseWords, *, power: bool) -> Role:
    """Judge a bare name: patient in the genitive, subject, object, or a headline's opening."""
    before = frame.governor
    lemma = chunks.lemma(before) if before is not None else ""
    attacked = lemma in words.nouns.attack
    clause = chunks.clause_at(frame.first)
    if power:
        seat = chunks.lemma(frame.name.first) in words.words.seats
        hit = attacked or _is_attacked(chunks, frame, clause, words)
        return Role.LOCATION if hit and seat else Role.METONYM
    spoken = any(chunks.lemma(i) in words.verbs.speech for i in clause.predicates)
    subject = any(f.startswith("Nom") for f in chunks.features(frame.name.last))
    return Role.METONYM if spoken and subject and not lemma else Role.LOCATION


def _is_attacked(chunks: Chunks, frame: Frame, clause: Clause, words: CaseWords) -> bool:
    """Tell "росіяни атакували Київ" from "Київ атакував": somebody else does it, or many do."""
    for verb in clause.predicates:
        if chunks.lemma(verb) not in words.verbs.attack:
            continue
        others = [
            g
            for g in chunks.groups
            if clause.first <= g.first <= clause.last and g.prep is None and g.of is None
        ]
        nominative = [g for g in others if g.may_be("Nom") and g.head != frame.name.last]
        plural = any(f.endswith(".plur") for f in chunks.features(verb))
        after = frame.first > verb and any(g.head < verb for g in nominative)
        if plural or after or chunks.is_form(verb, "impers", "pass"):
            return True
    return False
