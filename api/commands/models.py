"""``train``, ``model``, ``detect`` and ``adversary``: the trained parts, and what they would cost to fool."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import AsOf, Database, console, day, existing, read_dossier
from api.errors import UsageError
from data.store import Store

train = typer.Typer(help="Rebuild a trained part from its data, deterministically.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(train, name="train")
    app.command("model")(model)
    app.command("detect")(detect)
    app.command("adversary")(adversary)


@train.command("claims")
def train_claims() -> None:
    """Train the claim readers on the corpus in models/claims/corpus."""
    from scoring.claims.train import main

    main()


@train.command("fakeability")
def train_fakeability(
    labels: Annotated[Path | None, typer.Option(help="Resolved labels by analysts (CSV with source), added.")] = None,
) -> None:
    """Train the ranker on the resolved cases; print gains and losses against the last model, company by company."""
    from scoring.training.train import main

    main(existing(labels, "the file") if labels else None)


@train.command("stars")
def train_stars() -> None:
    """Train the star detector; needs the data folder that stands beside a developer's checkout."""
    from scoring.detectors.train_stars import main

    main()


def model() -> None:
    """Show the ranker: version, data, metrics, calibration, slices and known misses."""
    from scoring.training.card import show

    show()


def detect(
    kind: Annotated[str, typer.Argument(help="What to look for: stars.")],
    source: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Table of event counts, one repository a row.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="OUT.csv; standard output when not given.")] = None,
    months: Annotated[Path | None, typer.Option(help="Stars by month, where there are any.")] = None,
) -> None:
    """Run a family detector on an analyst's own table. What it prints is a feature, never a verdict on its own."""
    from scoring.detectors.run import KINDS
    from scoring.detectors.run import detect as run

    if kind not in KINDS:
        raise UsageError(f"there is no detector {kind!r}; known are {', '.join(KINDS)}")
    run(kind, existing(source, "the file"), out, existing(months, "the file") if months else None)


def adversary(
    domain: Annotated[str, typer.Argument(metavar="DOMAIN", help="Whose score is attacked.")],
    budget: Annotated[float, typer.Option(help="US dollars the attacker may spend.")] = 10_000,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """What a budget can buy: the score-for-money curve, dollars to +10 points, and the cheapest path."""
    from scoring.adversary.run import adversary as attack
    from scoring.adversary.run import show
    from scoring.audit import audit
    from scoring.fakeability import FakeabilityModel

    store, ranker = Store.open(database), FakeabilityModel.load()
    held = read_dossier(store, domain, day(as_of))
    store.close()
    result = attack(held, lambda other: audit(other, ranker, with_questions=False).score, budget)
    show(result, console)
