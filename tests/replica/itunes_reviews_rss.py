"""App Store reviews: a full page with the app in front, the second with one review as an object, and none at all."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_FEED = "https://itunes.apple.com/us/rss/customerreviews"


def _review(number: int, rating: int) -> dict[str, Any]:
    return {
        "author": {
            "uri": {"label": "https://itunes.apple.com/us/reviews/id0"},
            "name": {"label": "A Person"},
            "label": "",
        },
        "updated": {"label": "2026-01-09T23:24:23-07:00"},
        "im:rating": {"label": str(rating)},
        "im:version": {"label": "4.2.0"},
        "id": {"label": str(14_000_000_000 + number)},
        "title": {"label": "Gate works" if rating > 3 else "Gate is slow"},
        "content": {"label": "I found my slot.", "attributes": {"type": "text"}},
        "link": {"attributes": {"rel": "related", "href": "https://itunes.apple.com/us/review?id=1"}},
        "im:voteSum": {"label": "3"},
        "im:contentType": {"attributes": {"term": "Application", "label": "Application"}},
        "im:voteCount": {"label": "4"},
    }


_APP = {
    "im:name": {"label": "Velorig Gate"},
    "im:image": [{"label": "https://mzstatic.example/1.png", "attributes": {"height": "53"}}],
    "summary": {"label": "Plan your slot."},
    "im:price": {"label": "Get", "attributes": {"amount": "0", "currency": "USD"}},
    "id": {"label": "https://apps.apple.com/us/app/id1", "attributes": {"im:id": "1"}},
    "title": {"label": "Velorig Gate"},
    "link": {"attributes": {"rel": "alternate", "href": "https://apps.apple.com/us/app/id1"}},
    "category": {"attributes": {"im:id": "6000", "term": "Business"}},
}


def _feed(entry: Any) -> dict[str, Any]:
    feed = {
        "author": {"name": {"label": "iTunes Store"}, "uri": {"label": "http://www.apple.com/itunes/"}},
        "updated": {"label": "2026-01-10T02:39:26-07:00"},
        "rights": {"label": "Copyright"},
        "title": {"label": "iTunes Store: Customer Reviews"},
        "icon": {"label": "http://itunes.apple.com/favicon.ico"},
        "link": [{"attributes": {"rel": "self", "href": f"{_FEED}/id=1/json"}}],
        "id": {"label": f"{_FEED}/id=1/json"},
    }
    return {"feed": feed | ({"entry": entry} if entry is not None else {})}


_PAGE = _feed([_APP, *(_review(number, 5 if number % 2 else 1) for number in range(50))])


def _at(case: str) -> str:
    return f"{_FEED}/page=1/id={case}/sortBy=mostRecent/json"


REPLIES = (
    Reply(case="happy", url=f"{_FEED}/page=1/id=1592550875/sortBy=mostRecent/json", body=written(_PAGE)),
    Reply(
        case="page_two", url=f"{_FEED}/page=2/id=1592550875/sortBy=mostRecent/json", body=written(_feed(_review(99, 4)))
    ),
    *refusing(_at, happy=_PAGE, empty=(200, _feed(None), "empty")),
)
