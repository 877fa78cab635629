"""Organisations by name, alias or domain: the facts that a writer's weight needs (``reference/organisations.csv``).

A match is exact after normalising: a look-alike is how confirmations are forged. The table is kept by people: being in
it is a decision, and a name that is not in it is unknown, never bad. In running text a name that is also a
word (``reference/word_names.csv``) means the organisation only with evidence.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

import tldextract

from data.reference import FOLDER, ReferenceTableError

FILE = "organisations.csv"
WORD_NAMES = "word_names.csv"

#: Legal forms that a name may carry or leave out.
_ENGLISH_FORMS = ("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "llp")
_OTHER_FORMS = ("lp", "pbc", "gmbh", "ag", "kg", "se", "sa", "sas", "spa", "srl", "bv", "nv", "ab", "as", "oy", "pty")
_FORMS = frozenset({*_ENGLISH_FORMS, *_OTHER_FORMS})
#: A legal form behind a name that is a word says that the firm is meant; "co" and "as" are words themselves.
_LEGAL_FORM = r",?\s+(?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|LLC|LLP|plc|PLC|GmbH|AG|AB|N\.V|B\.V)"
_WORD = re.compile(r"[a-z0-9]+")
_NAME_WORD = re.compile(r"[\w&'.-]*\w", re.UNICODE)
_LONGEST_NAME = 5  #: words
# The snapshot of the public suffix list that the library ships: no look-up over the network. RFC 2606 keeps .example
# for invented organisations, such as the demonstration's: on no list, and a domain like any other here.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=("example",))


class OrganisationKind(StrEnum):
    """What an organisation is."""

    GOVERNMENT = "government"
    LISTED = "listed"
    PRIVATE = "private"
    UNIVERSITY = "university"
    HOSPITAL = "hospital"
    NONPROFIT = "nonprofit"
    MEDIA = "media"
    AUDITOR = "auditor"
    INVESTOR = "investor"
    STANDARDS = "standards"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation. ``founded`` and ``listed_since`` are years; None means unknown."""

    name: str
    domain: str | None
    aliases: tuple[str, ...]
    kind: OrganisationKind
    country: str | None
    founded: int | None
    listed_since: int | None

    def listed_on(self, day: date) -> bool:
        """Whether its shares were listed on a day; a listed firm without a year is taken as listed all along."""
        if self.listed_since is not None:
            return self.listed_since <= day.year
        return self.kind is OrganisationKind.LISTED

    def registered_years_before(self, day: date, years: int) -> bool:
        """Whether it is known to have existed for at least so many calendar years before a day."""
        return self.founded is not None and self.founded + years <= day.year


@lru_cache(maxsize=65_536)
def normalised(name: str) -> str:
    """A name as it is compared: ASCII, lower case, words only, legal forms at its ends dropped."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(plain.replace("'", "").replace("&", " and "))
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] == "the":
        kept.pop(0)
    return " ".join(kept)


@lru_cache(maxsize=65_536)
def registrable(address: str) -> str | None:
    """The registrable domain of an address or host name, ``None`` where it holds none."""
    return _SUFFIXES(address).top_domain_under_public_suffix.lower() or None


@lru_cache(maxsize=65_536)
def find(key: str | None) -> Organisation | None:
    """The organisation of an exact name, alias or domain; ``None`` where the table holds none."""
    if not key:
        return None
    by_name, by_domain = _tables()
    found = by_name.get(normalised(key))
    if found is None and "." in key:
        found = by_domain.get(registrable(key) or "")
    return found


def find_in(name: str, text: str) -> Organisation | None:
    """The organisation that a name means in a text; ``None`` where it is unknown, or a word that may mean no firm.

    ``Nate`` or ``Cursor`` needs its domain or another of its names in the text; a miss costs a look-up, a wrong match
    a verdict.
    """
    held = find(name)
    return held if held is not None and (not is_word(name) or _evidence(held, text)) else None


def is_word(name: str) -> bool:
    """Whether a name of the table is also an ordinary word, a first name or a place."""
    return normalised(name) in _word_names()


def _evidence(organisation: Organisation, text: str) -> bool:
    """Whether a text holds the organisation's domain, a name of it that is no word, or a name with its legal form."""
    if organisation.domain and re.search(rf"(?<![\w-]){re.escape(organisation.domain)}(?![\w-])", text.lower()):
        return True
    return any(
        re.search(rf"(?<!\w){re.escape(name)}{_LEGAL_FORM if is_word(name) else ''}(?!\w)", text)
        for name in (organisation.name, *organisation.aliases)
    )


def named_in(text: str) -> list[Organisation]:
    """Organisations of the table that a text names, in its order: the longest run of capitalised words wins.

    A single ordinary word at the start of a sentence names nobody, and one that is a word needs evidence anywhere.
    """
    words = list(_NAME_WORD.finditer(text))
    found: list[Organisation] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            run = words[position : position + length]
            held = find_in(text[run[0].start() : run[-1].end()], text) if _is_name(run, text) else None
            if held is not None:
                found.append(held)
                position += length - 1
                break
        position += 1
    return list(dict.fromkeys(found))


def _is_name(run: list[re.Match[str]], text: str) -> bool:
    first = run[0].group()
    if not first[0].isupper():
        return False
    opens = not text[: run[0].start()].strip() or text[: run[0].start()].rstrip()[-1] in ".!?"
    return len(run) > 1 or not opens or not first[1:].islower()


@cache
def organisations() -> tuple[Organisation, ...]:
    """Every organisation of the table, in file order."""
    return tuple(_read())


@cache
def _word_names() -> frozenset[str]:
    with (FOLDER / WORD_NAMES).open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


@cache
def _tables() -> tuple[dict[str, Organisation], dict[str, Organisation]]:
    by_name: dict[str, Organisation] = {}
    by_domain: dict[str, Organisation] = {}
    for row in organisations():
        # A name goes before another's alias; among aliases the first row of the file keeps the word.
        by_name[normalised(row.name)] = row
        if row.domain:
            by_domain.setdefault(row.domain, row)
    for row in organisations():
        for alias in row.aliases:
            by_name.setdefault(normalised(alias), row)
    return by_name, by_domain


def _read() -> Iterator[Organisation]:
    path = FOLDER / FILE
    if not path.is_file():
        raise ReferenceTableError(f"{path} is missing; restore it from the repository")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                yield Organisation(
                    name=row["name"],
                    domain=row["domain"].lower() or None,
                    aliases=tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip()),
                    kind=OrganisationKind(row["kind"]),
                    country=row["country"] or None,
                    founded=int(row["founded"]) if row["founded"] else None,
                    listed_since=int(row["listed_since"]) if row["listed_since"] else None,
                )
            except (KeyError, ValueError) as error:
                raise ReferenceTableError(f"{path}: row {row} is not understood ({error})") from error
