"""Options that several commands share, and what they resolve to."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from api.errors import UsageError
from data.as_of import Dossier, dossier, find_company
from data.case_files import period_end
from data.store import Store

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Judge by what was known on this date (2024, 2024-06 or 2024-06-30)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of a table.")]
LinesOfJson = Annotated[
    bool, typer.Option("--json", help="Accepted as everywhere else; this command prints JSON lines in any case.")
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database", metavar="URL", help="Store to use; else UNFAKEABLE_DATABASE_URL, else var/unfakeable.sqlite."
    ),
]

console = Console()
progress_console = Console(stderr=True)


def day(word: str | None) -> date:
    """A date option as a date; today's when not given."""
    if word is None:
        return date.today()
    try:
        return period_end(word)
    except (ValueError, IndexError) as error:
        raise UsageError(f"{word!r} is not a date; write 2024, 2024-06 or 2024-06-30") from error


def read_dossier(store: Store, domain: str, as_of: date) -> Dossier:
    """The dossier of a domain, or a sentence that says how to get one."""
    with store.session() as session:
        company = find_company(session, domain)
        if company is None:
            raise UsageError(
                f"nothing is stored about {domain!r}; run 'unfakeable crawl {domain}' first, "
                "or 'unfakeable run' for the bundled cases"
            )
        return dossier(session, company, as_of)


def print_json(value: Any) -> None:
    """Print a value as JSON, dates in ISO form."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def existing(path: Path, what: str) -> Path:
    """The path, if it is there; else a sentence."""
    if not path.exists():
        raise UsageError(f"{what} {str(path)!r} does not exist")
    return path


def folder(path: Path) -> Path:
    """A folder to write into, if it can be one; said before any work is done, not after it."""
    nearest = next(place for place in (path, *path.absolute().parents) if place.exists())
    if not nearest.is_dir():
        raise UsageError(f"cannot write into {str(path)!r}: {str(nearest)!r} is a file; name another folder")
    if not os.access(nearest, os.W_OK):
        raise UsageError(f"cannot write into {str(path)!r}: no permission; name another folder")
    return path
