"""What the three Wayback sources share: capture addresses, timestamps, and the archive's own refusals."""

import re
from datetime import datetime
from urllib.parse import quote

import tldextract

from crawlers.replies import is_challenge, limited
from crawlers.spider import BotPage, RateLimited, Refused, StoredResponse, Unavailable

PUBLISHER = "Internet Archive"
TERMS = "Public service; the operator of a client library reports 24 requests a minute as the hard limit (2024-02)."
RATE = 0.3  #: requests a second, below the 24 a minute above

# The list that ships with it: no fetch at run time; RFC 2606 keeps .example for invented organisations.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), extra_suffixes=("example",))

_CAPTURE = re.compile(r"/web/(\d{4,14})(?:[a-z]{2}_)?/(.+)$", re.DOTALL)


def capture_url(timestamp: str, original: str) -> str:
    """The address of an archived copy as its bytes came (``id_``), without the archive's banner and links."""
    return f"https://web.archive.org/web/{timestamp}id_/{original}"


def cdx_url(pattern: str, **options: str) -> str:
    """A CDX look-up of an address or, with ``*`` at its end, of everything beneath it."""
    wanted = "&".join(f"{name}={quote(value, safe='')}" for name, value in options.items())
    return f"https://web.archive.org/cdx/search/cdx?url={quote(pattern, safe='/*')}" + (f"&{wanted}" if wanted else "")


def parts_of_capture(url: str) -> tuple[str, str] | None:
    """Timestamp and original address of a capture's address, or ``None`` for any other address."""
    found = _CAPTURE.search(url)
    return (found.group(1), found.group(2)) if found else None


def site_of(address: str) -> str | None:
    """The registrable domain that an archived address stood under."""
    return _suffixes(address).top_domain_under_public_suffix or None


def instant(timestamp: str | None) -> datetime | None:
    """A capture's 14-digit timestamp (UTC) as an instant; shorter ones are padded, impossible ones give ``None``."""
    if not timestamp or not timestamp.isdigit() or not 4 <= len(timestamp) <= 14:
        return None
    padded = timestamp + "00000101000000"[len(timestamp) :]
    try:
        return datetime.strptime(padded, "%Y%m%d%H%M%S")
    except ValueError:
        return None


def refuse_exclusion(response: StoredResponse) -> None:
    """Raise the archive's own errors, which it words as Java exceptions or plain text and may send with any status."""
    head = response.body[:2_000]
    if b"AdministrativeAccessControlException" in head or b"Blocked Site Error" in head:
        raise Refused("the archive excludes this site, which its owner can ask for: absent history is no evidence")
    if b"RobotAccessControlException" in head or b"Blocked By Robots" in head:
        raise Refused("the archive hides this site because of its robots.txt: absent history is no evidence")
    if b"org.archive." in head or b"java." in head[:200]:
        raise Unavailable(f"the archive answered {response.url} with an internal error")
    if response.status == 429 or b"Too Many Requests" in head[:400]:
        raise RateLimited(limited(response))
    if is_challenge(response.body):
        raise BotPage(f"{response.url} answered with a challenge page")
