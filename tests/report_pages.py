"""Pages of journals for the replicas: one report in the two forms of structured data that occur."""

from collections.abc import Callable

from tests.refusing import CHALLENGE, HTML, refusing
from tests.replica import Reply

_TEXT = (
    "<p>Velorig says that yards in nine countries use its queue. We asked twelve of the firms on its home page.</p>"
    "<p>One of them, Harbour Logistics, said that its four yards have run on Relay since November of last year.</p>"
    "<p>Three others said they had tried it once and did not renew; the remaining eight did not answer.</p>"
)


def report(site: str, publisher: str, *, graph: bool) -> str:
    """A report page whose JSON-LD is a graph (new WordPress) or one object between tabs (2019)."""
    article = (
        f'{{"@type":"NewsArticle","headline":"Who uses Velorig","url":"{site}/who-uses-velorig",'
        f'"datePublished":"2026-01-11T04:50:22+00:00","dateModified":"2026-01-11T05:00:00+00:00",'
        f'"author":{{"@type":"Person","name":"A Reporter"}},'
        f'"publisher":{{"@type":"Organization","name":"{publisher}"}},'
        f'"keywords":["@post-id:7","logistics","Velorig"]}}'
    )
    data = (
        f'{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite"}},{article}]}}' if graph else f"\t\t{article}"
    )
    return f"""<!DOCTYPE html><html><head><title>Who uses Velorig | {publisher}</title>
<link rel="canonical" href="{site}/who-uses-velorig"><script type="application/ld+json">{data}</script>
<script type="application/ld+json">{{not json}}</script></head>
<body><nav>Menu</nav><article><h1>Who uses Velorig</h1>{_TEXT}</article></body></html>"""


def report_replies(at: Callable[[str], str], site: str, publisher: str, *, graph: bool) -> tuple[Reply, ...]:
    """The required cases of a journal's page, and a challenge page that comes with 200."""
    page = report(site, publisher, graph=graph)
    drawn = '<html><head><title>Report</title></head><body><div id="root"></div><script>draw()</script></body></html>'
    return (
        Reply(case="happy", url=f"{site}/who-uses-velorig", body=page, headers=HTML),
        Reply(case="challenge", url=at("challenge"), body=CHALLENGE, headers=HTML, error="bot_page"),
        *refusing(at, happy=page, empty=(200, drawn, "shape_changed"), headers=HTML),
    )
