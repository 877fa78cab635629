"""Pages for people: the list of companies and a company's page, rendered on the server, without scripts."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import col, select
from starlette.concurrency import run_in_threadpool

from api.deps import AuditDep
from api.problems import not_found
from api.security import ReaderDep
from data.records import Company, CompanyScore
from data.store import Store
from scoring.document_page import document_page
from scoring.memo_page import environment, memo_page
from scoring.partnerships import ledger

router = APIRouter(tags=["pages"], include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
async def index(request: Request, caller: ReaderDep) -> HTMLResponse:
    """Every company in the store with the score last stored about it, and a link to its page."""
    store: Store = request.app.state.store
    with store.session() as session:
        rows = list(session.exec(select(Company).order_by(col(Company.name))))
        stored = session.exec(select(CompanyScore).order_by(col(CompanyScore.as_of), col(CompanyScore.id)))
        scores = {score.company_id: score for score in stored}
    return HTMLResponse(environment().get_template("index.html").render(companies=rows, scores=scores, home="/"))


@router.get("/companies/{domain}", response_class=HTMLResponse)
async def company(request: Request, item: AuditDep, caller: ReaderDep) -> HTMLResponse:
    """A company's page: the score, the ranked signals with their reasons, and the claim ledger."""
    return HTMLResponse(await run_in_threadpool(memo_page, item, "/"))


@router.get("/companies/{domain}/partnerships", response_class=HTMLResponse)
async def partnerships(request: Request, item: AuditDep, caller: ReaderDep) -> HTMLResponse:
    """The partnership ledger: what the company says beside what the user's side shows."""
    page = environment().get_template("partnerships.html")
    company, entries = item.dossier.company, ledger(item.dossier, item.standings)
    return HTMLResponse(page.render(company=company, as_of=item.dossier.as_of, entries=entries, home="/"))


@router.get("/companies/{domain}/documents/{document_id}", response_class=HTMLResponse)
async def document(item: AuditDep, caller: ReaderDep, document_id: str) -> HTMLResponse:
    """A stored document with the company's claims marked in place, and how each stands."""
    found = next((row for row in item.dossier.documents if row.id == document_id), None)
    if found is None:
        raise not_found(f"{item.dossier.company.domain} has no document {document_id} as of {item.dossier.as_of}")
    return HTMLResponse(document_page(item, found, "/"))


@router.get("/companies/{domain}/signals/{signal_id}.svg", response_class=Response)
async def waterfall(item: AuditDep, caller: ReaderDep, signal_id: str) -> Response:
    """The picture of one signal: from the prior to the index, one step for each group of reasons."""
    from scoring.waterfall import waterfall_svg

    if signal_id not in item.fakeability:
        raise not_found(f"{item.dossier.company.domain} has no signal {signal_id} as of {item.dossier.as_of}")
    svg = await run_in_threadpool(waterfall_svg, item.fakeability[signal_id])
    return Response(svg, media_type="image/svg+xml")
