"""Addresses as publishers and pages write them: taken apart without failing, and put together for the next page."""

from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit


def parts_of(url: str) -> SplitResult:
    """The parts of an address; all of them empty where it is none (``http://[``)."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def host_of(url: str) -> str | None:
    """The host of an address, in lower case; ``None`` where it has none."""
    return parts_of(url).hostname


def joined(base: str, link: str) -> str | None:
    """The address that a page at ``base`` means by a link; ``None`` where a link means none."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None


def parameter(url: str, name: str) -> str | None:
    """The value that an address gives to a query parameter; ``None`` where it gives none."""
    return dict(parse_qsl(parts_of(url).query)).get(name)


def whole_of(url: str, name: str, default: int = 0) -> int:
    """The whole number that an address gives to a query parameter; ``default`` where it gives none."""
    written = parameter(url, name) or ""
    return int(written) if written.isdecimal() else default


def query_of(parameters: Mapping[str, str | int]) -> str:
    """A query string, with the characters left as they are that the HTTP client would decode again."""
    return urlencode(parameters, safe=",:/@")


def with_parameters(url: str, **parameters: str | int) -> str:
    """The address with these query parameters set; others keep their place and value."""
    parts = parts_of(url)
    query = {
        **dict(parse_qsl(parts.query, keep_blank_values=True)),
        **{name: str(value) for name, value in parameters.items()},
    }
    return urlunsplit(parts._replace(query=query_of(query)))
