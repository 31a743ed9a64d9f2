"""Which sentences may hold an event: a look at their words alone, before anything is parsed."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from geomap.events.arguments import GROUPS
from geomap.events.lexicon import Lexicon, Rule, Words, load_lexicon
from geomap.events.own import OwnRules
from geomap.model import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DESIGNATION = re.compile(r"-\d*$")  # "su-25" is found by its letters
_NAME = re.compile(r"\w\W+[A-Z]")  # a capital that does not begin the sentence
_A_NAME = "^"
_PREPOSITIONS = frozenset({"from", "into", "onto", "against", "toward", "towards", "through"})
_NAMED = frozenset({"place", "side", "state", "name", "village"})
_VOWELS = "aeiou"
_IRREGULAR = {
    "be": "am is are was were been being",
    "beat": "beat beaten",
    "break": "broke broken",
    "come": "came",
    "creep": "crept",
    "draw": "drew drawn",
    "drive": "drove driven",
    "blow": "blew blown",
    "bring": "brought",
    "burn": "burnt",
    "burst": "burst",
    "catch": "caught",
    "child": "children",
    "fall": "fell fallen",
    "fight": "fought",
    "find": "found",
    "flee": "fled",
    "fly": "flew flown",
    "get": "got",
    "give": "gave given",
    "go": "went gone",
    "have": "has had having",
    "hit": "hit hitting",
    "grind": "ground",
    "hold": "held",
    "keep": "kept",
    "lie": "lay lain lying",
    "lead": "led",
    "leave": "left",
    "lose": "lost",
    "make": "made",
    "overrun": "overran overrunning",
    "man": "men",
    "overtake": "overtook overtaken",
    "retake": "retook retaken",
    "rise": "rose risen",
    "run": "ran running",
    "see": "saw seen",
    "send": "sent",
    "shoot": "shot",
    "sink": "sank sunk",
    "sit": "sat",
    "slay": "slew slain",
    "stand": "stood",
    "stick": "stuck",
    "strike": "struck stricken",
    "sweep": "swept",
    "tear": "tore torn",
    "take": "took taken",
    "throw": "threw thrown",
    "tread": "trod trodden",
    "win": "won winning",
    "woman": "women",
    "withdraw": "withdrew withdrawn",
}


def find_triggers(
    text: str, sentences: Sequence[Sentence], language: str, *, own: OwnRules | None = None
) -> set[int]:
    """Return the indexes of the sentences whose words may trigger a rule of the lexicon."""
    lexicon = load_lexicon(language, own)
    if lexicon is None:
        return set()
    return {s.index for s in sentences if _may_trigger(text[s.start : s.end], lexicon)}


def _may_trigger(sentence: str, lexicon: Lexicon) -> bool:
    """Say whether a word triggers a rule and the words that the rule requires are there too."""
    words = {w.lower() for w in _WORD.findall(sentence)}
    words |= {part for w in words if "-" in w for part in (*w.split("-"), w.replace("-", ""))}
    words |= {_A_NAME} if _NAME.search(sentence) else set()
    required = _forms(lexicon)
    return any(
        all(not words.isdisjoint(other) for other in others)
        for word in words
        for others in required.get(word, ())
    )


@cache
def _forms(lexicon: Lexicon) -> dict[str, list[tuple[Words, ...]]]:
    """Return, for each form of a trigger, the forms that each of its rules asks for beside it."""
    found: dict[str, list[tuple[Words, ...]]] = {}
    for rule in lexicon.all_rules:
        others = tuple(
            inflect(lemmas) for lemmas in (*rule.require.values(), *_asked(lexicon, rule))
        )
        for form in sorted(inflect(rule.verbs | rule.nouns)):
            found.setdefault(form, []).append(others)
    return found


def _asked(lexicon: Lexicon, rule: Rule) -> Iterator[Words]:
    """Yield words of which a rule needs one, where its needs are classes that words decide."""
    for options in rule.need:
        found = [_words_of(lexicon, one) for one in options]
        phrases = [lexicon.phrases.get(one.partition("=")[2]) for one in options]
        if len(set(phrases)) == 1 and phrases[0] is not None:
            yield phrases[0].words
        if all(found):
            yield frozenset().union(*found)


def _words_of(lexicon: Lexicon, option: str) -> Words:
    """Return the words by which a need may be met, none where words do not tell."""
    _, _, name = option.partition("=")
    if option in _PREPOSITIONS:
        words = frozenset({option})
    elif option == "weapon" or name == "weapon":
        words = frozenset(lexicon.weapons)
    elif name in lexicon.phrases:
        words = lexicon.phrases[name].heads
    elif name in _NAMED:
        words = frozenset({_A_NAME})
    else:
        words = GROUPS if name == "pronoun" else lexicon.classes.get(name, frozenset())
    return words | {_DESIGNATION.sub("", word) for word in words}


def inflect(lemmas: Words) -> Words:
    """Return all forms that English may give to words, and some that it does not."""
    return frozenset(form for lemma in lemmas for form in _all_forms(lemma))


def _all_forms(lemma: str) -> set[str]:
    stem = lemma.removesuffix("e")
    forms = {lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing"}
    if lemma.endswith("y"):
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    if len(lemma) > 2 and lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS:
        forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return forms | {lemma + "ing"} | set(_IRREGULAR.get(lemma, "").split())
