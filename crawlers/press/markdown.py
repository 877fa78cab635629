"""Markdown and MDX as prose: front matter read, links and emphasis undone, components reduced to what they say."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from crawlers.plain_text import tidy

_FRONT = re.compile(r"\A\s*---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.S)
_COMMENT = re.compile(r"\{/\*.*?\*/\}|<!--.*?-->", re.S)
_IMPORT = re.compile(r"^(?:import|export)\s.+$", re.M)
_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.M | re.S)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$", re.M)
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_QUOTED = re.compile(r"^\s{0,3}>\s?", re.M)
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$", re.M)
_TAG = re.compile(
    r"</?[A-Za-z][\w.]*(?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s>]+))?)*\s*/?>", re.S
)

_ATTRIBUTE = re.compile(r"""([\w:-]+)=\{?(?:"([^"]*)"|'([^']*)')\}?""")


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML front matter, and what follows it; an empty dictionary where there is none or it is not YAML."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    try:
        values = yaml.safe_load(found.group(1))
    except yaml.YAMLError:
        values = None
    return (values if isinstance(values, dict) else {}), text[found.end() :]


def prose(text: str) -> str:
    """What a reader of the rendered page would read: one line a paragraph, no markup, no code blocks, no images."""
    for pattern in (_COMMENT, _IMPORT, _FENCE, _IMAGE, _RULE):
        text = pattern.sub("\n", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub(_spoken, text)
    text = _QUOTED.sub("", _HEADING.sub("", text))
    return tidy(_MARKS.sub("", text))


def _spoken(tag: re.Match[str]) -> str:
    """What a component shows as text: a quotation with the role and company of its speaker; else a line break."""
    attributes = {key: double or single for key, double, single in _ATTRIBUTE.findall(tag.group())}
    quote = attributes.get("quote")
    if not quote:
        return "\n"
    speaker = ", ".join(attributes[key] for key in ("role", "company") if attributes.get(key))
    return f"\n“{quote}”{f' {speaker}' if speaker else ''}\n"


def heading_of(text: str) -> str | None:
    """The first heading."""
    found = re.search(r"^\s{0,3}#{1,2}\s+(.+?)\s*#*\s*$", text, re.M)
    return prose(found.group(1)) or None if found else None


def components(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The opening tags of MDX components (names in capitals) with those attributes that are plain strings."""
    for found in _TAG.finditer(text):
        tag = found.group()
        name = re.match(r"<([A-Z][\w.]*)", tag)
        if name:
            yield name.group(1), {key: double or single for key, double, single in _ATTRIBUTE.findall(tag)}
