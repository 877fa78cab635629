"""What routes are handed: the store, the model, and one company's audit as of a date."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool

from api.problems import not_found
from data.as_of import dossier, find_company
from data.store import Store
from scoring.audit import Audit, audit
from scoring.fakeability import FakeabilityModel

Domain = Annotated[
    str,
    Path(
        description="Registrable domain of the company.", examples=["theranos.com"], pattern=r"^[A-Za-z0-9.-]{3,253}$"
    ),
]
AsOf = Annotated[date | None, Query(description="Judge by what was known on this date; today when not given.")]


async def company_audit(request: Request, domain: Domain, as_of: AsOf = None) -> Audit:
    """The audit of a company as of a date, or 404 where nothing is stored about it."""
    store: Store = request.app.state.store
    model: FakeabilityModel = request.app.state.model
    return await run_in_threadpool(_audit, store, model, domain, as_of or date.today())


def _audit(store: Store, model: FakeabilityModel, domain: str, as_of: date) -> Audit:
    with store.session() as session:
        company = find_company(session, domain)
        if company is None:
            raise not_found(f"nothing is stored about {domain}; crawl it first, or import its case file")
        held = dossier(session, company, as_of)
    return audit(held, model)


AuditDep = Annotated[Audit, Depends(company_audit)]
