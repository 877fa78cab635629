"""Views beside comments and search interest, followers beside reactions, and how early the votes came.

Views are a thousandth of a dollar and comments cost more, so bought reach is silent; nobody who was truly reached then
looks the company up. Bought votes come at once. Defeated by buying comments too.
"""

from data.as_of import Dossier
from data.records import Claim
from data.words import Family
from scoring.detectors.base import Detector, Readings, Values, ratio_log10

#: Views and what stands beside them, by network; only of posts and films that give both.
VIEWS = (("x_post_views", "x_post_replies"), ("youtube_views", "youtube_comments"))
LIKES = (("x_post_views", "x_post_likes"), ("youtube_views", "youtube_likes"))
VOTES = (("producthunt_votes", "producthunt_comments"), ("hn_points", "hn_comments"))
REACH = ("x_post_views", "youtube_views")


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    reach = max((total for metric in REACH if (total := readings.total(metric)) is not None), default=None)
    return {
        "comments_log10": _beside(readings, VIEWS),
        "likes_log10": _beside(readings, LIKES),
        "votes_comments_log10": _beside(readings, VOTES),
        "searched_log10": ratio_log10(readings.total("wikipedia_pageviews_total"), reach),
        "early_votes": _early_votes(readings),
        "claimed_log10": ratio_log10(claim.value, reach),
    }


def _beside(readings: Readings, pairs: tuple[tuple[str, str], ...]) -> float | None:
    """The reaction over the count, over all subjects that give both, of the first network that has any."""
    for counted, beside in pairs:
        held = [
            (above, below)
            for subject in readings.subjects(beside)
            if (above := readings.latest(beside, subject)) is not None
            and (below := readings.latest(counted, subject)) is not None
        ]
        ratio = ratio_log10(sum(above for above, _ in held), sum(below for _, below in held))
        if ratio is not None:
            return ratio
    return None


def _early_votes(readings: Readings) -> float | None:
    """Share of the latest votes that the first reading already held, of the most voted post read twice or more."""
    held = [
        readings.series(metric, subject)
        for metric, _ in VOTES
        for subject in readings.subjects(metric)
        if len(readings.series(metric, subject)) > 1
    ]
    if not held:
        return None
    most = max(held, key=lambda series: series[-1][1])
    return most[0][1] / most[-1][1] if most[-1][1] > 0 else None


DETECTOR = Detector(
    name="virality",
    families=frozenset({Family.VIRALITY}),
    columns=("comments_log10", "likes_log10", "votes_comments_log10", "searched_log10", "early_votes", "claimed_log10"),
    of=_of,
)
