"""Business Wire's feed, which is not used live: the mark in brackets between dashes, no issuer named."""

from tests.wire_feeds import wire_feed, wire_replies

_LINK = "https://feed.businesswire.com"
_FEED = wire_feed("Business Wire", _LINK, "--(BUSINESS WIRE)", issuer=None)

REPLIES = wire_replies(lambda case: f"{_LINK}/rss/home/?rss={case}", f"{_LINK}/rss/home/?rss=all", _FEED)
