"""Every capture of the shared folder through ``unfakeable parse``'s own code path, with values read off it by hand.

``values.csv`` holds them: the file, what is read (a metric, a field of a document, or the error that the file must end
in), the subject where it matters, and the value as it stands in the capture.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawlers.parse_file import parse_file
from crawlers.registry import ALIASES, SOURCES
from crawlers.spider import SourceError
from tests.crawlers.toy import NOW
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

CAPTURES = (
    sorted(
        str(path.relative_to(SHARED / "payloads"))
        for path in (SHARED / "payloads").glob("*/*")
        if not path.name.endswith(".meta.json")
    )
    if SHARED
    else []
)
LEAST_VALUES = 3  #: read by hand of each folder, errors among them

Line = Mapping[str, Any]


@cache
def parsed(file: str) -> tuple[Sequence[Line], str | None]:
    """The lines of a capture, and the kind of error that it ends in."""
    assert SHARED is not None
    try:
        return list(parse_file(file.partition("/")[0], SHARED / "payloads" / file, now=NOW)), None
    except SourceError as error:
        return [], error.kind


@cache
def table() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """The hand-read values by file."""
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    with Path(__file__).with_name("values.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["file"]].append(row)
    return rows


@pytest.mark.parametrize("file", CAPTURES)
def test_a_capture_ends_in_documents_or_in_its_error(file: str) -> None:
    lines, error = parsed(file)
    expected = next((row["value"] for row in table()[file] if row["read"] == "error"), None)
    assert error == expected
    assert [leaf for line in lines if line["type"] == "document" for leaf in line["unhandled"]] == []
    json.dumps(lines)  # what the command prints


@pytest.mark.parametrize("file", CAPTURES)
def test_a_capture_holds_what_a_person_read_in_it(file: str) -> None:
    lines, _ = parsed(file)
    assert table()[file], "read some values of this capture into values.csv"
    for row in table()[file]:
        if row["read"] != "error":
            found = [shown for line in lines if (shown := _shown(line, row)) is not None]
            assert any(_same(shown, row["value"]) for shown in found), f"{row}: found {found[:8]}"


@pytest.mark.skipif(SHARED is None, reason="needs the shared data folder beside the checkout")
def test_every_folder_belongs_to_a_source_and_has_its_values() -> None:
    folders = {file.partition("/")[0] for file in CAPTURES}
    assert folders <= {source.spec.name for source in SOURCES} | set(ALIASES)
    values = defaultdict(int)
    for file, rows in table().items():
        assert file in CAPTURES, f"{file} is no capture"
        values[file.partition("/")[0]] += len(rows)
    captures = {folder: sum(file.startswith(f"{folder}/") for file in CAPTURES) for folder in folders}
    for folder in folders:  # a folder of two error bodies has two values
        least = (
            LEAST_VALUES if any(parsed(file)[0] for file in CAPTURES if file.startswith(folder)) else captures[folder]
        )
        assert values[folder] >= least, f"{folder}: {values[folder]} values were read by hand"


@pytest.mark.parametrize(
    "file, names",
    [
        ("sec_edgar_formd/form_d_Shepards.xml", rb"<relatedPersonName>.*?<lastName>([^<]+)</lastName>"),
        ("sec_edgar_formd/form_d_1685REIT.xml", rb"<relatedPersonName>.*?<lastName>([^<]+)</lastName>"),
        ("sec_edgar_current_feed/getcurrent_atom_1.xml", rb"<title>4 - ([^<]+?) \(\d+\) \(Reporting\)"),
        ("github_stargazers/stargazers_with_dates_betamax_p1.json", rb'"login":"([^"]{5,})"'),
        ("github_contributors/contributors_github3_p1.json", rb'"login":"([^"]{5,})"'),
        ("hn_algolia/item_who_is_hiring_2026_07.json", rb'"author": "([^"]{5,})"'),
        ("bluesky/searchPosts_redistricting.json", rb'"handle":"([^"]{5,})"'),
    ],
)
def test_no_person_reaches_the_output(file: str, names: bytes) -> None:
    assert SHARED is not None
    body = (SHARED / "payloads" / file).read_bytes()
    people = {name.decode() for name in re.findall(names, body, re.DOTALL)}
    assert people, "the pattern finds the people that the capture names"
    facts = json.dumps([line for line in parsed(file)[0] if line["type"] == "observation"], ensure_ascii=False)
    assert not [name for name in people if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", facts)]


def _shown(line: Line, row: Mapping[str, str]) -> Any:
    """What a line says to a row of the table: a field of a document, or a fact of this metric and subject."""
    kind, _, field = row["read"].partition(".")
    if kind == "document" and field:
        return line.get(field) if line["type"] == "document" else None
    if line.get("metric") != row["read"] or row["of"] not in ("", line["subject"]):
        return None
    return line["value"] if line["value"] is not None else line["text"] or ""


def _same(shown: Any, written: str) -> bool:
    if isinstance(shown, int | float) and not isinstance(shown, bool):
        return float(shown) == float(written)
    return str(shown) == written or (written == "" and bool(shown)) or str(shown) == f"{written} "
