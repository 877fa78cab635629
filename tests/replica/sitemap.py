"""Sitemaps: an index, pages (plain, news, gzip, text), and what is none."""

import gzip

from tests.refusing import HTML, TEXT, XML, refusing
from tests.replica import Reply

_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_INDEX = f"""<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex {_SCHEMA}>
<sitemap><loc>https://velorig.example/sitemap-pages.xml</loc><lastmod>2026-05-01</lastmod></sitemap>
<sitemap><loc>https://velorig.example/sitemap-news.xml</loc></sitemap></sitemapindex>"""
_PAGES = f"""
<?xml version="1.0" encoding="UTF-8"?>
<urlset {_SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://velorig.example/</loc><lastmod>2026-05-01T23:30:00-05:00</lastmod><changefreq>daily</changefreq>
<priority>1.0</priority><xhtml:link rel="alternate" hreflang="no" href="https://velorig.example/no"/></url>
<url><loc> https://velorig.example/customers/harbour </loc><lastmod>2026-01-12</lastmod></url>
<url><loc>https://velorig.example/about</loc></url></urlset>"""
_NEWS = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {_SCHEMA}
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://velorig.example/news/harbour</loc>
<news:news><news:publication><news:name>Velorig</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-01-09</news:publication_date><news:title>Harbour runs on Relay</news:title></news:news>
</url></urlset>"""
_NONE = f'<?xml version="1.0"?><urlset {_SCHEMA}></urlset>'
_PAGE = "<!DOCTYPE html><html><head><title>Velorig</title></head><body>Welcome</body></html>"
_GZIP = {"Content-Type": "application/x-gzip"}


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/sitemap.xml"


REPLIES = (
    Reply(case="happy", url="https://velorig.example/sitemap.xml", body=_INDEX, headers=XML),
    Reply(case="page_two", url="https://velorig.example/sitemap-pages.xml", body=_PAGES, headers=XML),
    Reply(case="news", url="https://velorig.example/sitemap-news.xml", body=_NEWS, headers=XML),
    Reply(
        case="gzip",
        url="https://velorig.example/sitemap.xml.gz",
        body=gzip.compress(_PAGES.encode(), mtime=0),
        headers=_GZIP,
    ),
    Reply(case="text", url="https://velorig.example/sitemap.txt", body="https://velorig.example/\n", headers=TEXT),
    Reply(case="page", url=_at("page"), body=_PAGE, headers=HTML, error="not_published"),
    *refusing(_at, happy=_PAGES, empty=(200, _NONE, "empty"), headers=XML),
)
