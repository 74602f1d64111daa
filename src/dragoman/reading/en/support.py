"""How well a voice is supported by the text, and how often such a voice was right.

A few kinds of support, told apart by what a reader sees: quotation marks, a cue beside the words, a speaker with a name
or only a pronoun, or nothing but the sentence before. Each has the share that was right on answers made by hand;
`python -m tests.gate.calibration` counts them anew and docs/reading.md prints the table.
"""

from collections.abc import Mapping
from typing import Literal

from dragoman.reading.en.said import Said

Support = Literal[
    "quoted-named", "quoted-pronoun", "quoted-carried", "turn", "reported-named", "reported-pronoun", "reported-noun",
    "carried-on", "first-person-act", "own-voice", "nobody-named",
]  # fmt: skip

SURENESS: Mapping[Support, float] = {
    "quoted-named": 0.95,
    "quoted-pronoun": 0.92,
    "quoted-carried": 0.9,
    "turn": 0.97,
    "reported-named": 0.97,
    "reported-pronoun": 0.95,
    "reported-noun": 0.84,
    "carried-on": 0.75,
    "first-person-act": 0.97,
    "own-voice": 0.94,
    "nobody-named": 0.5,
}
"""(right + 1) / (all + 2) on the answers of tests/gate and the shared ones, cut to two digits. Few of them are quoted:
their counts are joined by the first run over the sentences in tests/reading/en/test_speech_*.py, turns by the labels of
908 claims in six press briefings. Count anew after any change in who is given the word."""
_DEEPER = 0.97
"""What each voice more leaves of it: the outer one must be right as well."""


def support_of(s: Said) -> Support:
    """What the innermost voice of what was said rests on."""
    voice = s.voices[-1]
    if voice.form == "document":
        return "first-person-act" if voice.cue is not None else "own-voice"
    if voice.form == "direct" and voice.act is None and voice.cue is None and not voice.speakers:
        return "nobody-named"
    if not any(f.name for f in voice.speakers):
        return "nobody-named"
    pronoun = any(f.how == "pronoun" for f in voice.speakers)
    inside = voice.cue is not None and s.tree.start <= voice.cue[0] < s.tree.end
    if voice.form == "direct":
        if not s.quoted:
            return "turn"
        return "quoted-carried" if not inside else "quoted-pronoun" if pronoun else "quoted-named"
    if not inside:
        return "carried-on"
    if pronoun:
        return "reported-pronoun"
    return "reported-noun" if s.frame == "nominal" else "reported-named"


def sureness_of(s: Said) -> float:
    """How sure the voices of what was said are, between 0 and 1."""
    return SURENESS[support_of(s)] * _DEEPER ** (len(s.voices) - 1)
