"""A home page with structured data and links to accounts, and pages that say nothing of whose they are."""

from tests.refusing import HTML, refusing
from tests.replica import Reply

_HOME = """<!DOCTYPE html><html><head><title>Velorig: queues for yards</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "velorig.example"},
 {"@type": ["Organization"], "name": "Velorig", "legalName": "Velorig Systems, Inc.",
  "alternateName": ["Velorig Relay"],
  "leiCode": "5493001KJTIIGC8Y1R12", "sameAs": ["https://x.com/velorig", "https://www.linkedin.com/company/velorig/"]}]}
</script></head><body><main><h1>Queues</h1><a href="https://github.com/velorig">Code</a>
<a href="https://github.com/velorig/relay/issues">Issues</a><a href="https://github.com/features">Features</a>
<a href="https://boards.greenhouse.io/velorig">Jobs</a><a href="https://www.npmjs.com/package/velorig-relay">Client</a>
<a href="https://twitter.com/intent/tweet?text=x">Share</a>
<a rel="me" href="https://social.example/@velorig">Mastodon</a><a href="https://elsewhere.example/@someone">A fan</a>
</main></body></html>"""
_TWO = """<!DOCTYPE html><html><head><title>Velorig</title></head><body><a href="https://github.com/velorig">Code</a>
<a href="https://github.com/velorig-labs">Labs</a></body></html>"""
_NONE = "<!DOCTYPE html><html><head><title>Velorig</title></head><body><main><h1>Queues</h1></main></body></html>"


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/"


REPLIES = (
    Reply(case="happy", url="https://velorig.example/", body=_HOME, headers=HTML),
    Reply(case="two_organisations", url="https://two.example/", body=_TWO, headers=HTML),
    *refusing(_at, happy=_HOME, empty=(200, _NONE, "empty"), headers=HTML),
)
