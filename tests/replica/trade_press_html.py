"""A report in a journal of the trade: JSON-LD as a graph, beside a block that is not JSON."""

from tests.report_pages import report_replies

_SITE = "https://yardnews.example"

REPLIES = report_replies(lambda case: f"{_SITE}/{case}", _SITE, "Yard News", graph=True)
