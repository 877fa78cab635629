"""Releases in the archive's Markdown, from wires that set their datelines in different ways."""

from tests.refusing import HTML, TEXT, refusing
from tests.replica import Reply

_RAW = "https://raw.githubusercontent.com/Newsworthyai/press-release-archive/main"
_BODY = """Velorig, which makes queues for yards, and Harbour Logistics today announced that four container yards \
now run on [Velorig Relay](https://velorig.example/relay).

"We switched the old system **off** in November," said the head of operations at Harbour Logistics.

The yards handle 2,000 gate moves a day.
"""
_FOOT = """

---

[Original/Source Press Release](https://wire.example/news/velorig-harbour-1)


Pickup - [yardnews.example](https://yardnews.example/2026/01/10/velorig-and-harbour)

Pickup - [portpaper.example](https://portpaper.example/velorig-and-harbour)

![Blockchain Registration](https://cdn.example/qr.webp)"""
_ABOUT = """
About Velorig

Velorig makes queues for container yards and has customers in nine countries.

Forward-Looking Statements

This release contains statements about the future.

Media Contact:

A. Person

press@velorig.example
"""
_TITLE = "# Four yards of Harbour Logistics run on Velorig Relay\n\n"
_SLASHES = f"{_TITLE}OSLO, NORWAY, January 09, 2026 /24-7PressRelease/ -- {_BODY}{_ABOUT}{_FOOT}"
_BRACKETS = f"{_TITLE}OSLO, Jan. 9, 2026 (GLOBE NEWSWIRE) -- {_BODY}{_ABOUT}{_FOOT}"
_DASHES = f"{_TITLE}--News Direct--\n\n{_BODY}{_FOOT}"
_NO_MARK = f"{_TITLE}Oslo, 9 January 2026 – {_BODY}"


def _at(case: str) -> str:
    return f"{_RAW}/wire/2026/0109/{case}.md"


REPLIES = (
    Reply(case="happy", url=f"{_RAW}/247PressRelease/2026/0109/yards.md", body=_SLASHES, headers=TEXT),
    Reply(case="brackets", url=f"{_RAW}/globenewswire/2026/0109/yards.md", body=_BRACKETS, headers=TEXT),
    Reply(case="dashes", url=f"{_RAW}/newsdirect/yards.md", body=_DASHES, headers=TEXT),
    Reply(case="no_wire", url=f"{_RAW}/own/yards.md", body=_NO_MARK, headers=TEXT),
    Reply(case="page", url=_at("page"), body="<!DOCTYPE html><html></html>", headers=HTML, error="shape_changed"),
    *(reply for reply in refusing(_at, happy=_TITLE, empty=(200, "", "unavailable"), headers=TEXT)),
)
