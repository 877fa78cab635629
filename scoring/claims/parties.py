"""Who is named in a sentence: the subject, and everyone who could be its counterparty.

A party is a name (see names.py), or a description such as "a leading European insurer". Neighbours joined by commas and
"and" form one group, because one predicate then speaks of all of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from scoring.claims.names import KnownNames, entity_label, named

_EXAMPLES: Final = re.compile(
    r"^(?:\sof\s(?:[A-Z][\w’'-]*\s?)+)?,?\s(?:such as|including|like|include|includes|namely|among them)\s|^\s?[-–—:]\s"
)
_PLACE_AFTER: Final = re.compile(r"\s(?:in|of|across) (?:the )?(?:U\.S\.|[A-Z]\w+)(?: [A-Z]\w+)?")
# Heads whose "of" names whose they are, not where they are.
_RELATIVE: Final = frozenset({"customer", "client", "partner", "investor", "shareholder", "user"})
_NOT_A_PARTY: Final = re.compile(r"\b(?:supply chain|market share|team of|operating system|plan\b)", re.IGNORECASE)
_HEAD_NOUN: Final = frozenset(
    re.findall(
        r"\w+",
        """
        bank insurer university hospital retailer manufacturer customer investor shareholder partner agency
        government city ministry operator provider utility airline carrier force company firm client
        practice lender school college council authority supplier distributor reseller airport port broker
        brand enterprise institution institute clinic network department army navy office group chain
        producer automaker maker integrator contractor developer fund bureau county district state
        municipality association federation union foundation startup start merchant store shop site farm
        grower system organisation organization buyer owner telco bookmaker publisher processor refiner
        miner cooperative co-operative restaurant hotel house team backer angel executive plan entity
        subsidiary station
        """,
    )
)
_QUALIFIER: Final = re.compile(
    r"\b(?:leading|major|large|largest|undisclosed|unnamed|global|national|regional|european|american|asian|fortune|public"
    r"|private|existing|new|current|top|tier|big|multinational|international|local|federal|state|prominent"
    r"|well-known|several|multiple|two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|\d+|another|second|first"
    r"|third|early|strategic|unaffiliated|certain)\b",
    re.IGNORECASE,
)
_GOVERNMENT: Final = re.compile(
    r"\b(?:City|County|State|Government|Ministry|Department|Council|Port|University|Army|Navy|Force|Agency"
    r"|Authority|Bank|Inc|Ltd|AG|plc)\b"
)
_BETWEEN: Final = re.compile(
    r"^(?:\s*\([^()]*\))?\s*(?:,|,?\s*(?:and|or|&|as well as|along with|plus)(?:\s(?:the|its|our))?)\s*(?:the\s)?$"
)
_GENERIC: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an of and for inc corp corporation ltd limited llc plc co company group holdings technologies "
        "technology solutions systems services ag gmbh sa nv its their",
    )
)

_PRONOUNS: Final = frozenset({"it", "its", "we", "our", "us", "they", "their", "them"})
_SELF: Final = frozenset(
    {"company", "firm", "team", "startup", "start", "house", "plan", "group", "system", "force", "site"}
)

if not Doc.has_extension("parties"):
    Doc.set_extension("parties", default=())
    Doc.set_extension("context", default=None)


@dataclass(frozen=True, slots=True)
class Party:
    """One mention. `role` is subject, other, person, place, or self (a pronoun, "the company"); `described` marks a
    phrase instead of a name.
    """

    text: str
    start: int
    end: int
    role: str
    label: str  # the base model's entity label, or ""
    described: bool = False
    alias_of: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions joined by commas and "and": one predicate speaks of all of them."""

    members: tuple[Party, ...]
    start: int
    end: int


@dataclass(slots=True)
class Context:
    """What a sentence inherits from its passage: the names of the subject, and short forms defined earlier."""

    subject: str | None
    names: tuple[str, ...] = ()
    publisher: str | None = None
    title: str = ""
    before: str = ""
    after: str = ""
    shortened: dict[str, str] = field(default_factory=dict)


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, lower case, legal and generic words left out."""
    return frozenset(w for w in re.findall(r"[^\W_]+", name.lower()) if w not in _GENERIC)


def is_same(name: str, other: str) -> bool:
    """Whether two surface forms name the same party: one's telling words contain the other's, or an acronym agrees."""
    a, b = words(name), words(other)
    if a and b and (a <= b or b <= a):
        return True
    initials = "".join(w[0] for w in re.findall(r"[A-Z]\w*", other)).lower()
    return len(name) >= 2 and name.lower() == initials


def _described(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Noun phrases that stand for an unnamed party: an organisational head with a qualifier, none of it a name."""
    found = []
    for chunk in doc.noun_chunks:
        head = chunk.root
        if head.lemma_.lower() not in _HEAD_NOUN or (head.lemma_ in _SELF and not _QUALIFIER.search(chunk.text)):
            continue
        if len(chunk) == 1 and head.lemma_ not in {"customer", "investor", "shareholder"}:
            continue
        start, end = chunk.start_char, chunk.end_char
        if _NOT_A_PARTY.search(chunk.text) or (_EXAMPLES.match(doc.text[end:]) and any(s > end for s, _ in taken)):
            continue
        if not any(start < e and s < end for s, e in taken):
            tail = None if head.lemma_.lower() in _RELATIVE else _PLACE_AFTER.match(doc.text[end:])
            found.append((start, end + (len(tail.group()) if tail else 0)))
    return found


def _selves(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words by which a text speaks of its own subject: pronouns, "the company", "the hospital"."""
    found = []
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        if token.lower_ in _PRONOUNS:
            found.append((start, end))
        elif token.lemma_.lower() in _HEAD_NOUN and token.pos_ in {"NOUN", "PROPN"}:
            left = next((c for c in token.lefts if c.lower_ in {"the", "this", "that"}), None)
            if left is not None:
                found.append((left.idx, end))
    return [(s, e) for s, e in found if not any(s < b and a < e for a, b in taken)]


def _role(name: str, label: str, context: Context, text: str, start: int) -> str:
    full = context.shortened.get(name, name)
    if any(is_same(full, known) or is_same(name, known) for known in context.names):
        return "subject"
    if label == "PERSON" and (
        re.search(r"(?:said|says|added|noted|Dr\.|Mr\.|Ms\.|Mrs\.|Professor)\s$", text[:start])
        or re.match(
            r",? (?:\w+ ){0,4}(?:CEO|Chief|President|Director|Head|Manager|Founder|Officer|VP)",
            text[start + len(name) :],
        )
    ):
        return "person"
    if label in {"GPE", "LOC", "NORP"} and not _GOVERNMENT.search(name):
        return "place"
    return "other"


def mentions(doc: Doc, context: Context, known: Sequence[tuple[int, int, str]] = ()) -> tuple[Party, ...]:
    """Every party of one sentence in text order; offsets are characters of `doc.text`."""
    text, entities = doc.text, doc.ents
    spans = named(doc, known)
    parties = []
    for start, end in spans:
        name, label = text[start:end], entity_label(entities, start, end)
        role = _role(name, label, context, text, start)
        parties.append(Party(name, start, end, role, label, alias_of=context.shortened.get(name)))
    for start, end in _described(doc, spans):
        parties.append(Party(text[start:end], start, end, "other", "", described=True))
    for start, end in _selves(doc, [(p.start, p.end) for p in parties]):
        parties.append(Party(text[start:end], start, end, "self", ""))
    return tuple(sorted(parties, key=lambda p: p.start))


def _is_list(between: str, left: Party, right: Party) -> bool:
    """Whether two neighbours are members of one list; "UKG, a leading provider" is one party and what it is."""
    apposition = right.described != left.described and not re.search(r"\b(?:and|or|plus|well as|with)\b|&", between)
    return bool(_BETWEEN.match(between)) and not apposition


def groups(text: str, parties: Sequence[Party]) -> list[Group]:
    """Join neighbouring mentions that a list holds together; the subject and persons never enter a group."""
    found: list[list[Party]] = []
    for party in parties:
        if party.role in {"subject", "person", "self"}:
            continue
        if found and _is_list(text[found[-1][-1].end : party.start], found[-1][-1], party):
            found[-1].append(party)
        else:
            found.append([party])
    return [Group(tuple(g), g[0].start, g[-1].end) for g in found]


@lru_cache(maxsize=256)
def _names_of(names: tuple[str, ...]) -> KnownNames:
    return KnownNames(names)


@Language.factory("claim_parties")
class PartyComponent:
    """spaCy component: writes `doc._.parties`; reads `doc._.context`, and names from an optional KnownNames."""

    def __init__(self, nlp: Language, name: str) -> None:
        """Start without known names; the pipeline sets `known`."""
        self.name = name
        self.known = KnownNames(())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one sentence."""
        context = doc._.context or Context(None)
        known = self.known.find(doc.text) + _names_of(context.names).find(doc.text)
        doc._.parties = mentions(doc, context, known)
        return doc
