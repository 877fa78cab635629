"""Records: what stands behind the claim, who wrote it, and whether anybody can count it again."""

from data.words import Facet, Looked, Role
from scoring.backing import backs
from scoring.checks import ANY_RECORD
from scoring.feature_groups.base import Feature, Group, SignalView, flag

SERIES = "company_series"
STAGED = frozenset({"company_demo", "company_deck", "reference_call", "audit_letter_supplied", "company_measurement"})
COUNTABLE = frozenset({"company_page", SERIES, "platform_counter", "app_store_record", "publication"})


def existence(view: SignalView) -> float:
    """Rung of the claim's existence, 0 claimed to 6 counterparty liable."""
    return float(view.standing.rungs[Facet.EXISTENCE])


def scale(view: SignalView) -> float:
    """Rung of the claim's size, 0 to 6."""
    return float(view.standing.rungs[Facet.SCALE])


def backed(view: SignalView) -> float | None:
    """A record gives the claimed number within a quarter; missing where no number is claimed."""
    if view.claim.value is None:
        return None
    return flag(backs(view.standing.backed))


def outside_origins(view: SignalView) -> float:
    """Independent origins other than the company, at most three."""
    return float(min(3, sum(count for role, count in view.standing.origins.items() if role is not Role.COMPANY)))


def nothing_seen(view: SignalView) -> float:
    """Somebody looked for any record and saw none."""
    return flag(view.standing.looked.get(ANY_RECORD) is Looked.NOT_PUBLISHED and not view.supporting)


def own_papers_only(view: SignalView) -> float:
    """Records exist, and the company wrote every one, none under liability and none in a running series of counts."""
    rows = view.supporting
    own = all(row.writer is Role.COMPANY and row.host is not Role.REGULATOR for row in rows)
    return flag(bool(rows) and own and not series(view))


def staged_record(view: SignalView) -> float:
    """A record that the company stages or hands over: film, deck, own test, arranged reference, supplied letter."""
    return flag(any(row.kind in STAGED for row in view.supporting))


def countable(view: SignalView) -> float:
    """A public counter, page or series of earlier counts that anybody can follow."""
    return flag(any(row.kind in COUNTABLE for row in view.supporting))


def series(view: SignalView) -> float:
    """Earlier counts of the same number are on record: a bare self-report would have to fit into them."""
    return flag(any(row.kind == SERIES for row in view.supporting))


def public_body(view: SignalView) -> float:
    """A public body wrote one of the records."""
    return flag(any(row.writer is Role.REGULATOR for row in view.supporting))


FEATURES = (
    Feature("rung_existence", Group.RECORDS, -1, existence, "strength of record that it exists"),
    Feature("rung_scale", Group.RECORDS, -1, scale, "strength of record for its size"),
    Feature("scale_backed", Group.RECORDS, -1, backed, "a record gives the claimed number"),
    Feature("outside_origins", Group.RECORDS, -1, outside_origins, "independent writers other than the company"),
    Feature("nothing_seen", Group.RECORDS, 1, nothing_seen, "looked for any record and saw none"),
    Feature("own_papers_only", Group.RECORDS, 1, own_papers_only, "the company wrote every record behind it"),
    Feature("staged_record", Group.RECORDS, 1, staged_record, "the company staged or handed over a record"),
    Feature("countable", Group.RECORDS, -1, countable, "a public page or counter shows it, for anybody to follow"),
    Feature("series", Group.RECORDS, -1, series, "it fits into a running series of earlier counts"),
    Feature("public_body", Group.RECORDS, -1, public_body, "a public body wrote a record of it"),
)
