"""CORE's training passages as this project annotates them: real sentences about companies, from encyclopedia articles.

CORE (Borchert et al. 2023, CC BY 4.0) lies beside the checkout and none of its text is in the project. What is: which
characters of a passage are claims by our guideline, as annotated for this purpose (`models/claims/core_labels.jsonl`).
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from scoring.claims.artefacts import FOLDER
from scoring.claims.corpus import CorpusError, GoldClaim, GoldPassage
from scoring.claims.evaluation.core import joined, load

LABELS: Final = FOLDER / "core_labels.jsonl"
SPLIT: Final = Path("anchors") / "CORE" / "train.json"  # below the folder of measuring data
PUBLISHER: Final = "independent_press"  # the nearest to an encyclopedia


def passages(measuring: Path) -> list[GoldPassage]:
    """The annotated passages; raises CorpusError if CORE is not the one that was annotated."""
    texts = {row["id"]: joined(row)[0] for row in load(measuring / SPLIT)}
    found = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = texts.get(entry["id"], "")
        if len(text) != entry["letters"]:
            raise CorpusError(f"CORE {entry['id']}: not the passage that was annotated; {SPLIT} must be of 168899d")
        found.append(_passage(entry, text))
    return found


def _passage(entry: dict[str, Any], text: str) -> GoldPassage:
    subject = _cut(text, entry["subject"]) or ""
    return GoldPassage(
        id=f"core-{entry['id']}",
        company=subject or entry["id"],
        title=subject or None,
        publisher=PUBLISHER,
        published=None,
        subject=subject,
        text=text,
        claims=tuple(_claim(claim, subject, text) for claim in entry["claims"]),
        trap=None,
    )


def _claim(claim: dict[str, Any], subject: str, text: str) -> GoldClaim:
    start, end = claim["span"]
    return GoldClaim(
        subject=subject,
        counterparty=_cut(text, claim["counterparty"]),
        span=text[start:end],
        start=start,
        end=end,
        kind=claim["kind"],
        commitment=claim["commitment"],
        asserted_by="third_party",
        value=claim.get("value"),
        unit=claim.get("unit"),
        quote_from_counterparty=False,
        specifics=(),
    )


def _cut(text: str, place: Sequence[int] | None) -> str | None:
    return None if place is None else text[place[0] : place[1]]
