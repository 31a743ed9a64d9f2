"""Words that point back in Ukrainian and Russian: "там", "у місті", "на околиці"."""

from collections.abc import Iterator, Sequence

import msgspec

from geomap.chunks import Chunks, Group
from geomap.model import PlaceExpression, Relation, Role
from geomap.places.anaphora import antecedent, point_back
from geomap.places.case_words import CaseWords
from geomap.places.grammar import View
from geomap.places.words import Lexicon


def refer_back_by_case(
    views: Sequence[View],
    expressions: Sequence[PlaceExpression],
    words: CaseWords,
    lexicon: Lexicon,
    *,
    mayors: Sequence[PlaceExpression] = (),
) -> list[PlaceExpression]:
    """Return the expressions that take their place from an earlier one; see `refer_back`."""
    towns = {one.sentence: one for one in mayors}
    by_sentence: dict[int, list[PlaceExpression]] = {}
    for expression in map(_entered, expressions):
        by_sentence.setdefault(expression.sentence, []).append(expression)
    made = []
    for at, view in enumerate(views):
        own = by_sentence.get(view.sentence.index, [])
        for first, head in _anaphors(Chunks(view.tokens), own, words):
            source = antecedent(views, at, first, by_sentence)
            town = towns.get(view.sentence.index)
            if source is None and town is not None and town.last < first:
                source = town, False
            if source is not None:
                made.append(point_back(view, (first, head, head), source, lexicon))
    return made


def _entered(expression: PlaceExpression) -> PlaceExpression:
    """Take "зайшли в X" for X, where what follows happens "у селі"."""
    where = expression.where
    if expression.role is not Role.DESTINATION or where.relation is not Relation.TO:
        return expression
    inside = msgspec.structs.replace(where, relation=Relation.IN)
    return msgspec.structs.replace(expression, role=Role.LOCATION, where=inside)


def _is_done_to(chunks: Chunks, group: Group, words: CaseWords) -> bool:
    """Find "село" in "продовжують обстрілювати село": one word that a verb of attack acts on."""
    alone = group.first == group.last and group.prep is None and group.of is None
    alone = alone and not any(g.of == group.head for g in chunks.groups)
    known = chunks.lemma(group.head) in words.words.anaphors and group.may_be("Acc")
    verbs = range(chunks.clause_at(group.head).first, chunks.clause_at(group.head).last + 1)
    attacked = any(chunks.lemma(i) in words.verbs.attack for i in verbs)
    return alone and known and attacked and not chunks.tokens.words[group.head][0].isupper()


def _anaphors(
    chunks: Chunks, own: Sequence[PlaceExpression], words: CaseWords
) -> Iterator[tuple[int, int]]:
    """Yield the first token and the noun of each phrase that points back."""
    covered = {at for one in own for at in range(one.first, one.last + 1)}
    for group in chunks.groups:
        if group.prep is None or covered & set(range(group.first, group.last + 2)):
            continue
        inside = chunks.lemma(group.prep) in words.prepositions.inside
        bare = not any(g.of == group.head for g in chunks.groups)
        if inside and bare and chunks.lemma(group.head) in words.words.anaphors:
            yield group.first, group.head
    for group in chunks.groups:
        if _is_done_to(chunks, group, words) and not covered & {group.head, group.head + 1}:
            yield group.first, group.head
    for at, lemma in enumerate(chunks.tokens.lemmas):
        if lemma in words.words.there and at not in covered:
            yield at, at
