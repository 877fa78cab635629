"""Lists of vendors in legal pages, read off HTML or Markdown: tables, bullet lists and definition lists.

Sub-processor pages follow no standard. What they share is a row per vendor with a name, mostly a purpose and a
location, sometimes the date from which it holds. This module turns any of the usual layouts into rows and says which
heading they stood under; what a row means is the source's business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parsel import Selector

from crawlers.plain_text import text_of_html

_VENDOR = re.compile(
    r"sub-?\s?processor|\bname\b|vendor|entity|company|provider|third[- ]part|supplier|organi[sz]ation|partner"
    r"|affiliate",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"purpose|descri|service|activit|nature|function|processing|\buse\b|product|role|task|what", re.IGNORECASE
)
_LOCATION = re.compile(r"locat|countr|region|jurisdiction|where|hosting|territor|place", re.IGNORECASE)
_SEAT = re.compile(r"corporate|headquart|entity (location|country)|registered|incorporat", re.IGNORECASE)
_SINCE = re.compile(r"\bdate|added|since|effective|start", re.IGNORECASE)
_DATA = re.compile(r"data (processed|type|categor)|type of data|personal data|categor", re.IGNORECASE)
_ABOUT = re.compile(r"sub-?\s?processor|third[- ]part|vendors?\b|service providers", re.IGNORECASE)
_SHARED_PLACE = re.compile(r"located in (?:the )?([A-Z][^:.;]{1,60})\s*[:.]?\s*$")
_SPLIT = re.compile(r"\s+[–—-]\s+|:\s+|\.\s+")

_NOT_NAMES = re.compile(
    r"^(home|about|contact|blog|pricing|careers|privacy|terms|login|log in|sign up|cookies?|legal|security|docs)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorRow:
    """One vendor as listed; every field but the name may be unknown."""

    name: str
    section: str = ""  #: the heading above
    purpose: str | None = None
    location: str | None = None  #: where it processes
    seat: str | None = None  #: where the vendor itself sits
    since: str | None = None  #: a date, as written
    data: str | None = None  #: kinds of data it sees


def rows_of_html(page: Selector) -> list[VendorRow]:
    """Vendors of an HTML page, in page order. Menus, headers and footers are left out."""
    rows: list[VendorRow] = []
    section, lead = "", ""
    blocks = page.xpath(
        "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::p or self::table or self::ul or self::ol"
        " or self::dl or @role='table' or @role='grid'][not(ancestor::nav or ancestor::header or ancestor::footer"
        " or ancestor::table or ancestor::li or ancestor::*[@role='table' or @role='grid'])]"
    )
    for block in blocks:
        tag = block.root.tag
        if tag in ("h1", "h2", "h3", "h4", "h5"):
            section, lead = _line(block), ""
        elif tag == "p":
            lead = _line(block)
        elif tag in ("ul", "ol"):
            items = [_list_item(item) for item in block.xpath("./li")]
            rows += _bullets(items, section, lead)
        elif tag == "dl":
            names = [_line(term) for term in block.xpath("./dt|./div/dt")]
            texts = [_line(text) for text in block.xpath("./dd|./div/dd")]
            rows += _bullets(list(zip(names, texts, strict=False)), section, lead)
        else:
            rows += _grid(_cells(block), section)
    return rows


def rows_of_markdown(text: str) -> list[VendorRow]:
    """Vendors of a Markdown document: pipe tables and bullet lists, in order."""
    rows: list[VendorRow] = []
    section, lead = "", ""
    for kind, content in _markdown_blocks(text):
        if kind == "heading":
            section, lead = plain_markdown(content[0]), ""
        elif kind == "paragraph":
            lead = plain_markdown(" ".join(content))
        elif kind == "table":
            rows += _grid([_pipe_cells(line) for line in content if not re.fullmatch(r"[\s|:-]+", line)], section)
        else:
            rows += _bullets([_markdown_item(line) for line in content], section, lead)
    return rows


def plain_markdown(text: str) -> str:
    """Markdown of one line without its marks: links become their words."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<(https?://[^>]+)>", r"\1", text)
    return " ".join(text_of_html(re.sub(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))", "", text)).split())


def _grid(cells: list[list[str]], section: str) -> list[VendorRow]:
    """Rows of a table whose first row names a vendor column; no such column, no vendors."""
    if len(cells) < 2:
        return []
    columns = _columns(cells[0])
    if "name" not in columns:
        return []

    def read(row: list[str], field: str) -> str | None:
        at = columns.get(field)
        return (row[at] or None) if at is not None and at < len(row) else None

    found = []
    for row in cells[1:]:
        name = read(row, "name")
        if name and len(row) > 1 and len(name) <= 200:
            fields: dict[str, Any] = {key: read(row, key) for key in ("purpose", "location", "seat", "since", "data")}
            found.append(VendorRow(name=name, section=section, **fields))
    return found


def _columns(header: list[str]) -> dict[str, int]:
    """Which column holds what. Narrow words come first: 'Corporate Location' is a seat, no place of processing."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    order = (("seat", _SEAT), ("data", _DATA), ("location", _LOCATION), ("since", _SINCE), ("name", _VENDOR))
    for field, pattern in (*order, ("purpose", _PURPOSE)):
        for at, title in enumerate(header):
            if at not in taken and pattern.search(title):
                columns[field] = at
                taken.add(at)
                break
    if "name" not in columns and 0 not in taken and columns:
        columns["name"] = 0
    return columns


def _bullets(items: list[tuple[str, str]], section: str, lead: str) -> list[VendorRow]:
    """A bullet list counts where its heading or lead-in speaks of sub-processors, or most items carry a description."""
    items = [(name, rest) for name, rest in items if name and not _NOT_NAMES.match(name)]
    described = sum(bool(rest) for _, rest in items)
    if not items or not (_ABOUT.search(section) or _ABOUT.search(lead)) or described * 2 < len(items):
        return []
    place = _SHARED_PLACE.search(lead)
    location = place.group(1).strip() if place else None
    return [VendorRow(name=name, section=section, purpose=rest or None, location=location) for name, rest in items]


def _list_item(item: Selector) -> tuple[str, str]:
    """Name and description of one ``<li>``: its leading link or bold words, else what stands before a dash or stop."""
    whole = _line(item)
    lead = item.xpath("(./a|./strong|./b|./p/a|./p/strong|./p/b|./strong/a)[1]")
    name = _line(lead[0]).rstrip(" :.–-") if lead else ""
    if name and whole.startswith(name):
        return name, whole[len(name) :].strip(" .:–—-()").strip()
    return _split(whole)


def _markdown_item(line: str) -> tuple[str, str]:
    link = re.match(r"(?:\*\*|__)?\[([^\]]+)\]\([^)]*\)(?:\*\*|__)?(.*)", line) or re.match(r"\*\*(.+?)\*\*(.*)", line)
    if link:
        return plain_markdown(link.group(1)).rstrip(" :.–-"), plain_markdown(link.group(2)).strip(" .:–—-()").strip()
    return _split(plain_markdown(line))


def _split(whole: str) -> tuple[str, str]:
    parts = _SPLIT.split(whole, maxsplit=1)
    name = parts[0].strip(" .")
    return (name, parts[1].strip(" .") if len(parts) > 1 else "") if len(name) <= 100 else ("", "")


def _cells(table: Selector) -> list[list[str]]:
    if table.root.tag == "table":
        rows = table.xpath(".//tr[not(ancestor::table[2])]")
        return [[_line(cell) for cell in row.xpath("./td|./th")] for row in rows if row.xpath("./td|./th")]
    kinds = "@role='cell' or @role='gridcell' or @role='columnheader' or @role='rowheader'"
    return [[_line(cell) for cell in row.xpath(f".//*[{kinds}]")] for row in table.xpath(".//*[@role='row']")]


def _pipe_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [plain_markdown(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _markdown_blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Blocks of a Markdown text as (kind, lines); a bullet's continuation lines are joined to it."""
    kind = ""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        marks = (
            "heading" if re.match(r"\s{0,3}#{1,6}\s", line)
            else "table" if line.count("|") >= 2 and re.match(r"\s*\|?", line)
            else "list" if re.match(r"\s*([*+-]|\d+[.)])\s+\S", line)
            else "paragraph" if line.strip() else ""
        )  # fmt: skip
        if kind == "list" and marks == "paragraph" and line[:1].isspace():
            lines[-1] += " " + line.strip()
            continue
        if marks != kind or kind == "heading":
            if kind:
                yield kind, lines
            kind, lines = marks, []
        if marks:
            lines.append(re.sub(r"^\s*(#{1,6}|[*+-]|\d+[.)])\s+", "", line) if marks != "table" else line)
    if kind:
        yield kind, lines


def _line(node: Selector) -> str:
    return " ".join(text_of_html(node.get()).split())
