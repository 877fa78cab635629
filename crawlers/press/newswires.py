"""What the newswires share: a release in a feed, paid for by its issuer, with the issuer named beside it."""

from collections.abc import Iterator
from dataclasses import replace

from crawlers.press.feeds import entry_facts, feed_documents, read_feed
from crawlers.press.releases import read_release, release_facts
from crawlers.spider import ParsedDocument, StoredResponse

TERMS = "the feed is published to be read by programs; the texts are the issuers' (read 2026-11)"
GAMED = "presence proves payment only; the wire checks the sender, not the sentence"


def wire_documents(response: StoredResponse) -> Iterator[ParsedDocument]:
    """The feed, then one document a release. The writer is the issuer that the wire names, unknown where it names none.

    An entry holds the beginning of a release, so its dateline is read as of a whole one.
    """
    feed = read_feed(response)
    about, *entries = feed_documents(response, feed, None)
    yield about
    for entry, document in zip(feed.entries, entries, strict=True):
        release = read_release(f"# {entry.title or ''}\n{entry.text}")
        facts = (fact for fact in release_facts(release, len(document.text)) if fact.metric in _OF_AN_ENTRY)
        yield replace(
            document, facts=(*entry_facts(entry), *facts), published_at=entry.published_at or release.released
        )


_OF_AN_ENTRY = frozenset({"release_dateline", "release_place", "release_wire", "released_on"})
