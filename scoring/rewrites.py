"""Rewrites of a release, as syndication, careless desks and article spinners make them; every one is still the release.

Seeded: the same text and seed give the same rewrite. Used to measure the grouping of ``scoring.independence``.
"""

import random
import re
from collections.abc import Callable

from scoring.claims.sentences import split

#: What spinners swap. Pairs go both ways.
_SWAPS = (
    ("announced", "revealed"),
    ("said", "stated"),
    ("company", "firm"),
    ("deployed", "rolled out"),
    ("began", "started"),
    ("agreement", "deal"),
    ("contract", "deal"),
    ("customers", "clients"),
    ("customer", "client"),
    ("largest", "biggest"),
    ("reduced", "lowered"),
    ("employs", "has a staff of"),
    ("raised", "secured"),
    ("founder", "creator"),
    ("chief executive", "boss"),
    ("product", "offering"),
    ("software", "program"),
    ("reached", "hit"),
    ("grew", "rose"),
    ("year", "twelvemonth"),
    ("plant", "factory"),
    ("order", "purchase"),
    ("among", "amid"),
    ("includes", "covers"),
    ("trust", "rely on"),
    ("trial", "test"),
    ("published", "printed"),
    ("expects", "reckons"),
    ("according to", "as told by"),
    ("today", "on Tuesday"),
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
_LEADS = ("TORONTO, May 14 (Newsdesk) - ", "By Sam Porter, Staff Writer\n", "LONDON - ", "Markets Desk, 3 June 2025: ")
_TAILS = (
    "Sign up for our newsletter to get stories like this every Monday.",
    "© 2025 Daily Ledger Media. All rights reserved.",
    "This article originally appeared on Ledger Wire and was edited for length.",
    "Read more: Ten start-ups to watch in Europe.",
)


def light_edits(text: str, seed: int) -> str:
    """About a quarter of the words that a spinner knows, and a connective here and there."""
    return _swap(text, random.Random(seed), 0.3)


def cut(text: str, seed: int) -> str:
    """Some sentences gone, at least half of them kept, in their order."""
    chance = random.Random(seed)
    sentences = [sentence.text for sentence in split(text)]
    kept = sorted(chance.sample(range(len(sentences)), max(3, len(sentences) * 2 // 3)))
    return " ".join(sentences[index] for index in kept)


def changed_numbers(text: str, seed: int) -> str:
    """Every number off by up to a third, as retyping and rounding leave them."""
    chance = random.Random(seed)

    def change(match: re.Match[str]) -> str:
        value = float(match.group().replace(",", "")) * chance.choice((0.7, 0.8, 0.9, 1.1, 1.2, 1.3))
        return f"{value:,.0f}" if value >= 5 else f"{value:.1f}"

    return _NUMBER.sub(change, text)


def boilerplate(text: str, seed: int) -> str:
    """A dateline or byline before it and a page's furniture after it."""
    chance = random.Random(seed)
    return f"{chance.choice(_LEADS)}{text.strip()}\n" + "\n".join(chance.sample(_TAILS, 2))


def table_spun(text: str, seed: int) -> str:
    """Every word that a spinner knows swapped, sentences in another order, clauses turned around."""
    chance = random.Random(seed)
    sentences = [_turn(sentence.text) for sentence in split(_swap(text, chance, 1.0))]
    chance.shuffle(sentences)
    return " ".join(sentences)


def all_at_once(text: str, seed: int) -> str:
    """Cut, edited, renumbered and dressed for a page."""
    return boilerplate(changed_numbers(light_edits(cut(text, seed), seed + 1), seed + 2), seed + 3)


REWRITES: dict[str, Callable[[str, int], str]] = {
    "light edits": light_edits,
    "cut paragraphs": cut,
    "changed numbers": changed_numbers,
    "added boilerplate": boilerplate,
    "spun by table": table_spun,
    "all at once": all_at_once,
}


def _swap(text: str, chance: random.Random, share: float) -> str:
    for one, other in _SWAPS:
        if chance.random() < share:
            text = re.sub(rf"\b{one}\b", other, text)
        elif chance.random() < share:
            text = re.sub(rf"\b{other}\b", one, text)
    return text


def _turn(sentence: str) -> str:
    """``A, B.`` becomes ``B, A.`` where the sentence has one such hinge and no quotation."""
    body = sentence.rstrip(".")
    parts = body.split(", ")
    if len(parts) != 2 or '"' in body:
        return sentence
    first, second = parts
    return f"{second[0].upper()}{second[1:]}, {first}."
