"""Many companies on one machine: audits as a stream, in a fixed order, each company judged alone."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlmodel import SQLModel

from data.as_of import dossier
from data.records import Company
from data.store import Store
from scoring.audit import Audit, assessment_rows, audit, score_row
from scoring.fakeability import FakeabilityModel


def audit_many(
    store: Store, companies: Iterable[tuple[Company, date]], model: FakeabilityModel, with_questions: bool = True
) -> Iterator[Audit]:
    """Audit companies one after another, each as of its date; one dossier is in memory at a time."""
    for company, as_of in companies:
        with store.session() as session:
            held = dossier(session, company, as_of)
        yield audit(held, model, with_questions)


def judged_rows(item: Audit) -> Iterator[SQLModel]:
    """What an audit adds to the store.

    Its signals, assessments and score. Append-only, so an old memo can be rebuilt.
    """
    yield from item.signals
    yield from assessment_rows(item)
    yield score_row(item)
