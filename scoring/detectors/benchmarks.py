"""A benchmark claim: who ran the test, could its questions be trained on, how many variants were tried.

A public test that is older than the model may stand in its training data; a company that runs the test itself picks
the run. The gap between a public test and a closed one of the same kind is measured on MMLU and MMLU-CF (44 models;
``unfakeable evaluate detectors`` prints it). Defeated by training on paraphrases, where no gap of words is left.
"""

import re
from datetime import date

from data.as_of import DAYS_A_YEAR, Dossier
from data.records import Claim
from data.words import AssertedBy, Family
from scoring.detectors.base import Detector, Readings, Values, says

#: Month in which the questions of a static test became public, with the paper that published them.
PUBLIC_SINCE: dict[str, date] = {
    r"\bmmlu\b(?!.?(pro|cf))": date(2020, 9, 1),  # arXiv 2009.03300
    r"\bmmlu.?pro\b": date(2024, 6, 1),  # arXiv 2406.01574
    r"\bgsm.?8k\b": date(2021, 10, 1),  # arXiv 2110.14168
    r"\bhumaneval\b": date(2021, 7, 1),  # arXiv 2107.03374
    r"\bhellaswag\b": date(2019, 5, 1),  # arXiv 1905.07830
    r"\bmath benchmark\b|\bmath.?500\b": date(2021, 3, 1),  # arXiv 2103.03874
    r"\bgpqa\b": date(2023, 11, 1),  # arXiv 2311.12022
    r"\bswe.?bench\b": date(2023, 10, 1),  # arXiv 2310.06770
    r"\barc.?agi\b": date(2019, 11, 1),  # arXiv 1911.01547
    r"\btruthfulqa\b": date(2021, 9, 1),  # arXiv 2109.07958
    r"\bmt.?bench\b": date(2023, 6, 1),  # arXiv 2306.05685
}
_CLOSED = r"\b(semi.?private|private|held.?out|hidden|closed|fresh|unseen)\b[^.]{0,40}\b(set|test|split|questions|exam)"
_RANKED = r"\b(top|best|first|leading|number one|state.of.the.art|sota|no\. ?1)\b"
_PARTIAL = r"\b(subset|sample of|preview|selected|up to|more than)\b"


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    by_owner = any(row.kind == "independent_test" for row in dossier.evidence_for(claim.id))
    own_word = claim.asserted_by is AssertedBy.SUBJECT
    return {
        "self_run": float(own_word and not by_owner),
        "owner_run": float(by_owner),
        "closed_test": says(_CLOSED, claim),
        "test_age_years": _test_age(claim),
        "variants": _variants(claim, readings),
        "superlative": says(_RANKED, claim),
        "partial": says(_PARTIAL, claim),
        "arena_change": _arena_change(readings),
    }


def _test_age(claim: Claim) -> float | None:
    """Years from the publication of a static test's questions to the claim; unknown for a test that is not listed."""
    words = f"{claim.span} {claim.unit or ''}"
    known = [since for name, since in PUBLIC_SINCE.items() if re.search(name, words, re.IGNORECASE)]
    return (claim.known_at - min(known)).days / DAYS_A_YEAR if known else None


def _variants(claim: Claim, readings: Readings) -> float | None:
    """Models of the company that a leaderboard lists: the more were tried, the better the best one looks by chance."""
    stem = re.sub(r"[^a-z0-9]", "", claim.subject.lower())
    listed = [name for metric in ("arena_rating", "openllm_average") for name in readings.subjects(metric)]
    own = {name for name in listed if stem and stem in re.sub(r"[^a-z0-9]", "", name.lower())}
    return float(len(own)) if listed else None


def _arena_change(readings: Readings) -> float | None:
    """Rating now minus rating when first read, of the model read longest; a rigged start does not last."""
    held = [readings.series("arena_rating", name) for name in readings.subjects("arena_rating")]
    long = [series for series in held if len(series) > 1]
    if not long:
        return None
    longest = max(long, key=lambda series: (series[-1][0] - series[0][0], series[-1][1]))
    return longest[-1][1] - longest[0][1]


DETECTOR = Detector(
    name="benchmark",
    families=frozenset({Family.BENCHMARK}),
    columns=(
        "self_run",
        "owner_run",
        "closed_test",
        "test_age_years",
        "variants",
        "superlative",
        "partial",
        "arena_change",
    ),
    of=_of,
)
