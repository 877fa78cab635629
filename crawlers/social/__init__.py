"""The social wing: counters of attention and use, mostly fakeable, each with what it would take to move them."""

from crawlers.social.github_contributors import GithubContributors
from crawlers.social.github_repo import GithubRepo
from crawlers.social.github_stargazers import GithubStargazers
from crawlers.social.github_traffic import GithubTraffic
from crawlers.social.hn_algolia import HnAlgolia
from crawlers.spider import EvidenceSource

SOURCES: tuple[EvidenceSource, ...] = (
    GithubRepo(),
    GithubStargazers(),
    GithubContributors(),
    GithubTraffic(),
    HnAlgolia(),
)
