"""The next page of a listing that is asked for by a parameter."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def with_parameters(url: str, **parameters: str | int) -> str:
    """The address with these query parameters set; others keep their place and value."""
    parts = urlsplit(url)
    query = {
        **dict(parse_qsl(parts.query, keep_blank_values=True)),
        **{key: str(value) for key, value in parameters.items()},
    }
    return urlunsplit(parts._replace(query=urlencode(query)))
