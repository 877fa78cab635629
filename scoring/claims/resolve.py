"""From a surface form to an identity: the domain of the organisation meant, or the word `unresolved`.

Exact names and aliases come first, then near names (rapidfuzz, at least 92 of 100 and clear of the runner-up). A short
name that is also a word ("Nate", "Wiz", "Cursor", "Glean") needs evidence beside it: its domain, a link, or a word of
its trade in the text. A guess is never returned: an unresolved counterparty costs a look-up, a wrong one a verdict.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

REFERENCE: Final = Path(__file__).parents[2] / "data" / "reference" / "counterparties.csv"
UNRESOLVED: Final = "unresolved"
NEAR: Final = 92.0
CLEAR: Final = 4.0  # points between the best near name and the next
SHORT: Final = 6  # characters: a single lower-case dictionary-like word up to this length needs evidence
_LEGAL: Final = re.compile(
    r"[,.]?\s+(?:inc|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag|se|sa|s\.a\.?|n\.?v\.?|b\.?v\.?|ab|asa|oyj?|group|holdings?)\.?$",
    re.IGNORECASE,
)
_DOMAIN: Final = re.compile(
    r"\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|ai|io|co|org|net|dev|app|tech|eu|de|uk|fr))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row of the reference list, or one learned from a crawled page."""

    name: str
    domain: str
    aliases: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer and how it was found: exact, alias, near, domain, or unresolved."""

    domain: str
    name: str | None
    how: str
    score: float


NOT_RESOLVED: Final = Resolution(UNRESOLVED, None, UNRESOLVED, 0.0)


def key(name: str) -> str:
    """A name as it is compared: lower case, one space, no article, no legal form."""
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
    plain = re.sub(r"^(?:the)\s+", "", plain, flags=re.IGNORECASE)
    while (shorter := _LEGAL.sub("", plain)) != plain and shorter:
        plain = shorter
    return re.sub(r"[^\w&+]+", " ", plain.lower()).strip()


class Resolver:
    """Names to identities. `learn` adds what a crawled page says about itself; the reference list always wins."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        """Index names and aliases; two organisations under one key make that key ambiguous, and it resolves to none."""
        self._by_key: dict[str, Organisation | None] = {}
        self._by_domain: dict[str, Organisation] = {}
        for organisation in organisations:
            self._add(organisation)

    def _add(self, organisation: Organisation) -> None:
        self._by_domain.setdefault(organisation.domain.lower(), organisation)
        for name in (organisation.name, *organisation.aliases):
            known = self._by_key.get(key(name), organisation)
            same = known is not None and known.domain == organisation.domain
            self._by_key[key(name)] = organisation if same else None

    def learn(self, name: str, domain: str, aliases: Sequence[str] = ()) -> None:
        """Add an organisation that a crawled page names together with its domain; a known domain is left as it is."""
        if domain.lower() not in self._by_domain:
            self._add(Organisation(name, domain.lower(), tuple(aliases), "learned"))

    def names(self) -> list[str]:
        """Every unambiguous key, sorted: what the Aho-Corasick matcher is built from."""
        return sorted(name for name, organisation in self._by_key.items() if organisation is not None)

    def resolve(self, name: str, context: str = "") -> Resolution:
        """Resolve one surface form; `context` is the passage it stands in."""
        domain = _DOMAIN.fullmatch(name.strip())
        if domain and domain.group(1).lower() in self._by_domain:
            organisation = self._by_domain[domain.group(1).lower()]
            return Resolution(organisation.domain, organisation.name, "domain", 100.0)
        wanted = key(name)
        if not wanted:
            return NOT_RESOLVED
        if wanted in self._by_key:
            found = self._by_key[wanted]
            if found is None or (is_word(wanted) and not self._evidence(found, context)):
                return NOT_RESOLVED
            return Resolution(found.domain, found.name, "exact" if key(found.name) == wanted else "alias", 100.0)
        return self._near(wanted)

    def _near(self, wanted: str) -> Resolution:
        if len(wanted) <= SHORT:
            return NOT_RESOLVED
        first = wanted.split()[0]
        pool = [name for name in self._by_key if name.startswith(first[:3]) and abs(len(name) - len(wanted)) <= 6]
        ranked = process.extract(wanted, pool, scorer=fuzz.ratio, limit=2)
        if not ranked or ranked[0][1] < NEAR or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR):
            return NOT_RESOLVED
        found = self._by_key[ranked[0][0]]
        return Resolution(found.domain, found.name, "near", float(ranked[0][1])) if found else NOT_RESOLVED

    def _evidence(self, organisation: Organisation, context: str) -> bool:
        """Whether a text speaks of this organisation and not of the word: its domain, a link, or another of its names."""
        lowered = context.lower()
        if organisation.domain.lower() in lowered:
            return True
        others = [n for n in (organisation.name, *organisation.aliases) if not is_word(key(n))]
        return any(re.search(rf"\b{re.escape(other.lower())}\b", lowered) for other in others)


def is_word(name: str) -> bool:
    """Whether a key is one short plain word that a sentence may use without meaning the organisation."""
    return bool(re.fullmatch(r"[a-z]+", name)) and len(name) <= SHORT


@cache
def reference(path: Path = REFERENCE) -> tuple[Organisation, ...]:
    """The reference list; columns name, domain, aliases (separated by `|`), kind."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Organisation(
                name=row["name"],
                domain=row["domain"],
                aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
                kind=row["kind"],
            )
            for row in csv.DictReader(file)
        )
