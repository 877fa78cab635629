"""Google Alerts, not used live: an Atom feed whose links lead through a redirect."""

from tests.refusing import XML, refusing
from tests.replica import Reply

_FEEDS = "https://www.google.com/alerts/feeds/1"
_FEED = f"""<?xml version="1.0" encoding="utf-8"?> <feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:idx="urn:atom-extension:indexing"> <id>tag:google.com,2005:reader/user/1/state/com.google/alerts/2</id>
<title>Google Alert - Velorig</title> <link href="{_FEEDS}/2" rel="self"></link> <updated>2026-01-11T11:53:37Z</updated>
<entry> <id>tag:google.com,2013:googlealerts/feed:3</id> <title type="html">Who uses &lt;b&gt;Velorig&lt;/b&gt;</title>
<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://yardnews.example/who-uses-velorig&amp;ct=ga"></link>
<published>2026-01-11T11:53:37Z</published> <updated>2026-01-11T11:53:37Z</updated>
<content type="html">We asked twelve firms on the home page of &lt;b&gt;Velorig&lt;/b&gt;&amp;nbsp;...</content>
<author> <name></name> </author> </entry></feed>"""
_EMPTY = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Google Alert - Velorig</title></feed>'

REPLIES = (
    Reply(case="happy", url=f"{_FEEDS}/2", body=_FEED, headers=XML),
    *refusing(lambda case: f"{_FEEDS}/{case}", happy=_FEED, empty=(200, _EMPTY, "empty"), headers=XML),
)
