"""Customer stories: MDX with front matter in two dialects, a page, and the index that links the pages."""

from tests.refusing import HTML, TEXT, refusing
from tests.replica import Reply

_SITE = "https://velorig.example"
_TEXT = (
    "<p>Harbour Logistics runs four container yards. Its gates used to telephone each other about every truck.</p>"
    "<p>Since November all four yards schedule their 2,000 daily gate moves through one queue in Relay.</p>"
    "<blockquote>We switched the old system off in November.</blockquote>"
)
_PAGE = f"""<!DOCTYPE html><html><head><title>How Harbour Logistics runs four yards on Relay | Velorig</title>
<link rel="canonical" href="{_SITE}/customers/harbour-logistics">
<meta property="article:published_time" content="2026-01-09">
</head><body><main><h1>How Harbour Logistics runs four yards on Relay</h1>{_TEXT}</main></body></html>"""
_INDEX = """<!DOCTYPE html><html><head><title>Customers | Velorig</title></head><body><main><h1>Customers</h1>
<p>Yards, ports and depots on three continents plan their gates with Velorig; read how some of them went about it.</p>
<a href="/customers/harbour-logistics">Harbour Logistics</a>
<a href="/customers/foundry-nine">Foundry Nine</a></main></body></html>"""
_MDX = """---
title: "How Foundry Nine empties its yard by noon"
date: January 9, 2026
description: Foundry Nine plans its trucks with Relay.
customerQuote: "By noon the yard is empty."
quoteAuthor: "A. Person"
quoteRole: "Head of Yard"
quoteCompany: "Foundry Nine"
---

import { Figure } from "components"

## Summary

Foundry Nine casts engine blocks and sends **40 trucks** a day through [one gate](/gates).

<Figure src="/yard.jpg" alt="The yard" />

<CustomerQuote
  quote="We plan the day before, and it holds."
  name="A. Person"
  role="Head of Yard"
  company="Foundry Nine"
/>
"""
_OTHER_DIALECT = """---
name: Northgate Depot
title: Northgate Depot halves its queue with Relay
author: A. Person
author_title: Depot Manager
date: '2026-01-05'
company_url: https://northgate.example
stats:
  - stat: 50%
    label: shorter queue
misc:
  - label: Use case
    text: Gate planning
---
Northgate Depot halved the queue at its gate.

<Quote img="person.png" caption="A. Person, Depot Manager at Northgate.">It is quiet now.</Quote>
"""


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/customers/one"


REPLIES = (
    Reply(case="happy", url=f"{_SITE}/customers", body=_INDEX, headers=HTML),
    Reply(case="page_two", url=f"{_SITE}/customers/harbour-logistics", body=_PAGE, headers=HTML),
    Reply(case="mdx", url=f"{_SITE}/content/foundry-nine.mdx", body=_MDX, headers=TEXT),
    Reply(case="other_dialect", url=f"{_SITE}/content/northgate.mdx", body=_OTHER_DIALECT, headers=TEXT),
    *refusing(_at, happy=_PAGE, empty=(200, "", "unavailable"), headers=HTML),
)
