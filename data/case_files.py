"""Case files: public signals of start-ups and what became of them, one YAML file a company (``data/cases/README.md``).

Read strictly: an unknown family, a missing field or a word outside the list is one clear sentence; nothing half read.
``outcome``, ``claim_kind``, ``claim_in_verifying_document``, ``asserted_by``, ``counterparty_confirmed_at_time`` and
``specifics`` may be absent; absent reads as None, never as no.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from data.reference import family_of
from data.words import AssertedBy, Family

FOLDER = Path(__file__).parent / "cases"
CASE_FILE = "case file"  #: origin of a company read off a case file, and the word where its coverage would stand
OUTCOME_LABELS = frozenset({"refuted", "inflated", "confirmed", "ended", "unresolved"})


class CaseError(Exception):
    """A case file is not understood; the message names file, signal and field."""


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """One thing that an outsider (or the addressee of a deck) could see at the time."""

    type: str
    note: str | None
    source: str | None
    known_at: date | None  #: None: known at the claim's date


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """How the claim resolved. Never an input of a score as of the claim's date."""

    label: str
    actual_value: float | str | None
    known_at: date | None
    by: str | None
    basis: str
    strength: str
    source_title: str | None
    source_url: str | None
    seen: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class CaseSignal:
    """One claim of one company."""

    id: str
    family: Family
    family_word: str
    claim: str
    claimed_value: float | None
    unit: str | None
    asserted_by: AssertedBy | None
    channel: str
    known_at: date  #: last day of the period the file gives: nobody could prove the claim earlier
    date_word: str
    counterparty: str | None
    counterparty_confirmed: bool | None  #: None: no counterparty, not named individually, or not annotated
    confirmed_annotated: bool  #: whether the file held the flag at all
    specifics: tuple[str, ...] | None
    evidence: tuple[CaseEvidence, ...]
    outcome: CaseOutcome | None
    claim_kind: str | None
    in_verifying_document: bool | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One company's case file."""

    name: str
    slug: str
    domain: str
    founded: int | None
    sector: str | None
    country: str | None
    aliases: tuple[str, ...]
    signals: tuple[CaseSignal, ...]


def period_end(word: object) -> date:
    """The last day of a year, month or day written as ``2014``, ``2014-09`` or ``2014-09-03``."""
    parts = [int(part) for part in str(word).split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return date(*parts)


def read_cases(folder: Path = FOLDER) -> list[CaseFile]:
    """Every ``*.yaml`` of a folder, by file name. A folder without one is an error, not an empty answer."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise CaseError(f"{folder}: no case file (*.yaml) here")
    return [read_case(path) for path in paths]


def read_case(path: Path) -> CaseFile:
    """One case file."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise CaseError(f"{path.name}: not readable as YAML ({' '.join(str(error).split())})") from error
    if not isinstance(raw, Mapping) or not isinstance(raw.get("signals"), list):
        raise CaseError(f"{path.name}: a case file is a mapping with a list of signals")
    try:
        return CaseFile(
            name=str(raw["name"]),
            slug=str(raw.get("slug") or path.stem),
            domain=str(raw["domain"]).lower() if raw.get("domain") else f"{raw.get('slug') or path.stem}.invalid",
            founded=_year(raw.get("founded")),
            sector=raw.get("sector"),
            country=raw.get("country"),
            aliases=tuple(str(alias) for alias in raw.get("aliases") or ()),
            signals=tuple(_signal(path.name, row) for row in raw["signals"]),
        )
    except KeyError as error:
        raise CaseError(f"{path.name}: the field {error} is missing") from error


def _signal(file: str, raw: Mapping[str, Any]) -> CaseSignal:
    where = f"{file}: signal {raw.get('id', '(without id)')}"
    families = family_of("cases")
    if raw.get("family") not in families:
        raise CaseError(f"{where}: unknown family {raw.get('family')!r}; known are {', '.join(sorted(families))}")
    try:
        flag = raw.get("counterparty_confirmed_at_time")
        specifics = raw.get("specifics")
        return CaseSignal(
            id=str(raw["id"]),
            family=families[raw["family"]],
            family_word=str(raw["family"]),
            claim=str(raw["claim"]),
            claimed_value=_number(raw.get("claimed_value")),
            unit=raw.get("unit"),
            asserted_by=AssertedBy(raw["asserted_by"]) if raw.get("asserted_by") else None,
            channel=str(raw["channel"]),
            known_at=period_end(raw["date"]),
            date_word=str(raw["date"]),
            counterparty=str(raw["counterparty"]) if raw.get("counterparty") else None,
            counterparty_confirmed=flag if isinstance(flag, bool) else None,
            confirmed_annotated=flag is not None,
            specifics=None if specifics is None else tuple(str(item) for item in specifics),
            evidence=tuple(_evidence(row) for row in raw.get("evidence_at_time") or ()),
            outcome=_outcome(raw["outcome"]) if raw.get("outcome") else None,
            claim_kind=raw.get("claim_kind"),
            in_verifying_document=raw.get("claim_in_verifying_document"),
        )
    except KeyError as error:
        raise CaseError(f"{where}: the field {error} is missing") from error
    except ValueError as error:
        raise CaseError(f"{where}: {error}") from error


def _evidence(raw: Mapping[str, Any]) -> CaseEvidence:
    return CaseEvidence(
        type=str(raw["type"]),
        note=raw.get("note"),
        source=raw.get("source"),
        known_at=period_end(raw["date"]) if raw.get("date") else None,
    )


def _outcome(raw: Mapping[str, Any]) -> CaseOutcome:
    if raw.get("label") not in OUTCOME_LABELS:
        raise ValueError(f"unknown outcome label {raw.get('label')!r}; known are {', '.join(sorted(OUTCOME_LABELS))}")
    actual = raw.get("actual_value")
    return CaseOutcome(
        label=str(raw["label"]),
        actual_value=float(actual) if isinstance(actual, int | float) else actual,
        known_at=period_end(raw["date"]) if raw.get("date") else None,
        by=raw.get("by"),
        basis=str(raw.get("basis") or "none"),
        strength=str(raw.get("strength") or "none"),
        source_title=raw.get("source_title"),
        source_url=raw.get("source_url"),
        seen=bool(raw.get("seen")),
        note=raw.get("note"),
    )


def _number(value: object) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    return float(value) if isinstance(value, int | float) else None


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None
