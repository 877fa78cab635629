"""The deployment wing: records of use, most of them on the user's side, with dates that an outsider set."""

from crawlers.deployment.ashby import Ashby
from crawlers.deployment.crtsh import CrtSh
from crawlers.deployment.depsdev import DepsDev
from crawlers.deployment.dns_over_https import DnsOverHttps
from crawlers.deployment.github_code_search import GithubCodeSearch
from crawlers.deployment.github_contents import GithubContents
from crawlers.deployment.greenhouse import Greenhouse
from crawlers.deployment.lever import Lever
from crawlers.deployment.not_used import AwsMarketplace, GithubDependents
from crawlers.deployment.robots_txt import RobotsTxt
from crawlers.deployment.sec_edgar_8k_ex991 import SecEdgar8kEx991
from crawlers.deployment.sec_edgar_company_list import SecEdgarCompanyList
from crawlers.deployment.sec_edgar_companyfacts import SecEdgarCompanyFacts
from crawlers.deployment.sec_edgar_current_feed import SecEdgarCurrentFeed
from crawlers.deployment.sec_edgar_filing import SecEdgarFiling
from crawlers.deployment.sec_edgar_formd import SecEdgarFormD
from crawlers.deployment.sec_edgar_fulltext import SecEdgarFulltext
from crawlers.deployment.sec_edgar_submissions import SecEdgarSubmissions
from crawlers.deployment.sitemap import Sitemap
from crawlers.deployment.statuspage import Statuspage
from crawlers.deployment.subprocessors import Subprocessors
from crawlers.deployment.usaspending import Usaspending
from crawlers.deployment.wayback_availability import WaybackAvailability
from crawlers.deployment.wayback_cdx import WaybackCdx
from crawlers.deployment.wayback_memento import WaybackMemento
from crawlers.spider import EvidenceSource

#: What the site says of itself to crawlers; the user's side; regulators and public money; logs and archives; code.
SOURCES: tuple[EvidenceSource, ...] = (
    RobotsTxt(),
    Sitemap(),
    Subprocessors(),
    Greenhouse(),
    Lever(),
    Ashby(),
    Statuspage(),
    SecEdgarCompanyList(),
    SecEdgarSubmissions(),
    SecEdgarFulltext(),
    SecEdgarFormD(),
    SecEdgarFiling(),
    SecEdgar8kEx991(),
    SecEdgarCompanyFacts(),
    SecEdgarCurrentFeed(),
    Usaspending(),
    CrtSh(),
    DnsOverHttps(),
    WaybackCdx(),
    WaybackMemento(),
    WaybackAvailability(),
    GithubCodeSearch(),
    GithubContents(),
    DepsDev(),
    AwsMarketplace(),
    GithubDependents(),
)
