"""CORE's official test split: are both companies found, and is a partnership told from other ties, names masked?

The partnership row fits two linear models on CORE's training split, here and now: the words between and around the two
names (the published figure's features), and the same with what this package's readers see. Neither is shipped.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from scoring.claims import cues, linear
from scoring.claims.features import Features
from scoring.claims.parties import Context, mentions

POSITIVE: Final = frozenset({"collaboration", "client_of"})
RESAMPLES: Final = 2000
STRENGTH: Final = 0.5
Row = dict[str, Any]
Span = tuple[int, int]


def load(path: Path) -> list[Row]:
    """One of CORE's splits."""
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def unleaked(test: Sequence[Row], train: Sequence[Row]) -> list[Row]:
    """Test passages whose text does not also stand in the training split."""
    seen = {" ".join(row["context"]) for row in train}
    return [row for row in test if " ".join(row["context"]) not in seen]


def joined(row: Row) -> tuple[str, Span, Span]:
    """The text of a tokenised passage, and the characters of its two companies."""
    text = ""
    places: list[Span] = []
    for token in row["context"]:
        tight = token in {",", ".", ";", ":", ")", "%", "!", "?", "’"} or token.startswith(("'", "’"))
        if text and not tight and not text.endswith(("(", "$")):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token

    def span(name: str) -> Span:
        return places[row[f"{name}_start"]][0], places[row[f"{name}_end"]][1]

    return text, span("e1"), span("e2")


def both_found(nlp: Language, rows: Sequence[Row]) -> float:
    """Share of passages in which some party covers more than half of each company, nothing known beforehand."""
    passages = [joined(row) for row in rows]
    found = 0
    for (_, first, second), doc in zip(passages, nlp.pipe([text for text, _, _ in passages]), strict=True):
        parties = mentions(doc, Context(None))
        found += all(
            any(min(p.end, end) - max(p.start, start) > (end - start) / 2 for p in parties)
            for start, end in (first, second)
        )
    return found / len(rows)


@dataclass(frozen=True, slots=True)
class Partnership:
    """F1 of both models on the passages that did not leak, and the paired bootstrap of their difference."""

    passages: int
    baseline: float
    ours: float
    low: float
    high: float

    @property
    def is_gain(self) -> bool:
        """Whether the 95% interval of ours minus the baseline lies above zero."""
        return self.low > 0


def _sides(row: Row) -> tuple[list[str], list[str], list[str]]:
    """Words before, between and after the two masked companies, at most eight outside."""
    words = [token.lower() for token in row["context"]]
    spans = sorted([(row["e1_start"], row["e1_end"]), (row["e2_start"], row["e2_end"])])
    (a, b), (c, d) = spans
    return words[max(0, a - 8) : a], words[b + 1 : c], words[d + 1 : d + 9]


def _masked(row: Row) -> list[str]:
    """All words but the two companies."""
    return [
        token
        for place, token in enumerate(row["context"])
        if not (row["e1_start"] <= place <= row["e1_end"] or row["e2_start"] <= place <= row["e2_end"])
    ]


def around(row: Row) -> Features:
    """Words and word pairs between and around the two names."""
    found: Features = {"bias": 1.0} | {f"word={token.lower()}": 0.3 for token in _masked(row)}
    for side, words in zip(("before", "between", "after"), _sides(row), strict=True):
        for size in (1, 2):
            for start in range(len(words) - size + 1):
                found[f"{side}={' '.join(words[start : start + size])}"] = 1.0
    return found


def with_cues(row: Row) -> Features:
    """The same, with the cues of the lexicon by the side they stand on."""
    found = around(row)
    for side, words in zip(("before", "between", "after"), _sides(row), strict=True):
        for match in cues.find(" ".join(words)):
            found[f"{side}.kind={match.cue.kind}"] = 1.0
            found[f"{side}.cue={match.cue.name}"] = 1.0
    return found


def partnership(train: Sequence[Row], test: Sequence[Row]) -> Partnership:
    """Fit both models on `train`, compare them on `test`."""
    truth = np.array([row["relation"] in POSITIVE for row in test])
    baseline, ours = (_predict(train, test, features) for features in (around, with_cues))
    differences = sorted(_bootstrap(truth, baseline, ours))
    return Partnership(
        passages=len(test),
        baseline=_f1(truth, baseline),
        ours=_f1(truth, ours),
        low=differences[int(0.025 * RESAMPLES)],
        high=differences[int(0.975 * RESAMPLES)],
    )


def _predict(train: Sequence[Row], test: Sequence[Row], features: Any) -> NDArray[np.bool_]:
    labels = ["yes" if row["relation"] in POSITIVE else "no" for row in train]
    share = labels.count("yes") / len(labels)
    weights = [0.5 / share if label == "yes" else 0.5 / (1 - share) for label in labels]
    model = linear.train([features(row) for row in train], labels, strength=STRENGTH, weights=weights)
    return np.array([model.best(features(row)) == "yes" for row in test])


def _f1(truth: NDArray[np.bool_], predicted: NDArray[np.bool_]) -> float:
    return float(2 * (truth & predicted).sum() / max(1, truth.sum() + predicted.sum()))


def _bootstrap(truth: NDArray[np.bool_], a: NDArray[np.bool_], b: NDArray[np.bool_]) -> Iterator[float]:
    chance = np.random.default_rng(1)
    for _ in range(RESAMPLES):
        rows = chance.integers(0, len(truth), len(truth))
        yield _f1(truth[rows], b[rows]) - _f1(truth[rows], a[rows])
