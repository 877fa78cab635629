"""What a public buyer obligated and paid to the company, and when its last award ran out.

Money obligated or paid is a record; a ceiling, an option that nobody exercised and an outlay near zero are none.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from data.as_of import Dossier
from data.records import Document, Observation
from data.words import Stance
from scoring.found import Found, observed
from scoring.naming import Named

#: Observation metric -> kind of record.
OBLIGATED, OUTLAYS = "obligated_usd", "outlays_usd"
MONEY = {OBLIGATED: "government_award", OUTLAYS: "government_outlay"}
RECIPIENT, AGENCY, ENDS_ON = "award_recipient", "awarding_agency", "award_end"
CEILING, EXERCISED = "ceiling_usd", "exercised_options_usd"  #: with all options, and with those taken up
NEARLY_NOTHING = 0.05  #: share of the obligated money below which what was paid shows no use


@dataclass(slots=True)
class Award:
    """One award as one document tells it."""

    document: Document
    name: str | None
    agency: str | None = None
    recipients: set[str | None] = field(default_factory=set)
    ends_on: date | None = None
    money: dict[str, Observation] = field(default_factory=dict)

    def paid(self, metric: str) -> float:
        """US dollars of one kind of money; zero where the document tells none."""
        row = self.money.get(metric)
        return row.value or 0.0 if row is not None else 0.0

    @property
    def lapsed(self) -> float:
        """US dollars of options that were neither exercised nor obligated; zero where no ceiling is told."""
        return max(0.0, self.paid(CEILING) - max(self.paid(EXERCISED), self.paid(OBLIGATED)))

    def counts(self, metric: str) -> bool:
        """Whether a sum shows money on its way: some was obligated, or more than nearly nothing was paid."""
        least = NEARLY_NOTHING * self.paid(OBLIGATED) if metric == OUTLAYS else 0.0
        return self.paid(metric) > least


def public_money(dossier: Dossier, named: Named) -> Iterator[Found]:
    """Sums that a public buyer obligated or paid to the company, and the end of a buyer's last award."""
    by_party: dict[str, list[Award]] = defaultdict(list)
    for award in _awards(dossier, named):
        party = named.key(award.agency)
        if party and award.recipients & named.own:
            by_party[party].append(award)
    for party, awards in by_party.items():
        for award in awards:
            for metric, kind in MONEY.items():
                row = award.money.get(metric)
                if row is not None and award.counts(metric):
                    note = f"{award.agency}: {metric} {row.value:,.0f}"
                    yield observed(row, award.document, kind, note, party)
        yield from _run_out(awards, party, dossier.as_of)


def _awards(dossier: Dossier, named: Named) -> list[Award]:
    """Awards by document and name, in the order of their rows."""
    found: dict[tuple[str, str | None], Award] = {}
    for row in dossier.observations:
        if row.metric not in (RECIPIENT, AGENCY, ENDS_ON, CEILING, EXERCISED, *MONEY):
            continue
        place = (row.document_id, row.subject)
        award = found.setdefault(place, Award(dossier.document(row.document_id), row.subject))
        if row.metric == RECIPIENT:
            award.recipients.add(named.key(row.text))
        elif row.metric == AGENCY:
            award.agency = row.text
        elif row.metric == ENDS_ON:
            award.ends_on = row.observed_at
        elif row.value is not None:
            award.money[row.metric] = row
    return list(found.values())


def _as_one(looks: list[Award]) -> list[Award]:
    """Each award once, however many documents tell it: a search lists it, its own page tells more, a later look again.

    Of two that tell the same, the later counts.
    """
    found: dict[str | None, Award] = {}
    for look in sorted(looks, key=lambda look: (look.document.known_at, look.document.id)):
        held = found.get(look.name, look)
        found[look.name] = replace(look, money=held.money | look.money, ends_on=look.ends_on or held.ends_on)
    return list(found.values())


def _run_out(looks: list[Award], party: str, as_of: date) -> Iterator[Found]:
    """The end of a buyer's last award; while the end of one of them is unknown or ahead, nothing has ended.

    What could still have been bought by then, and was not, is said beside what was paid.
    """
    awards = _as_one(looks)
    ends = [award.ends_on for award in awards if award.ends_on is not None]
    if len(ends) < len(awards) or max(ends) >= as_of:
        return
    last = max(awards, key=lambda award: (award.ends_on or date.min, award.document.id))
    paid, obligated = (sum(award.paid(metric) for award in awards) for metric in (OUTLAYS, OBLIGATED))
    note = f"{last.agency}: last award ended on {max(ends)}, {paid:,.0f} of {obligated:,.0f} USD obligated were paid"
    lapsed = sum(award.lapsed for award in awards)
    yield Found(
        document=last.document,
        kind=MONEY[OBLIGATED],
        stance=Stance.ENDS,
        note=f"{note}; options of {lapsed:,.0f} USD were never exercised" if lapsed else note,
        known_at=max(last.document.known_at, max(ends)),
        subject_key=f"run out:{party}",
        party=party,
    )
