"""
Find where a sentence ends with who says it, as in "..., the ministry said on Friday".

A parser that sees both at once often takes the speaker for one more name in the list before it.
Parsed apart and joined, the clause keeps its places and the verb of saying its subject.
"""

import re

_SAID = (
    "said|says|told|tells|reported|reports|claimed|claims|added|announced|wrote|warned|"
    "acknowledged|confirmed|stated|noted|posted|admitted|insisted|argued|explained|declared|alleged"
)
_TAIL = re.compile(
    rf",\s(?P<speaker>[^,;:“”\"«»]{{2,160}}?(?:, [^,;:“”\"«»]{{2,120}}, ?)?)\s"
    rf"(?:also |later |has |have |had )?(?P<verb>{_SAID})\b(?P<rest>[^“”\"«»;:]*)$"
)
_NOT_A_SPEAKER = re.compile(
    r"(?:and|but|as|who|which|that|while|when|after|before|because|although|though|where|if|whose"
    r"|since|so|or|nor|with|including|saying|adding|citing|according|though|until|than)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4


def find_attribution(sentence: str) -> tuple[int, int] | None:
    """
    Find the attribution at the end of a sentence.

    Returns
    -------
    cut
        Where the clause ends (before the comma) and where the attribution begins, counted in the
        sentence; None when there is none.
    """
    start = 0
    while (match := _TAIL.search(sentence, start)) is not None:
        words = len(sentence[: match.start()].split())
        if words >= _FEWEST_WORDS and not _NOT_A_SPEAKER.match(match.group("speaker")):
            return match.start(), match.start("speaker")
        start = match.start() + 1
    return None
