"""Analysts' resolved labels, by CSV: what is taken up, and what is set aside with its reason.

Columns: ``signal_id`` (as in the case files or in our own files, ``sg_...``), ``label`` (refuted, inflated, confirmed),
``source`` (the record that settled it), ``resolved_on`` (ISO date). A label needs a source that is not our own answer:
a model that learns from what it caused confirms itself. A conflict is for people to settle, so both sides are set
aside. A company that has no case file yet gets one first; ``data/cases/README.md`` tells how.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.case_files import CaseFile, CaseOutcome, CaseSignal
from data.ids import content_id
from scoring.errors import TableError
from scoring.signals.build import CASE_SCHEME
from scoring.tables import Column, Table, csv_text, write_text
from scoring.training.labels import BAD, GOOD, is_core

COLUMNS = ("signal_id", "label", "source", "resolved_on")
QUARANTINE = Table(
    "quarantine",
    "one label that was not taken up",
    (
        Column("line", "integer", "line of the analyst's file"),
        *(Column(name, "string", "as given") for name in COLUMNS),
        Column("reason", "string", "why it was set aside"),
    ),
)

#: A source that names us, our files or our figures: the label would be our own answer come back.
_OURS = re.compile(
    r"\b(unfakeable|fakeability)\b|case-control index|\b(our|the) (model|score|ranking|memo)\b"
    r"|\b(sg|as|cs)_[0-9a-f]{6}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Given:
    """One row of an analyst's file, as given."""

    line: int
    signal_id: str
    label: str
    source: str
    resolved_on: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Outcomes by case signal id, and the rows that were set aside, each with its reason."""

    accepted: Mapping[str, CaseOutcome]
    quarantined: tuple[tuple[Given, str], ...]

    def applied_to(self, cases: Sequence[CaseFile]) -> list[CaseFile]:
        """The cases with the accepted outcomes in place of what they lacked."""
        return [replace(case, signals=tuple(map(self._resolved, case.signals))) for case in cases]

    def _resolved(self, signal: CaseSignal) -> CaseSignal:
        outcome = self.accepted.get(signal.id)
        return signal if outcome is None else replace(signal, outcome=outcome)

    def write_quarantine(self, path: Path) -> Path:
        """Write what was set aside as CSV."""
        rows = [
            {
                "line": given.line,
                "signal_id": given.signal_id,
                "label": given.label,
                "source": given.source,
                "resolved_on": given.resolved_on,
                "reason": reason,
            }
            for given, reason in self.quarantined
        ]
        return write_text(path, "\ufeff" + csv_text(QUARANTINE, rows))


def read_feedback(path: Path, cases: Sequence[CaseFile]) -> Feedback:
    """Read an analyst's file against the cases. ``TableError`` where a column is missing or the text is not UTF-8."""
    known = {key: signal for case in cases for signal in case.signals for key in _ids(case, signal)}
    by_signal: dict[str, list[Given]] = defaultdict(list)
    aside: list[tuple[Given, str]] = []
    for given in _rows(path):
        reason = _fault(given, known)
        if reason is None:
            by_signal[known[given.signal_id].id].append(given)
        else:
            aside.append((given, reason))
    accepted: dict[str, CaseOutcome] = {}
    for signal_id, rows in by_signal.items():
        if len({row.label for row in rows}) > 1:
            aside += [(row, "the file holds different labels for this signal") for row in rows]
        else:
            accepted[signal_id] = _outcome(min(rows, key=lambda row: (row.resolved_on, row.line)))
    return Feedback(accepted, tuple(sorted(aside, key=lambda item: item[0].line)))


def _ids(case: CaseFile, signal: CaseSignal) -> tuple[str, str]:
    company = content_id("company", case.domain)
    return signal.id, content_id("signal", company, signal.family, f"{CASE_SCHEME}{signal.id}")


def _rows(path: Path) -> Iterator[Given]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise TableError(f"{path.name}: the columns {', '.join(missing)} are missing")
            for row in reader:
                yield Given(reader.line_num, *((row[name] or "").strip() for name in COLUMNS))
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name}: not UTF-8 ({error})") from error


def _fault(given: Given, known: Mapping[str, CaseSignal]) -> str | None:
    """Why a row cannot be taken up whatever the others say; None where it can."""
    signal = known.get(given.signal_id)
    day = _day(given.resolved_on)
    if signal is None:
        return "no case file holds this signal"
    if given.label not in BAD | GOOD:
        return f"label must be one of {', '.join(sorted(BAD | GOOD))}"
    if not given.source:
        return "a label needs the source that settled it"
    if _OURS.search(given.source):
        return "the source is our own answer"
    if day is None or day < signal.known_at:
        return "resolved_on must be a date, and not before the claim"
    if is_core(signal) and signal.outcome is not None and (signal.outcome.label in BAD) is not (given.label in BAD):
        return f"the case file says {signal.outcome.label}, on {signal.outcome.strength} ground"
    return None


def _outcome(given: Given) -> CaseOutcome:
    return CaseOutcome(
        label=given.label,
        actual_value=None,
        known_at=_day(given.resolved_on),
        by="analyst",
        basis="none",
        strength="medium",
        source_title=given.source,
        source_url=None,
        seen=True,
        note=None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
