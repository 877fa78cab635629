"""A TechCrunch article as of 2019: one JSON-LD object between tabs."""

from tests.report_pages import report_replies

_SITE = "https://techcrunch.com"

REPLIES = report_replies(lambda case: f"{_SITE}/2026/01/11/{case}/", _SITE, "TechCrunch", graph=False)
