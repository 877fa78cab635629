"""robots.txt: groups, delays and sitemaps; comments alone; a page in its place."""

from tests.refusing import HTML, TEXT, refusing
from tests.replica import Reply

_FILE = """# Velorig
User-agent: *
Disallow: /customers/   # not for robots
Disallow: /search?q=
Allow: /customers/public
Crawl-delay: 2.5

User-Agent: GreedyBot
User-agent: OtherBot
Disallow: /
Disallow:

Host: velorig.example
Sitemap: https://velorig.example/sitemap.xml
sitemap: https://velorig.example/sitemap-news.xml.gz
"""
_PAGE = "<!DOCTYPE html><html><head><title>Velorig</title></head><body>Welcome</body></html>"


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/robots.txt"


# Nothing in a cut robots.txt tells that it was cut; a cut transfer is told by its length, before any parser.
_CASES = tuple(
    reply for reply in refusing(_at, happy=_FILE, empty=(200, "", None), headers=TEXT) if reply.error != "truncated"
)

REPLIES = (
    Reply(case="happy", url="https://velorig.example/robots.txt", body=_FILE, headers=TEXT),
    Reply(case="comments", url="https://comments.example/robots.txt", body="# nothing to say\n", headers=TEXT),
    Reply(case="page", url=_at("page"), body=_PAGE, headers=HTML, error="not_published"),
    Reply(case="no_rules", url=_at("no_rules"), body="just some words\n", headers=TEXT, error="shape_changed"),
    Reply(case="truncated", url=_at("truncated"), body=_FILE[:120], headers=TEXT),
    *_CASES,
)
