"""Features of an anchor, as sparse named values: what stands around it, how its clause is built, who is in reach.

Names never enter a feature (parties are masked by role), so a model trained on one set of companies reads another.
"""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from scoring.claims import cues
from scoring.claims.reading import Anchor, Reading

_WINDOW: Final = 6
_FIRST_PERSON: Final = frozenset({"we", "our", "us", "i", "my"})
_MODALS: Final = frozenset({"will", "would", "may", "might", "could", "can", "should", "shall", "must"})
_NEGATIONS: Final = frozenset({"not", "no", "never", "n't", "neither", "nor", "without", "n’t"})
Features = dict[str, float]


def governor(token: Token) -> Token:
    """The nearest verb at or above a token; the token's own root if there is none."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def chain(token: Token) -> list[Token]:
    """The verbs from a token up to its sentence's root, nearest first."""
    found = []
    current = token
    while True:
        if current.pos_ in {"VERB", "AUX"}:
            found.append(current)
        if current.head.i == current.i:
            return found
        current = current.head


def _verb_features(reading: Reading, verb: Token, prefix: str) -> Iterator[str]:
    yield f"{prefix}.lemma={verb.lemma_.lower()}"
    yield f"{prefix}.tag={verb.tag_}"
    for child in verb.children:
        word = reading.masked[child.i]
        if child.dep_ in {"aux", "auxpass"}:
            yield f"{prefix}.aux={child.lower_}"
        elif child.dep_ == "neg" or child.lower_ in _NEGATIONS:
            yield f"{prefix}.neg"
        elif child.dep_ in {"nsubj", "nsubjpass"}:
            named = word.startswith("<") or child.pos_ == "PRON"
            yield f"{prefix}.{child.dep_}={word if named else child.lemma_.lower()}"
            yield f"{prefix}.subj.role={_role_below(reading, child)}"
        elif child.dep_ in {"dobj", "attr", "oprd"}:
            yield f"{prefix}.obj={word}"
            yield f"{prefix}.obj.role={_role_below(reading, child)}"
        elif child.dep_ in {"prep", "agent", "advmod", "prt"}:
            yield f"{prefix}.{child.dep_}={child.lower_}"


def _role_below(reading: Reading, token: Token) -> str:
    """The role of the first party in a token's subtree."""
    for below in token.subtree:
        if reading.masked[below.i] in {"<subject>", "<other>", "<place>", "<person>"}:
            return reading.masked[below.i]
    return token.pos_


def window(reading: Reading, start: int, end: int) -> Iterator[str]:
    """Masked words around tokens `start` to `end`: nearest ones by place, the others as a bag of each side."""
    masked = reading.masked
    left, right = masked[max(0, start - _WINDOW) : start], masked[end : end + _WINDOW]
    for place, word in enumerate(reversed(left), start=1):
        if place <= 2:
            yield f"l{place}={word}"
        yield f"l={word}"
    for place, word in enumerate(right, start=1):
        if place <= 2:
            yield f"r{place}={word}"
        yield f"r={word}"
    if left:
        yield f"l2g={' '.join(left[-2:])}"
        yield f"l3g={' '.join(left[-3:])}"
    if right:
        yield f"r2g={' '.join(right[:2])}"
        yield f"r3g={' '.join(right[:3])}"


def _sides(reading: Reading, anchor: Anchor) -> str:
    """Roles of the nearest party before and the nearest after an anchor."""
    before = [party for party in reading.parties if party.end <= anchor.start]
    after = [party for party in reading.parties if party.start >= anchor.end]
    left = before[-1].role if before else "none"
    return f"{left}|{after[0].role if after else 'none'}"


def _surroundings(reading: Reading, anchor: Anchor) -> Iterator[str]:
    text = reading.doc.text
    yield f"publisher={reading.publisher}"
    yield f"quote={reading.quote.role if reading.quote else 'none'}"
    lower = {token.lower_ for token in reading.doc}
    if lower & _FIRST_PERSON:
        yield "first_person"
        yield f"first_person&quote={reading.quote.role if reading.quote else 'none'}"
    if lower & _MODALS:
        yield "modal"
    if lower & _NEGATIONS:
        yield "negation"
    roles = {party.role for party in reading.parties}
    yield f"roles={'+'.join(sorted(roles & {'subject', 'other'}))}"
    yield f"others={min(3, len(reading.groups))}"
    yield f"described={any(p.described for p in reading.parties)}"
    yield f"index={min(2, reading.index)}"
    yield f"short={len(reading.doc) < 12}"
    yield f"amounts={min(2, len(reading.amounts))}"
    for kind in {match.cue.kind for match in reading.cues}:
        yield f"kind_in_sentence={kind}"
    for kind in {match.cue.kind for match in cues.find(reading.title)}:
        yield f"kind_in_title={kind}"
    if reading.title.rstrip().endswith("?"):
        yield "title.question"
    sides = _sides(reading, anchor)
    yield f"sides={sides}"
    for name in anchor.cues:
        yield f"cue={name}"
        yield f"cue_kind={name.split('.')[0]}"
        yield f"cue&sides={name}&{sides}"
    before = text[: anchor.start]
    yield f"side={'list' if before.count(',') > 2 else 'clause'}"
    yield f"in_parentheses={before.count('(') > before.count(')')}"
    words = re.findall(r"\w+", text[anchor.start : anchor.end].lower())
    title = reading.title.lower()
    if any(word[:5] in title for word in words if len(word) > 4):
        yield "anchor_in_title"


def anchor_features(reading: Reading, anchor: Anchor) -> Features:
    """Features of one anchor in its sentence."""
    span = reading.doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no tokens at {anchor.start}:{anchor.end}")
    found: Features = {"bias": 1.0}
    root = span.root
    for name in _surroundings(reading, anchor):
        found[name] = 1.0
    for name in window(reading, span.start, span.end):
        found[name] = 1.0
    for token in span:
        found[f"in={reading.masked[token.i]}"] = 1.0
    own = " ".join(reading.masked[span.start : span.end])
    found[f"text={own}"] = 1.0
    found[f"text&left={own}|{reading.masked[span.start - 1] if span.start else '^'}"] = 1.0
    found[f"text&right={own}|{reading.masked[span.end] if span.end < len(reading.masked) else '$'}"] = 1.0
    found[f"root={root.lemma_.lower()}"] = 1.0
    found[f"root.pos={root.pos_}"] = 1.0
    found[f"root.tag={root.tag_}"] = 1.0
    found[f"root.dep={root.dep_}"] = 1.0
    found[f"head={root.head.lemma_.lower()}"] = 1.0
    for child in root.children:
        found[f"child.{child.dep_}={reading.masked[child.i]}"] = 1.0
    verbs = chain(root)
    for depth, verb in enumerate(verbs[:3]):
        for name in _verb_features(reading, verb, f"v{depth}"):
            found[name] = 1.0
    if verbs:
        found[f"rootverb={verbs[-1].lemma_.lower()}"] = 1.0
    for token in reading.doc:
        found[f"s={reading.masked[token.i]}"] = 0.5
    if anchor.amount is not None:
        found |= _amount_features(anchor)
    return found


def _amount_features(anchor: Anchor) -> Features:
    amount = anchor.amount
    if amount is None:
        return {}
    unit = "money" if amount.is_money else amount.unit
    found = {
        f"amount.unit={unit}": 1.0,
        f"amount.bound={amount.bound}": 1.0,
        f"amount.period={amount.period}": 1.0,
        f"amount.size={len(str(int(abs(amount.value))))}": 1.0,
    }
    for name in anchor.cues:
        found[f"amount&{'money' if amount.is_money else 'percent' if unit == 'percent' else 'count'}&{name}"] = 1.0
    return found
