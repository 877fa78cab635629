"""Mastodon: followers and posts of an account on its own instance, a hashtag's timeline, an instance's size.

Counts of remote accounts are partial: an instance knows only what reached it. A verified link in the profile is proof
that the account and the site belong together, and the strongest thing here.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import quote

from crawlers.addresses import host_of
from crawlers.facts import count, known, moment, person_key, said
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html
from crawlers.social.github import page_links
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import EmptyBoard, ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="mastodon",
    wing=Wing.SOCIAL,
    publisher="the account's own instance",
    writer=Role.METER,
    host=Role.METER,
    family="virality",
    hosts=("*",),
    rate=0.5,
    max_pages=3,
    robots="does not apply: documented API",
    terms="each instance has its own rules; 300 requests in five minutes for an address (read 2026-11)",
    gamed="an instance's operator can write any number; followers from one's own instance",
    docs="https://docs.joinmastodon.org/methods/accounts/",
)

_IGNORED_OF_ACCOUNT = (
    "id", "username", "display_name", "locked", "discoverable", "group", "avatar*", "header*", "emojis", "noindex",
    "roles", "role", "uri", "indexable", "hide_collections", "memorial", "suspended", "limited", "moved", "source",
    "mute_expires_at", "attribution_domains", "feature_approval", "show_*",
)  # fmt: skip
_IGNORED_OF_STATUS = (
    "account", "in_reply_to_*", "sensitive", "spoiler_text", "visibility", "uri", "url", "edited_at", "application",
    "media_attachments", "mentions", "emojis", "card", "poll", "reblog", "favourited", "reblogged", "muted",
    "pinned", "bookmarked", "filtered", "quote", "quote_approval", "local_only", "text", "tagged_collections",
)  # fmt: skip
_IGNORED_OF_INSTANCE = (
    "email", "urls", "thumbnail", "languages", "registrations", "approval_required", "invites_enabled", "rules",
    "configuration", "contact_account", "contact", "max_toot_chars", "source_url", "icon", "api_versions",
    "wrapstodon", "pleroma", "poll_limits", "upload_limit", "feature_quote", "fedibird_capabilities", "soapbox",
    "*_upload_limit", "*_limit", "background_image", "shout_limit", "description_limit",
)  # fmt: skip


class Mastodon:
    """An account, a list of statuses, or an instance."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The company's account, asked of its own instance (``user@instance``)."""
        name, _, instance = target.handles.get("mastodon", "").lstrip("@").partition("@")
        if name and instance:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://{instance}/api/v1/accounts/lookup?acct={quote(name)}",
                purpose=f"followers of @{name}@{instance}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document an account; one for a timeline or an instance. Statuses are counted without their authors."""
        payload = content_of(response, "acct", "accounts", "uri", "domain", "usage")
        fields = Fields(payload)
        if isinstance(payload, list) and payload and isinstance(payload[0], dict) and "acct" in payload[0]:
            documents = [_account(account) for account in fields.items()]
        elif isinstance(payload, list):
            documents = [_timeline(response, fields)]
        elif "accounts" in payload:
            documents = [_account(account) for account in fields.items("accounts")]
            fields.ignore("statuses", "hashtags")
        else:
            documents = [_account(fields) if "acct" in payload else _instance(response, fields)]
        if not documents:
            raise EmptyBoard(f"{response.url} names no accounts")
        yield replace(documents[0], unhandled=fields.finish())
        yield from documents[1:]


def _account(account: Fields) -> ParsedDocument:
    address = account.text("url", required=True) or ""
    name = account.text("acct", required=True) or ""
    subject = f"@{name if '@' in name else f'{name}@{host_of(address)}'}"
    note = text_of_html(account.text("note"))
    facts = [
        count("mastodon_followers", subject, account.number("followers_count"), unit="followers"),
        count("mastodon_following", subject, account.number("following_count"), unit="accounts"),
        count("mastodon_statuses", subject, account.number("statuses_count"), unit="posts"),
        count("mastodon_bot", subject, account.flag("bot")),
        moment("mastodon_created_at", subject, account.text("created_at")),
        moment("mastodon_last_status_at", subject, account.text("last_status_at")),
    ]
    lines = [note]
    for field in account.items("fields"):
        label = text_of_html(field.text("name"))
        shown = text_of_html(field.text("value"))
        verified = field.text("verified_at")
        lines.append(f"{label}: {shown}")
        facts.append(said("mastodon_verified_link", f"{subject} {label}", shown if verified else None))
        facts.append(moment("mastodon_verified_at", f"{subject} {label}", verified))
    account.ignore(*_IGNORED_OF_ACCOUNT)
    return ParsedDocument(
        url=address,
        title=subject,
        text="\n".join(line for line in lines if line),
        writer_org=host_of(address),
        facts=known(*facts),
    )


def _timeline(response: StoredResponse, fields: Fields) -> ParsedDocument:
    statuses = list(fields.items())
    if not statuses:
        raise EmptyBoard(f"{response.url} lists no posts")
    host = host_of(response.url)
    facts: list[ObservedFact | None] = [
        count("mastodon_statuses_listed", host, len(statuses), unit="posts on the page")
    ]
    texts = []
    for status in statuses:
        host = host_of(status.peek_text("url") or response.url)
        subject = f"{host} {status.text('id', required=True)}"
        texts.append(text_of_html(status.text("content")))
        facts += [
            count("mastodon_favourites", subject, status.number("favourites_count"), unit="favourites"),
            count("mastodon_reblogs", subject, status.number("reblogs_count"), unit="boosts"),
            count("mastodon_replies", subject, status.number("replies_count"), unit="replies"),
            count("mastodon_quotes", subject, status.number("quotes_count"), unit="quotes"),
            moment("mastodon_posted_at", subject, status.text("created_at")),
            said("mastodon_language", subject, status.text("language")),
            said("mastodon_tags", subject, ", ".join(status.texts("tags[].name"))),
            said("mastodon_author_key", subject, person_key("mastodon", status.peek_text("account.url"))),
        ]
        status.ignore("tags", *_IGNORED_OF_STATUS)
    following = page_links(response).get("next")
    return ParsedDocument(
        url=response.url,
        title="Posts",
        text="\n\n".join(text for text in texts if text),
        writer_org=host_of(response.url),
        facts=known(*facts),
        next_urls=(following,) if following else (),
    )


def _instance(response: StoredResponse, instance: Fields) -> ParsedDocument:
    """Version 1 counts users, posts and known domains; version 2 counts active users only."""
    host = instance.text("domain") or instance.text("uri") or ""
    host = host_of(host) or host
    title = instance.text("title")
    about = text_of_html(instance.text("description") or instance.text("short_description"))
    facts = known(
        count("mastodon_instance_users", host, instance.number("stats.user_count"), unit="accounts"),
        count("mastodon_instance_statuses", host, instance.number("stats.status_count"), unit="posts"),
        count("mastodon_instance_domains", host, instance.number("stats.domain_count"), unit="instances known"),
        count("mastodon_instance_active_month", host, instance.number("usage.users.active_month"), unit="accounts"),
        said("mastodon_instance_version", host, instance.text("version")),
    )
    instance.take("short_description")
    instance.take("uri")
    instance.ignore(*_IGNORED_OF_INSTANCE)
    return ParsedDocument(
        url=f"https://{host}" if host else response.url, title=title, text=about, writer_org=host, facts=facts
    )
