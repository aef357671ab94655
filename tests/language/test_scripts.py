"""Sentences that a script shows are Indonesian too."""

import re
from pathlib import Path

from django.conf import settings

from tests.language.english import findings

SENTENCE = re.compile(r"""["`]([A-Z][^"`]* [^"`]*)["`]""")
FILLED_IN = re.compile(r"\$\{[^}]*\}")


def sentences(script):
    return [FILLED_IN.sub("…", sentence) for sentence in SENTENCE.findall(script)]


def test_no_script_shows_english():
    scripts = [path.read_text(encoding="utf-8") for path in Path(settings.BASE_DIR, "static/js").rglob("*.js")]
    said = [sentence for script in scripts for sentence in sentences(script)]

    assert findings(said) == set()
    assert len(said) >= 8


def test_sentences_of_a_script_are_told_from_its_names():
    script = 'const a = "Saving failed"; b.matches("a b"); c = `Sisa ${left} kata dari ${limit}`; // The end'

    assert sentences(script) == ["Saving failed", "Sisa … kata dari …"]
    assert len(findings(sentences(script))) == 1
