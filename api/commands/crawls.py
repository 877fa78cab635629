"""``crawl``, ``parse``, ``sources`` and ``doctor``: where evidence comes from, and what came."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from api.commands.asked import read_asked
from api.commands.options import AsJson, Database, LinesOfJson, console, day, existing, print_json, progress_console
from api.errors import Exit, UsageError
from data.as_of import find_company
from data.records import Company
from data.store import Store

if TYPE_CHECKING:
    from crawlers.crawl import Summary
    from crawlers.doctor import Finding
    from crawlers.outcome import Row
    from crawlers.settings import CrawlSettings
    from scoring.investigate import Found, Investigation


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("crawl")(crawl)
    app.command("parse")(parse)
    app.command("sources")(sources)
    app.command("doctor")(doctor)


def crawl(
    what: Annotated[
        str,
        typer.Argument(
            metavar="DOMAIN|FILE.csv", help="Domain of a company's own site, or a file with a column 'domain'."
        ),
    ],
    plan: Annotated[bool, typer.Option("--plan", help="Print what would be asked and why, and send nothing.")] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Look at a company, or at each of a list: its own and public sources, its claims, then the user's side of each.

    Needs UNFAKEABLE_CONTACT, an e-mail address or page that tells publishers who asks. Killed or interrupted, the same
    command takes up the companies and the wave that were not finished, and asks of earlier ones only whether their
    pages have changed. A row of a list that is no domain is named, and the rest goes on. Score afterwards with
    ``unfakeable score DOMAIN``, or a list with ``unfakeable batch FILE.csv``.
    """
    from crawlers.progress import live
    from scoring.claims.pipeline import ClaimExtractor  # Scrapy and spaCy take a second each to import: only here
    from scoring.fakeability import FakeabilityModel
    from scoring.investigate import Investigation, planned
    from scoring.screening import Screening

    asked, problems = _asked(what)
    settings = None if plan else _settings(live=True)
    model = FakeabilityModel.load()
    store = Store.open(database)
    try:
        companies = [_stored(store, company) for company in asked]
        if settings is None:
            _show_plan([row for company in companies for row in planned(company, store, model, day(None))], as_json)
            return
        screening = Screening(store, companies, settings.clock())
        if len(screening.waiting) < len(companies):
            before = len(companies) - len(screening.waiting)
            progress_console.print(f"{before} of {len(companies)} companies were finished before", highlight=False)
        looks: list[Investigation] = []
        with live(progress_console) as watch:
            looks.extend(screening.run(settings, ClaimExtractor.load(), model, watch=watch))
    finally:
        store.close()
    _show(looks, problems, as_json)


def parse(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Name of a source; `unfakeable sources` lists them.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Body of one response, as it was stored.")],
    url: Annotated[str | None, typer.Option(help="Address that it was read at.")] = None,
    status: Annotated[int | None, typer.Option(help="HTTP status; 200 when not given.")] = None,
    headers: Annotated[Path | None, typer.Option(help="File of 'Name: value' lines, or one JSON object.")] = None,
    as_json: LinesOfJson = False,
) -> None:
    """Read one stored response with a source's own parser; print its documents and observations as JSON lines.

    A response that is not evidence (a refusal, a challenge page, a changed shape) is one sentence and exit code 3.
    """
    from crawlers.parse_file import BadHeaders, parse_file
    from crawlers.registry import UnknownSource

    body, held = existing(file, "the file"), existing(headers, "the file") if headers else None
    try:
        lines = list(parse_file(source, body, url, status, held))
    except (UnknownSource, BadHeaders, OSError) as error:
        raise UsageError(str(error)) from error
    for line in lines:
        typer.echo(json.dumps(line, ensure_ascii=False, default=str))


def sources(as_json: AsJson = False) -> None:
    """List every source: who publishes, writes and hosts it, what it feeds, and whether it may run."""
    from crawlers.doctor import findings

    found = findings(_settings())
    if as_json:
        print_json([_source_view(finding) for finding in found])
        return
    table = Table(title=f"{len(found)} sources", title_justify="left", expand=True)
    for heading in ("source", "wing", "publisher", "writer", "host", "family", "status", "note"):
        table.add_column(heading, overflow="fold")
    for finding in found:
        spec = finding.spec
        about = (spec.name, spec.wing, spec.publisher, spec.writer, spec.host, spec.family)
        table.add_row(*map(str, about), str(finding.state), finding.note)
    console.print(table)


def doctor(
    live: Annotated[bool, typer.Option("--live", help="Send one polite request to each source that is ready.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say which sources are ready and which lack a key; with --live, whether their shape still holds.

    Exit code 3 where a source answered with something that is not evidence.
    """
    from crawlers.doctor import findings, look_live

    found = look_live(_settings(live=True)) if live else findings(_settings())
    if as_json:
        print_json([_source_view(finding) for finding in found])
    else:
        console.print(_doctor_table(found))
    if not all(finding.well for finding in found):
        raise typer.Exit(Exit.SOURCE)


def _asked(what: str) -> tuple[list[Company], list[str]]:
    """The companies of a domain or a file of domains, each once, and a sentence for each row that names none."""
    from crawlers.identity import company_of

    if not what.endswith(".csv"):
        try:
            return [company_of(what)], []
        except ValueError as error:
            raise UsageError(str(error)) from error
    companies: dict[str, Company] = {}
    problems = []
    for row in read_asked(existing(Path(what), "the file"), ("domain",)):
        try:
            company = company_of(row.text)
        except ValueError as error:
            problems.append(f"line {row.line}: {error}")
        else:
            companies.setdefault(company.domain, company)
    if not companies:
        raise UsageError(f"{what} names no domain" + (f"; {problems[0]}" if problems else ""))
    return list(companies.values()), problems


def _stored(store: Store, asked: Company) -> Company:
    """The company as it is stored, by the name that is known of it; else as asked."""
    with store.session() as session:
        return find_company(session, asked.domain) or asked


def _show(looks: "Sequence[Investigation]", problems: Sequence[str], as_json: bool) -> None:
    """What the looks came to: counts by source, what was told, each company's claims and records, what to do next."""
    from crawlers.crawl import together
    from crawlers.progress import event_table, summary_table

    crawled, found = together(look.crawled for look in looks), [found for look in looks for found in look.found]
    if as_json:
        print_json({"companies": [_found_view(one) for one in found], "problems": list(problems), **_counts(crawled)})
        return
    console.print(summary_table(crawled))
    if crawled.told:
        console.print(event_table(crawled))
    console.print(_found_table(found))
    for problem in problems:
        console.print(problem, highlight=False)
    following = f"score {found[0].company.domain}" if len(found) == 1 else "batch with the same file"
    console.print(f"Next: unfakeable {following}", highlight=False)
    if not crawled.finished:
        console.print("Some requests wait for another day; run the same command again then.", highlight=False)


def _found_view(found: "Found") -> dict[str, Any]:
    return {
        "domain": found.company.domain,
        "claims": found.claims,
        "evidence": found.evidence,
        "unread": found.unread,
    }


def _found_table(found: "Sequence[Found]") -> Table:
    """Each company that was looked at; "not understood" counts places that looked like a claim."""
    table = Table(title="What is held now", title_justify="left")
    table.add_column("company")
    for heading in ("claims", "records held against them", "not understood"):
        table.add_column(heading, justify="right")
    for one in found:
        table.add_row(one.company.domain, str(one.claims), str(one.evidence), str(one.unread))
    return table


def _show_plan(rows: "Sequence[Row]", as_json: bool) -> None:
    from crawlers.progress import plan_table

    if as_json:
        print_json([_row_view(row) for row in rows])
    else:
        console.print(plan_table(rows))


def _settings(live: bool = False) -> "CrawlSettings":
    """Settings of the environment; a live crawl without a contact is asked for wrongly."""
    from crawlers.registry import SOURCES
    from crawlers.settings import CrawlSettings

    settings = CrawlSettings.from_environment(source.spec.auth for source in SOURCES if source.spec.auth)
    if live and settings.contact is None:
        raise UsageError("set UNFAKEABLE_CONTACT to an e-mail address or page: a live crawl says who asks")
    return settings


def _row_view(row: "Row") -> dict[str, Any]:
    request = row.request
    names = ("wave", "check", "source", "purpose", "method", "url")
    return {name: getattr(request, name) for name in names}


def _counts(summary: "Summary") -> dict[str, Any]:
    return {
        "finished": summary.finished,
        "sources": {name: asdict(counts) for name, counts in sorted(summary.sources.items())},
        "events": dict(sorted(summary.events.items())),
    }


def _source_view(finding: "Finding") -> dict[str, Any]:
    spec = finding.spec
    return {
        "name": spec.name,
        "wing": spec.wing,
        "publisher": spec.publisher,
        "writer": spec.writer,
        "host": spec.host,
        "liable": spec.liable,
        "family": spec.family,
        "hosts": list(spec.hosts),
        "auth": spec.auth,
        "rate": spec.rate,
        "robots": spec.robots,
        "terms": spec.terms,
        "gamed": spec.gamed,
        "docs": spec.docs,
        "status": finding.state,
        "reason": finding.note or None,
        "event": finding.event,
    }


def _doctor_table(found: "Sequence[Finding]") -> Table:
    table = Table(title="Doctor", title_justify="left", expand=True)
    for heading in ("source", "status", "looked", "note"):
        table.add_column(heading, overflow="fold")
    for finding in found:
        table.add_row(finding.spec.name, str(finding.state), str(finding.event or ""), finding.note)
    return table
