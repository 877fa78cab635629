"""``unfakeable evaluate``: every figure that a card or a README gives is what one of these prints."""

import typer

evaluate = typer.Typer(help="Print the measured figures, each beside its target.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(evaluate, name="evaluate")


@evaluate.command("claims")
def claims() -> None:
    """Claims: gold passages, hard negatives, parties, throughput; misses by class."""
    from scoring.claims.evaluate import main

    main()


@evaluate.command("independence")
def independence() -> None:
    """Grouping of copies: precision and recall on built families of rewrites and on independent articles."""
    from scoring.evaluate_independence import main

    main()


@evaluate.command("standing")
def standing() -> None:
    """Standing on the resolved cases: where label and outcome disagree, and which record is missing."""
    from scoring.evaluate_standing import main

    main()


@evaluate.command("fakeability")
def fakeability() -> None:
    """The ranker, leave one company out, with logistic, family prior and rule table beside it.

    Then signals a second.
    """
    from scoring.training import bench
    from scoring.training.evaluate import main

    main()
    bench.main()


@evaluate.command("detectors")
def detectors() -> None:
    """The family detectors: manufactured stars with honest splits."""
    from scoring.detectors.evaluate import main

    main()


@evaluate.command("adversary")
def adversary() -> None:
    """Dollars to ten points over all case companies, and the cheapest path of each."""
    from scoring.adversary.evaluate import main

    main()


@evaluate.command("sensitivity")
def sensitivity() -> None:
    """How the ranks of the case companies move when P, w, q or a half-life is halved or doubled."""
    from scoring.sensitivity import main

    main()


@evaluate.command("decisions")
def decisions() -> None:
    """What every cut on fakeability would have cost: relied on and false, asked about and true."""
    from scoring.decision_table import main

    main()


@evaluate.command("backtest")
def backtest() -> None:
    """Walk the cases through time: what the answer was before the outcome was known."""
    from scoring.training.backtest import main

    main()
