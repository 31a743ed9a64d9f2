"""What a text tells without any news of the war: of a trial, a show, a drill or an accident."""

from geomap.chunks import Clause
from geomap.events.cases.relations import Scene
from geomap.events.families import HARM
from geomap.model import EventType

_HARM = HARM | {EventType.EXPLOSION}
_BLAMED = frozenset({EventType.CASUALTIES, EventType.DAMAGE})
_BY = frozenset({"за", "по"})
_ABOUT = _BY | {"про", "о", "об"}
_EXPLAINING = frozenset({":", "—", "–", "-"})


def is_remembered(at: Scene, trigger: int) -> bool:
    """Say whether only a memory is told: "роковини визволення"."""
    group = at.chunks.group_at(trigger)
    above = group.of if group is not None else None
    return above is not None and at.chunks.lemma(above) in at.lexicon.modality.remembered


def first_elsewhere(at: Scene) -> int:
    """Return the token from which on a trial, a show or a drill is told, the length if none is."""
    if _is_sport(at):
        return 0
    begun = [c.first for c in at.chunks.clauses if _is_of_monument(at, c)]
    begun += [next((i for i in range(len(at.chunks)) if _is_elsewhere(at, i)), len(at.chunks))]
    return min(begun)


def _is_sport(at: Scene) -> bool:
    """Say whether a game is told: by its words, or by the names of two clubs."""
    classes, lemmas = at.lexicon.classes, at.chunks.tokens.lemmas
    clubs = {
        lemma
        for lemma, word in zip(lemmas, at.chunks.tokens.words, strict=True)
        if lemma in classes["club"] and word[:1].isupper()
    }
    return len(clubs) > 1 or not classes["sport"].isdisjoint(lemmas)


def _is_elsewhere(at: Scene, i: int) -> bool:
    """Say whether a court, a show or a drill is spoken of: what follows is no news of the war."""
    group = at.chunks.group_at(i)
    lemma, words = at.chunks.lemma(i), at.lexicon.modality
    if at.chunks.is_verb(i) and (lemma in words.elsewhere or _is_sentencing(at, i)):
        return True
    if lemma in words.drills and (at.side_of(i) is not None or _is_on(at, i)):
        return True
    if lemma in words.elsewhere and at.chunks.pos(i) == "ADJ":
        return True
    known = lemma in words.elsewhere or lemma in words.drills
    told = group is not None and group.head == i and (group.may_be("Nom") or _is_by(at, i))
    return known and told


def _is_sentencing(at: Scene, verb: int) -> bool:
    """Tell "засудили бойовика" from "засудили удар", which is only called wrong."""
    after = at.chunks.group_at(at.chunks.next_word(verb))
    someone = after is not None and not at.lexicon.rules(at.chunks.lemma(after.head), verb=False)
    return at.chunks.lemma(verb) in at.lexicon.modality.sentencing and someone


def _is_on(at: Scene, i: int) -> bool:
    """Find "на навчаннях"."""
    group = at.chunks.group_at(i)
    return group is not None and group.prep is not None and at.chunks.lemma(group.prep) == "на"


def _is_by(at: Scene, i: int) -> bool:
    """Find "за легендою", "по легенде" and "повідомили про підозру"."""
    group = at.chunks.group_at(i)
    preps = _BY if at.chunks.lemma(i) in at.lexicon.modality.drills else _ABOUT
    return group is not None and group.prep is not None and at.chunks.lemma(group.prep) in preps


def _is_of_monument(at: Scene, clause: Clause) -> bool:
    """Find "відкрили меморіал загиблим у боях за X"."""
    words = at.lexicon.modality
    lemmas = {at.chunks.lemma(i) for i in range(clause.first, clause.last + 1)}
    return bool(lemmas & words.memorials) and bool(lemmas & words.opened)


def is_rebuilt(at: Scene, trigger: int) -> bool:
    """Find "відбудували міст, підірваний торік": only how it was before is told."""
    clauses = at.chunks.clauses
    clause = at.chunks.clause_at(trigger)
    n = clauses.index(clause)
    participle = clause.sep == "," and at.chunks.is_participle(clause.first)
    if not n or not participle:
        return False
    words = at.lexicon.modality
    return any(at.chunks.lemma(i) in words.rebuilt for i in clauses[n - 1].predicates)


def is_accident(at: Scene, kinds: set[EventType], *, warlike: bool) -> bool:
    """
    Say whether a sentence that tells of harm and blasts alone puts them down to an accident.

    Parameters
    ----------
    kinds
        The types of what the sentence tells.
    warlike
        Whether the text speaks of weapons anywhere: a fire after a strike is no accident.
    """
    if not kinds or not kinds <= _HARM:
        return False
    words = at.lexicon.modality
    if _says(at, words.accidents) or _is_explained(at):
        return True
    harmed = EventType.CASUALTIES in kinds and kinds <= _BLAMED
    return harmed and not warlike and _says(at, words.misfortunes)


def _says(at: Scene, phrases: frozenset[str]) -> bool:
    """Say whether all words of a phrase stand in a sentence, in whatever order."""
    lemmas = frozenset(at.chunks.tokens.lemmas)
    return any(lemmas.issuperset(phrase.split()) for phrase in phrases)


def _is_explained(at: Scene) -> bool:
    """Find "вибухи під X: тривають навчання": a drill told after a mark that explains."""
    clauses = at.chunks.clauses
    marked = [n for n, c in enumerate(clauses) if c.sep in _EXPLAINING]
    inside = (i for n in marked for c in clauses[n:] for i in range(c.first, c.last + 1))
    return any(_is_drill(at, i) for i in inside)


def _is_drill(at: Scene, i: int) -> bool:
    group = at.chunks.group_at(i)
    known = (
        group is not None and group.head == i and at.chunks.lemma(i) in at.lexicon.modality.drills
    )
    return known and (_is_on(at, i) or (group is not None and group.may_be("Nom")))
