"""Small constructors of facts, so that a parser reads as a table: what is unknown makes no fact, and never a zero."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from crawlers.plain_text import utc_date
from crawlers.spider import ObservedFact

#: Public, so that a key cannot be looked up in a table made for another purpose; it hides names, it keeps no secret.
_SALT = "unfakeable/person/1"


def count(
    metric: str,
    subject: str | None,
    value: float | bool | None,
    *,
    unit: str | None = None,
    observed_at: date | None = None,
    text: str | None = None,
) -> ObservedFact | None:
    """A number, or true and false as 1 and 0; ``None`` where it is unknown."""
    if value is None:
        return None
    return ObservedFact(
        metric=metric, subject=subject, value=float(value), unit=unit, observed_at=observed_at, text=text
    )


def said(metric: str, subject: str | None, text: str | None, observed_at: date | None = None) -> ObservedFact | None:
    """A fact that is not a number, in the publisher's words; ``None`` where it is absent or empty."""
    if not text or not text.strip():
        return None
    return ObservedFact(metric=metric, subject=subject, text=text.strip(), observed_at=observed_at)


def moment(metric: str, subject: str | None, written: object) -> ObservedFact | None:
    """An instant: its text as the publisher wrote it and its UTC day; ``None`` where it is absent or unreadable."""
    day = utc_date(written)
    return None if day is None else ObservedFact(metric=metric, subject=subject, text=str(written), observed_at=day)


def known(*facts: ObservedFact | None) -> tuple[ObservedFact, ...]:
    """The facts that are there."""
    return tuple(fact for fact in facts if fact is not None)


def flat(groups: Iterable[tuple[ObservedFact, ...]]) -> tuple[ObservedFact, ...]:
    """The facts of several items, in order."""
    return tuple(fact for group in groups for fact in group)


def person_key(network: str, login: str | None) -> str | None:
    """16 hex digits that stand for a person's login: the same person on the same network, and nothing more.

    Names of stargazers, contributors and authors never reach the store; this key does.
    """
    if not login:
        return None
    return sha256(f"{_SALT}:{network}:{login.casefold()}".encode()).hexdigest()[:16]
