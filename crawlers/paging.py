"""Query parameters as they go over the wire, and the next page of a listing that is asked for by one of them."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def query_of(parameters: Mapping[str, str | int]) -> str:
    """A query string, with the characters left as they are that the HTTP client would decode again."""
    return urlencode(parameters, safe=",:/@")


def whole_of(url: str, parameter: str, default: int = 0) -> int:
    """The whole number that an address gives to a parameter; ``default`` where it gives none."""
    written = dict(parse_qsl(urlsplit(url).query)).get(parameter, "")
    return int(written) if written.isdecimal() else default


def with_parameters(url: str, **parameters: str | int) -> str:
    """The address with these query parameters set; others keep their place and value."""
    parts = urlsplit(url)
    query = {
        **dict(parse_qsl(parts.query, keep_blank_values=True)),
        **{key: str(value) for key, value in parameters.items()},
    }
    return urlunsplit(parts._replace(query=query_of(query)))
