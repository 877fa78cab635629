"""The press wing: what companies announce and what others print about it. Claims, wherever they stand."""

from crawlers.press.businesswire_rss import BusinesswireRss
from crawlers.press.case_study import CaseStudy
from crawlers.press.company_site import CompanySite
from crawlers.press.gdelt import Gdelt
from crawlers.press.globenewswire_rss import GlobenewswireRss
from crawlers.press.google_alerts import GoogleAlerts
from crawlers.press.google_news_rss import GoogleNewsRss
from crawlers.press.logo_wall import LogoWall
from crawlers.press.newsroom_feed import NewsroomFeed
from crawlers.press.newsroom_html import NewsroomHtml
from crawlers.press.press_release_text import PressReleaseText
from crawlers.press.prnewswire_rss import PrnewswireRss
from crawlers.press.techcrunch_article import TechcrunchArticle
from crawlers.press.techcrunch_rss import TechcrunchRss
from crawlers.press.trade_press_html import TradePressHtml
from crawlers.spider import EvidenceSource

#: The company's own words first, then the wires that are paid for them, then what others write.
SOURCES: tuple[EvidenceSource, ...] = (
    CompanySite(),
    NewsroomFeed(),
    NewsroomHtml(),
    PressReleaseText(),
    CaseStudy(),
    LogoWall(),
    GlobenewswireRss(),
    PrnewswireRss(),
    BusinesswireRss(),
    TechcrunchRss(),
    TechcrunchArticle(),
    TradePressHtml(),
    Gdelt(),
    GoogleNewsRss(),
    GoogleAlerts(),
)
