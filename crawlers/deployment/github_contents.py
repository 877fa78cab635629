"""GitHub contents: one file (a manifest of the user side, with the packages it pins) or the list of a folder."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from typing import ClassVar

from crawlers.deployment.manifests import dependencies
from crawlers.facts import count, flat, known, said
from crawlers.json_fields import Fields
from crawlers.social.github import API, HEADERS, RATE, ROBOTS, TERMS, github_reply, repository_named
from crawlers.spec import SourceSpec
from crawlers.spider import (
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
    Truncated,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="github_contents",
    wing=Wing.DEPLOYMENT,
    publisher="GitHub",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("api.github.com",),
    auth="GITHUB_TOKEN",
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="A dependency that is pinned and never called; a repository that nobody deploys.",
    docs="https://docs.github.com/en/rest/repos/contents",
)

_MANIFESTS = ("requirements.txt", "pyproject.toml", "package.json", "go.mod")


class GithubContents:
    """A file or a folder."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The usual manifests of the repository that identity named for whoever is looked at."""
        named = repository_named(target)
        for manifest in _MANIFESTS if named else ():
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{API}/repos/{named}/contents/{manifest}",
                purpose=f"Which packages {named} depends on",
                headers=HEADERS,
                wave=2 if target.counterparty_domain else 1,
                check="dependencies",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document. An empty folder is ``NotPublished``: git keeps none."""
        payload = github_reply(response)
        fields = Fields(payload)
        if isinstance(payload, list):
            if not payload:
                raise NotPublished(f"{response.url} is an empty folder")
            yield _folder(response, fields)
        elif isinstance(payload, dict) and "path" in payload:
            if isinstance(payload.get("entries"), list):  # the object media type
                yield _folder(response, fields.object(""), fields)
            else:
                yield _file(response, fields)
        else:
            raise ShapeChanged(f"{response.url} is neither a file nor a folder")


def _folder(response: StoredResponse, fields: Fields, holder: Fields | None = None) -> ParsedDocument:
    facts = flat(known(*_entry(entry)) for entry in fields.items("entries" if holder else ""))
    if holder:
        holder.ignore("*")
    listed = [fact.subject or "" for fact in facts if fact.metric == "folder_entry"]
    return ParsedDocument(
        url=response.url,
        title="Folder",
        text="\n".join(listed),
        facts=(ObservedFact(metric="folder_entries", value=len(listed), unit="entries"), *facts),
        unhandled=fields.finish(),
    )


def _entry(entry: Fields) -> Iterator[ObservedFact | None]:
    path = entry.text("path", required=True)
    _ignore_links(entry)
    yield ObservedFact(
        metric="folder_entry", subject=path, value=entry.number("size"), text=entry.text("type"), unit="bytes"
    )
    yield said("file_hash", path, entry.text("sha"))


def _file(response: StoredResponse, fields: Fields) -> ParsedDocument:
    path, kind = fields.text("path", required=True) or "", fields.text("type")
    text = _content(response, fields)
    _ignore_links(fields)
    fields.ignore("truncated")
    pinned = dependencies(path, text or "")
    facts = known(
        count("file_size", path, fields.number("size"), unit="bytes", text=kind),
        said("file_hash", path, fields.text("sha")),
        said("file_page", path, fields.text("html_url")),
        said("link_target", path, fields.text("target")),
        said("submodule", path, fields.text("submodule_git_url")),
        said(
            "file_unread",
            path,
            "longer than the API sends: its text is unknown" if text is None and kind == "file" else None,
        ),
        *(ObservedFact(metric="dependency", subject=name, text=version or None) for name, version in pinned),
    )
    return ParsedDocument(url=response.url, title=path, text=text or "", facts=facts, unhandled=fields.finish())


def _content(response: StoredResponse, fields: Fields) -> str | None:
    """The file's text; ``None`` where GitHub leaves it out (over 1 MB its encoding is ``none``)."""
    encoding, content = fields.text("encoding"), fields.text("content")
    if encoding == "none" or (encoding is None and content is None):
        return None
    if encoding != "base64":
        return content or ""
    try:
        return base64.b64decode(content or "", validate=False).decode("utf-8", errors="replace")
    except binascii.Error as error:
        raise Truncated(f"the content of {response.url} ends before its base64 is complete") from error


def _ignore_links(entry: Fields) -> None:
    entry.ignore("name", "url", "html_url", "git_url", "download_url", "_links")
