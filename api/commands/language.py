"""``unfakeable extract``: passages in, claims with spans out, as a stream."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from api.commands.options import LinesOfJson, existing, progress_console
from api.errors import UsageError

if TYPE_CHECKING:
    from scoring.claims.pipeline import ExtractedClaim, Passage

_WANTED = ("subject", "counterparty", "span", "start", "end", "kind", "commitment", "asserted_by")
_ALSO = ("quote_from_counterparty", "value", "unit", "specifics", "confidence")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="Lines of {id, text, source_title, publisher, ...}.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Where to write; standard output when not given.")
    ] = None,
    as_json: LinesOfJson = False,
) -> None:
    """Read passages and write their claims, one JSON line a passage.

    Input lines are ``{id, text, source_url, source_title, publisher, published, subject}``; only ``id`` and ``text``
    must be there. Output lines are ``{"id", "claims": [...], "unread": [...]}`` with character spans into ``text``;
    ``unread`` holds the sentences that looked like a claim and were not understood, and their total is printed. A line
    that is no passage stops the run with its number; nothing is left half-written at the target.
    """
    from scoring.claims.pipeline import ClaimExtractor  # spaCy takes a second to import: only here

    passages = read_passages(existing(source, "the file"))
    extractor = ClaimExtractor.load()
    count: Counter[str] = Counter()
    with _target(out) as file:
        for passage, claims, unread in extractor.inspect(passages):
            count.update(passages=1, claims=len(claims), unread=len(unread))
            line = {
                "id": passage.id,
                "claims": [claim_line(claim) for claim in claims],
                "unread": [asdict(place) for place in unread],
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    progress_console.print(
        f"passages: {count['passages']:,}; claims: {count['claims']:,}; "
        f"places seen but not understood: {count['unread']:,}"
    )


def read_passages(path: Path) -> "Iterator[Passage]":
    """Passages of a JSON lines file, one at a time."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _passage(line, f"{path}: line {number}")


def _passage(line: str, where: str) -> "Passage":
    from scoring.claims.pipeline import Passage

    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{where} is not whole JSON ({error.msg} at column {error.colno}); is the file truncated?"
        ) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not isinstance(raw.get("text"), str):
        raise UsageError(f"{where} must be an object with the strings 'id' and 'text'")
    optional = {name: raw.get(name) for name in ("source_url", "source_title", "publisher", "published", "subject")}
    return Passage(id=raw["id"], text=raw["text"], aliases=tuple(raw.get("aliases") or ()), **optional)


def claim_line(claim: "ExtractedClaim") -> dict[str, Any]:
    """A claim in the public shape of ``extract``."""
    values = asdict(claim)
    return {name: values[name] for name in (*_WANTED, *_ALSO)}


@contextmanager
def _target(out: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears only when it is complete."""
    if out is None:
        yield sys.stdout
        return
    beside = out.with_name(out.name + ".part")
    try:
        with beside.open("w", encoding="utf-8") as file:
            yield file
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
