"""Labelled rows: the core set of the cases, each signal seen as of its own date, with annotated or derived fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.case_files import CaseFile, CaseSignal
from scoring.case_derivation import without_annotations
from scoring.cases import case_dossier
from scoring.features import SignalView, matrix
from scoring.signals.build import CASE_SCHEME, signals_of
from scoring.standing import stand

ANNOTATED, DERIVED = "annotated", "derived"  #: as the annotator wrote them down, or from the text and the records
BAD = frozenset({"refuted", "inflated"})
GOOD = frozenset({"confirmed"})
STRONG = frozenset({"hard", "medium"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """Rows in one order: columns, label (1 refuted or inflated, 0 confirmed), and where each came from."""

    columns: NDArray[np.float64]
    label: NDArray[np.int64]
    company: NDArray[np.str_]
    signals: tuple[CaseSignal, ...]
    views: tuple[SignalView, ...]

    def __len__(self) -> int:
        return len(self.label)

    def where(self, mask: NDArray[np.bool_]) -> "Labelled":
        """The rows of a mask, in their order."""
        picked = np.flatnonzero(mask)
        return Labelled(
            self.columns[mask],
            self.label[mask],
            self.company[mask],
            tuple(self.signals[i] for i in picked),
            tuple(self.views[i] for i in picked),
        )


def is_core(signal: CaseSignal) -> bool:
    """Resolved, seen, on strong ground, no forecast, not proven by the very filing it stands in."""
    outcome = signal.outcome
    return (
        outcome is not None
        and outcome.label in BAD | GOOD
        and outcome.strength in STRONG
        and outcome.seen
        and signal.claim_kind != "forecast"
        and not signal.in_verifying_document
    )


def labelled(cases: Sequence[CaseFile], annotated: bool = True) -> Labelled:
    """The core set. With ``annotated=False`` the three annotated fields are taken out and derived anew."""
    views: list[SignalView] = []
    signals: list[CaseSignal] = []
    company: list[str] = []
    for case in cases if annotated else map(stripped, cases):
        seen = case_views(case)
        for signal in filter(is_core, case.signals):
            views.append(seen[signal.id])
            signals.append(signal)
            company.append(case.slug)
    label = np.array([int(signal.outcome is not None and signal.outcome.label in BAD) for signal in signals])
    return Labelled(matrix(views), label, np.array(company), tuple(signals), tuple(views))


def stripped(case: CaseFile) -> CaseFile:
    """A case without its three annotated fields."""
    return replace(case, signals=tuple(map(without_annotations, case.signals)))


def case_views(case: CaseFile) -> dict[str, SignalView]:
    """Views of a case by signal id, each as of its claim's own date, without outcomes."""
    dossier = case_dossier(case)
    claims = {claim.id: claim for claim in dossier.claims}
    return {
        signal.key.removeprefix(CASE_SCHEME): SignalView(
            signal, claims[signal.claim_id or ""], stand(claims[signal.claim_id or ""], dossier), dossier
        )
        for signal in signals_of(dossier)
    }


def stacked(parts: Iterable[Labelled]) -> Labelled:
    """Several sets, one below the other."""
    held = list(parts)
    return Labelled(
        np.vstack([part.columns for part in held]),
        np.concatenate([part.label for part in held]),
        np.concatenate([part.company for part in held]),
        tuple(signal for part in held for signal in part.signals),
        tuple(view for part in held for view in part.views),
    )
