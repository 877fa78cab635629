"""The press wing: what companies announce and what others print about it. Claims, wherever they stand."""

from crawlers.press.case_study import CaseStudy
from crawlers.press.logo_wall import LogoWall
from crawlers.press.newsroom_feed import NewsroomFeed
from crawlers.press.newsroom_html import NewsroomHtml
from crawlers.press.press_release_text import PressReleaseText
from crawlers.spider import EvidenceSource

SOURCES: tuple[EvidenceSource, ...] = (
    NewsroomFeed(),
    NewsroomHtml(),
    PressReleaseText(),
    CaseStudy(),
    LogoWall(),
)
