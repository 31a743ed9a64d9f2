"""What stands around a trigger: its relations to other words, by name."""

from collections.abc import Iterable
from typing import NamedTuple

from geomap.events.items import is_alone, is_item
from geomap.events.lexicon import Lexicon
from geomap.grammar import Grammar
from geomap.sides import Sides

_AGENT_PREPOSITIONS = ("by", "from")
_AIMED_AT = ("at",)
_ABOUT = frozenset({"over", "about", "around", "under"})
_SAID_OF = ("acomp", "attr", "oprd")
Relations = dict[str, list[int]]


class Setting(NamedTuple):
    """A sentence with what is known of its names: toponyms, acting states, settlements."""

    grammar: Grammar
    text: str
    place_tokens: frozenset[int]
    state_tokens: frozenset[int]
    settlement_tokens: frozenset[int]
    village_tokens: frozenset[int]
    sides: Sides
    lexicon: Lexicon

    def phrase(self, i: int) -> str:
        """Return the words of a noun's phrase, without what follows the noun."""
        first, last = self.grammar.noun_phrase(i)
        return self.grammar.spread(first, last, self.text).text

    def is_in(self, i: int, name: str) -> bool:
        """Say whether the lemma of a token is in a class of the lexicon."""
        return self.grammar.lemma(i) in self.lexicon.classes[name]


def verb_relations(at: Setting, verb: int) -> Relations:
    """Return what stands around a verb, by relation."""
    g = at.grammar
    found: Relations = {"subject": _not_sources(g, verb), "object": g.undergoers(verb)}
    numbers = [k for k in g.kids(verb, "nummod", "meta") if g.tokens.pos[k] == "NUM"]
    found["object"] = numbers or found["object"]  # "left 4 dead, 12 hurt", "2 killed"
    found["object"] = found["object"] or _let(at, verb)
    found["agent"] = g.kids(verb, "nsubj") or [i for i in found["subject"] if g.is_passive(verb)]
    found["owner"] = [d for i in found["subject"] for k in g.kids(i, "acl") for d in g.doers(k)]
    if not found["object"]:
        _find_object(at, verb, found)
    elif g.dep(verb) == "acl" and not found["subject"]:
        _find_subject(at, verb, found)
    found["passive"] = g.kids(verb, "nsubjpass")
    found["said_of"] = _said_of(g, verb)
    found["kept"] = _keepers(g, verb)
    found["far"] = g.kids(verb, "npadvmod", "dobj")
    found["verb"] = [g.tokens.heads[verb]] if g.dep(verb) == "ccomp" else []
    found["adverb"] = g.kids(verb, "prt", "advmod")
    found["particle"] = [*found["adverb"], *g.kids(verb, "prep")]
    _add_prepositions(g, verb, found)
    for obj in tuple(found["object"]):
        aimed = _AIMED_AT if at.is_in(obj, "arm") else ()  # "launched drones at X"
        _add_prepositions(g, obj, found, only=("of", "over", "against", *aimed))
    if any(at.is_in(obj, "hole") for obj in found["object"]):  # "punched a hole in the dome"
        found["into"] = [o for i in found["object"] for _, o in g.prepositions(i)]
    found["object_what"] = [
        k for i in found["object"] for k in g.kids(i, "compound", "amod", "nmod")
    ]
    found["under_what"] = [k for i in found.get("under", []) for k in g.kids(i, "compound", "amod")]
    for obj in tuple(found.get("under", [])):
        _add_prepositions(g, obj, found, only=("from", "by"))
    found["origin"] = [o for i in found["subject"] for p, o in g.prepositions(i) if p == "from"]
    found["load"] = _loads(at, [*found["subject"], *found["object"]])
    found["with"] = [*found.get("with", []), *_instruments(at, verb)]
    found["result"] = _results(g, verb)
    risen = [i for i in found.get("from", []) if i and g.word(i - 1) == "to"]  # "from 12 to 19"
    found["toll"] = [*found.get("to", []), *risen, *found.get("at", []), *g.kids(verb, "dobj")]
    found["dead"] = [_left(g, verb, i) for i in found["result"] if at.is_in(i, "dead")]
    found["hurt"] = [_left(g, verb, i) for i in found["result"] if at.is_in(i, "hurt")]
    found["any_object"] = [
        *found["object"],
        *found.get("on", []),
        *found.get("over", []),
        *found.get("off", []),
        *found.get("onto", []),
        *found.get("into", []),
        *(found.get("to", []) if any(g.word(k) == "on" for k in found["adverb"]) else []),
    ]
    found["thing"] = found["object"] or found["subject"] or found["said_of"]
    found["whole"] = [obj for i in found["thing"] for p, obj in g.prepositions(i) if p == "of"]
    found["people"] = found["object"] or found["subject"]
    found["evacuator"] = found["subject"] if found["object"] else []
    return found


def _let(at: Setting, verb: int) -> list[int]:
    """Return who is let do it: "did not let the trucks pass"."""
    g = at.grammar
    done = g.kids(verb, "ccomp") if at.is_in(verb, "letting") else []
    return [i for k in done if g.tokens.tags[k] == "VB" for i in g.kids(k, "nsubj")]


def _said_of(g: Grammar, verb: int) -> list[int]:
    """Return the subject of a "be" that a participle completes: "the school is gone"."""
    head = g.head(verb) if g.dep(verb) == "acomp" else None
    return [] if head is None else g.kids(head, "nsubj")


def _keepers(g: Grammar, verb: int) -> list[int]:
    """Return the verb that keeps somebody from doing it: "prevented from reaching"."""
    prep = g.head(verb) if g.dep(verb) == "pcomp" else None
    return [g.tokens.heads[prep]] if prep is not None and g.word(prep) == "from" else []


def noun_relations(at: Setting, noun: int) -> Relations:
    """Return what stands around a noun, by relation."""
    g = at.grammar
    found: Relations = {"modifier": [k for k in g.subtree(noun) if _modifies(g, k, noun)]}
    _add_prepositions(g, noun, found)
    verb = governing_verb(g, noun)
    found["verb"] = [] if verb is None else [verb]
    found["doing"] = found["verb"] if g.dep(noun) in {"nsubj", "nsubjpass"} else []
    found["done"] = found["verb"] if g.dep(noun) == "nsubj" else _done_by(g, noun)
    found["done"] += [k for k in g.kids(noun, "relcl") if noun in g.doers(k)]
    found["amount"] = _amounts(g, noun)
    found["self"] = [noun]
    found["listed"] = g.kids(noun, "appos")  # "Distribution in X: 400 blankets"
    found["alone"] = [noun] if is_alone(at.grammar, noun) else []
    found["place_under"] = _under(at, noun)
    found["opening"] = [i for i in found["alone"] if at.grammar.noun_phrase(i)[0] == 0]
    found["item"] = [noun] if is_item(at.grammar, noun, at.place_tokens) else []
    found["apposed"] = [g.tokens.heads[noun]] if g.dep(noun) == "appos" else []
    light = verb is not None and is_light(at, verb) and not at.is_in(verb, "conceding")
    if verb is not None and light and g.dep(noun) in {"nsubj", "nsubjpass"}:
        _add_prepositions(g, verb, found)
    found["with"] = [*found.get("with", []), *_instruments(at, noun)]
    found["owner"] = _owners(at, noun, verb, found)
    if verb is not None and at.is_in(verb, "admission"):
        found["loser"] = [*found["owner"], *g.doers(verb)]
    else:
        found["loser"] = found["owner"]
    found["credit"] = _credited(at, noun)
    found["none"] = [noun] if is_none(at, noun) else []
    found["number"] = [i for i in _counted(g, noun) if _is_numbered(at, i)]
    found["state"] = _states(g, noun)
    return found


def governing_verb(g: Grammar, noun: int) -> int | None:
    """Return the verb whose subject or object a noun is, or None."""
    while g.dep(noun) == "conj" and g.head(noun) is not None:
        noun = g.tokens.heads[noun]
    head = g.head(noun)
    if head is not None and g.tokens.pos[head] == "ADV" and g.dep(noun) == "nsubj":
        head = g.head(head)  # "made gains west of X", where "gains" is taken to be "west"
    if head is None or not g.is_verb(head):
        return None
    return head if g.dep(noun) in {"dobj", "nsubj", "nsubjpass", "attr", "csubj"} else None


def _done_by(g: Grammar, noun: int) -> list[int]:
    """Return the passive verb whose agent a noun is: "killed by a drone"."""
    prep = g.head(noun)
    verb = g.head(prep) if prep is not None and g.dep(prep) == "agent" else None
    return [] if verb is None or not g.is_verb(verb) else [verb]


def _under(at: Setting, noun: int) -> list[int]:
    """Return the place that a headline puts under a noun: "Orlivka under fire"."""
    g = at.grammar
    prep = g.head(noun)
    if prep is None or g.word(prep) != "under" or g.dep(noun) != "pobj":
        return []
    above = g.tokens.heads[prep]
    return [above] if above in at.place_tokens and above < prep else []


def _amounts(g: Grammar, noun: int) -> list[int]:
    """Return what a noun is an amount of: the weeks of "weeks of fighting"."""
    prep = g.head(noun)
    if prep is None or g.word(prep) != "of" or g.dep(noun) != "pobj":
        return []
    return [g.tokens.heads[prep]]


def is_light(at: Setting, verb: int) -> bool:
    """Say whether a verb only carries its noun: "launched an attack", "strikes were conducted"."""
    return at.is_in(verb, "light_verb")


def is_definite(g: Grammar, noun: int) -> bool:
    """Say whether a noun points back: "the", "this", "that", or possessed by a pronoun."""
    return any(
        g.word(k) in {"the", "this", "that", "these", "those"} for k in g.kids(noun, "det")
    ) or any(g.tokens.pos[k] == "PRON" for k in g.kids(noun, "poss"))


def is_none(at: Setting, noun: int) -> bool:
    """Say whether a noun, or the list that it stands in, begins with "no"."""
    g = at.grammar
    while g.dep(noun) == "conj" and g.head(noun) is not None:
        noun = g.tokens.heads[noun]
    return any(g.word(k) in at.lexicon.numbers.none for k in g.kids(noun, "det", "neg", "nummod"))


def is_name_of(at: Setting, i: int) -> bool:
    """Say whether a place only names the noun that it stands before: "the Kyiv offensive"."""
    g = at.grammar
    return i in at.place_tokens and g.tokens.pos[i] == "PROPN" and g.dep(i) in {"compound", "nmod"}


def _not_sources(g: Grammar, verb: int) -> list[int]:
    """Return who does it, without who says so before a colon: "Governor: the enemy shelled X"."""
    doers = g.doers(verb)
    told = [i for i in doers if i > verb or all(g.word(k) != ":" for k in range(i, verb))]
    return told if len(doers) > 1 else doers


def _find_object(at: Setting, verb: int, found: Relations) -> None:
    """
    Mend what the parser makes of headlines: "Three killed in X", "downed 14 of 17 drones".

    A verb of harm that has no object and whose subject is no force has its subject for one; a
    bare number among its subjects is always one ("Strike on X: six wounded").
    """
    g = at.grammar
    found["object"] = [
        k for k in g.kids(verb, "npadvmod") if g.tokens.pos[k] == "NUM" and g.kids(k, "prep")
    ]
    found["object"] = found["object"] or _approximate(at, verb)
    finite = g.kids(verb, "aux", "neg") or g.tokens.tags[verb] not in {"VBD", "VBN"}
    warded = at.is_in(verb, "warding")
    acting = [
        i
        for i in found["subject"]
        if _is_acting(at, i) and not (warded and at.is_in(i, "airborne"))
    ]
    others = [i for i in found["subject"] if i not in acting]
    befallen = [i for i in others if not acting or g.tokens.pos[i] == "NUM"]
    if at.is_in(verb, "harming") and not finite and befallen:
        downed = [i for i in befallen if warded and at.is_in(i, "airborne")]
        found["object"] = downed or found["object"] or befallen
        found["subject"] = acting


def _approximate(at: Setting, verb: int) -> list[int]:
    """Return the number that harm is done to, read as after a preposition: "killing over 100"."""
    g = at.grammar
    if not at.is_in(verb, "harming") or g.is_passive(verb):
        return []
    least = [k for k in g.kids(verb, "prep") if g.word(k) in _ABOUT or _is_up_to(g, k)]
    counted = (obj for k in least for obj in g.kids(k, "pobj"))
    return [i for i in counted if g.tokens.pos[i] == "NUM" or g.kids(i, "nummod")]


def _is_up_to(g: Grammar, prep: int) -> bool:
    return g.word(prep) == "to" and g.word(prep - 1) == "up"


def _find_subject(at: Setting, verb: int, found: Relations) -> None:
    """Mend "Russian groups attacked from X", where the parser sees groups that were attacked."""
    g = at.grammar
    noun, objects = g.tokens.heads[verb], g.kids(verb, "dobj")
    if at.is_in(verb, "fleeing"):  # nobody is fled: "and 3,000 families fled from X"
        found["subject"], found["object"] = [noun], objects
        return
    told = objects or at.is_in(verb, "unaided")
    if told and g.tokens.tags[verb] == "VBN" and g.head(noun) is None and at.is_in(noun, "force"):
        found["subject"], found["object"] = [noun], objects


def _is_acting(at: Setting, i: int) -> bool:
    """Say whether a subject is one that does harm; so many soldiers have it done to them."""
    able = any(at.is_in(i, name) for name in ("force", "blow", "carrier"))
    able = able or i in at.state_tokens or at.grammar.lemma(i) in at.lexicon.weapons
    g = at.grammar
    return able and not any(g.word(k).isalnum() and not g.is_date(k) for k in g.kids(i, "nummod"))


def _is_numbered(at: Setting, i: int) -> bool:
    g = at.grammar
    return bool(g.kids(i, "nummod")) or g.tokens.pos[i] == "NUM" or is_none(at, i)


def _counted(g: Grammar, noun: int) -> list[int]:
    """Return what a noun counts: itself, or what "dead" is said of ("three people dead")."""
    if g.kids(noun, "nummod"):
        return [noun]
    head = g.head(noun)
    bare = g.tokens.pos[noun] == "ADJ"
    if bare and g.kids(noun, "nsubj"):
        return g.kids(noun, "nsubj")
    after = bare and head is not None and head < noun
    told = head is not None and (g.is_noun(head) or g.tokens.pos[head] == "NUM")  # "four dead"
    return [head] if after and head is not None and told else [noun]


def _instruments(at: Setting, i: int) -> list[int]:
    """Return what is used, also where "with" hangs on the object: "struck a town with drones"."""
    g = at.grammar
    users = [k for k in g.kids(i, "advcl", "acl", "xcomp", "prep") if at.is_in(k, "using")]
    head = g.head(i)
    if head is not None and g.dep(i) in {"xcomp", "advcl"} and at.is_in(head, "using"):
        users.append(head)  # "used drones to strike"
    below = [
        k for k in g.children[i] if g.dep(k) in {"dobj", "prep", "nsubjpass"} and k not in users
    ]
    while below:
        k = below.pop()
        users += [p for p in g.kids(k, "prep") if g.word(p) == "with"]
        below += g.kids(k, "pobj", "prep", "conj", "appos")
    objects = [o for k in users for o in g.kids(k, "dobj", "pobj")]
    return [member for o in objects for member in g.conjuncts(o)]


def _loads(at: Setting, carriers: Iterable[int]) -> list[int]:
    """Return what is carried: "trucks with flour", "a van loaded with medicine", "bread vans"."""
    g = at.grammar
    loads = []
    for i in carriers:
        loads += g.kids(i, "compound") if at.is_in(i, "transport") else []
        about = [i, *g.kids(i, "acl")]
        loads += [o for k in about for p, o in g.prepositions(k) if p in {"with", "of"}]
        loads += [o for k in g.kids(i, "acl") for o in g.kids(k, "dobj")]
    return [member for o in loads for member in g.conjuncts(o)]


def _results(g: Grammar, verb: int) -> list[int]:
    """Return what a verb leaves its object as: "left three people dead", "set it on fire"."""
    found = g.kids(verb, "oprd", "acomp", "attr", "ccomp", "dobj", "xcomp")
    found += [m for i in found for m in g.conjuncts(i)]
    found += [k for i in found for k in g.kids(i, "acomp", "amod", "oprd", "advmod")]
    found += [obj for _, obj in g.prepositions(verb)]
    return sorted(set(found))


def _left(g: Grammar, verb: int, state: int) -> int:
    """Return who is left in a state: the verb's object ("left three people dead"), or the dead."""
    said = g.dep(state) in _SAID_OF and g.tokens.heads[state] == verb
    objects = g.kids(verb, "dobj") if said and not g.kids(state, "nummod") else []
    return objects[0] if objects else state


def _states(g: Grammar, noun: int) -> list[int]:
    """Return what a noun is said to be: "casualties are unknown"."""
    head = g.head(noun)
    if head is None or g.dep(noun) not in {"nsubj", "nsubjpass"}:
        return g.kids(noun, "amod", "acl", "appos")
    return [head, *g.kids(head, *_SAID_OF), *g.kids(noun, "amod")]


def _modifies(g: Grammar, child: int, noun: int) -> bool:
    if child == noun or g.dep(child) not in {"amod", "compound", "nmod", "conj"}:
        return False
    head = g.tokens.heads[child]
    if g.dep(child) == "conj" and (head == noun or child > noun):
        return False
    return head == noun or _modifies(g, head, noun)


def _add_prepositions(
    g: Grammar, i: int, found: Relations, *, only: Iterable[str] | None = None
) -> None:
    for preposition, obj in g.prepositions(i):
        if only is None or preposition in only:
            found.setdefault(preposition, []).append(obj)


def _credited(at: Setting, noun: int) -> list[int]:
    """Return who takes a deed on himself: "claimed responsibility for", "is credited with"."""
    g = at.grammar
    prep = g.head(noun) if g.dep(noun) == "pobj" else None
    above = None if prep is None else g.head(prep)
    if prep is None or above is None or g.word(prep) not in {"for", "with"}:
        return []
    if at.is_in(above, "crediting") and g.is_verb(above):
        return g.undergoers(above)
    verb = g.head(above) if at.is_in(above, "authorship") else above
    taken = verb is not None and at.is_in(verb, "taking_credit")
    if (
        verb is None
        or not taken
        or not any(at.is_in(k, "authorship") for k in g.kids(verb, "dobj"))
    ):
        return []
    return g.doers(verb)


def _owners(at: Setting, noun: int, verb: int | None, found: Relations) -> list[int]:
    g = at.grammar
    owners = g.kids(noun, "poss")
    owners += [
        k
        for k in found["modifier"]
        if at.sides.find(g.tokens.words[k]) is not None and not is_name_of(at, k)
    ]
    for obj in found.get("of", []):
        owners += [i for p, i in g.prepositions(obj) if p == "by" and i not in at.place_tokens]
    for preposition in _AGENT_PREPOSITIONS:
        owners += [i for i in found.get(preposition, []) if i not in at.place_tokens]
    carried = g.dep(noun) in {"dobj", "conj", "nsubjpass"} or g.head(noun) != verb
    told = verb is not None and at.is_in(verb, "conceding")  # whoever confirms it does not do it
    if verb is not None and is_light(at, verb) and carried and not told:
        owners += g.doers(verb)
    return owners
