"""Choose the counterparty of an anchor: one of the groups in reach, or nobody.

Every option is described by where it stands to the anchor (preposition, grammatical role, order, distance, title,
quotation) and scored by one binary model; the best option wins. Offering "nobody" as an option of its own keeps a
claim without a named counterparty from being pinned on a bystander.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from scoring.claims.features import Features, chain
from scoring.claims.linear import LinearModel
from scoring.claims.parties import Group, Party, words
from scoring.claims.reading import Anchor, Reading


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to "with whom?": `place` is sentence, speaker, earlier or nobody."""

    group: Group | None
    place: str

    @property
    def names(self) -> tuple[str, ...]:
        """Surface forms of the members."""
        return tuple(member.text for member in self.group.members) if self.group else ()


NOBODY = Option(None, "nobody")
_WHERE = re.compile(r"\b(?:in|into|across|throughout|near|around|within|outside|over|from)\s(?:the\s)?$", re.IGNORECASE)


def _is_where(reading: Reading, group: Group) -> bool:
    """Whether a group of places only says where: "in Arizona", "across South Carolina and Georgia"."""
    before = reading.doc.text[: group.start]
    return all(member.role == "place" for member in group.members) and bool(_WHERE.search(before))


def options(reading: Reading) -> list[Option]:
    """All options of a sentence: its groups, the speaker of its quotation, the latest earlier groups, nobody."""
    found = [Option(group, "sentence") for group in reading.groups if not _is_where(reading, group)]
    seen = [name for option in found for name in option.names]
    speaker = reading.quote.speaker if reading.quote and reading.quote.role == "other" else None
    if speaker and not any(words(speaker) & words(name) for name in seen):
        elsewhere = [g for g in reading.everyone if any(words(m.text) & words(speaker) for m in g.members)]
        party = Party(speaker, -1, -1, "other", "ORG")
        found.append(Option(elsewhere[0] if elsewhere else Group((party,), -1, -1), "speaker"))
        seen.append(speaker)
    earlier = [g for g in reading.earlier if not any(words(m.text) & words(n) for m in g.members for n in seen)]
    found.extend(Option(group, "earlier") for group in earlier[:3])
    return [*found, NOBODY]


def _head(reading: Reading, party: Party) -> Token | None:
    span = reading.doc.char_span(party.start, party.end, alignment_mode="expand")
    return span.root if span is not None else None


def _path(anchor: Token, party: Token) -> str:
    """Dependency labels from the anchor up to the meeting point and down to the party, at most six steps."""
    up = [anchor, *anchor.ancestors]
    down = [party, *party.ancestors]
    meeting = next((t for t in up if t.i in {d.i for d in down}), None)
    if meeting is None:
        return "none"
    left = [t.dep_ for t in up[: [t.i for t in up].index(meeting.i)]]
    right = [
        t.dep_ + (f":{t.lower_}" if t.dep_ in {"prep", "agent"} else "")
        for t in down[: [t.i for t in down].index(meeting.i)]
    ]
    return "^".join(left[:4]) + "|" + "v".join(reversed(right[:4]))


def _distance(gap: int) -> str:
    for limit in (0, 2, 5, 10, 20):
        if gap <= limit:
            return str(limit)
    return "far"


def _in_sentence(reading: Reading, anchor: Anchor, group: Group) -> Iterator[str]:
    doc = reading.doc
    party = group.members[0]
    head, root = _head(reading, party), reading.token_at(anchor.start, anchor.end)
    if head is None:
        return
    inside = group.start < anchor.end and anchor.start < group.end
    after = group.start >= anchor.end
    order = "inside" if inside else "after" if after else "before"
    left, right = (anchor.end, group.start) if after else (group.end, anchor.start)
    between = doc.text[left:right] if right > left else ""
    rivals = [g for g in reading.groups if g is not group]
    nearer = sum(
        (g.start >= anchor.end) == after and abs(g.start - anchor.start) < abs(group.start - anchor.start)
        for g in rivals
    )
    preposition = head.head.lower_ if head.head.pos_ == "ADP" else head.head.lower_ if head.head.dep_ == "agent" else ""
    yield f"order={order}"
    yield f"{order}.distance={_distance(len(between.split()))}"
    yield f"{order}.nearer={min(2, nearer)}"
    yield f"rivals={min(3, len(rivals))}"
    yield f"{order}.dep={head.dep_}"
    yield f"{order}.prep={preposition}"
    yield f"path={_path(root, head)}"
    yield f"{order}.prep&role={preposition}&{party.role}&{party.label}"
    yield f"{order}.dep&role={head.dep_}&{party.role}"
    before_token = doc[head.left_edge.i - 1].lower_ if head.left_edge.i > 0 else "^"
    yield f"{order}.word_before={before_token}"
    verbs, above = chain(root), chain(head)
    if verbs and above:
        yield f"{order}.same_verb={verbs[0].i == above[0].i}"
        yield f"{order}.shared_verb={bool({v.i for v in verbs} & {v.i for v in above})}"
        yield f"{order}.dep&verb={head.dep_}&{above[0].lemma_.lower()}"
    yield f"{order}.comma={between.count(',') if between.count(',') < 3 else 'many'}"
    if re.search(r"[.;:—]", between):
        yield f"{order}.break"
    if reading.quote is not None:
        yield f"{order}.quote"


def option_features(reading: Reading, anchor: Anchor, kind: str, option: Option) -> Features:
    """Features of one option; each stands alone and joined with the kind of the claim."""
    plain = [f"place={option.place}"]
    group = option.group
    if group is None:
        plain += [
            f"nobody.groups={min(3, len(reading.groups))}",
            f"nobody.named={any(not m.described and m.role == 'other' for g in reading.groups for m in g.members)}",
            f"nobody.earlier={bool(reading.earlier)}",
            f"nobody.quote={reading.quote.role if reading.quote else 'none'}",
            f"nobody.subject={any(p.role == 'subject' for p in reading.parties)}",
        ]
        text = reading.doc.text[anchor.end : anchor.end + 30]
        plain.append(f"nobody.next={' '.join(text.lower().split()[:2])}")
    else:
        party = group.members[0]
        title = words(reading.title)
        plain += [
            f"role={party.role}",
            f"label={party.label}",
            f"described={party.described}",
            f"members={min(4, len(group.members))}",
            f"in_title={bool(words(party.text) & title)}",
            f"shape={'acronym' if party.text.isupper() else 'name'}",
            f"length={min(4, len(party.text.split()))}",
            f"definite={party.text.lower().startswith('the ')}",
            f"quoted={bool(reading.quote)}",
        ]
        if reading.quote and reading.quote.speaker:
            plain.append(
                f"is_speaker={any(words(reading.quote.speaker) & words(n) for n in option.names)}&{reading.quote.role}"
            )
        if option.place == "sentence":
            plain += list(_in_sentence(reading, anchor, group))
        elif option.place == "earlier":
            plain.append(f"earlier.rank={[id(g) for g in reading.earlier].index(id(group))}")
    plain.append(f"place&groups={option.place}&{min(3, len(reading.groups))}")
    found: Features = {"bias": 1.0}
    for name in plain:
        found[name] = 1.0
        found[f"{kind}&{name}"] = 1.0
    return found


def probabilities(
    model: LinearModel, reading: Reading, anchor: Anchor, kind: str, found: Sequence[Option]
) -> NDArray[np.float64]:
    """The probability of each option, summing to one: the odds of the binary model, shared out."""
    chances = np.array([model.probability(option_features(reading, anchor, kind, option), "yes") for option in found])
    odds = chances / np.maximum(1e-6, 1.0 - chances)
    return np.asarray(odds / odds.sum())
