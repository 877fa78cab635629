"""robots.txt: what a site asks crawlers to leave alone, and where it says its sitemaps are.

Obeying it is the crawler's business (``crawlers.robots``). As evidence it says which paths a site hides, for example
its customer pages, and lets a missing look-up be called "blocked by the company's own robots".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from protego import Protego

from crawlers.replies import is_markup, raise_for_status
from crawlers.spec import SourceSpec
from crawlers.spider import (
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="robots_txt",
    wing=Wing.DEPLOYMENT,
    publisher="the site's owner",
    writer=Role.COMPANY,
    host=Role.COMPANY,
    family="discovery",
    hosts=("*",),
    terms="Published for crawlers to read (RFC 9309).",
    gamed="Hiding a page here removes it from our look-ups; it never counts in a company's favour.",
    docs="https://www.rfc-editor.org/rfc/rfc9309",
)

_AGENT, _ALLOW, _DISALLOW, _DELAY, _SITEMAP = "user-agent", "allow", "disallow", "crawl-delay", "sitemap"


@dataclass(slots=True)
class _Rules:
    """What a file says: rule -> agents it is for."""

    disallow: dict[str, list[str]] = field(default_factory=dict)
    allow: dict[str, list[str]] = field(default_factory=dict)
    delay: dict[str, str] = field(default_factory=dict)
    sitemaps: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    other: list[tuple[str, str]] = field(default_factory=list)
    rules: int = 0


class RobotsTxt:
    """Groups, rules and sitemaps of one robots.txt."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The file of the company's own site; what the user's side closes says nothing of a claim."""
        if target.counterparty_domain is None:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{target.domain}/robots.txt",
                purpose="What the site asks crawlers to leave alone, and where its sitemaps are",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. An empty file is valid and allows everything; an HTML page in its place is none."""
        raise_for_status(response)
        if is_markup(response.body):
            raise NotPublished(f"{response.url} answers with a page instead of a robots.txt")
        text = response.body.decode("utf-8-sig", errors="replace")
        rules = _read(text)
        if text.strip() and not (rules.agents or rules.sitemaps or rules.other) and not _only_comments(text):
            raise ShapeChanged(f"{response.url} holds text that is no robots.txt")
        yield ParsedDocument(
            url=response.url,
            title="robots.txt",
            text=text,
            facts=tuple(_facts(rules, text)),
            next_urls=(),
        )


def _read(text: str) -> _Rules:
    rules = _Rules()
    group: list[str] = []
    in_rules = False
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower().replace("useragent", _AGENT), value.strip()
        if not colon or not re.fullmatch(r"[a-z][a-z-]*", name):
            continue
        if name == _AGENT:
            group = [value] if in_rules else [*group, value]
            in_rules = False
            rules.agents += [value] if value not in rules.agents else []
        elif name == _SITEMAP:
            rules.sitemaps += [value] if value and value not in rules.sitemaps else []
        else:
            in_rules = True
            rules.rules += name in (_ALLOW, _DISALLOW)
            _add_rule(rules, name, value, group)
    return rules


def _add_rule(rules: _Rules, name: str, value: str, group: list[str]) -> None:
    if name == _DELAY:
        rules.delay.update(dict.fromkeys(group, value))
    elif name in (_ALLOW, _DISALLOW):
        table = rules.allow if name == _ALLOW else rules.disallow
        if value:  # an empty Disallow allows everything: counted as a rule, no path to show
            table.setdefault(value, []).extend(agent for agent in group if agent not in table.get(value, ()))
    else:
        rules.other.append((name, value))


def _facts(rules: _Rules, text: str) -> Iterator[ObservedFact]:
    yield ObservedFact(metric="robots_agents", value=len(rules.agents), unit="user agents")
    yield ObservedFact(metric="robots_rules", value=rules.rules, unit="rules")
    allowed = Protego.parse(text).can_fetch("/", "*")
    yield ObservedFact(
        metric="robots_front_page_allowed", subject="*", value=int(allowed), text="yes" if allowed else "no"
    )
    for path, agents in rules.disallow.items():
        yield ObservedFact(metric="robots_disallow", subject=path, text=", ".join(agents) or None)
    for path, agents in rules.allow.items():
        yield ObservedFact(metric="robots_allow", subject=path, text=", ".join(agents) or None)
    for agent, delay in rules.delay.items():
        seconds = float(delay) if re.fullmatch(r"\d+(\.\d+)?", delay) else None
        yield ObservedFact(metric="robots_crawl_delay", subject=agent, value=seconds, text=delay, unit="seconds")
    for sitemap in rules.sitemaps:
        yield ObservedFact(metric="robots_sitemap", subject=sitemap, text=sitemap)
    for name, value in dict.fromkeys(rules.other):
        yield ObservedFact(metric="robots_other", subject=f"{name}: {value}", text=value)


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())
