"""The pinned base model: altered weights or altered output are refused."""

import shutil
from pathlib import Path

import pytest

from scoring.claims import base
from scoring.errors import ModelError


def test_the_installed_model_is_the_pinned_one():
    nlp = base.load_bare()
    base.check_weights(Path(str(nlp.path)))
    base.check_output(nlp)


@pytest.mark.parametrize("weight", sorted(base.WEIGHTS))
def test_one_changed_byte_is_refused(tmp_path, weight):
    source = Path(str(base.load().path))
    for name in base.WEIGHTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / name, tmp_path / name)
    base.check_weights(tmp_path)
    with (tmp_path / weight).open("r+b") as file:
        byte = file.read(1)[0]
        file.seek(0)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(ModelError, match="make install"):
        base.check_weights(tmp_path)


def test_another_output_is_refused():
    nlp = base.load_bare()
    nlp.disable_pipe("ner")
    with pytest.raises(ModelError, match="expected"):
        base.check_output(nlp)
