"""One company over HTTP: score, signals, claims and memo files, as of a date."""

import csv
import io
import math

from fastapi.testclient import TestClient

THERANOS = "/v1/companies/theranos.com"


def test_the_answer_is_what_was_known_on_the_date(client: TestClient) -> None:
    early = client.get(f"{THERANOS}/score", params={"as_of": "2014-06-30"}).json()
    late = client.get(f"{THERANOS}/score", params={"as_of": "2018-12-31"}).json()
    assert early["score"] == "insufficient"
    assert early["insufficient_reason"]
    assert late["score"] == 0
    assert len(late["refuters"]) > len(early["refuters"])
    assert late["evidence_digest"] != early["evidence_digest"]


def test_every_point_of_the_score_is_in_its_terms(client: TestClient) -> None:
    body = client.get("/v1/companies/snowflake.com/score", params={"as_of": "2020-12-31"}).json()
    product = math.prod(1 - term["g"] for term in body["terms"])
    assert body["score"] == round(100 * (1 - product) * 0.8 ** len(body["refuters"]), 4)
    assert body["low"] <= body["score"] <= body["high"]


def test_ranks_follow_fakeability_and_reasons_add_up(client: TestClient) -> None:
    signals = client.get("/v1/companies/cluely.com/signals").json()["signals"]
    indices = [signal["fakeability"] for signal in signals]
    assert indices == sorted(indices, reverse=True)
    assert [signal["rank"] for signal in signals] == sorted(signal["rank"] for signal in signals)
    for signal in signals:
        total = sum(reason["log_odds"] for reason in signal["reasons"])
        assert math.isclose(1 / (1 + math.exp(-total)), signal["fakeability"], abs_tol=1e-6)
        assert all(reason["sentence"] for reason in signal["reasons"])


def test_signals_are_chosen_by_family_and_label_and_read_alone(client: TestClient) -> None:
    everything = client.get("/v1/companies/cluely.com/signals").json()["signals"]
    first = everything[0]
    chosen = client.get("/v1/companies/cluely.com/signals", params={"family": first["family"], "label": first["label"]})
    assert [row["signal_id"] for row in chosen.json()["signals"]] == [
        row["signal_id"] for row in everything if (row["family"], row["label"]) == (first["family"], first["label"])
    ]
    alone = client.get(f"/v1/companies/cluely.com/signals/{first['signal_id']}").json()
    assert alone["signal"] == first


def test_claims_carry_their_span_and_their_records(client: TestClient) -> None:
    body = client.get("/v1/companies/klarna.com/claims").json()
    assert body["claims"]
    for claim in body["claims"]:
        assert claim["end"] - claim["start"] == len(claim["text"])
        assert claim["document_sha256"].startswith("sha256:")
    assert any(claim["records"] for claim in body["claims"])


def test_memo_files_are_the_same_tables_as_on_disk(client: TestClient) -> None:
    for name in ("memo", "companies", "signals", "claims", "evidence"):
        answer = client.get(f"/v1/companies/theranos.com/{name}.csv")
        assert answer.headers["content-type"].startswith("text/csv")
        assert "theranos.com" in answer.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
        assert rows and all(row["company_id"] for row in rows)
    assert not client.get("/v1/companies/theranos.com/memo.csv", params={"bom": False}).text.startswith("\ufeff")


def test_companies_come_a_page_at_a_time(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get("/v1/companies", params={"cursor": cursor, "limit": 20}).json()
        seen += [company["domain"] for company in page["companies"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert seen == sorted(set(seen))
    assert "theranos.com" in seen


def test_an_unchanged_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get(f"{THERANOS}/score", params={"as_of": "2018-12-31"})
    again = client.get(
        f"{THERANOS}/score", params={"as_of": "2018-12-31"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(
        f"{THERANOS}/score", params={"as_of": "2014-06-30"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


def test_health_names_what_answers(client: TestClient) -> None:
    body = client.get("/healthz").json()
    assert body["status"] == "ok"
    assert body["model_version"] == client.get(f"{THERANOS}/score").json()["model_version"]
