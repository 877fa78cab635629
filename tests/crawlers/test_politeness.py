"""How long a publisher asks us to wait, in each way that it may say so."""

import pytest
from scrapy.http import Response

from crawlers.politeness import retry_after, says_fewer

NOW = 1_780_315_200.0  # 2026-06-01 12:00:00 UTC


def answer(status: int = 429, **headers: str) -> Response:
    return Response(
        "https://site.example/", status=status, headers={n.replace("_", "-"): v for n, v in headers.items()}
    )


@pytest.mark.parametrize(
    "headers, seconds",
    [
        ({"Retry_After": "120"}, 120),
        ({"Retry_After": "Mon, 01 Jun 2026 12:01:00 GMT"}, 60),
        ({"Retry_After": "Mon, 01 Jun 2026 11:00:00 GMT"}, 0),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-5"}, None),
        ({"X_RateLimit_Reset": str(int(NOW) + 90)}, 90),
        ({"X_RateLimit_Reset": "45"}, 45),
        ({"Retry_After": "7", "X_RateLimit_Reset": "45"}, 7),
        ({}, None),
    ],
)
def test_the_wait_that_is_asked_for(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(answer(**headers), NOW) == seconds


@pytest.mark.parametrize(
    "response, fewer",
    [
        (answer(429), True),
        (answer(503, Retry_After="5"), True),
        (answer(503), False),
        (answer(403, X_RateLimit_Remaining="0"), True),
        (answer(403, X_RateLimit_Remaining="12"), False),
        (answer(403), False),
        (answer(200, Retry_After="5"), False),
    ],
)
def test_which_answers_ask_for_fewer_requests(response: Response, fewer: bool) -> None:
    assert says_fewer(response) is fewer
