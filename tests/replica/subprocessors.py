"""Sub-processor pages: a table and a list as HTML, a Markdown list with a location for all, a page of scripts."""

from tests.refusing import CHALLENGE, HTML, TEXT, refusing
from tests.replica import Reply

_TABLE = """<!DOCTYPE html><html lang="en"><head><title>Sub-processors | Harbour Logistics</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/pricing">Pricing</a></li></ul></nav>
<main><h1>Sub-processors</h1><p>Last updated: March 3rd, 2026</p>
<h2>Third-party sub-processors</h2>
<table><thead><tr><th>Entity name</th><th>Purpose</th><th>Data processed</th><th>Location of processing</th>
<th>Corporate location</th><th>Date added</th></tr></thead><tbody>
<tr><td><a href="https://velorig.example">Velorig AS</a></td><td>Scheduling of gate moves</td><td>Names of drivers</td>
<td>Norway</td><td>Norway</td><td>12 January 2026</td></tr>
<tr><td>Northfield Hosting</td><td>Servers</td><td>All</td><td>Ireland</td><td>United States</td>
<td>2021-04-01</td></tr>
<tr><td>Northfield Hosting</td><td>Backups</td><td>All</td><td>Germany</td><td>United States</td>
<td>2023-06-15</td></tr>
</tbody></table>
<h2>Affiliates</h2>
<table><tr><th>Name</th><th>Activity</th><th>Country</th></tr>
<tr><td>Harbour Logistics Rotterdam BV</td><td>Support</td><td>Netherlands</td></tr></table>
<h2>Changes</h2><p>2026-01-12: added Velorig AS.</p><p>2025-09-30: removed Dispatchly Inc.</p></main>
<footer><ul><li><a href="/legal">Legal</a></li></ul></footer></body></html>"""

_LIST = """<!DOCTYPE html><html><head><title>Vendors</title></head><body><h1>Our subprocessors</h1>
<p>Effective 8 June 2025. We use the following subprocessors:</p>
<ul><li><strong>Velorig AS</strong> – queues for gates</li>
<li><a href="https://mail.example">Postbode</a>: newsletters</li>
<li>Northfield Hosting (servers)</li></ul></body></html>"""

_MARKDOWN = """---
title: Harbour subprocessors
description: Vendors that we use.
---

# Harbour subprocessors

*Last updated: June 8, 2025*

We keep agreements with each of them. These subprocessors are all located in the United States:

* [Velorig](https://velorig.example/gdpr). Queue software.
* [Northfield Hosting](https://northfield.example). Servers,
  backups and mail.

These are located in the EU:

* [Postbode](https://postbode.example). Newsletters.
"""

_GRID = """<!DOCTYPE html><html><head><title>Subprocessors</title></head><body><div role="table">
<div role="row"><span role="columnheader">Vendor</span><span role="columnheader">Service</span></div>
<div role="row"><span role="cell">Velorig AS</span><span role="cell">Scheduling</span></div></div></body></html>"""

_SCRIPTS = """<!DOCTYPE html><html><head><title>Subprocessors</title></head><body><div id="root"></div>
<script>load("/subprocessors.json")</script></body></html>"""


def _at(case: str) -> str:
    return f"https://{case.replace('_', '-')}.example/subprocessors"


REPLIES = (
    Reply(case="happy", url="https://harbour.example/subprocessors", body=_TABLE, headers=HTML),
    Reply(case="list", url="https://harbour.example/legal/subprocessors", body=_LIST, headers=HTML),
    Reply(case="markdown", url="https://harbour.example/subprocessors.md", body=_MARKDOWN, headers=TEXT),
    Reply(case="grid", url="https://harbour.example/trust/subprocessors", body=_GRID, headers=HTML),
    Reply(case="challenge", url=_at("challenge"), body=CHALLENGE, status=200, headers=HTML, error="bot_page"),
    *refusing(_at, happy=_TABLE, empty=(200, _SCRIPTS, "empty"), headers=HTML),
)
