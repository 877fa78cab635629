"""A company's releases, ready to be compared with: which text stands in which of them, and what was theirs by a day.

Containment is exact, and searched for all releases at once as a product of sparse matrices (scikit-learn, scipy): rows
are releases, columns are shingles. ``unfakeable evaluate independence`` prints what it costs beside MinHash signatures.
"""

from collections.abc import Collection, Iterable
from datetime import date
from operator import itemgetter
from typing import TypeVar

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from scoring.facts_in_text import Gist, Shingle

#: Letters at its beginning by which a name is known in another form: Styrian, of Styria.
LEAST_STEM = 5

Item = TypeVar("Item")


class Releases:
    """What the company's own texts hold, each with the day on which it was known. Built once, asked for every text."""

    def __init__(self, dated: Iterable[tuple[date, Gist]]) -> None:
        told = sorted(dated, key=itemgetter(0))
        self._first = told[0][0] if told else date.max
        self._stems = _first_days((day, of.stems) for day, of in told)
        self._facts = _first_days((day, of.facts) for day, of in told)
        self._beginnings = _first_days((day, [fact[:LEAST_STEM] for fact in of.facts]) for day, of in told)
        self._numbers = _first_days((day, numbers(of.facts)) for day, of in told)
        compared = [(day, of) for day, of in told if of.shingles]
        self._days = np.array([day.toordinal() for day, _ in compared])
        self._columns = CountVectorizer(analyzer=_shingles, binary=True)
        self._rows = self._columns.fit_transform([of for _, of in compared]) if compared else None

    def any_by(self, day: date) -> bool:
        """Whether a release was known by a day. The same day counts: dates have no hours, and copies come after."""
        return self._first <= day

    def copied_share(self, told: Gist, day: date) -> float:
        """The largest share, 0 to 1, of a text's claim-sentence shingles that stand in one release known by a day."""
        if self._rows is None or not told.shingles:
            return 0.0
        shared = (self._rows @ self._columns.transform([told]).T).toarray().ravel()
        return float(shared.max(where=self._days <= day.toordinal(), initial=0)) / len(told.shingles)

    def stems(self, stems: Iterable[str], day: date) -> frozenset[str]:
        """Those of some stems that the releases held by a day."""
        return _by(day, stems, self._stems)

    def facts(self, facts: Iterable[str], day: date) -> frozenset[str]:
        """Those of some facts that the releases held by a day, names in any form."""
        forms = (fact for fact in facts if len(fact) >= LEAST_STEM and _by(day, [fact[:LEAST_STEM]], self._beginnings))
        return _by(day, facts, self._facts).union(forms)

    def numbers(self, day: date) -> frozenset[float]:
        """Every number that the releases held by a day."""
        return _by(day, self._numbers, self._numbers)


def numbers(facts: Iterable[str]) -> frozenset[float]:
    """The values among some facts."""
    return frozenset(float(fact) for fact in facts if fact[0].isdigit() and fact.replace(".", "", 1).isdigit())


def _shingles(told: Gist) -> Collection[Shingle]:
    return told.shingles


def _first_days(told: Iterable[tuple[date, Iterable[Item]]]) -> dict[Item, date]:
    """The day on which each item was known first; days come in their order."""
    first: dict[Item, date] = {}
    for day, items in told:
        for item in items:
            first.setdefault(item, day)
    return first


def _by(day: date, items: Iterable[Item], first: dict[Item, date]) -> frozenset[Item]:
    return frozenset(item for item in items if first.get(item, date.max) <= day)
