"""The annotated press passages, scored by the data set's own `score.py`, with every miss put in a class."""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from scoring.claims.pipeline import ClaimExtractor, ExtractedClaim, Passage
from scoring.claims.vocabulary import RELATIONS

Gold = dict[str, Any]


@cache
def scorer(path: Path) -> ModuleType:
    """The data set's own scoring module."""
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path) -> list[Gold]:
    """The gold lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def passages(gold: Iterable[Gold]) -> list[Passage]:
    """Gold lines as the extractor's input: everything but the claims."""
    return [
        Passage(
            id=line["id"],
            text=line["text"],
            source_url=line.get("source_url"),
            source_title=line.get("source_title"),
            publisher=line["publisher"],
            published=line.get("published"),
            subject=line["subject"],
        )
        for line in gold
    ]


@dataclass(frozen=True, slots=True)
class GoldFigures:
    """What `score.py` prints, and the raw counts behind it."""

    relation: tuple[float, float, float]  # precision, recall, F1
    kind: tuple[float, float, float]
    metric: tuple[float, float, float]
    commitment: float
    asserted_by: float
    value: float
    alarms: int
    quiet: int
    misses: tuple[tuple[str, int], ...]


def measure(gold: Sequence[Gold], predicted: dict[str, list[ExtractedClaim]], score: ModuleType) -> GoldFigures:
    """Match and count exactly as `score.py` does, and classify what was missed."""
    n: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for line in gold:
        claims = [asdict(claim) for claim in predicted.get(line["id"], [])]
        _count(n, line, claims)
        matched = score.pairs(line["text"], line["claims"], claims)
        _count_matched(n, matched)
        missed = [g for g in line["claims"] if not any(g is m for m, _ in matched)]
        misses.update(_miss(g, line, claims, score) for g in missed)
        misses.update(f"kind: {g['kind']} read as {p['kind']}" for g, p in matched if g["kind"] != p["kind"])
    return GoldFigures(
        relation=score.f1(n["relation"], n["relation_predicted"], n["relation_gold"]),
        kind=score.f1(n["kind"], n["relation_predicted"], n["relation_gold"]),
        metric=score.f1(n["metric"], n["metric_predicted"], n["metric_gold"]),
        commitment=n["commitment"] / max(1, n["matched"]),
        asserted_by=n["asserted_by"] / max(1, n["matched"]),
        value=n["value"] / max(1, n["valued"]),
        alarms=n["alarms"],
        quiet=n["quiet"],
        misses=tuple(misses.most_common()),
    )


def _count(n: Counter[str], line: Gold, claims: Sequence[dict[str, Any]]) -> None:
    relations = sum(g["kind"] in RELATIONS for g in line["claims"])
    predicted = sum(c["kind"] in RELATIONS for c in claims)
    n["relation_gold"] += relations
    n["metric_gold"] += len(line["claims"]) - relations
    n["relation_predicted"] += predicted
    n["metric_predicted"] += len(claims) - predicted
    if not line["claims"]:
        n["quiet"] += 1
        n["alarms"] += len(claims)


def _count_matched(n: Counter[str], matched: Sequence[tuple[Gold, dict[str, Any]]]) -> None:
    for g, p in matched:
        is_relation = g["kind"] in RELATIONS
        n["relation" if is_relation else "metric"] += 1
        n["kind"] += is_relation and g["kind"] == p["kind"]
        n["matched"] += 1
        n["commitment"] += g["commitment"] == p["commitment"]
        n["asserted_by"] += g["asserted_by"] == p["asserted_by"]
        if not is_relation and g["value"] is not None:
            n["valued"] += 1
            n["value"] += p["value"] is not None and abs(p["value"] - g["value"]) <= 0.005 * max(1, abs(g["value"]))


def _miss(g: Gold, line: Gold, claims: Sequence[dict[str, Any]], score: ModuleType) -> str:
    """Name the class of one missed claim: what would have had to be right."""
    span = score.span(line["text"], g)
    over = [c for c in claims if score.overlap(span, (c["start"], c["end"])) > 0]
    same = [c for c in over if (c["kind"] in RELATIONS) == (g["kind"] in RELATIONS)]
    if same and g["kind"] in RELATIONS:
        if g["counterparty"] is None:
            return "counterparty: the text names none, one was given"
        if all(c["counterparty"] is None for c in same):
            return "counterparty: none given"
        return "counterparty: another party given"
    if same:
        return f"metric: {g['kind']} read as {same[0]['kind']}"
    if over:
        return "relation read as metric, or metric as relation"
    return f"not seen: {'relation' if g['kind'] in RELATIONS else 'metric'} {g['kind']}"


def predict(extractor: ClaimExtractor, gold: Sequence[Gold]) -> tuple[dict[str, list[ExtractedClaim]], int]:
    """The claims of every gold passage, and how many places were seen but not understood."""
    found: dict[str, list[ExtractedClaim]] = {}
    unread = 0
    for passage, claims, missed in extractor.inspect(passages(gold)):
        found[passage.id] = claims
        unread += len(missed)
    return found, unread
