"""Google News by search, not used live: each entry names its publication."""

from tests.refusing import XML, refusing
from tests.replica import Reply

_SITE = "https://news.google.com"
_FEED = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><rss version="2.0"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><generator>NFE/5.0</generator><title>"Velorig" - Google News</title><link>{_SITE}/search?q=Velorig</link>
<language>en-US</language><copyright>For a personal feed reader only.</copyright>
<lastBuildDate>Fri, 09 Jan 2026 16:58:09 GMT</lastBuildDate>
<item><title>Who uses Velorig - Yard News</title><link>{_SITE}/rss/articles/CBMi1?oc=5</link>
<guid isPermaLink="false">CBMi1</guid>
<pubDate>Sun, 11 Jan 2026 08:00:00 GMT</pubDate>
<description>&lt;a href="{_SITE}/rss/articles/CBMi1"&gt;Who uses Velorig&lt;/a&gt;</description>
<source url="https://yardnews.example">Yard News</source></item></channel></rss>"""
_EMPTY = '<?xml version="1.0"?><rss version="2.0"><channel><title>Google News</title></channel></rss>'

REPLIES = (
    Reply(case="happy", url=f"{_SITE}/rss/search?q=Velorig", body=_FEED, headers=XML),
    *refusing(lambda case: f"{_SITE}/rss/search?q={case}", happy=_FEED, empty=(200, _EMPTY, "empty"), headers=XML),
)
