"""From a surface form to an identity: the organisation meant, or `unresolved`.

Exact names, aliases and domains of `data/reference/organisations.csv` come first, then near names (rapidfuzz, at least
NEAR of 100 and clear of the runner-up). A short name that is also a word ("Wiz", "Cursor", "Glean") or a first name
("Nate") needs evidence beside it: a domain, a legal form, or another of its names in the text. A guess is never
returned: an unresolved counterparty costs a look-up, a wrong one a verdict.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz, process

from data.organisations import normalised, organisations, registrable
from scoring.claims import base

UNRESOLVED: Final = "unresolved"
NEAR: Final = 92.0
CLEAR: Final = 4.0  # points between the best near name and the next
SHORT: Final = 6  # letters: a single dictionary word up to this length needs evidence
TINY: Final = 4  # letters: any single word up to this length does, because it may be a first name
_LEGAL_FORM: Final = r",?\s+(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|plc|PLC|GmbH|AG|SE|SA|N\.V|B\.V|AB)\b"


@dataclass(frozen=True, slots=True)
class Named:
    """What a resolver needs of an organisation: from the reference table, or learned from a crawled page."""

    name: str
    domain: str | None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, its own first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer and how it was found: exact, alias, domain, near, or unresolved; `score` is 0 to 100."""

    name: str | None
    domain: str | None
    how: str
    score: float


NOT_RESOLVED: Final = Resolution(None, None, UNRESOLVED, 0.0)


class Resolver:
    """Names to identities. `learn` adds what a crawled page says of itself; the reference table always wins."""

    def __init__(self, known: Iterable[Named]) -> None:
        """Index names and aliases; a key that two organisations share is ambiguous and resolves to none."""
        self._by_key: dict[str, Named | None] = {}
        self._by_domain: dict[str, Named] = {}
        for organisation in known:
            self._add(organisation)

    def _add(self, organisation: Named) -> None:
        if organisation.domain:
            self._by_domain.setdefault(organisation.domain, organisation)
        for name in organisation.names:
            held = self._by_key.setdefault(normalised(name), organisation)
            if held is not organisation:
                self._by_key[normalised(name)] = None

    def learn(self, name: str, domain: str, aliases: Sequence[str] = ()) -> None:
        """Add an organisation that a page of its own names; names and domains that are known stay as they are."""
        host = registrable(domain)
        fresh = [known for known in (name, *aliases) if normalised(known) not in self._by_key]
        if host and host not in self._by_domain and fresh:
            self._add(Named(fresh[0], host, tuple(fresh[1:])))

    def names(self) -> list[str]:
        """Surface forms that name one organisation without further evidence, sorted."""
        held = {known.names for known in self._by_key.values() if known is not None}
        return sorted({n for names in held for n in names if self._by_key[normalised(n)] and not is_word(n)})

    def resolve(self, name: str, context: str = "") -> Resolution:
        """Resolve one surface form; `context` is the passage it stands in."""
        host = registrable(name) if "." in name and " " not in name.strip() else None
        if host in self._by_domain:
            found = self._by_domain[host]
            return Resolution(found.name, found.domain, "domain", 100.0)
        wanted = normalised(name)
        if wanted not in self._by_key:
            return self._near(wanted)
        organisation = self._by_key[wanted]
        if organisation is None or (is_word(name) and not _evidence(organisation, name, context)):
            return NOT_RESOLVED
        how = "exact" if normalised(organisation.name) == wanted else "alias"
        return Resolution(organisation.name, organisation.domain, how, 100.0)

    def _near(self, wanted: str) -> Resolution:
        if len(wanted) <= SHORT:
            return NOT_RESOLVED
        pool = [known for known in self._by_key if known[:3] == wanted[:3] and abs(len(known) - len(wanted)) <= SHORT]
        ranked = process.extract(wanted, pool, scorer=fuzz.ratio, limit=2, score_cutoff=NEAR)
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR):
            return NOT_RESOLVED
        found = self._by_key[ranked[0][0]]
        return Resolution(found.name, found.domain, "near", float(ranked[0][1])) if found else NOT_RESOLVED


def _evidence(organisation: Named, name: str, context: str) -> bool:
    """Whether a text speaks of it and not of the word: its domain, a legal form, another of its names."""
    if organisation.domain and organisation.domain in context.lower():
        return True
    if re.search(rf"\b{re.escape(name)}{_LEGAL_FORM}", context):
        return True
    others = [other for other in organisation.names if not is_word(other)]
    return any(re.search(rf"\b{re.escape(other)}\b", context) for other in others)


@cache
def _dictionary() -> frozenset[str]:
    """English words of the base model's lemmatizer (WordNet's index)."""
    lemmatizer: Any = base.load().get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    return frozenset(word for words in index.values() for word in words)


def is_word(name: str) -> bool:
    """Whether a name is one short plain word that a sentence may use without meaning the organisation."""
    if not re.fullmatch(r"[A-Z]?[a-z]+", name) or len(name) > SHORT:
        return False
    return len(name) <= TINY or name.lower() in _dictionary()


@cache
def resolver() -> Resolver:
    """The resolver over the reference table, one per process."""
    return Resolver(Named(row.name, row.domain, row.aliases) for row in organisations())
