"""PR Newswire's feed: the wire's mark between slashes."""

from tests.wire_feeds import wire_feed, wire_replies

_LINK = "https://www.prnewswire.com"
_FEED = wire_feed("PR Newswire: all releases", _LINK, "/PRNewswire/")

REPLIES = wire_replies(lambda case: f"{_LINK}/rss/{case}.rss", f"{_LINK}/rss/news-releases-list.rss", _FEED)
