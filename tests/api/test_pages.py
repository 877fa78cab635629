"""Pages in a real browser: what a person sees, reaches by clicking, and what no page may do."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from api.settings import ServiceSettings
from data.store import Store
from tests.api import browser

COMPANY = "/companies/theranos.com"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = browser.executable()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: install the package 'chromium'")
        pytest.skip("no Chromium on this machine: install the package 'chromium' to see the pages")
    with browser.opened(path) as found:
        yield found


@pytest.fixture(scope="module")
def address(case_store: Store) -> Iterator[str]:
    with browser.served(create_app(ServiceSettings(), case_store)) as url:
        yield url


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=address)
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith(address) else problems.append(request.url))
    yield opened
    context.close()
    assert problems == [], "a page raised an error or asked for something elsewhere"


def test_a_person_finds_a_company_and_its_score(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Theranos, Inc.").click()
    expect(page).to_have_url(re.compile(COMPANY))
    expect(page.get_by_role("heading", level=1)).to_have_text("Theranos, Inc.")
    expect(page.locator(".number")).to_have_text("0")
    expect(page.get_by_text("case file").first).to_be_visible()


def test_as_of_an_earlier_day_the_page_says_insufficient_and_why(page: Page) -> None:
    page.goto(f"{COMPANY}?as_of=2014-06-30")
    expect(page.locator(".number")).to_have_text("insufficient")
    assert page.locator(".score p").nth(1).inner_text()


def test_signals_come_most_fakeable_first_and_open_to_their_reasons(page: Page) -> None:
    page.goto(COMPANY)
    ranks = [int(text) for text in page.locator(".signal .rank").all_inner_texts()]
    assert ranks == sorted(ranks) and ranks[0] == 1
    first = page.locator(".signal").first
    expect(first.locator(".reasons li").first).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator(".reasons li").first).to_be_visible()
    picture = first.locator("img.waterfall")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 200


def test_the_ledger_stands_beside_the_claims(page: Page) -> None:
    page.goto("/companies/klarna.com")
    ledger = page.locator("table.ledger")
    expect(ledger).to_be_visible()
    assert ledger.locator("tbody tr").count() >= 1


def test_a_document_shows_its_claims_in_place(page: Page) -> None:
    page.goto("/companies/klarna.com")
    page.get_by_text("stored documents").click()
    page.get_by_role("link", name="as stored").first.click()
    marks = page.locator("mark.claim")
    expect(marks.first).to_be_visible()
    assert page.locator("tbody .chip").count() >= 1
    expect(page.get_by_role("link", name="Klarna Group plc")).to_be_visible()


def test_nothing_on_a_page_is_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/", COMPANY):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_pages_run_no_script(page: Page) -> None:
    page.goto(COMPANY)
    assert page.locator("script").count() == 0
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None and "default-src 'none'" in policy
