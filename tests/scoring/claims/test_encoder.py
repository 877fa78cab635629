"""The encoder: pieces, opinions that names and neighbours do not change, when it is asked, and what it refuses."""

import random
import socket

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims import artefacts, encoder, kind, linear
from scoring.claims.assemble import span, unique
from scoring.claims.counterparty import options
from scoring.claims.encoder import Encoder, View, quantised
from scoring.claims.encoding import BUCKETS, LENGTH, distances
from scoring.claims.gate import Gate
from scoring.claims.kind import Judge, mixed
from scoring.claims.nlp import nameless_pipeline
from scoring.claims.read import Source, read
from scoring.claims.reading import anchors
from scoring.claims.training import pretrained
from scoring.claims.training.encoder import average
from scoring.claims.vocabulary import METRICS, RELATIONS
from scoring.claims.wordpiece import WordPieces, basic_words
from scoring.errors import ModelError
from tests.scoring.claims.small_encoder import PIECES, drawn, write_encoder

TEXT = "{a} has gone live at {b}. In May {a} signed a reseller agreement with {c}."


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return Encoder(write_encoder(tmp_path_factory.mktemp("encoder")))


@pytest.fixture(scope="module")
def nlp():
    return nameless_pipeline()


def readings(nlp, text, subject, title=""):
    ((_, found),) = read(nlp, Gate(), [Source("p", text, "newswire", title, subject)])
    return found


def opinions(small, found):
    return [opinion for reading in found for opinion in small.view(reading, anchors(reading)).opinions]


@given(st.text(max_size=60))
def test_pieces_put_together_give_the_words_back_or_say_unknown(text):
    pieces = WordPieces(PIECES)
    numbers = pieces.numbers(text)
    assert all(0 <= number < len(PIECES) for number in numbers)
    if pieces.unknown not in numbers:
        assert "".join(PIECES[n].removeprefix("##") for n in numbers) == "".join(basic_words(text))


def test_the_longest_piece_wins_and_accents_and_case_fall():
    pieces = WordPieces(["[UNK]", "<s>", "</s>", "re", "##sell", "##seller", "##er", "e", ",", "cafe"])
    assert pieces.numbers("Reseller, Café") == (3, 5, 8, 9)
    assert pieces.numbers("reself") == (pieces.unknown,)


def test_other_names_give_the_same_opinions(small, nlp):
    one = readings(nlp, TEXT.format(a="Lumenwharf", b="Norfolk Bank", c="Hesperly Systems"), "Lumenwharf")
    two = readings(nlp, TEXT.format(a="Corvane", b="Elwick Bank", c="Dunmarsh Systems"), "Corvane")
    first, second = opinions(small, one), opinions(small, two)
    assert len(first) == len(second) >= 2
    for a, b in zip(first, second, strict=True):
        assert np.array_equal(a.kind, b.kind) and np.array_equal(a.option, b.option)
        assert np.array_equal(a.commitment, b.commitment)


def test_opinions_are_probabilities_for_every_anchor_and_option_whatever_was_read_before(small, nlp, tmp_path):
    found = readings(nlp, TEXT.format(a="Lumenwharf", b="Norfolk Bank", c="Hesperly Systems"), "Lumenwharf")
    expected = opinions(small, found)
    random.Random(1).shuffle(found)
    fresh = Encoder(write_encoder(tmp_path))
    for reading in found:
        for opinion, anchor in zip(fresh.view(reading, anchors(reading)).opinions, anchors(reading), strict=True):
            assert any(np.array_equal(opinion.option, other.option) for other in expected)
            assert len(opinion.kind) == len(RELATIONS if anchor.family == "relation" else METRICS) + 1
            for chances in (opinion.kind, opinion.option, opinion.commitment):
                assert chances.sum() == pytest.approx(1.0, abs=1e-5) and (chances >= 0).all()


def test_a_sentence_longer_than_the_encoder_reads_keeps_an_opinion_on_its_last_anchor(small, nlp):
    text = "Lumenwharf, " + "which is old and slow, " * 60 + "has signed a reseller agreement with Norfolk Bank."
    found = readings(nlp, text, "Lumenwharf")
    assert found and all(np.isfinite(opinion.kind).all() for opinion in opinions(small, found))


@given(st.integers(1, LENGTH))
def test_distances_tell_which_of_two_pieces_comes_first_and_widen_with_the_way(count):
    classes = distances(count)
    assert classes.shape == (count, count) and (np.diag(classes) == 0).all()
    assert (classes[np.triu_indices(count, 1)] - BUCKETS == classes.T[np.triu_indices(count, 1)]).all()
    assert (np.diff(classes[:, 0]) >= 0).all() and classes.max(initial=0) < 2 * BUCKETS


def test_int8_keeps_every_weight_within_half_a_step_of_its_row():
    weights = drawn()
    stored = quantised(weights)
    for name in (n for n in weights if n + encoder.SCALE in stored):
        assert stored[name].dtype == np.int8
        assert (
            np.abs(stored[name] * stored[name + encoder.SCALE] - weights[name]) <= stored[name + encoder.SCALE] * 0.501
        ).all()


class Counting:
    """Counts the sentences it is asked about."""

    def __init__(self):
        self.asked = 0

    def view(self, reading, found):
        self.asked += 1
        return View((None,) * len(found), (None,) * len(options(reading)))


@pytest.mark.parametrize(("probability", "is_asked"), [(0.05, False), (0.5, True), (0.97, False)])
def test_only_undecided_sentences_are_read_twice(nlp, monkeypatch, probability, is_asked):
    def sure(model, features, names):
        return np.array([probability, *[0.0] * (len(names) - 2), 1 - probability])

    counting = Counting()
    monkeypatch.setattr(kind, "ordered", sure)
    found = readings(nlp, TEXT.format(a="Lumenwharf", b="Norfolk Bank", c="Hesperly Systems"), "Lumenwharf")
    judge = Judge(artefacts.load().models, counting)
    list(judge.proposals(found, floor=0.99))
    assert bool(counting.asked) is is_asked


def test_ties_are_told_of_every_party_that_the_sentence_names_and_of_no_other(small, nlp):
    for reading in readings(nlp, TEXT.format(a="Lumenwharf", b="Norfolk Bank", c="Hesperly Systems"), "Lumenwharf"):
        ties = small.view(reading, anchors(reading)).ties
        for option, kinds in zip(options(reading), ties, strict=True):
            assert (kinds is not None) == (option.place == "sentence")
            assert kinds is None or (len(kinds) == len(RELATIONS) + 1 and kinds.sum() == pytest.approx(1.0, abs=1e-5))


class Seeing:
    """Has no opinion on any anchor and sees one tie, with a given probability, to every party of a sentence."""

    def __init__(self, probability):
        self.kinds = np.zeros(len(RELATIONS) + 1)
        self.kinds[RELATIONS.index("deployment")], self.kinds[-1] = probability, 1 - probability

    def view(self, reading, found):
        seen = tuple(self.kinds if option.place == "sentence" else None for option in options(reading))
        return View((None,) * len(found), seen)


@pytest.mark.parametrize(("probability", "is_proposed"), [(0.95, True), (0.8, False)])
def test_a_tie_that_no_cue_tells_is_proposed_at_the_party_itself(nlp, monkeypatch, probability, is_proposed):
    monkeypatch.setattr(kind, "UNDECIDED", (0.0, 1.0))  # every sentence with an anchor is read twice
    judge = Judge(artefacts.load().models, Seeing(probability))
    found = readings(nlp, "At Norfolk Bank all 40 phones ring through Lumenwharf.", "Lumenwharf")
    told = [p for p in unique(judge.proposals(found, floor=0.2)) if p.anchor.family == "relation"]
    expected = [("deployment", ("Norfolk Bank",), True, (3, 15))] if is_proposed else []
    assert [(p.kind, p.option.names, p.is_unspoken, span(p)) for p in told] == expected


def test_where_a_cue_tells_of_a_party_nothing_unspoken_is_added(nlp, monkeypatch):
    monkeypatch.setattr(kind, "UNDECIDED", (0.0, 1.0))
    found = readings(nlp, "Lumenwharf has signed a reseller agreement with Norfolk Bank.", "Lumenwharf")
    told = unique(Judge(artefacts.load().models, Seeing(0.95)).proposals(found, floor=0.2))
    assert [p.option.names for p in told] == [("Norfolk Bank",)] and not told[0].is_unspoken


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=6), st.floats(0.51, 0.99))
def test_two_readers_that_agree_are_not_moved_and_of_two_that_differ_as_far_the_encoder_wins(scores, sure):
    first = np.array(scores) / sum(scores)
    assert mixed(first, None) is first
    assert np.allclose(mixed(first, first), first)
    assert mixed(np.array([sure, 1 - sure]), np.array([1 - sure, sure])).argmax() == 1


def trained_folder(folder):
    """A folder of artefacts with small linear models and the small encoder."""
    folder.mkdir()
    write_encoder(folder / artefacts.ENCODER)
    model = linear.train([{"a": 1.0}, {"b": 1.0}] * 3, ["yes", "no"] * 3)
    artefacts.write(dict.fromkeys(artefacts.MODELS, model), artefacts.load().settings, folder)
    return folder


@pytest.mark.parametrize("name", encoder.FILES)
def test_an_altered_or_missing_file_is_refused_by_name(tmp_path, name):
    folder = trained_folder(tmp_path / "models")
    assert artefacts.load(folder).encoder is not None
    path = folder / artefacts.ENCODER / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match=name):
        artefacts.load(folder)
    path.unlink()
    with pytest.raises(ModelError, match="unfakeable train claims"):
        artefacts.load(folder)


def test_it_reads_without_network_and_only_when_first_asked(tmp_path, nlp, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the encoder opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    held = artefacts.load(trained_folder(tmp_path / "models")).encoder
    assert "_weights" not in vars(held)
    found = readings(nlp, TEXT.format(a="Lumenwharf", b="Norfolk Bank", c="Hesperly Systems"), "Lumenwharf")
    assert opinions(held, found) and "_weights" in vars(held)


def test_other_pretrained_weights_are_refused(monkeypatch):
    monkeypatch.setattr(pretrained, "_archived", lambda name: b"\x02\x00\x00\x00\x00\x00\x00\x00{}")
    with pytest.raises(ModelError, match="pinned"):
        pretrained.weights()


def test_the_mean_of_two_encoders_lies_between_them_in_every_weight(tmp_path):
    one, other = (write_encoder(tmp_path / str(seed), drawn(seed)) for seed in (3, 4))
    average(one, other, tmp_path / "mean")
    first, second, mean = (encoder.stored(folder) for folder in (one, other, tmp_path / "mean"))
    for name, array in mean.items():
        step = np.abs(array).max() / 127
        assert np.abs(array - (first[name] + second[name]) / 2).max() <= step, name
    assert (tmp_path / "mean" / encoder.VOCABULARY).read_bytes() == (one / encoder.VOCABULARY).read_bytes()
