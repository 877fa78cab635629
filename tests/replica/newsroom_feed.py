"""Newsroom feeds: RSS 2.0 as WordPress writes it, Atom as it was in 2009 with a newline before the declaration."""

from tests.refusing import CHALLENGE, HTML, XML, refusing
from tests.replica import Reply

_SITE = "https://velorig.example"
_RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Velorig News</title><link>{_SITE}</link><description>What happens at Velorig</description>
<lastBuildDate>Fri, 09 Jan 2026 16:00:00 +0000</lastBuildDate><language>en-US</language>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
<item><title>Harbour Logistics runs its yards on Velorig Relay</title><link>{_SITE}/news/harbour</link>
<dc:creator><![CDATA[Press Desk]]></dc:creator><pubDate>Fri, 09 Jan 2026 23:30:00 -0500</pubDate>
<category><![CDATA[Customers]]></category><category><![CDATA[Relay]]></category>
<guid isPermaLink="false">{_SITE}/?p=41</guid>
<description><![CDATA[<p>Four yards, one queue &#8230;</p>]]></description>
<content:encoded><![CDATA[<p>Harbour Logistics has moved four yards to Relay.</p>
<p>It handles 2,000 gate moves a day &amp; more.</p>]]></content:encoded>
<slash:comments>0</slash:comments></item>
<item><title>Velorig raises $12 million</title><link>{_SITE}/news/series-a</link>
<pubDate>Mon, 05 Jan 2026 09:00:00 +0000</pubDate>
<guid>{_SITE}/news/series-a</guid><description>The round was led by Northgate.</description></item>
</channel></rss>"""
_ATOM = f"""
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>Velorig Blog</title><link rel="self" href="{_SITE}/atom.xml"/><link rel="alternate" href="{_SITE}/blog/"/>
<link rel="next" href="{_SITE}/atom-2.xml"/>
<id>tag:velorig.example,2009:blog</id><updated>2009-01-16T18:21:00Z</updated>
<entry><title>A note &amp; a thank you</title><link rel="alternate" href="{_SITE}/blog/note"/>
<link rel="replies" href="{_SITE}/blog/note#comments" thr:count="0"/><id>tag:velorig.example,2009:post-1</id>
<published>2009-01-16T10:21:00-08:00</published><updated>2009-01-16T18:21:00Z</updated>
<author><name>Editor</name></author><category term="Thanks"/>
<content type="html">&lt;p&gt;Thank you, &lt;b&gt;Foundry Nine&lt;/b&gt;.&lt;/p&gt;</content></entry></feed>"""
_OLDER = (
    _ATOM.replace("post-1", "post-0")
    .replace("2009-01-16T10:21", "2008-12-16T10:21")
    .replace(f'<link rel="next" href="{_SITE}/atom-2.xml"/>', "")
)
_EMPTY = '<?xml version="1.0"?><rss version="2.0"><channel><title>Velorig News</title></channel></rss>'


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/feed"


REPLIES = (
    Reply(case="happy", url=f"{_SITE}/feed", body=_RSS, headers=XML),
    Reply(case="atom_2009", url=f"{_SITE}/atom.xml", body=_ATOM, headers=XML),
    Reply(case="page_two", url=f"{_SITE}/atom-2.xml", body=_OLDER, headers=XML),
    Reply(case="challenge", url=_at("challenge"), body=CHALLENGE, headers=HTML, error="bot_page"),
    Reply(
        case="entities",
        url=_at("entities"),
        body=f'<!DOCTYPE rss [<!ENTITY a "aaaa">]>{_RSS.partition("?>")[2]}',
        headers=XML,
        error="shape_changed",
    ),
    Reply(
        case="not_a_feed",
        url=_at("not-a-feed"),
        body="<html><body>News</body></html>",
        headers=HTML,
        error="shape_changed",
    ),
    *refusing(_at, happy=_RSS, empty=(200, _EMPTY, "empty"), headers=XML),
)
