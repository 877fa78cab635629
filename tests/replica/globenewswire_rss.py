"""GlobeNewswire's feed: the issuer in ``dc:contributor``, ticker and keyword as categories of their own scheme."""

from tests.wire_feeds import wire_feed, wire_replies

_LINK = "https://www.globenewswire.com"
_URL = f"{_LINK}/RssFeed/orgclass/1/feedTitle/GlobeNewswire%20-%20News%20about%20Public%20Companies"
_FEED = wire_feed("GlobeNewswire - News about Public Companies", _LINK, "(GLOBE NEWSWIRE)")

REPLIES = wire_replies(lambda case: f"{_LINK}/RssFeed/{case}", _URL, _FEED)
