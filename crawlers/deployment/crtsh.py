"""Certificate transparency by crt.sh: every logged certificate that names a domain.

The log's time stamp is set by the log, so nobody can date a host back. ``customer.startup.example`` names a customer;
but anyone can have such a certificate issued for nothing, so this dates hosts and never proves use.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import quote

from crawlers.addresses import parameter
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.replies import is_challenge, is_markup, json_value, raise_for_status
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    BotPage,
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
    Unavailable,
)
from data.words import KnownBy, Role, Wing

SPEC = SourceSpec(
    name="crtsh",
    wing=Wing.DEPLOYMENT,
    publisher="Sectigo (crt.sh)",
    writer=Role.METER,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("crt.sh",),
    rate=0.2,
    robots="a documented output format; the operator answered 'yes' to automated use (2017)",
    terms="60 requests a minute and address, burst 5 (operator, 2020-01); overload shows as 502, 503 or an empty body.",
    gamed="Anyone may issue bigbank.startup.example for free: a name is no customer.",
    docs="https://groups.google.com/g/crtsh/c/NZJntKrBdmg",
    known_by=KnownBy.CERTIFICATE_LOG,
    floors=Floors(items=1),
)


class CrtSh:
    """Certificates that name a domain."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """Hosts under the company's domain in wave 1; the age of the user side's domain in wave 2."""
        wave = 2 if target.counterparty_domain else 1
        yield PlannedRequest(
            source=SPEC.name,
            url=f"https://crt.sh/?q={quote(target.asked_domain)}&output=json&deduplicate=Y",
            purpose=f"Hosts under {target.asked_domain} and since when they stand",
            wave=wave,
            check="tenant_host",
        )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document; ``NotPublished`` for an empty list, ``Unavailable`` for the pages that mean overload."""
        raise_for_status(response)
        rows = _rows(response)
        if not rows:
            raise NotPublished(f"no certificate is logged for {response.url}")
        fields = Fields(rows)
        certificates = [_certificate(row) for row in fields.items()]
        entries = [known for _, fact in certificates if (known := fact.known_at)]
        names = list(dict.fromkeys(name for hosts, _ in certificates for name in hosts))
        yield ParsedDocument(
            url=response.url,
            title=f"Certificates: {parameter(response.url, 'q') or next(iter(names), 'no host')}",
            text="\n".join(names),
            known_at=max(entries, default=None),
            facts=(
                ObservedFact(metric="certificates_logged", value=len(certificates), unit="certificates"),
                ObservedFact(metric="certificate_hosts", value=len(names), unit="host names"),
                *_hosts(certificates),
                *dict.fromkeys(fact for _, fact in certificates),
            ),
            unhandled=fields.finish(),
        )


def _rows(response: StoredResponse) -> list[Any]:
    """The rows; an earlier generation printed objects one after the other, without brackets or commas."""
    if is_markup(response.body):
        if is_challenge(response.body):
            raise BotPage(f"{response.url} answered with a challenge page")
        raise Unavailable(f"{response.url} answered with an error page, crt.sh's way to say overload")
    text = response.body.strip()
    if text.startswith(b"{") and re.search(rb"\}\s*\{", text):
        decoder, rest, rows = json.JSONDecoder(strict=False), text.decode("utf-8", errors="replace"), []
        while rest:
            try:
                row, end = decoder.raw_decode(rest)
            except json.JSONDecodeError:
                return list(json_value(response))  # says in which way it cannot be read
            rows.append(row)
            rest = rest[end:].lstrip()
        return rows
    value = json_value(response)
    if not isinstance(value, list):
        raise ShapeChanged(f"{response.url} should hold a list of certificates")
    return value


def _certificate(row: Fields) -> tuple[list[str], ObservedFact]:
    """Host names of one certificate, and the certificate as a fact known since its log entry."""
    number = row.number("id")
    number = row.number("min_cert_id") if number is None else number  # the name until 2019
    entered = row.text("entry_timestamp") or row.text("min_entry_timestamp")
    names = [name.strip().lower() for name in (row.text("name_value", required=True) or "").splitlines()]
    common = row.text("common_name")
    # A mail certificate names a person: its address is neither kept nor counted as a host.
    hosts = list(
        dict.fromkeys(name for name in [*names, (common or "").lower()] if name and "@" not in name and "." in name)
    )
    issuer, serial = row.text("issuer_name"), row.text("serial_number")
    begins, ends = row.text("not_before"), row.text("not_after")
    row.ignore("issuer_ca_id", "result_count")
    parts = [
        issuer,
        (begins or ends) and f"valid {begins or '?'} to {ends or '?'}",
        entered and f"logged {entered}",
        serial and f"serial {serial}",
    ]
    return hosts, ObservedFact(
        metric="certificate",
        subject=" ".join(hosts) or None,
        value=number,
        text="; ".join(part for part in parts if part),
        unit="crt.sh id",
        observed_at=utc_date(begins),
        known_at=utc_date(entered),
    )


def _hosts(certificates: list[tuple[list[str], ObservedFact]]) -> Iterator[ObservedFact]:
    """Each host name with its number of certificates and the day the log first saw it."""
    seen: dict[str, list[ObservedFact]] = {}
    for hosts, fact in certificates:
        for host in hosts:
            seen.setdefault(host, []).append(fact)
    for host, facts in seen.items():
        logged = min((fact.known_at for fact in facts if fact.known_at), default=None)
        begins = min((fact.observed_at for fact in facts if fact.observed_at), default=None)
        yield ObservedFact(
            metric="certificate_host",
            subject=host,
            value=len(facts),
            unit="certificates",
            observed_at=begins,
            known_at=logged,
        )
