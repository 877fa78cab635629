"""Newswire feeds for the replicas: two releases, as a wire's RSS carries them, and what every wire refuses."""

from collections.abc import Callable

from tests.refusing import CHALLENGE, HTML, XML, refusing
from tests.replica import Reply


def wire_feed(wire: str, link: str, dateline: str, issuer: str | None = "Velorig AS") -> str:
    """A feed of two releases; the second names no issuer and has only its dateline for a date."""
    contributor = f"<dc:contributor>{issuer}</dc:contributor>" if issuer else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://dublincore.org/documents/dcmi-namespace/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>{wire}</title><link>{link}</link><description>Releases</description><language>en</language>
<item><title>Four yards of Harbour Logistics run on Velorig Relay</title><link>{link}/news/1</link>
<guid>{link}/news/1</guid>
<pubDate>Fri, 09 Jan 2026 12:00:00 GMT</pubDate>{contributor}
<category domain="{link}/rss/stock">Oslo:VELO</category><category domain="{link}/rss/keyword">logistics</category>
<media:content url="{link}/logo.png"/>
<description><![CDATA[<p>OSLO, Norway, Jan. 9, 2026 {dateline} -- Velorig and Harbour Logistics
today announced that four
yards run on Relay.</p>]]></description></item>
<item><title>Quayside opens a depot</title><link>{link}/news/2</link>
<description>BERGEN, Norway, Jan. 8, 2026 {dateline} -- Quayside today opened its ninth depot.</description></item>
</channel></rss>"""


def wire_replies(at: Callable[[str], str], happy_url: str, feed: str) -> tuple[Reply, ...]:
    """The required cases of a wire, and a challenge page."""
    empty = '<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title></channel></rss>'
    return (
        Reply(case="happy", url=happy_url, body=feed, headers=XML),
        Reply(case="challenge", url=at("challenge"), body=CHALLENGE, status=403, headers=HTML, error="bot_page"),
        *refusing(at, happy=feed, empty=(200, empty, "empty"), headers=XML),
    )
