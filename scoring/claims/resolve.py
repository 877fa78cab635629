"""From a surface form to an identity: the organisation meant, or `unresolved`.

Names, aliases and domains of the table of organisations come first (`data.organisations`, whose rule for names that
are words holds here too), then near names by rapidfuzz: at least NEAR of 100, and clear of the runner-up. A guess is
never returned: an unresolved counterparty costs a look-up, a wrong one a verdict. What a company's own pages link
under a name is learned dossier by dossier, in `scoring.naming`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from data.organisations import Organisation, find, find_in, is_word, normalised, organisations

UNRESOLVED: Final = "unresolved"
NEAR: Final = 92.0
CLEAR: Final = 8.0  # points between the best near name and the next
SHORT: Final = 6  # letters: up to this length every slip makes another name


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer and how it was found: exact, alias, domain, near, or unresolved; `score` is 0 to 100."""

    name: str | None
    domain: str | None
    how: str
    score: float


NOT_RESOLVED: Final = Resolution(None, None, UNRESOLVED, 0.0)


def resolve(name: str, context: str = "") -> Resolution:
    """Resolve one surface form; `context` is the passage it stands in."""
    if find(name) is None:
        return _near(normalised(name))
    found = find_in(name, context)
    if found is None:
        return NOT_RESOLVED
    wanted = normalised(name)
    how = "exact" if normalised(found.name) == wanted else "alias" if wanted in _by_name() else "domain"
    return Resolution(found.name, found.domain, how, 100.0)


def telling_names() -> list[str]:
    """Surface forms that name one organisation without further evidence, sorted."""
    return sorted({name for row in organisations() for name in (row.name, *row.aliases) if not is_word(name)})


@lru_cache(maxsize=16_384)
def _near(wanted: str) -> Resolution:
    if len(wanted) <= SHORT:
        return NOT_RESOLVED
    ranked = process.extract(wanted, _comparable(), scorer=fuzz.ratio, limit=2, score_cutoff=NEAR - CLEAR)
    if not ranked or ranked[0][1] < NEAR or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR):
        return NOT_RESOLVED
    found = _by_name()[ranked[0][0]]
    return Resolution(found.name, found.domain, "near", float(ranked[0][1]))


@cache
def _by_name() -> dict[str, Organisation]:
    return {normalised(name): row for row in organisations() for name in (row.name, *row.aliases)}


@cache
def _comparable() -> tuple[str, ...]:
    """Names that a near name may mean: not those that are words, because a slip of a word is another word."""
    return tuple(name for name in _by_name() if not is_word(name))
