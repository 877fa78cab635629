"""The social wing: counters of attention and use, mostly fakeable, each with what it would take to move them."""

from crawlers.social.github_repo import GithubRepo
from crawlers.spider import EvidenceSource

SOURCES: tuple[EvidenceSource, ...] = (GithubRepo(),)
