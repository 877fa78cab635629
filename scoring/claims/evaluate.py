"""`unfakeable evaluate claims`: every figure of the claims card, each beside its target.

Prints the table and the classes of misses, writes them to `models/claims/metrics.json`, and renews the generated parts
of `models/claims/CARD.md` from that file. Gold passages and CORE lie beside a developer's checkout; without them only
the project's own measures are taken, and nothing is written.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from scoring.claims import artefacts, base, corpus, nlp
from scoring.claims.encoder import Encoder
from scoring.claims.evaluation import card, core, gold, negatives, throughput
from scoring.claims.evaluation.card import Row
from scoring.claims.evaluation.shared import shared
from scoring.claims.pipeline import ClaimExtractor

DOCUMENTS: Final = 10_000
SAMPLE: Final = 400  # documents that the bare base pipeline reads: its rate is steady long before
KNOWN_NAMES: Final = 50_000
HARD_NEGATIVES: Final = "own hard negatives"


def gold_rows(figures: gold.GoldFigures) -> Iterator[Row]:
    """The rows of the annotated press passages."""
    yield Row("relation detected, F1", "gold dev", figures.relation[2], 0.82)
    yield Row("relation with exact kind, F1", "gold dev", figures.kind[2], 0.72)
    yield Row("metric detected, F1", "gold dev", figures.metric[2], 0.82)
    yield Row("metric value right, of matched", "gold dev", figures.value, 0.95)
    yield Row("commitment right, of matched", "gold dev", figures.commitment, 0.85)
    yield Row("asserted_by right, of matched", "gold dev", figures.asserted_by, 0.92)
    yield Row("claims on claim-free passages", f"gold dev (n={figures.quiet})", figures.alarms, 2, at_most=True)


def core_rows(folder: Path) -> Iterator[Row]:
    """The rows of CORE."""
    train, test = core.load(folder / "train.json"), core.load(folder / "test.json")
    kept = core.unleaked(test, train)
    found = core.partnership(train, kept)
    where = f"CORE test (n={found.passages})"
    yield Row("both companies found as parties", f"CORE test (n={len(test)})", core.both_found(base.load(), test), 0.80)
    yield Row("partnership, names masked, F1 of the words alone", where, found.baseline, None)
    yield Row("partnership, names masked, F1 with this lexicon", where, found.ours, found.baseline)
    yield Row("gain, lower end of the 95% paired bootstrap", where, found.low, 0.0)


def own_rows(extractor: ClaimExtractor, alarms: negatives.Alarms) -> Iterator[Row]:
    """What can be measured on any machine."""
    where = f"{HARD_NEGATIVES} (n={alarms.passages})"
    yield Row("claims per 100 claim-free passages", where, alarms.per_hundred, 8, at_most=True)
    speed = throughput.measure(extractor, base.load_bare(), DOCUMENTS, SAMPLE)
    yield Row("documents a second over the bare base's", f"{speed.documents:,} seeded documents", speed.ratio, 3.0)
    trained = artefacts.load()
    if trained.encoder is not None:
        forgetful = Encoder(artefacts.FOLDER / artefacts.ENCODER, remembered=0)
        anew = ClaimExtractor(nlp.pipeline(), replace(trained, encoder=forgetful))
        speed = throughput.measure(anew, base.load_bare(), SAMPLE, SAMPLE)
        yield Row("the same, no sentence remembered", f"{SAMPLE} of them", speed.ratio, None)
    kept = throughput.share_kept(extractor, nlp.pipeline(), KNOWN_NAMES, SAMPLE)
    yield Row(f"share of that rate kept with {KNOWN_NAMES:,} more names known", f"{SAMPLE} of them", kept, 0.9)


def show(console: Console, rows: list[Row], misses: tuple[tuple[str, int], ...]) -> None:
    """Print the table and the classes of misses."""
    table = Table(title="claims")
    for name in ("measure", "where", "measured", "target", "met"):
        table.add_column(name, justify="right" if name in {"measured", "target"} else "left")
    for row in rows:
        table.add_row(*row.cells())
    console.print(table)
    if misses:
        missed = Table(title="misses on gold dev")
        missed.add_column("class")
        missed.add_column("count", justify="right")
        for name, count in misses:
            missed.add_row(name, str(count))
        console.print(missed)


def main() -> None:
    """Measure, print, and renew metrics and card."""
    console = Console()
    extractor = ClaimExtractor.load()
    alarms = negatives.measure(extractor, corpus.load(hard_negatives=True))
    rows = list(own_rows(extractor, alarms))
    folder = shared()
    if folder is None:
        show(console, rows, ())
        console.print("gold and CORE are not measured: they lie in the shared folder, which this machine does not have")
        return
    lines = gold.load(folder / "gold" / "press_dev.jsonl")
    predicted, unread = gold.predict(extractor, lines)
    figures = gold.measure(lines, predicted, gold.scorer(folder / "gold" / "score.py"))
    seen = Row("places seen but not understood", f"gold dev (n={len(lines)})", unread, None)
    rows = [*gold_rows(figures), seen, *rows, *core_rows(folder / "anchors" / "CORE")]
    show(console, rows, figures.misses)
    metrics: dict[str, Any] = card.metrics(extractor.version, rows, figures.misses, alarms.by_trap)
    card.write(metrics)
    console.print(f"written: {card.METRICS.name} and {card.CARD.name} in models/claims")


if __name__ == "__main__":
    main()
