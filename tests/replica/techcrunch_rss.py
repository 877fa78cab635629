"""TechCrunch's feed of a topic, once through FeedBurner with the first address kept beside the tracking one."""

from tests.refusing import XML, refusing
from tests.replica import Reply

_SITE = "https://techcrunch.com"
_FEED = f"""
<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>Velorig | TechCrunch</title><link>{_SITE}</link><description>Startup news</description>
<feedburner:info uri="techcrunch"/>
<item><title>Velorig wants every yard in one queue</title><link>http://feedproxy.example/~r/Techcrunch/~3/abc/</link>
<dc:creator>A Reporter</dc:creator><pubDate>Wed, 07 Jan 2026 14:00:00 +0000</pubDate><category>Startups</category>
<guid isPermaLink="false">{_SITE}/?p=9</guid><feedburner:origLink>{_SITE}/2026/01/07/velorig/</feedburner:origLink>
<description><![CDATA[Velorig says that nine countries use it. One customer talked to us.]]></description></item>
</channel></rss>"""
_EMPTY = '<?xml version="1.0"?><rss version="2.0"><channel><title>TechCrunch</title></channel></rss>'


def _at(case: str) -> str:
    return f"{_SITE}/tag/{case}/feed/"


REPLIES = (
    Reply(case="happy", url=f"{_SITE}/tag/velorig/feed/", body=_FEED, headers=XML),
    *refusing(_at, happy=_FEED, empty=(200, _EMPTY, "empty"), headers=XML),
)
