"""An arena's leaderboard: categories of models with rating and interval; one generation adds votes."""

from tests.refusing import TEXT, refusing, written
from tests.replica import Reply

_DATA = "https://raw.githubusercontent.com/lmarena/arena-catalog/main/data"
_BOARD = {
    "full": {
        "velorig-large": {"rating": 1234.25, "rating_q975": 1241.5, "rating_q025": 1226.75},
        "rival-2": {"rating": 1101.0, "rating_q975": 1110.0, "rating_q025": 1092.0},
    },
    "coding": {"velorig-large": {"rating": 1234.25, "rating_q975": 1260.0, "rating_q025": 1200.0, "num_battles": 812}},
}


def _at(case: str) -> str:
    return f"{_DATA}/leaderboard-{case}.json"


REPLIES = (
    Reply(case="happy", url=_at("text"), body=written(_BOARD), headers=TEXT),
    *refusing(_at, happy=_BOARD, empty=(200, {"full": {}}, "empty"), headers=TEXT),
)
