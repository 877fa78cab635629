"""The social wing: counters of attention and use, mostly fakeable, each with what it would take to move them."""

from crawlers.social.bluesky import Bluesky
from crawlers.social.dockerhub import Dockerhub
from crawlers.social.github_contributors import GithubContributors
from crawlers.social.github_repo import GithubRepo
from crawlers.social.github_stargazers import GithubStargazers
from crawlers.social.github_traffic import GithubTraffic
from crawlers.social.hn_algolia import HnAlgolia
from crawlers.social.huggingface import Huggingface
from crawlers.social.itunes_lookup import ItunesLookup
from crawlers.social.itunes_reviews_rss import ItunesReviewsRss
from crawlers.social.jsdelivr import Jsdelivr
from crawlers.social.lmarena import Lmarena
from crawlers.social.mastodon import Mastodon
from crawlers.social.npm_downloads import NpmDownloads
from crawlers.social.open_llm_leaderboard import OpenLlmLeaderboard
from crawlers.social.product_hunt import ProductHunt
from crawlers.social.pypistats import Pypistats
from crawlers.social.reddit import Reddit
from crawlers.social.tranco import Tranco
from crawlers.social.wikimedia_pageviews import WikimediaPageviews
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
    Huggingface(),
    Lmarena(),
    OpenLlmLeaderboard(),
    Pypistats(),
    NpmDownloads(),
    Jsdelivr(),
    Dockerhub(),
    ItunesLookup(),
    ItunesReviewsRss(),
    WikimediaPageviews(),
    Tranco(),
)
