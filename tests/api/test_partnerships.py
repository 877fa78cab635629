"""The partnership ledger over HTTP and as a page: the same entries, dated, with related parties and half-lives."""

from fastapi.testclient import TestClient

SNOWFLAKE = {"as_of": "2020-12-31"}


def test_the_ledger_shows_both_sides_and_why_a_party_is_related(client: TestClient) -> None:
    body = client.get("/v1/companies/snowflake.com/partnerships", params=SNOWFLAKE).json()
    entry = next(entry for entry in body["entries"] if "Capital One" in entry["counterparty"])
    assert entry["related"] == "is an investor"
    assert entry["says"] and all("half-life" in line for line in entry["shows"])


def test_the_past_knows_no_end(client: TestClient) -> None:
    labels = {}
    for as_of in ("2014-06-30", "2018-12-31"):
        body = client.get("/v1/companies/theranos.com/partnerships", params={"as_of": as_of}).json()
        labels[as_of] = {entry["claim_id"]: entry["label"] for entry in body["entries"]}
    assert "ENDED" not in labels["2014-06-30"].values()
    assert "ENDED" in labels["2018-12-31"].values()
    assert labels["2014-06-30"].keys() <= labels["2018-12-31"].keys()


def test_the_page_holds_every_entry(client: TestClient) -> None:
    entries = client.get("/v1/companies/snowflake.com/partnerships", params=SNOWFLAKE).json()["entries"]
    page = client.get("/companies/snowflake.com/partnerships", params=SNOWFLAKE)
    assert page.status_code == 200
    assert page.text.count('<span class="chip') == len(entries)
    assert "related: is an investor" in page.text
