"""Newsroom pages: an announcement with structured data, one that only prints its date, their section."""

from tests.refusing import CHALLENGE, HTML, refusing
from tests.replica import Reply

_SITE = "https://velorig.example"
_BODY = (
    "<p>Oslo. Harbour Logistics, which runs four container yards, has moved its gate scheduling to Velorig Relay.</p>"
    "<p>The yards handle 2,000 gate moves a day. Before, each yard kept its own list and telephoned the others.</p>"
    "<p>“We switched the old system off in November,” said the head of operations at Harbour Logistics.</p>"
)
_ARTICLE = f"""<!DOCTYPE html><html lang="en"><head><title>Harbour Logistics runs on Relay | Velorig</title>
<link rel="canonical" href="{_SITE}/news/harbour"><meta property="og:site_name" content="Velorig">
<meta name="keywords" content="customers, logistics">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Velorig"}},
{{"@type":"NewsArticle","headline":"Harbour Logistics runs its yards on Velorig Relay",
"datePublished":"2026-01-09T23:30:00-05:00","dateModified":"2026-01-12T08:00:00Z",
"publisher":{{"@type":"Organization","name":"Velorig AS"}}}}]}}</script></head>
<body><nav><a href="/news">News</a></nav>
<article><h1>Harbour Logistics runs its yards on Velorig Relay</h1>{_BODY}</article>
<footer>Velorig AS, Oslo</footer></body></html>"""
_PRINTED = f"""<!DOCTYPE html><html><head><title>A yard moves</title></head><body><main><h1>A yard moves</h1>
<div class="date">August 23, 2018</div>{_BODY}</main></body></html>"""
_SECTION = f"""<!DOCTYPE html><html><head><title>News | Velorig</title></head><body><main><h1>News</h1>
<p>All announcements of Velorig since the company was founded, newest first, with the year in front of each one.</p>
<ul><li><a href="/news/harbour">Harbour Logistics runs its yards on Velorig Relay</a></li>
<li><a href="{_SITE}/news/series-a?utm_source=x">Velorig raises $12 million to put queues where they are needed</a></li>
<li><a href="https://elsewhere.example/news/velorig">Coverage elsewhere</a></li><li><a href="/about">About</a></li></ul>
</main></body></html>"""
_PICTURES = '<html><head><title>News</title></head><body><img src="/release.jpg" alt=""></body></html>'


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/news/one"


REPLIES = (
    Reply(case="happy", url=f"{_SITE}/news", body=_SECTION, headers=HTML),
    Reply(case="page_two", url=f"{_SITE}/news/harbour", body=_ARTICLE, headers=HTML),
    Reply(case="printed_date", url=f"{_SITE}/press/yard.html", body=_PRINTED, headers=HTML),
    Reply(case="challenge", url=_at("challenge"), body=CHALLENGE, status=503, headers=HTML, error="bot_page"),
    *refusing(_at, happy=_ARTICLE, empty=(200, _PICTURES, "shape_changed"), headers=HTML),
)
