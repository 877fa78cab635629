"""Who stands behind an account on a platform where anybody opens one under any name: read off records, else nobody.

An account is a party's where its own site links it, where its zone points at it, or where its name there is a domain
that the platform checks. What the account's page says of its site may break such a tie and never makes one: whoever
borrows a name writes the name's address beside it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from data.as_of import Dossier
from data.organisations import registrable
from scoring.hosts import is_open_platform

_NAME = r"(?P<name>@?[\w.-]+)"
#: Identity field of an account -> the addresses that it has as a page and in the platform's interface.
_ADDRESSES = {
    "github_org": rf"(raw\.githubusercontent\.com/|(api\.)?github\.com/(repos/|orgs/|users/)?){_NAME}",
    "handle:x": rf"(mobile\.)?(twitter|x)\.com/{_NAME}",
    "handle:linkedin": rf"linkedin\.com/company/{_NAME}",
    "handle:youtube": r"youtube\.com/(?P<name>@[\w.-]+|channel/[\w-]+)",
    "handle:bluesky": rf"bsky\.app/profile/{_NAME}",
    "handle:huggingface": rf"huggingface\.co/(datasets/|spaces/)?{_NAME}",
    "handle:dockerhub": rf"hub\.docker\.com/(u/|r/|v2/repositories/){_NAME}",
    "board:greenhouse": rf"(job-)?boards(-api)?\.greenhouse\.io/(v1/boards/)?{_NAME}",
    "board:lever": rf"(jobs|api)\.lever\.co/(v0/postings/)?{_NAME}",
    "board:ashby": rf"(jobs|api)\.ashbyhq\.com/(posting-api/job-board/)?{_NAME}",
    "package:npm": r"(registry\.)?npmjs\.(com/package|org)/(?P<name>(@[\w.-]+/)?[\w.-]+)",
    "package:pypi": rf"pypi\.org/(project|pypi)/{_NAME}",
}
_PATTERNS = {field: re.compile(rf"(www\.)?{address}", re.IGNORECASE) for field, address in _ADDRESSES.items()}
HOST = "host"  #: field of an account that is a host of its own, or a path for which no pattern is known

CNAME = "dns_cname"  #: fact: the host ``subject`` of a zone points at the host ``text``
CHECKED_NAME = "bluesky_did"  #: fact: the account ``subject`` answers; a domain as its name is checked by the platform
#: Facts of an account's own page that name its site, and how the account is read off their subject.
_STATED = {
    "bluesky_website": ("handle:bluesky", re.compile(r"(?P<name>\S+)")),
    "mastodon_verified_link": ("handle:mastodon", re.compile(r"(?P<name>@[\w.-]+@[\w.-]+)")),
    "package_link": ("package:{system}", re.compile(r"(?P<system>npm|pypi)/(?P<name>\S+) \S+ home_?page$", re.I)),
}
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Account:
    """One account: the identity field that it fills, and its name there in lower case."""

    field: str
    name: str

    def __str__(self) -> str:
        """A name for a writer, that no table of organisations holds."""
        return f"account {self.name} ({self.field})"


@dataclass(frozen=True, slots=True)
class Owner:
    """The party behind an account by its domain, and the row that shows it."""

    party: str
    row: str


def account_of(address: str) -> Account | None:
    """The account on an open platform that an address belongs to; ``None`` on every other host."""
    plain = address.partition("://")[2].partition("?")[0]
    host, _, path = plain.lower().partition("/")
    platform = registrable(host)
    if platform is None or not is_open_platform(platform):
        return None
    for field, pattern in _PATTERNS.items():
        match = pattern.match(plain)
        if match is not None:
            return Account(field, match["name"].lower())
    alone = host.removeprefix("www.") == platform
    return Account(HOST, f"{platform}/{path.partition('/')[0]}" if alone else host)


class Accounts:
    """The accounts that one dossier knows of. Built once for a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._company = dossier.company.domain
        self._claimed: dict[Account, dict[str, Owner]] = defaultdict(dict)
        self._stated: dict[Account, set[str]] = defaultdict(set)
        for account, owner in [*_linked(dossier), *_pointed_at(dossier)]:
            self._claimed[account].setdefault(owner.party, owner)
        for account, site in _sites_stated(dossier):
            self._stated[account].add(site)

    def owner(self, account: Account) -> Owner | None:
        """Who stands behind an account; ``None`` where nobody is known to, or where several call it theirs.

        The company's word gives way to another party's, or it could silence a customer by linking the customer's
        account.
        """
        claimed = self._claimed.get(account, {})
        stated = self._stated.get(account)
        parties = claimed.keys() & stated if stated else set(claimed)
        parties = parties - {self._company} or parties
        return claimed[parties.pop()] if len(parties) == 1 else None


def _linked(dossier: Dossier) -> Iterator[tuple[Account, Owner]]:
    """Accounts that a party's own site links, or that a person said are its own."""
    for domain, rows in ((dossier.company.domain, dossier.identities), *dossier.parties.items()):
        for row in rows:
            if row.override_by is not None or not row.ambiguous:
                yield Account(row.field, row.value.lower()), Owner(domain, row.id)


def _pointed_at(dossier: Dossier) -> Iterator[tuple[Account, Owner]]:
    """Hosts that a party's zone points at, and accounts that bear a domain which the platform checks."""
    for row in sorted(dossier.observations, key=lambda row: row.id):
        zone = registrable(row.subject or "")
        if zone is None or is_open_platform(zone):
            continue
        if row.metric == CNAME and row.text and (account := account_of(f"https://{row.text}")) is not None:
            yield account, Owner(zone, row.id)
        elif row.metric == CHECKED_NAME and row.subject:
            yield Account("handle:bluesky", row.subject.lower()), Owner(zone, row.id)


def _sites_stated(dossier: Dossier) -> Iterator[tuple[Account, str]]:
    """Accounts with the sites that their own pages name."""
    for row in dossier.observations:
        field, pattern = _STATED.get(row.metric, ("", _NOTHING))
        match, site = pattern.match(row.subject or ""), registrable(row.text or "")
        if match is not None and site is not None:
            yield Account(field.format(**match.groupdict()).lower(), match["name"].lower()), site
