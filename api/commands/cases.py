"""``unfakeable rank``: case files in, one row a signal out, judged as of each claim's own date."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.options import AsJson, console, existing
from api.errors import UsageError
from data.case_files import read_cases
from data.words import Facet
from scoring.audit import Audit, audit
from scoring.cases import case_dossier
from scoring.fakeability import FakeabilityModel
from scoring.signals.build import CASE_SCHEME
from scoring.tables import Table, csv_text, write_text

RANKING = Table.of(
    "ranking",
    "one signal of one case",
    """
    company | string | name as the case file gives it
    signal_id | string | id as the case file gives it
    family | string | one of thirteen families
    rung_existence | string | strength of record that the thing exists
    rung_scale | string | strength of record for its size
    rung_liveness | string | strength of record that it is in operation
    status | string | standing, ended, disputed or contradicted
    label | string | what people read first
    fakeability | number | 0 to 1, a case-control index
    rank | integer | 1 is most fakeable inside the company
    interval_low | number | lower end
    interval_high | number | upper end
    cost_to_fake_low_usd | number | at least
    cost_to_fake_high_usd | number | at most
    reasons | string | every step from the prior to the score: cut short, they would not add up | 4000
    """,
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rank")(rank)


def rank(
    folder: Annotated[Path, typer.Argument(metavar="CASES_DIR", help="Folder of case files (*.yaml).")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="OUT.csv or OUT.jsonl; standard output when not given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rank the signals of case files by fakeability, inside each company, as known at each claim's date.

    ``outcome``, ``claim_kind`` and ``claim_in_verifying_document`` are never read. Where ``asserted_by``,
    ``counterparty_confirmed_at_time`` or ``specifics`` are absent, they are derived from claim, channel and evidence
    rows.
    """
    suffix = (out.suffix if out else ".jsonl" if as_json else ".csv").lower()
    if suffix not in (".csv", ".jsonl"):
        raise UsageError(f"{out} must end in .csv or .jsonl")
    cases = read_cases(existing(folder, "the folder"))
    model = FakeabilityModel.load()
    rows = [row for case in cases for row in ranked_rows(audit(case_dossier(case), model, with_questions=False))]
    if suffix == ".csv":
        text = csv_text(RANKING, rows)
    else:
        text = "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    if out is None:
        typer.echo(text, nl=False)
        return
    write_text(out, "\ufeff" + text if suffix == ".csv" else text)
    console.print(f"{len(rows)} signals of {len(cases)} companies ranked into {out}", highlight=False)


def ranked_rows(item: Audit) -> Iterator[dict[str, Any]]:
    """Rows of the ranking for one company, most fakeable first."""
    for signal in item.ranked():
        standing, shown = item.standing_of(signal), item.fakeability[signal.id]
        yield {
            "company": item.dossier.company.name,
            "signal_id": signal.key.removeprefix(CASE_SCHEME),
            "family": signal.family,
            "rung_existence": standing.rungs[Facet.EXISTENCE].word,
            "rung_scale": standing.rungs[Facet.SCALE].word,
            "rung_liveness": standing.rungs[Facet.LIVENESS].word,
            "status": standing.status,
            "label": standing.label,
            "fakeability": round(shown.index, 6),
            "rank": shown.rank,
            "interval_low": round(shown.interval_low, 6),
            "interval_high": round(shown.interval_high, 6),
            "cost_to_fake_low_usd": shown.cost_low_usd,
            "cost_to_fake_high_usd": shown.cost_high_usd,
            "reasons": "; ".join(f"{reason.points:+.1f} {reason.sentence}" for reason in shown.contributions),
        }
