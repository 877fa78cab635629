"""Features: missing is not zero, silence is not contradiction, and a counter speaks only against."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from data.records import Claim
from data.words import AssertedBy, ClaimKind, Family, Looked, Stance
from scoring import features as module
from scoring.features import FEATURES, NAMES, SIGNATURE, SignalView, matrix
from scoring.signals.build import signals_of
from scoring.standing import stand
from tests.scoring import dossiers as make

STARS = {"kind": ClaimKind.STARS, "family": Family.VIRALITY, "counterparty": None, "unit": "stars", "span": "50k stars"}


def columns(about: Claim, *rows: SQLModel | list[SQLModel]) -> dict[str, float | None]:
    held = make.dossier(about, *rows)
    view = SignalView(signals_of(held)[0], held.claims[0], stand(held.claims[0], held), held)
    return {feature.name: feature.of(view) for feature in FEATURES}


def test_what_is_not_known_is_missing_and_not_zero() -> None:
    told = columns(make.claim())
    assert told["in_private"] is None and told["scale_backed"] is None and told["counterparty_weight"] is None
    assert told["self_run"] is None and told["overstated"] is None


def test_silence_not_read_and_denial_are_three_things() -> None:
    about = make.claim()
    asked = make.looked(about, "counterparty_statement", Looked.NOT_PUBLISHED)
    denial = make.records(about, "counterparty_denial", stance=Stance.REFUTES)
    names = ("counterparty_spoke", "counterparty_silent", "refuted")

    def told(*rows: SQLModel | list[SQLModel]) -> list[float | None]:
        held = columns(about, *rows)
        return [held[name] for name in names]

    assert told() == [0, 0, 0]
    assert told(asked) == [0, 1, 0]
    assert told(denial) == told(asked, denial) == [0, 0, 1]


def test_a_counterparty_that_ends_it_is_not_silent() -> None:
    about = make.claim()
    asked = make.looked(about, "counterparty_statement", Looked.NOT_PUBLISHED)
    ended = make.records(about, "counterparty_statement", stance=Stance.ENDS)
    assert columns(about, asked, ended)["counterparty_silent"] == 0


def test_a_series_of_counts_is_more_than_a_paper() -> None:
    about = make.claim(kind=ClaimKind.USERS, family=Family.USAGE, counterparty=None, value=5e7, unit="users")
    paper = columns(about, make.records(about, "company_page"))
    series = columns(about, make.records(about, "company_series"))
    assert (paper["own_papers_only"], paper["series"]) == (1, 0)
    assert (series["own_papers_only"], series["series"]) == (0, 1)


def test_a_claim_that_binds_nobody_is_soft() -> None:
    firm = columns(make.claim(span="Klarna ordered 40 vans."))
    soft = columns(make.claim(span="Klarna signed a letter of intent for 40 vans."))
    assert (firm["soft_tie"], soft["soft_tie"]) == (0, 1)


@pytest.mark.parametrize(("counted", "above"), [(50_000.0, 0.0), (80_000.0, 0.0), (5_000.0, 1.0), (5.0, 2.0)])
def test_a_counter_speaks_only_against(counted: float, above: float) -> None:
    about = make.claim(value=50_000.0, **STARS)
    told = columns(about, make.observation("github_stars", "lumenwharf/app", counted))
    assert told["overstated"] == pytest.approx(above)


def test_bought_stars_leave_no_forks() -> None:
    about = make.claim(value=50_000.0, **STARS)
    stars = make.observation("github_stars", "lumenwharf/app", 50_000.0)
    few = [make.observation(metric, "lumenwharf/app", 20.0) for metric in ("github_forks", "github_open_issues")]
    many = [make.observation(metric, "lumenwharf/app", 5e3) for metric in ("github_forks", "github_open_issues")]
    assert columns(about, stars, *few)["silent_stars"] == 1
    assert columns(about, stars, *many)["silent_stars"] == 0
    assert columns(about, stars)["silent_stars"] is None


def test_stars_of_one_day_are_a_burst() -> None:
    about = make.claim(value=800.0, **STARS)
    days = [
        make.observation(
            "github_stars_on_day", "lumenwharf/app", 700.0 if n == 3 else 10.0, day=make.DAY + timedelta(n)
        )
        for n in range(10)
    ]
    told = columns(about, make.observation("github_stars", "lumenwharf/app", 800.0), *days)
    assert told["burst"] == pytest.approx(700 / 790)


def test_a_company_that_tests_itself() -> None:
    about = make.claim(
        kind=ClaimKind.BENCHMARK, family=Family.BENCHMARK, counterparty=None, value=89.9, span="MMLU 89.9, top model."
    )
    alone = columns(about)
    owner = columns(about, make.records(about, "independent_test", org="Epoch AI"))
    assert (alone["self_run"], owner["self_run"]) == (1, 0)
    assert alone["public_questions"] == 1


def test_columns_stand_in_the_order_of_the_names() -> None:
    about = make.claim()
    about.asserted_by = AssertedBy.BOTH
    held = make.dossier(about)
    view = SignalView(signals_of(held)[0], about, stand(about, held), held)
    table = matrix([view, view])
    assert table.shape == (2, len(NAMES))
    assert table[0, NAMES.index("said_together")] == 1
    assert matrix([]).shape == (0, len(NAMES))


@pytest.mark.parametrize("name", ["feature_groups/wording.py", "detectors/base.py", "detectors/revenue.py"])
def test_another_source_is_another_signature(name: str, tmp_path: Path) -> None:
    sources = module._sources()
    (changed,) = (path for path in sources if path.as_posix().endswith(f"scoring/{name}"))
    other = tmp_path / changed.name
    other.write_bytes(changed.read_bytes() + b"# other\n")
    assert module._signature(sources) == SIGNATURE
    assert module._signature([other if path == changed else path for path in sources]) != SIGNATURE
