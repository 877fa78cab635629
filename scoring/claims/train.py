"""Fit every trained part from the corpus, calibrate it, and write the artefacts: `unfakeable train claims`.

Deterministic: the same corpus and the same library versions give the same bytes. The encoder needs the dependency group
`encoder`; without it the linear parts are fitted anew, and an encoder that is there stays, with the calibration and
thresholds that were measured together with it.
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
from scoring.claims.kind import Judge
from scoring.claims.linear import LinearModel
from scoring.claims.sentences import split
from scoring.claims.training import encoder as training_encoder
from scoring.claims.training.calibrate import FOLDS, Calibration, Labelled, Outcome, calibrate, folds, outcomes
from scoring.claims.training.examples import examples, family
from scoring.claims.training.fit import fit
from scoring.claims.training.together import fit_encoders

FLOOR: Final = 0.2  # raw probability below which an anchor is not looked at further
GATE_KEEPS: Final = 0.97  # share of held-out claim sentences that the gate must let through


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


def encoders_of(
    parts: Sequence[Sequence[Labelled]], folders: Sequence[Path], console: Console
) -> Sequence[Encoder | None]:
    """An encoder for each part, written into its folder; None for each without the means to train one."""
    if not training_encoder.is_available():
        return [None] * len(parts)
    anchors = ([e for _, _, found in labelled for e in found] for labelled in parts)
    return fit_encoders(list(zip(anchors, folders, strict=True)), console)


def settings(
    labelled: Sequence[Labelled], encoders: Sequence[Encoder | None]
) -> tuple[Settings, dict[str, Calibration]]:
    """What held-out companies teach: gate, calibration and thresholds. `encoders` were fitted on the rest of a part."""
    found: list[Outcome] = []
    scores: list[float] = []
    for (rest, part), encoder in zip(folds(labelled), encoders, strict=True):
        models = fit_all(rest)
        scores += _gate_scores(models["gate"], [passage for passage, _, _ in part])
        judge = Judge(models, encoder)
        for passage, readings, _ in part:
            found += outcomes(judge, passage, readings, FLOOR)
    claims = [family(claim) for passage, _, _ in labelled for claim in passage.claims]
    fitted = {name: calibrate([o for o in found if o.family == name], claims.count(name)) for name in FAMILIES}
    kept = sorted(scores)[int((1 - GATE_KEEPS) * len(scores))]
    return (
        Settings(
            gate=round(kept, 3),
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


def train(passages: Sequence[GoldPassage], folder: Path, console: Console) -> None:
    """Train on the passages and write the artefacts into a folder."""
    labelled = examples(passages)
    anchors = sum(len(found) for _, _, found in labelled)
    console.print(f"{len(passages)} passages, {anchors} places where a claim may stand")
    if not training_encoder.is_available():
        console.print("the encoder is not trained: the dependency group `encoder` is not installed (CONTRIBUTING.md)")
        if kept := _kept(folder):
            console.print(
                "left as they were: the encoder, the calibration and the thresholds measured together with it"
            )
            artefacts.write(fit_all(labelled), kept, folder)
            return
    rests = [rest for rest, _ in folds(labelled)]
    with tempfile.TemporaryDirectory() as scratch:
        folders = [folder / artefacts.ENCODER, *(Path(scratch) / str(number) for number in range(FOLDS))]
        _, *held_out = encoders_of([labelled, *rests], folders, console)
        chosen, fitted = settings(labelled, held_out)
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
    train(corpus.load(), artefacts.FOLDER, console)
    console.print(f"written to {artefacts.FOLDER.relative_to(artefacts.FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
