"""``score``, ``memo`` and ``partnerships``: one company, answered from what is stored."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.commands.options import AsJson, AsOf, Database, console, day, folder, print_json, read_dossier
from api.commands.runs import score_words
from api.views import ledger_view, score_view
from data.case_files import CASE_FILE
from data.store import Store
from scoring.audit import Audit, audit
from scoring.fakeability import FakeabilityModel
from scoring.memo import version_of, write_memo_files
from scoring.memo_page import price, write_memo_page
from scoring.partnerships import ledger

Domain = Annotated[str, typer.Argument(metavar="DOMAIN", help="Registrable domain, for example theranos.com.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("score")(score)
    app.command("memo")(memo)
    app.command("partnerships")(partnerships)


def _audit(domain: str, as_of: str | None, database: str | None) -> Audit:
    store = Store.open(database)
    try:
        return audit(read_dossier(store, domain, day(as_of)), FakeabilityModel.load())
    finally:
        store.close()


def score(domain: Domain, as_of: AsOf = None, database: Database = None, as_json: AsJson = False) -> None:
    """Score a company: interval, coverage, hype-evidence gap, ranked signals with reasons, and what to ask next."""
    item = _audit(domain, as_of, database)
    if as_json:
        print_json(score_view(item))
        return
    console.print(
        f"[bold]{escape(item.dossier.company.name)}[/] as of {item.dossier.as_of}: [bold]{score_words(item)}[/]"
    )
    for line in _facts(item):
        console.print(line, highlight=False, markup=False)
    console.print(_signals(item))
    for question in item.questions[:5]:
        whom, text, effect = map(escape, (question.whom, question.text, question.effect))
        console.print(f"ask [bold]{whom}[/]: {text} [dim]({effect})[/]", highlight=False)


def _facts(item: Audit) -> list[str]:
    result = item.score
    coverage = CASE_FILE if result.coverage is None else f"{result.coverage:.0%}"
    gap = "–" if result.gap is None else f"{result.gap:.0f}"
    lines = [
        f"coverage {coverage} · hype-evidence gap {gap} (hype {result.hype:.0f}) · refuters {len(result.refuters)}"
    ]
    if result.reason:
        lines.append(f"insufficient: {result.reason}")
    lines += [
        f"  + {term.organisation}: {term.rung.word}, g = {term.g:.3f}, {term.age_years:.1f} years old,"
        f" half-life {term.half_life_years:g} ({term.evidence_id})"
        for term in result.terms
    ]
    return lines


def _signals(item: Audit) -> Table:
    table = Table(expand=True)
    for heading in ("rank", "fakeability", "signal", "label", "cost to fake", "first reason"):
        table.add_column(heading, overflow="fold")
    for signal in item.ranked():
        shown, standing = item.fakeability[signal.id], item.standing_of(signal)
        reason = next(iter(shown.strongest(1)), None)
        table.add_row(
            str(shown.rank),
            f"{shown.index:.2f} [{shown.interval_low:.2f}, {shown.interval_high:.2f}]",
            escape(signal.statement),
            str(standing.label),
            price(shown.cost_low_usd, shown.cost_high_usd),
            escape(reason.sentence) if reason else "",
        )
    return table


def memo(
    domain: Domain,
    as_of: AsOf = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")] = Path("out"),
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Write one company's memo files (CSV, data dictionary, HTML) to a folder named after its domain."""
    folder(out)
    item = _audit(domain, as_of, database)
    place = out / item.dossier.company.domain
    paths = [*write_memo_files(place, [item], version_of(item.model)), write_memo_page(place, item)]
    if as_json:
        print_json([str(path) for path in paths])
        return
    for path in paths:
        console.print(str(path), highlight=False)


def partnerships(domain: Domain, as_of: AsOf = None, database: Database = None, as_json: AsJson = False) -> None:
    """The partnership ledger: what the company says beside what the user's side shows, with its label."""
    item = _audit(domain, as_of, database)
    entries = ledger(item.dossier, item.standings)
    if as_json:
        print_json(ledger_view(entries))
        return
    title = f"{escape(item.dossier.company.name)} as of {item.dossier.as_of}"
    table = Table(title=title, title_justify="left", expand=True)
    for heading in ("counterparty", "what the company says", "what the user's side shows", "label"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        related = f"\n(related: {entry.related})" if entry.related else ""
        cells = (entry.counterparty, entry.says, "\n".join(entry.shows), f"{entry.label}{related}")
        table.add_row(*map(escape, cells))
    console.print(table)
