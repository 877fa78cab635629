"""A home page with a logo wall: names by text, by file, by title; and pictures that are nobody's mark."""

from tests.refusing import HTML, refusing
from tests.replica import Reply

_SITE = "https://velorig.example"
_WALL = """<!DOCTYPE html><html><head><title>Velorig: queues for yards</title></head><body>
<header><img src="/velorig-logo.svg" alt="Velorig logo"></header><main>
<section><h2>Trusted by yards and depots</h2><div><img src="/img/harbour-logistics-logo@2x.png" alt="">
<img src="/img/f9.svg" alt="Foundry Nine logo">
<svg aria-label="Northgate"><title>Northgate</title></svg></div></section>
<section><h2>How it works</h2><img src="/screens/queue.png" alt="The queue view"></section>
<div class="customer-logos"><img src="/img/q.svg" alt="Quayside"></div>
<a href="/customers/harbour-logistics">Read how Harbour Logistics does it</a></main>
<footer><img src="/soc2-logo.png" alt="SOC 2"></footer></body></html>"""
_NONE = "<!DOCTYPE html><html><head><title>Velorig</title></head><body><main><h1>Queues</h1></main></body></html>"


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/"


REPLIES = (
    Reply(case="happy", url=f"{_SITE}/", body=_WALL, headers=HTML),
    *refusing(_at, happy=_WALL, empty=(200, _NONE, "empty"), headers=HTML),
)
