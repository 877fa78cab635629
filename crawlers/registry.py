"""Every source by name: the three wings in order, and the folder names that stand for an error of a family."""

from collections.abc import Mapping
from types import MappingProxyType

from crawlers.deployment import SOURCES as DEPLOYMENT
from crawlers.press import SOURCES as PRESS
from crawlers.social import SOURCES as SOCIAL
from crawlers.spider import EvidenceSource

SOURCES: tuple[EvidenceSource, ...] = (*SOCIAL, *PRESS, *DEPLOYMENT)

#: Names that ``unfakeable parse`` accepts beside the sources' own: bodies that every source of a family may send.
ALIASES: Mapping[str, str] = MappingProxyType(
    {"github_rate_limit": "github_repo", "sec_edgar_rate_limit": "sec_edgar_submissions"}
)


class UnknownSource(LookupError):
    """No source bears this name."""


def by_name(name: str) -> EvidenceSource:
    """The source of this name or alias; ``UnknownSource`` names the nearest ones otherwise."""
    wanted = ALIASES.get(name, name)
    for source in SOURCES:
        if source.spec.name == wanted:
            return source
    near = sorted(source.spec.name for source in SOURCES if name[:4] in source.spec.name)
    hint = f"; did you mean {', '.join(near)}?" if near else "; `unfakeable sources` lists them"
    raise UnknownSource(f"there is no source {name!r}{hint}")
