"""The vocabulary: every closed list of words that a record may hold (DESIGN, sections 2 and 4).

A word here is a public contract. It is written into files that people keep, so it may gain neighbours but never a new
meaning.
"""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """Who stands behind a record: as its writer, its host, or the one liable if it is false."""

    COMPANY = "company"
    USER_SIDE = "user_side"
    COUNTERPARTY = "counterparty"
    THIRD_PARTY = "third_party"
    REGULATOR = "regulator"
    AUDITOR = "auditor"
    METER = "meter"
    CROWD = "crowd"


#: Writers across the table from the company: whichever of the two words a record uses for the party.
OTHER_SIDE = frozenset({Role.USER_SIDE, Role.COUNTERPARTY})


class Wing(StrEnum):
    """The three wings of the crawlers."""

    SOCIAL = "social"
    PRESS = "press"
    DEPLOYMENT = "deployment"


class Stance(StrEnum):
    """What a record does to the claim it is held against."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    ENDS = "ends"


class Facet(StrEnum):
    """The three things about a claim that can be true or false apart from each other."""

    EXISTENCE = "existence"
    SCALE = "scale"
    LIVENESS = "liveness"


class Rung(IntEnum):
    """Strength of record behind one facet of a claim, weakest first."""

    CLAIMED = 0
    REPORTED = 1
    ACKNOWLEDGED = 2
    CORROBORATED = 3
    OPERATIONAL = 4
    OWN_AUDITED = 5
    COUNTERPARTY_LIABLE = 6

    @property
    def word(self) -> str:
        """The rung as people read it, for example ``counterparty_liable``."""
        return self.name.lower()


class Status(StrEnum):
    """Where a claim stands today; a status never erases a rung."""

    STANDING = "standing"
    ENDED = "ended"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"


class Looked(StrEnum):
    """What a look-up gave. Absence has three words; none of them is zero."""

    FOUND = "found"
    NO = "no"
    NOT_PUBLISHED = "not_published"
    NOT_READ = "not_read"
    NOT_APPLICABLE = "not_applicable"


class Label(StrEnum):
    """What people read first."""

    VERIFIED = "VERIFIED"
    PARTIAL = "PARTIAL"
    CLAIMED = "CLAIMED"
    CONTRADICTED = "CONTRADICTED"
    ENDED = "ENDED"
    INSUFFICIENT = "INSUFFICIENT"


class Family(StrEnum):
    """The thirteen signal families; one file each under ``scoring/signals``."""

    BENCHMARK = "benchmark"
    USAGE = "usage"
    CUSTOMERS = "customers"
    FUNDING = "funding"
    REVENUE = "revenue"
    VIRALITY = "virality"
    DEMO = "demo"
    PARTNERSHIP = "partnership"
    DEPLOYMENT = "deployment"
    EQUITY = "equity"
    SAVINGS = "savings"
    HEADCOUNT = "headcount"
    RECOGNITION = "recognition"


class ClaimKind(StrEnum):
    """What is claimed: relation kinds first, then metric kinds (the gold guideline's words)."""

    DEPLOYMENT = "deployment"
    CUSTOMER = "customer"
    INTEGRATION = "integration"
    RESELLER = "reseller"
    INVESTMENT = "investment"
    JOINT_VENTURE = "joint_venture"
    EQUITY_SWAP = "equity_swap"
    ACQUISITION = "acquisition"
    MOU = "mou"
    PILOT = "pilot"
    CREDITS_PROGRAM = "credits_program"
    MEMBERSHIP = "membership"
    MARKETPLACE_LISTING = "marketplace_listing"
    CANCELLATION = "cancellation"
    DENIAL = "denial"
    ARR = "arr"
    REVENUE = "revenue"
    USERS = "users"
    DOWNLOADS = "downloads"
    STARS = "stars"
    FOLLOWERS = "followers"
    VIEWS = "views"
    BENCHMARK = "benchmark"
    USAGE_TOKENS = "usage_tokens"
    FUNDING = "funding"
    HEADCOUNT = "headcount"
    SAVINGS = "savings"
    AWARD = "award"
    DEMO = "demo"


class Commitment(StrEnum):
    """How far a claim commits itself, read off the verb of its span."""

    LIVE = "live"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    HEDGED = "hedged"
    ENDED = "ended"
    DENIED = "denied"


class AssertedBy(StrEnum):
    """Whose statement a claim is."""

    SUBJECT = "subject"
    COUNTERPARTY = "counterparty"
    BOTH = "both"
    THIRD_PARTY = "third_party"
    REGULATOR = "regulator"


class KnownBy(StrEnum):
    """Which outsider can prove that a record existed at its ``known_at``."""

    FILING_ACCEPTANCE = "filing_acceptance"
    ARCHIVE_CAPTURE = "archive_capture"
    CERTIFICATE_LOG = "certificate_log"
    OWN_FETCH = "own_fetch"
    CASE_FILE = "case_file"
