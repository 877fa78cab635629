"""The claims card: figures stand in `metrics.json`, and the generated parts of the card are made from that file."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from scoring.claims.artefacts import FOLDER, MANIFEST

METRICS: Final = FOLDER / "metrics.json"
CARD: Final = FOLDER / "CARD.md"
# What it would take to read a class of misses, by how the class is named.
REMEDIES: Final[tuple[tuple[str, str], ...]] = (
    (
        "not seen: relation",
        "more training passages of the kind; a noun phrase that presupposes a tie has no verb to read",
    ),
    ("not seen: metric", "more passages of the kind, above all counts told without the usual noun"),
    ("counterparty: the text names none", "telling a described group from a bystander: reading beyond the sentence"),
    ("counterparty: another", "coreference: the party is named in an earlier sentence or only in the title"),
    ("counterparty: none", "coreference: the party is named in an earlier sentence or only in the title"),
    ("kind:", "the annotators differ here too: the guideline's order of kinds is a convention"),
    ("metric:", "the annotators differ here too: a described count is users, downloads or deployment"),
    ("relation read as metric", "one phrase, two readings: both would have to be offered"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its target; `target` is None where a figure is only there to compare with."""

    measure: str
    where: str
    value: float
    target: float | None
    at_most: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None without a target."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    def cells(self) -> tuple[str, str, str, str, str]:
        """The row in words."""
        bound = "" if self.target is None else ("at most " if self.at_most else "at least ") + f"{self.target:.3g}"
        met = {True: "yes", False: "no", None: ""}[self.is_met]
        return self.measure, self.where, f"{self.value:.3f}".rstrip("0").rstrip("."), bound, met


def metrics(
    version: str, rows: Iterable[Row], misses: Sequence[tuple[str, int]], traps: Sequence[tuple[str, int]]
) -> dict[str, Any]:
    """The content of `metrics.json`."""
    return {
        "model": version,
        "rows": [asdict(row) for row in rows],
        "misses": [{"class": name, "count": count} for name, count in misses],
        "alarms_by_trap": [{"trap": name, "count": count} for name, count in traps],
    }


def remedy(name: str) -> str:
    """What a class of misses would take."""
    return next((what for prefix, what in REMEDIES if name.startswith(prefix)), "not classified")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def sections(found: dict[str, Any], manifest: dict[str, Any]) -> dict[str, str]:
    """The generated parts of the card by name."""
    settings = manifest["settings"]
    return {
        "figures": _table(
            ("measure", "where", "measured", "target", "met"), (Row(**row).cells() for row in found["rows"])
        ),
        "misses": _table(
            ("class of miss on gold dev", "count", "what it would take"),
            ((item["class"], str(item["count"]), remedy(item["class"])) for item in found["misses"]),
        ),
        "traps": _table(
            ("trap of the hard negatives", "false alarms"),
            ((item["trap"], str(item["count"])) for item in found["alarms_by_trap"]),
        ),
        "thresholds": _table(
            ("family", "reported from", "precision", "certain from", "precision"),
            (
                (
                    family,
                    f"{settings['report'][family]:.2f}",
                    f"{settings['precision'][family]['report']:.3f}",
                    f"{settings['certain'][family]:.2f}",
                    f"{settings['precision'][family]['certain']:.3f}",
                )
                for family in sorted(settings["report"])
            ),
        ),
    }


def filled(text: str, parts: dict[str, str]) -> str:
    """The card with each `<!-- name -->` ... `<!-- /name -->` filled anew; raises ValueError if a mark is missing."""
    for name, part in parts.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"{CARD.name} has no part {name!r}")
        text = pattern.sub(lambda found, part=part: f"{found[1]}{part}\n{found[2]}", text)  # type: ignore[misc]
    return text


def write(found: dict[str, Any], folder: Path = FOLDER) -> None:
    """Write `metrics.json`, and the card from it."""
    (folder / METRICS.name).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    path = folder / CARD.name
    path.write_text(filled(path.read_text(encoding="utf-8"), sections(found, manifest)), encoding="utf-8")
