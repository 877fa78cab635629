"""The tables of ``data/reference``: every constant that a judgement uses, with its reason, checked on load."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from data.words import Facet, Family, Role, Rung

T = TypeVar("T")

FOLDER = Path(__file__).parent / "reference"


class ReferenceTableError(Exception):
    """A reference table is missing, or holds a row that this program does not understand."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record that may be held against a claim."""

    kind: str
    writer: Role
    cost_signal: str | None  #: row of cost_to_fake.csv that prices it
    supports: frozenset[Facet]  #: facets it can speak for at all
    operational: bool  #: shows that the user side's operations changed
    trial_compatible: bool  #: a free trial or a pull request leaves it too
    half_life_years: float
    channel: str  #: whose channel it must come from to count
    meaning: str


@dataclass(frozen=True, slots=True)
class CostRow:
    """What one signal costs to manufacture; prices in USD, None where no price was found."""

    signal: str
    unit: str
    usd_low: float | None
    usd_high: float | None
    price_status: str  #: seen..., inferred, memory, not_found
    collusion_level: int  #: 0 nobody, 1 a vendor for hire, 2 the counterparty, 3 an auditor, 4 a public buyer
    penalty_level: int  #: 0 none to 4 prison cases exist
    days_to_fake: int
    bulk_buyable: bool
    independent_record: bool
    purchasable: bool  #: can be bought without a real outsider taking a risk
    source_note: str


@cache
def record_kinds() -> dict[str, RecordKind]:
    """Kinds of record by word."""

    def read(row: dict[str, str]) -> RecordKind:
        facets = () if row["supports"] == "none" else row["supports"].split("|")
        return RecordKind(
            kind=row["kind"],
            writer=Role(row["writer"]),
            cost_signal=row["cost_signal"] or None,
            supports=frozenset(Facet(word) for word in facets),
            operational=row["operational"] == "1",
            trial_compatible=row["trial_compatible"] == "1",
            half_life_years=float(row["half_life_years"]),
            channel=row["channel"],
            meaning=row["meaning"],
        )

    return {item.kind: item for item in _read("record_kinds.csv", read)}


@cache
def cost_table() -> dict[str, CostRow]:
    """Rows of the cost table by signal (``data/reference/COST_TO_FAKE.md`` holds the sources)."""

    def price(text: str) -> float | None:
        return float(text) if text else None

    def read(row: dict[str, str]) -> CostRow:
        return CostRow(
            signal=row["signal"],
            unit=row["unit"],
            usd_low=price(row["usd_low"]),
            usd_high=price(row["usd_high"]),
            price_status=row["price_status"],
            collusion_level=int(row["collusion_level"]),
            penalty_level=int(row["penalty_level"]),
            days_to_fake=int(row["days_to_fake"]),
            bulk_buyable=row["bulk_buyable"] == "1",
            independent_record=row["independent_record"] == "1",
            purchasable=row["purchasable"] == "1",
            source_note=row["source_note"],
        )

    return {item.signal: item for item in _read("cost_to_fake.csv", read)}


@cache
def relevance() -> dict[Family, float]:
    """W of the company score, by family."""
    return dict(_read("families.csv", lambda row: (Family(row["family"]), float(row["relevance"]))))


@cache
def credit() -> dict[Rung, float]:
    """P of the company score, by rung."""
    return dict(_read("rungs.csv", lambda row: (Rung[row["rung"].upper()], float(row["credit"]))))


@cache
def writer_constants() -> dict[str, float]:
    """What q of the company score is made of, by name."""
    return dict(_read("writer_weights.csv", lambda row: (row["constant"], float(row["value"]))))


@cache
def family_of(source: str) -> dict[str, Family]:
    """The fixed map from the words of a ``source`` (``cases`` or ``claim_kind``) to families."""
    rows = _read("families_map.csv", lambda row: (row["source"], row["word"], Family(row["family"])))
    return {word: family for origin, word, family in rows if origin == source}


@cache
def lookups() -> dict[str, str]:
    """The fixed list of 12 look-ups, the same for every company: check -> the question it answers."""
    return dict(_read("lookups.csv", lambda row: (row["check"], row["question"])))


def _read(name: str, parse: Callable[[dict[str, str]], T]) -> Iterator[T]:
    path = FOLDER / name
    if not path.is_file():
        raise ReferenceTableError(f"{path} is missing; restore it from the repository")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                yield parse(row)
            except (KeyError, ValueError, TypeError) as error:
                raise ReferenceTableError(f"{path}: row {row} is not understood ({error})") from error
