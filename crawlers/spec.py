"""SourceSpec: everything a source declares about itself before it may fetch anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.words import KnownBy, Role, Wing


class SourceStatus(StrEnum):
    """Whether a source may run. ``not used`` keeps its reason in ``SourceSpec.reason``."""

    READY = "ready"
    NEEDS_KEY = "needs key"
    OFF = "off"
    NOT_USED = "not used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What a healthy reply holds at least; less is an event, never a silence."""

    items: int = 0  #: facts of a reply below which it is an ``EmptyBoard``
    each: str | None = None  #: metric whose subjects are the reply's items: jobs of a board, say
    filled: Mapping[str, float] = field(default_factory=dict)  #: metric -> least share of the items that carry it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One source: who publishes it, who writes and answers for it, and on which terms we may read it.

    ``rate`` is in requests a second, for the whole process. ``docs`` is the publisher's own documentation.
    """

    name: str  #: snake case, unique; the file's and the cassette's name
    wing: Wing
    publisher: str
    writer: Role
    host: Role
    liable: Role | None = None
    family: str  #: the signal family it mostly feeds, or ``identity`` or ``discovery``
    hosts: tuple[str, ...]  #: hosts it may fetch from; ``*`` for a company's own site
    auth: str | None = None  #: environment variable that holds the key
    auth_required: bool = False
    auth_as: str = "Authorization: Bearer {key}"  #: the header that carries the key; never the address, which is stored
    rate: float = 1.0
    max_pages: int = 20  #: pages followed from one planned request (``next_urls``, ``next_requests``)
    daily_budget: int = 2_000  #: requests a host and day, kept across restarts
    robots: str = "obeyed"  #: or why robots.txt does not apply, for documented APIs
    terms: str  #: what the terms allow, with the date it was read
    gamed: str  #: what a company could make this source say, and how
    docs: str
    known_by: KnownBy | None = None  #: who proves the ``known_at`` that the parser reads off; None: by the host's role
    floors: Floors = Floors()
    register: bool = (
        False  #: lists everybody: only the asking company's entries are stored as observations (``listing``)
    )
    status: SourceStatus = SourceStatus.READY
    reason: str | None = None  #: why it is off or not used

    @property
    def needs_key(self) -> bool:
        """Whether it cannot be asked at all without its key."""
        return self.auth is not None and (self.auth_required or self.status is SourceStatus.NEEDS_KEY)
