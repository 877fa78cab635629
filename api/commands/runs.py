"""``unfakeable run``: the main job, end to end, on the bundled cases and the demonstration company."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from api.commands.options import AsJson, Database, console, folder, print_json, progress_console
from data.case_files import CaseFile, read_cases
from data.records import Company
from data.store import Store
from scoring.audit import Audit
from scoring.batch import audit_many, judged_rows
from scoring.cases import case_rows, company_of
from scoring.fakeability import FakeabilityModel
from scoring.memo import INSUFFICIENT, version_of, write_memo_files
from scoring.memo_page import write_memo_page

#: The ten that teach most: each shows one way in which a signal and its record come apart.
INSTRUCTIVE = (
    "cluely.com",
    "openai.com",
    "anthropic.com",
    "theranos.com",
    "rivian.com",
    "lordstownmotors.com",
    "snowflake.com",
    "klarna.com",
    "11x.ai",
    "caastle.com",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    out: Annotated[Path, typer.Option("--out", help="Folder for the memo files.")] = Path("out"),
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Audit the bundled cases and the demonstration company; write the memo files.

    Every case is judged as of its last claim's date, so the answer is what could have been said before the outcome was
    known; the last column of the table shows the score once the outcome was on record. Needs no key and no network.
    """
    from crawlers.progress import live
    from scoring.demonstration import demonstrate  # Scrapy and spaCy take a second each to import: only here

    folder(out)
    cases = read_cases()
    model = FakeabilityModel.load()
    store = Store.open(database)
    store.add(track(list(case_rows(cases)), "importing cases", console=progress_console))
    with live(progress_console) as watch:
        demonstration = demonstrate(store, model, watch=watch)
    then = _audits(store, [(company_of(case), _last_claim(case)) for case in cases], model, "judging as of the claims")
    now = {item.dossier.company.id: item for item in _now(store, cases, model)}
    for item in then:
        store.add(judged_rows(item))
    audits = [*then, demonstration]
    paths = write_memo_files(out, audits, version_of(model))
    for item in audits:
        write_memo_page(out / "memos", item)
    store.close()
    if as_json:
        print_json([_summary(item, now.get(item.dossier.company.id)) for item in audits])
        return
    console.print(_table([*(item for item in then if item.dossier.company.domain in INSTRUCTIVE), demonstration], now))
    _farewell(out, len(audits), len(paths))


def _last_claim(case: CaseFile) -> date:
    return max(signal.known_at for signal in case.signals)


def _audits(store: Store, companies: Sequence[tuple[Company, date]], model: FakeabilityModel, what: str) -> list[Audit]:
    stream = audit_many(store, companies, model)
    return list(track(stream, what, total=len(companies), console=progress_console))


def _now(store: Store, cases: Sequence[CaseFile], model: FakeabilityModel) -> list[Audit]:
    """The instructive ones once every outcome of their file is on record."""
    chosen = [case for case in cases if case.domain in INSTRUCTIVE]
    dates = [(company_of(case), _last_outcome(case)) for case in chosen]
    return list(audit_many(store, dates, model, with_questions=False))


def _last_outcome(case: CaseFile) -> date:
    known = [signal.outcome.known_at for signal in case.signals if signal.outcome and signal.outcome.known_at]
    return max([*known, _last_claim(case)])


def _summary(item: Audit, later: Audit | None) -> dict[str, object]:
    score = item.score
    return {
        "company": item.dossier.company.name,
        "domain": item.dossier.company.domain,
        "as_of": item.dossier.as_of,
        "score": INSUFFICIENT if score.score is None else round(score.score, 2),
        "low": None if score.low is None else round(score.low, 2),
        "high": None if score.high is None else round(score.high, 2),
        "most_fakeable": item.ranked()[0].statement if item.signals else None,
        "later_as_of": later.dossier.as_of if later else None,
        "later_score": (INSUFFICIENT if later.score.score is None else round(later.score.score, 2)) if later else None,
    }


def _table(audits: Sequence[Audit], now: dict[str, Audit]) -> Table:
    """Ten companies in the width of a plain terminal: what could be said then, and once it was resolved."""
    table = Table(title="Ten instructive companies and the demonstration", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("company", ratio=2)
    table.add_column("score then, and once resolved", no_wrap=True)
    table.add_column("gap", justify="right", no_wrap=True)
    table.add_column("most fakeable signal", ratio=3)
    for item in audits:
        later = now.get(item.dossier.company.id)
        first = item.ranked()[0] if item.signals else None
        scores = [f"[dim]{which.dossier.as_of:%Y-%m}[/] {score_words(which)}" for which in (item, later) if which]
        table.add_row(
            f"[bold]{escape(item.dossier.company.name)}[/]\n[dim]{item.dossier.company.origin}[/]",
            "\n".join(scores),
            "" if item.score.gap is None else f"{item.score.gap:.0f}",
            f"{escape(first.statement)} [dim]{item.standing_of(first).label}[/]" if first else "",
        )
        table.add_section()
    return table


def score_words(item: Audit) -> str:
    """The score as people read it: ``33 [15, 38]`` or the word ``insufficient``."""
    score = item.score
    if score.score is None:
        return INSUFFICIENT
    return f"{score.score:.0f} [{score.low or 0:.0f}, {score.high or 0:.0f}]"


def _farewell(out: Path, companies: int, files: int) -> None:
    console.print(
        f"\n{companies} companies audited. {files} files and a memo for each company are in [bold]{out}/[/].\n"
        f"Look at one:    open {out}/memos/theranos.com.html   or   unfakeable memo theranos.com\n"
        "Ask later:      unfakeable score theranos.com --as-of 2018-12-31\n"
        "Start the API:  unfakeable serve",
        highlight=False,
    )
