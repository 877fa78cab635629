"""The pages of the invented company that comes with the program (``data/demo``), as replies to requests."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "demo"
DOMAIN = "lumenwharf.example"
NAME = "Lumenwharf"
#: When the demonstration is crawled and judged (UTC): later than every page, and the same on every machine.
NOW = datetime(2026, 11, 16, 9, 0, 0)

_TYPES = {".html": "text/html", ".json": "application/json", ".txt": "text/plain", ".xml": "application/xml"}
_PART = re.compile(rb"<!-- part: (\w+) -->\s*$")


class Part(StrEnum):
    """What can be left out of the demonstration, to see what it carries."""

    DENIAL = "denial"
    SUBPROCESSOR = "subprocessor"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Page:
    """One reply: what is answered to ``method`` at the real address ``url``."""

    url: str
    method: str = "GET"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    payload: bytes = b""
    request_body: None = None  #: whatever was posted is answered alike


def pages(without: Collection[Part] = frozenset()) -> Iterator[Page]:
    """Every reply of ``data/demo/manifest.toml``, some parts left out.

    Raises ``OSError`` where a file is missing, and ``ValueError`` for a manifest that names an unknown part.
    """
    manifest = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    for reply in manifest["reply"]:
        yield _page(reply, without)


def _page(reply: Mapping[str, Any], without: Collection[Part]) -> Page:
    url, method = reply["url"], reply.get("method", "GET")
    if "part" in reply and Part(reply["part"]) in without:
        return Page(url, method, reply.get("absent", 404))
    if "file" not in reply:
        return Page(url, method, reply["status"])
    file = FOLDER / reply["file"]
    headers = {"Content-Type": f"{_TYPES[file.suffix]}; charset=utf-8", **reply.get("headers", {})}
    return Page(url, method, reply.get("status", 200), headers, _lines(file.read_bytes(), without))


def _lines(content: bytes, without: Collection[Part]) -> bytes:
    """A file without the lines of the parts that are left out, and without the marks of the others."""
    kept = []
    for line in content.splitlines(keepends=True):
        marked = _PART.search(line)
        if marked is None:
            kept.append(line)
        elif Part(marked[1].decode()) not in without:
            kept.append(line[: marked.start()] + b"\n")
    return b"".join(kept)
