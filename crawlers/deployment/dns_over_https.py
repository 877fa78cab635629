"""DNS over HTTPS: the records a domain's owner published, in the JSON form of Google's and Cloudflare's resolvers.

A verification TXT in the *customer's* zone is the customer's act, and so is a CNAME to the vendor. Both are left by a
free trial too and stay when it ends: they show that it was set up, not that it is used.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import quote

from crawlers.json_fields import Fields
from crawlers.replies import json_of
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    Refused,
    ShapeChanged,
    StoredResponse,
    Target,
    Unavailable,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="dns_over_https",
    wing=Wing.DEPLOYMENT,
    publisher="Google Public DNS, Cloudflare 1.1.1.1",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("dns.google", "cloudflare-dns.com"),
    rate=2.0,
    robots="a documented API, outside the pages that robots.txt speaks of",
    terms="Public resolvers, no key; both ask for reasonable use (2026-10).",
    gamed="A TXT record is left behind by any free trial; a wildcard CNAME answers for every name.",
    docs="https://developers.google.com/speed/public-dns/docs/doh/json",
    floors=Floors(items=1),
)

#: Record types by number (IANA, DNS parameters); the ones a company's zone is asked for.
TYPES = {
    1: "a",
    2: "ns",
    5: "cname",
    6: "soa",
    15: "mx",
    16: "txt",
    28: "aaaa",
    33: "srv",
    64: "svcb",
    65: "https",
    257: "caa",
}
_STATUSES = {1: "FORMERR", 2: "SERVFAIL", 4: "NOTIMP", 5: "REFUSED"}

_VERIFICATION = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:verif|domain|site)[a-z0-9._-]*)\s*[=:]\s*\S", re.IGNORECASE)
_SPF_INCLUDE = re.compile(r"\binclude:([^\s\"]+)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


class DnsOverHttps:
    """Records of one name."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """TXT and MX of the zone looked at; in wave 2 also whether the user side has a host at the company."""
        wave = 2 if target.counterparty_domain else 1
        for kind in ("TXT", "CNAME"):
            host = target.asked_domain if kind == "TXT" else f"www.{target.asked_domain}"
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://dns.google/resolve?name={quote(host)}&type={kind}",
                purpose=f"{kind} records of {host}: whom its owner has set up",
                wave=wave,
                check="dns",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document an answer. ``NotPublished`` for NXDOMAIN and for a name without records of the asked type."""
        payload = json_of(response)
        fields = Fields(payload)
        status = fields.number("Status", required=True)
        name = _asked(fields.take("Question"))
        _refuse(int(status or 0), name or response.url)
        fields.ignore("TC", "RD", "RA", "AD", "CD", "Comment", "edns_client_subnet", "Authority", "Additional")
        answers = [_answer(answer) for answer in fields.items("Answer")]
        if not answers:
            raise NotPublished(f"{name or response.url} has no record of the type asked for")
        facts = list(dict.fromkeys(answers))
        yield ParsedDocument(
            url=response.url,
            title=f"DNS records of {name or facts[0].subject}",
            text="\n".join(f"{fact.subject} {fact.metric.removeprefix('dns_').upper()} {fact.text}" for fact in facts),
            facts=(
                ObservedFact(
                    metric="dns_records", subject=name or facts[0].subject, value=len(answers), unit="records"
                ),
                *facts,
                *_readings(facts),
            ),
            unhandled=fields.finish(),
        )


def _asked(question: Any) -> str:
    """The name asked for: a list of questions, or the one question that an earlier generation sent as an object."""
    first = question[0] if isinstance(question, list) and question else question
    return str(first.get("name", "")).rstrip(".") if isinstance(first, dict) else ""


def _refuse(status: int, name: str) -> None:
    if status == 0:
        return
    if status == 3:
        raise NotPublished(f"the name {name} does not exist (NXDOMAIN)")
    if status == 5:
        raise Refused(f"the resolver refused to answer for {name}")
    if status == 2:
        raise Unavailable(f"the servers of {name} could not be reached (SERVFAIL)")
    raise ShapeChanged(f"the resolver answered {_STATUSES.get(status, f'status {status}')} for {name}")


def _answer(answer: Fields) -> ObservedFact:
    kind = int(answer.number("type", required=True) or 0)
    data = answer.text("data") or ""
    answer.ignore("TTL")  # how long a resolver may keep it: changes at every look, says nothing
    return ObservedFact(
        metric=f"dns_{TYPES.get(kind, f'type_{kind}')}",
        subject=(answer.text("name", required=True) or "").rstrip(".").lower(),
        text=txt_value(data) if kind == 16 else data.rstrip(".") if kind in (2, 5) else data,
    )


def txt_value(data: str) -> str:
    """The content of a TXT record: its quoted parts joined (RFC 7208 3.3), the quotes' escapes undone."""
    parts = _QUOTED.findall(data)
    return "".join(re.sub(r"\\(.)", r"\1", part) for part in parts) if parts else data


def _readings(facts: list[ObservedFact]) -> Iterator[ObservedFact]:
    """Services that a TXT record names: verification tokens and the senders that its mail policy includes."""
    for fact in facts:
        if fact.metric != "dns_txt" or not fact.text:
            continue
        token = _VERIFICATION.match(fact.text)
        if token:
            yield ObservedFact(metric="dns_verification", subject=token.group(1).lower(), text=fact.text)
        if fact.text.lower().startswith("v=spf1"):
            for included in dict.fromkeys(_SPF_INCLUDE.findall(fact.text)):
                yield ObservedFact(metric="dns_spf_include", subject=included.rstrip(".").lower(), text=fact.subject)
