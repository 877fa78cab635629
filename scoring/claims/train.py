"""Fit every trained part from the corpus and write the artefacts: `unfakeable train claims`."""

from rich.console import Console

from scoring.claims import artefacts, corpus
from scoring.claims.artefacts import Settings
from scoring.claims.training.examples import examples
from scoring.claims.training.fit import fit


def main() -> None:
    """Train on the whole corpus and write the artefacts."""
    console = Console()
    passages = corpus.load()
    labelled = [example for _, _, found in examples(passages) for example in found]
    claims = sum(example.claim is not None for example in labelled)
    console.print(f"{len(passages)} passages, {len(labelled)} anchors, {claims} of them claims")
    settings = Settings(
        gate=0.15,
        floor=0.2,
        report={"relation": 0.5, "metric": 0.5},
        certain={"relation": 0.8, "metric": 0.8},
        calibration={"relation": (1.0, 0.0), "metric": (1.0, 0.0)},
    )
    artefacts.write(fit(passages, labelled), settings)
    console.print(f"written to {artefacts.FOLDER.relative_to(artefacts.FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
