"""Fit every trained part from the corpus, calibrate it, and write the artefacts: `unfakeable train claims`.

Deterministic: the same corpus and the same library versions give the same bytes. The encoder also learns from CORE,
which lies with the measuring data, and needs the dependency group `encoder`; without either the linear parts are fitted
anew, and an encoder that is there stays, with the calibration and thresholds that were measured together with it.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from scoring.claims import artefacts, corpus, gate
from scoring.claims.artefacts import FAMILIES, Settings
from scoring.claims.corpus import GoldPassage
from scoring.claims.encoder import Encoder
from scoring.claims.evaluation.shared import shared
from scoring.claims.kind import Judge
from scoring.claims.linear import LinearModel
from scoring.claims.sentences import split
from scoring.claims.training import core, pretrained
from scoring.claims.training.calibrate import Calibration, calibrate, halves, outcomes
from scoring.claims.training.encoder import average, fit_encoder
from scoring.claims.training.examples import Labelled, examples, family
from scoring.claims.training.fit import fit

FLOOR: Final = 0.2  # raw probability below which an anchor is not looked at further
GATE_KEEPS: Final = 0.99  # share of held-out claim sentences that the gate must let through


def fit_all(labelled: Sequence[Labelled]) -> dict[str, LinearModel]:
    """The models of some labelled passages."""
    return fit([passage for passage, _, _ in labelled], [e for _, _, found in labelled for e in found])


def _gate_scores(model: LinearModel, passages: Sequence[GoldPassage]) -> list[float]:
    """Scores of the sentences that hold a claim."""
    return [
        model.probability(gate.gate_features(sentence.text), gate.YES)
        for passage in passages
        for sentence in split(passage.text)
        if any(sentence.start < claim.end and claim.start < sentence.end for claim in passage.claims)
    ]


def encoders(labelled: Sequence[Labelled], encyclopedia: Sequence[Labelled], folder: Path, console: Console) -> Encoder:
    """Fine-tune one encoder on everything and one on half the companies, and write their mean into a folder.

    Returns the second, which has not seen the other half and is calibrated on it; the mean has.
    """
    rest = [*halves(labelled)[0], *halves(encyclopedia)[0]]
    with tempfile.TemporaryDirectory() as scratch:
        whole, half = Path(scratch) / "whole", Path(scratch) / "half"
        fit_encoder([*labelled, *encyclopedia], whole, console, "the encoder")
        fitted = fit_encoder(rest, half, console, "one to calibrate").loaded()
        average(whole, half, folder)
        return fitted


def settings(
    rest: Sequence[Labelled], held_out: Sequence[Labelled], encoder: Encoder | None
) -> tuple[Settings, dict[str, Calibration]]:
    """What held-out companies teach: gate, calibration and thresholds. `encoder` was fitted on the rest."""
    models = fit_all(rest)
    scores = sorted(_gate_scores(models["gate"], [passage for passage, _, _ in held_out]))
    judge = Judge(models, encoder)
    found = [o for passage, readings, _ in held_out for o in outcomes(judge, passage, readings, FLOOR)]
    claims = [family(claim) for passage, _, _ in held_out for claim in passage.claims]
    fitted = {name: calibrate([o for o in found if o.family == name], claims.count(name)) for name in FAMILIES}
    return (
        Settings(
            gate=round(scores[int((1 - GATE_KEEPS) * len(scores))], 3),
            floor=FLOOR,
            report={name: one.report for name, one in fitted.items()},
            certain={name: one.certain for name, one in fitted.items()},
            precision={
                name: {"report": one.report_precision, "certain": one.certain_precision} for name, one in fitted.items()
            },
            calibration={name: (one.slope, one.offset) for name, one in fitted.items()},
        ),
        fitted,
    )


def train(passages: Sequence[GoldPassage], real: Sequence[GoldPassage] | None, folder: Path, console: Console) -> None:
    """Train on the passages and write the artefacts into a folder.

    `real` are CORE's, from which the encoder alone learns: the linear parts depend on the project's corpus and nothing
    else, and calibration and thresholds are measured on companies of that corpus. None where CORE is not at hand.
    """
    labelled = examples(passages)
    anchors = sum(len(found) for _, _, found in labelled)
    console.print(f"{len(passages)} passages, {anchors} places where a claim may stand")
    encoder = None
    if real is not None and pretrained.is_available():
        told, quiet = sum(len(passage.claims) for passage in real), sum(not passage.claims for passage in real)
        console.print(f"{len(real)} passages of CORE: {told} claims, {quiet} passages without one")
        encoder = encoders(labelled, examples(real), folder / artefacts.ENCODER, console)
    else:
        missing = "CORE is not" if real is None else "the dependency group `encoder` is not"
        console.print(f"the encoder is not trained: {missing} installed (CONTRIBUTING.md)")
        if kept := _kept(folder):
            console.print(
                "left as they were: the encoder, the calibration and the thresholds measured together with it"
            )
            artefacts.write(fit_all(labelled), kept, folder)
            return
    chosen, fitted = settings(*halves(labelled), encoder)
    for name, one in fitted.items():
        console.print(
            f"{name}: report from {one.report:.2f} (held-out precision {one.report_precision:.3f}), "
            f"certain from {one.certain:.2f} ({one.certain_precision:.3f}); F1 {one.f1:.3f}"
        )
    artefacts.write(fit_all(labelled), chosen, folder)


def _kept(folder: Path) -> Settings | None:
    """The settings that stand in a folder with an encoder; None where there is none."""
    if not (folder / artefacts.ENCODER).is_dir():
        return None
    return artefacts.load(folder).settings


def main() -> None:
    """Train on the whole corpus."""
    console = Console()
    measuring = shared()
    train(corpus.load(), core.passages(measuring) if measuring else None, artefacts.FOLDER, console)
    console.print(f"written to {artefacts.FOLDER.relative_to(artefacts.FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
