"""GDELT: a list of articles with a backslash that is no escape, a timeline, and plain text in place of JSON."""

from tests.refusing import TEXT, refusing, written
from tests.replica import Reply

_API = "https://api.gdeltproject.org/api/v2/doc/doc"
_LIST = """{"articles": [
{"url": "https://yardnews.example/velorig", "url_mobile": "", "title": "Velorig \\\\ Harbour: four yards",
 "seendate": "20260109T120000Z",
 "socialimage": "https://yardnews.example/1.jpg", "domain": "yardnews.example",
 "language": "English", "sourcecountry": "Norway"},
{"url": "https://portpaper.example/velorig", "url_mobile": "", "title": "A path C:\\yards in a title",
 "seendate": "20260110T081500Z",
 "socialimage": "", "domain": "portpaper.example",
 "language": "English", "sourcecountry": "United States"}]}"""
_TIMELINE = {
    "query_details": {"title": "velorig", "date_resolution": "day"},
    "timeline": [
        {
            "series": "Article Count",
            "data": [
                {"date": "20260108T000000Z", "value": 0, "norm": 61234},
                {"date": "20260109T000000Z", "value": 7, "norm": 60021},
            ],
        }
    ],
}


def _at(case: str) -> str:
    return f"{_API}?query={case}&mode=artlist&format=json"


REPLIES = (
    Reply(case="happy", url=_at("%22Velorig%22"), body=_LIST),
    Reply(case="timeline", url=f"{_API}?query=velorig&mode=timelinevolraw&format=json", body=written(_TIMELINE)),
    Reply(
        case="bad_query",
        url=_at("ab"),
        body="The specified phrase is too short.",
        headers=TEXT,
        error="refused",
    ),
    *refusing(
        _at,
        happy=_LIST,
        rate_limited=(429, "Please limit requests to one every 5 seconds or contact us for larger queries."),
        empty=(200, {}, None),
    ),
)
