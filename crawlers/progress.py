"""A crawl shown to people: live progress per source, and the table it ends with."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawlers.crawl import Counts, Summary
from crawlers.outcome import Event, Row

COLUMNS = (
    "planned",
    "requests",
    "documents",
    "new",
    "unchanged",
    "refused",
    "errors",
    "deferred",
    "left_out",
    "seconds",
)

#: What a typed event asks of whoever reads the summary.
MEANING = {
    Event.ROBOTS: "the site's own robots.txt forbids it: reported as not read",
    Event.NEEDS_KEY: "set the key that `unfakeable doctor` names",
    Event.BOT_PAGE: "a challenge page stands where the content should: reported as not read",
    Event.EMPTY: "well formed, and with fewer items than the source's floor",
    Event.SHAPE_CHANGED: "the publisher changed its form: the body is kept, the source needs a look",
    Event.PARSER_FAULT: "a fault of ours: the body is kept, please report it",
    Event.BLOCKED: "our guard refused the address or the response",
    Event.PAUSED: "the host asked for a long pause: run again later",
    Event.BUDGET: "the host's daily budget is spent: run again tomorrow",
}


def summary_table(summary: Summary) -> Table:
    """Requests, documents, new, unchanged, refused, errors and seconds of each source, and of all."""
    table = Table(title="Crawl", show_footer=True)
    total = summary.total
    table.add_column("source", footer="all", no_wrap=True)
    for name in COLUMNS:
        # The sources' waits overlap, so the footer gives the run's own time.
        seconds = f"{summary.seconds:.1f}"
        table.add_column(name, justify="right", footer=seconds if name == "seconds" else str(getattr(total, name)))
    for source in sorted(summary.sources):
        table.add_row(source, *_cells(summary.sources[source]))
    return table


def event_table(summary: Summary) -> Table:
    """Every kind of event with how often it came, what it means, and one example."""
    table = Table(title="Events")
    for name in ("event", "times", "meaning", "for example"):
        table.add_column(name, justify="right" if name == "times" else "left")
    examples = {told.event: f"{told.source}: {told.detail}" for told in reversed(summary.told)}
    for event, times in sorted(summary.events.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(event, str(times), MEANING.get(event, ""), examples.get(event, "")[:160])
    return table


def plan_table(rows: Iterable[Row]) -> Table:
    """A plan before anything is sent: each request with what it is for."""
    table = Table(title="Plan")
    for name in ("wave", "check", "source", "purpose", "request"):
        table.add_column(name, overflow="fold")
    for row in rows:
        request = row.request
        asked = f"{request.method} {request.url}" if request.method != "GET" else request.url
        table.add_row(str(request.wave), request.check or "", request.source, request.purpose, asked)
    return table


@contextmanager
def live(console: Console) -> Iterator[Callable[[Summary], None]]:
    """A ``watch`` for ``crawl`` that redraws the table as outcomes are written; silent where nobody looks."""
    if not console.is_terminal:
        yield lambda summary: None
        return
    with Live(console=console, refresh_per_second=4, transient=True) as screen:
        yield lambda summary: screen.update(summary_table(summary))


def _cells(counts: Counts) -> list[str]:
    return [f"{counts.seconds:.1f}" if name == "seconds" else str(getattr(counts, name)) for name in COLUMNS]
