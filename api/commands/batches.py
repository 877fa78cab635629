"""``unfakeable batch``.

Many companies in, memo files out; a bad row is reported and skipped; a killed run is taken up.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlmodel import Session, col, func, select

from api.commands.asked import Asked, read_asked
from api.commands.options import AsJson, AsOf, Database, console, day, existing, folder, print_json, progress_console
from data.as_of import dossier, find_company
from data.ids import sha256_hex
from data.records import Claim, Company, Evidence, Identity, Lookup
from data.store import Store
from scoring.audit import Audit, audit
from scoring.fakeability import FakeabilityModel
from scoring.memo import MAKERS, version_of
from scoring.memo_tables import TABLES
from scoring.resumable import ResumableFiles
from scoring.tables import Column, Table, data_package, write_text

PROBLEMS = Table(
    "problems",
    "one row of the input that could not be answered",
    (
        Column("line", "integer", "line of the input file"),
        Column("asked", "string", "what the row asked for"),
        Column("problem", "string", "why there is no answer, and what to do"),
    ),
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch")(batch)


def batch(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A column 'domain' (or 'company', or 'name').")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the memo files.")],
    as_of: AsOf = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Audit many companies from the store into one set of memo files.

    Rows are domains or exact names. A row that cannot be answered goes to ``problems.csv`` and the rest goes on. A run
    that was killed goes on where it stopped when it is started again with the same file, date and program.
    """
    folder(out)
    asked, when = list(read_asked(existing(file, "the file"))), day(as_of)
    model, store = FakeabilityModel.load(), Store.open(database)
    key = sha256_hex(repr(([row.text for row in asked], when, sorted(version_of(model).items()), _extent(store))))
    files = ResumableFiles(out, (*TABLES, PROBLEMS), key)
    with _progress() as progress:
        task = progress.add_task("auditing", total=len(asked), completed=len(files.done))
        for position, row in enumerate(asked):
            if position not in files.done:
                files.add(position, *answered(store, model, row, when))
                progress.advance(task)
    store.close()
    outcomes = list(files.done.values())
    paths = [
        *files.finish(),
        write_text(out / "datapackage.json", data_package((*TABLES, PROBLEMS), version_of(model))),
    ]
    done, bad = outcomes.count("done"), outcomes.count("problem")
    if as_json:
        print_json({"audited": done, "problems": bad, "files": [str(path) for path in paths]})
        return
    console.print(f"{done} companies audited, {bad} rows skipped (see problems.csv); {len(paths)} files in {out}/")


def answered(
    store: Store, model: FakeabilityModel, row: Asked, when: date
) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    """What one row came to: ``done`` with the rows of every table, or ``problem`` with its sentence."""
    with store.session() as session:
        company, problem = _find(session, row.text)
        held = dossier(session, company, when) if company else None
    if held is None:
        return "problem", {PROBLEMS.name: [{"line": row.line, "asked": row.text, "problem": problem}]}
    return "done", rows_of(audit(held, model))


def rows_of(item: Audit) -> dict[str, list[dict[str, Any]]]:
    """Rows of every memo table for one audit."""
    return {table.name: list(make(item)) for table, make in MAKERS}


def _find(session: Session, asked: str) -> tuple[Company | None, str]:
    """The company of a domain or an exact name or alias; several candidates are asked about, never guessed."""
    found = find_company(session, asked)
    if found is not None:
        return found, ""
    wanted = asked.casefold()
    named = session.exec(select(Company).where(func.lower(Company.name) == wanted)).all()
    aliased = session.exec(
        select(Company)
        .join(Identity)
        .where(col(Identity.field).in_(("legal_name", "alias")), func.lower(Identity.value) == wanted)
    ).all()
    candidates = {company.id: company for company in (*named, *aliased)}
    if len(candidates) == 1:
        return next(iter(candidates.values())), ""
    if candidates:
        domains = ", ".join(sorted(company.domain for company in candidates.values()))
        return None, f"ambiguous: {domains}; name the domain"
    return None, "nothing is stored; run 'unfakeable crawl' for its domain first"


def _extent(store: Store) -> list[int]:
    """How many rows the store holds: a store that grew is another input, and its batch begins afresh."""
    with store.session() as session:
        return [session.exec(select(func.count()).select_from(model)).one() for model in (Claim, Evidence, Lookup)]


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=progress_console,
    )
