"""USAspending's recipients and sums: who received federal money, and how much by kind and by year."""

from crawlers.deployment.usaspending_rows import Facts, line_of, listing, recipient_id
from crawlers.facts import count, known, said
from crawlers.json_fields import Fields
from crawlers.spider import ObservedFact, ParsedDocument, StoredResponse


def recipient(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``recipient/{id}``: one recipient with its names, parents and totals of the period asked for."""
    name = fields.text("name", required=True)
    place = [fields.text(f"location.{part}") for part in ("city_name", "state_code", "country_name")]
    level = fields.text("recipient_level")
    facts = known(
        said("legal_name", name, name),
        said("recipient_uei", name, fields.text("uei")),
        said("recipient_duns", name, fields.text("duns")),
        said("recipient_id", name, recipient_id(fields.text("recipient_id"))),
        said("recipient_level", name, level),
        said("recipient_kind", name, "; ".join(fields.texts("business_types"))),
        said("recipient_place", name, ", ".join(part for part in place if part)),
        count("transactions_usd", name, fields.number("total_transaction_amount"), unit="USD"),
        count("transactions", name, fields.number("total_transactions"), unit="transactions"),
        count("loans_face_value_usd", name, fields.number("total_face_value_loan_amount"), unit="USD"),
        count("loan_transactions", name, fields.number("total_face_value_loan_transactions"), unit="transactions"),
        said("recipient_parent", name, fields.text("parent_name")),
        *(said("alias", other, name) for other in fields.texts("alternate_names")),
        *(said("recipient_parent", name, parent.text("parent_name")) for parent in fields.items("parents")),
    )
    fields.ignore("location", "parent_id", "parent_duns", "parent_uei", "parents")
    return ParsedDocument(
        url=response.url,
        title=f"Federal recipient {name}",
        text="\n".join(line_of(fact) for fact in dict.fromkeys(facts)),
        facts=tuple(dict.fromkeys(facts)),
    )


def recipients(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``recipient``: the list of recipients with the money of the last twelve months."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        facts += known(*_recipient_row(row, "id"))
    return listing(response, "Federal recipients", "recipients_listed", rows, facts, fields)


def recipient_children(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``recipient/children/{uei}``: the recipients under one parent, as a bare list."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items():
        rows += 1
        row.ignore("state_province")
        facts += known(*_recipient_row(row, "recipient_id"))
    return listing(response, "Recipients under one parent", "recipients_listed", rows, facts, fields)


def _recipient_row(row: Fields, key: str) -> Facts:
    name = row.text("name") or "(name withheld)"
    told = [row.text("recipient_level"), row.text("uei"), recipient_id(row.text(key))]
    row.ignore("duns")
    about = "; ".join(part for part in told if part)
    yield count("transactions_usd", name, row.number("amount"), unit="USD", text=about or None)


def category(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``search/spending_by_category/{category}``: money by recipient, agency, programme or code."""
    kind = fields.text("category") or "category"
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        name = row.text("name") or row.text("code") or "(none)"
        told = [row.text("code"), row.text("uei"), recipient_id(row.text("recipient_id"))]
        about = "; ".join(part for part in (kind, *told) if part)
        row.ignore("id", "agency_slug")
        facts += known(
            count("obligated_usd", name, row.number("amount"), unit="USD", text=about),
            count("outlays_usd", name, row.number("total_outlays"), unit="USD", text=about),
        )
    return listing(response, f"Federal spending by {kind}", "categories_listed", rows, facts, fields)


def over_time(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``search/spending_over_time``: money by fiscal year, quarter or month."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        period = row.object("time_period")
        told = [f"fiscal {period.text('fiscal_year')}", *(period.text(part) for part in ("quarter", "month"))]
        name = " ".join(part.removesuffix(".0") for part in told if part)
        facts += known(
            count("obligated_usd", name, row.number("aggregated_amount"), unit="USD"),
            count("outlays_usd", name, row.number("total_outlays"), unit="USD"),
        )
        row.ignore("*_Obligations", "*_Outlays", "*_obligations", "*_outlays")
    fields.ignore("group")
    return listing(response, "Federal spending over time", "periods_listed", rows, facts, fields)


def counts(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``search/spending_by_award_count``: how many awards of each kind."""
    facts = known(
        *(count("awards_of_kind", kind, entry.number(""), unit="awards") for kind, entry in fields.mapping("results"))
    )
    return ParsedDocument(
        url=response.url, title="Number of federal awards", text="\n".join(map(line_of, facts)), facts=facts
    )
