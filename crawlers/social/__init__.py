"""The social wing: counters of attention and use, mostly fakeable, each with what it would take to move them."""

from crawlers.social.bluesky import Bluesky
from crawlers.social.github_contributors import GithubContributors
from crawlers.social.github_repo import GithubRepo
from crawlers.social.github_stargazers import GithubStargazers
from crawlers.social.github_traffic import GithubTraffic
from crawlers.social.hn_algolia import HnAlgolia
from crawlers.social.mastodon import Mastodon
from crawlers.social.product_hunt import ProductHunt
from crawlers.social.reddit import Reddit
from crawlers.social.x_api_v2 import XApiV2
from crawlers.social.youtube import Youtube
from crawlers.spider import EvidenceSource

#: Code hosts and forums, then networks, then the counters of models, packages and apps, then reach.
SOURCES: tuple[EvidenceSource, ...] = (
    GithubRepo(),
    GithubStargazers(),
    GithubContributors(),
    GithubTraffic(),
    HnAlgolia(),
    Bluesky(),
    Mastodon(),
    Youtube(),
    XApiV2(),
    Reddit(),
    ProductHunt(),
)
