"""``crawl``, ``parse``, ``sources`` and ``doctor``: where evidence comes from, and what came."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

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
    from scoring.investigate import Investigation


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("crawl")(crawl)
    app.command("parse")(parse)
    app.command("sources")(sources)
    app.command("doctor")(doctor)


def crawl(
    domain: Annotated[str, typer.Argument(metavar="DOMAIN", help="Domain of the company's own site.")],
    plan: Annotated[bool, typer.Option("--plan", help="Print what would be asked and why, and send nothing.")] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Look at a company: its own and public sources, its claims, then the user's side of each claim.

    Needs UNFAKEABLE_CONTACT, an e-mail address or page that tells publishers who asks. Killed or interrupted, the same
    command takes up the wave that was not finished, and asks of earlier ones only whether their pages have changed.
    Score it afterwards with ``unfakeable score DOMAIN``.
    """
    from crawlers.progress import live
    from scoring.claims.pipeline import ClaimExtractor  # Scrapy and spaCy take a second each to import: only here
    from scoring.fakeability import FakeabilityModel
    from scoring.investigate import investigate, planned

    asked = _asked(domain)
    settings = None if plan else _settings(live=True)
    model = FakeabilityModel.load()
    store = Store.open(database)
    try:
        company = _stored(store, asked)
        if settings is None:
            _show_plan(planned(company, store, model, day(None)), as_json)
            return
        with live(progress_console) as watch:
            found = investigate(company, store, settings, ClaimExtractor.load(), model, watch=watch)
    finally:
        store.close()
    _show(found, as_json)


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


def _asked(domain: str) -> Company:
    """The company of a domain; a sentence where the word is none."""
    from crawlers.identity import company_of

    try:
        return company_of(domain)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _stored(store: Store, asked: Company) -> Company:
    """The company as it is stored, by the name that is known of it; else as asked."""
    with store.session() as session:
        return find_company(session, asked.domain) or asked


def _show(found: "Investigation", as_json: bool) -> None:
    """What a look came to: counts by source, what was told, and what to do next."""
    from crawlers.progress import event_table, summary_table

    domain, crawled = found.company.domain, found.crawled
    if as_json:
        print_json(
            {
                "domain": domain,
                "claims": found.claims,
                "evidence": found.evidence,
                "unread": found.unread,
                **_counts(crawled),
            }
        )
        return
    console.print(summary_table(crawled))
    if crawled.told:
        console.print(event_table(crawled))
    held = f"{found.claims} claims and {found.evidence} records held against them."
    if found.unread:
        held += f" {found.unread} places looked like a claim and were not understood."
    console.print(f"{held} Next: unfakeable score {domain}", highlight=False)
    if not crawled.finished:
        console.print("Some requests wait for another day; run the same command again then.", highlight=False)


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
