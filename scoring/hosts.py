"""Whose host served a record: the party's own, one that only looks like it, or one where anybody opens an account."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from data.organisations import registrable
from data.records import Document
from data.words import KnownBy

#: Platforms on which anybody may publish under any name; the domain says nothing of who owns the account.
OPEN_PLATFORMS = frozenset(
    {
        "ashbyhq.com",
        "bitbucket.org",
        "blogger.com",
        "blogspot.com",
        "bsky.app",
        "bsky.social",
        "carrd.co",
        "docker.com",
        "facebook.com",
        "ghost.io",
        "gitbook.io",
        "github.com",
        "github.io",
        "githubusercontent.com",
        "gitlab.com",
        "greenhouse.io",
        "herokuapp.com",
        "hf.space",
        "huggingface.co",
        "instagram.com",
        "lever.co",
        "linkedin.com",
        "medium.com",
        "netlify.app",
        "notion.site",
        "pages.dev",
        "readthedocs.io",
        "reddit.com",
        "scribd.com",
        "slideshare.net",
        "statuspage.io",
        "substack.com",
        "threads.net",
        "tumblr.com",
        "twitter.com",
        "vercel.app",
        "webflow.io",
        "wixsite.com",
        "wordpress.com",
        "x.com",
        "youtube.com",
    }
)
#: Platforms of packages, which are asked by other names elsewhere and known by their pages here.
_PACKAGES = re.compile(r"npmjs\.(?:com|org)|pypi\.org")
LEAST_LABEL = 4  #: letters; a shorter name is one slip from too many others
#: Characters that are drawn alike, to the one they imitate.
_DRAWN_ALIKE = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "-": "", "_": ""})


def is_open_platform(domain: str | None) -> bool:
    """Whether anybody may publish on a registrable domain under any name."""
    return domain in OPEN_PLATFORMS or _PACKAGES.fullmatch(domain or "") is not None


def host_of(document: Document) -> str | None:
    """Registrable domain that served a document after redirects; ``None`` for a case file's hearsay address."""
    if document.known_by is KnownBy.CASE_FILE:
        return None
    address = document.final_url or document.url
    return registrable(address) if "://" in address else None


@lru_cache(maxsize=16_384)
def looks_like(host: str, true_host: str) -> bool:
    """Whether a host imitates another: drawn alike, one slip apart, or the other's name with something added."""
    label, true_label = _label(host), _label(true_host)
    if label == true_label or len(true_label) < LEAST_LABEL:
        return False
    plain, true_plain = label.translate(_DRAWN_ALIKE), true_label.translate(_DRAWN_ALIKE)
    if plain == true_plain or plain.replace("rn", "m") == true_plain or plain.replace("vv", "w") == true_plain:
        return True
    if "-" in label and true_label in label.split("-"):
        return True
    return OSA.distance(plain, true_plain, score_cutoff=1) <= 1


def other_ending(document: Document, party: str) -> str | None:
    """A domain with the party's name and another ending, which may be its own or anybody's: it speaks for itself.

    Where the party's own domain led there, the party answers for it. ``party`` is a domain.
    """
    host = host_of(document)
    if host is None or host == party or registrable(document.url) == party:
        return None
    return host if _label(host) == _label(party) else None


def _label(host: str) -> str:
    return host.partition(".")[0]
