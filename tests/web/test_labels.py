"""The catalogues: both languages say everything, and pages say nothing that is not in them."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from dragoman.brief.catalogue import facts_of
from dragoman.desks.dialogue.commitments import State
from dragoman.record import ClaimKind, PublishedSource
from dragoman.record.claim import Modality, Polarity
from dragoman.record.document import DocumentKind
from dragoman.record.judgement import Verdict
from dragoman.record.mention import MentionKind
from dragoman.review import ItemKind
from dragoman.store import DecisionState, JudgedAs
from dragoman.web.labels import labels, say, word
from dragoman.web.menu import MENU
from dragoman.web.preferences import LANGUAGES, Language
from dragoman.web.uploads.kept import FileState

WEB = Path(__file__).parent.parent.parent / "src" / "dragoman" / "web"
TEMPLATES = sorted((WEB / "templates").glob("*.j2"))


def test_both_languages_have_every_key_and_the_same_facts() -> None:
    english, korean = labels("en").messages, labels("ko").messages
    assert list(english) == list(korean)
    for key, one in english.items():
        if key.partition(".")[0] != "typed-meanings":
            assert facts_of(one) == facts_of(korean[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_record_has_a_word(language: Language) -> None:
    tables = {
        "kinds": ClaimKind, "states": State, "polarities": Polarity, "modalities": Modality, "actor-kinds": MentionKind,
        "document-kinds": DocumentKind, "verdicts": Verdict, "item-kinds": ItemKind, "file-states": FileState,
        "how-known": PublishedSource, "decisions": DecisionState, "judged-as": JudgedAs,
    }  # fmt: skip
    for table, values in tables.items():
        assert values_of(table) == set(get_args(values)), table
        assert all(word(table, value, language=language) for value in get_args(values))


def values_of(table: str) -> set[str]:
    return {key.partition(".")[2] for key in labels().messages if key.startswith(f"{table}.")}


def test_every_label_is_used_and_every_label_used_is_there() -> None:
    text = "".join(path.read_text() for path in [*WEB.rglob("*.j2"), *WEB.rglob("*.py")])
    named = set(re.findall(r"""\b(?:t|say)\(["']([a-z0-9-]+[a-z0-9])["']""", text))
    tables = set(re.findall(r"""\b(?:w|word)\(["']([a-z-]+)["']""", text))
    tables |= set(re.findall(r"""parts\.(?:choices|pick)\(.*"([a-z-]+)"\) \}\}""", text))
    # By value: pages are titled by their name, the menu and the sorts by theirs, languages and colours by theirs.
    titles = {path.name.partition(".")[0] for path in TEMPLATES} & set(labels().messages)
    by_value = (
        {entry.label for entry in MENU}
        | titles
        | {key for key in labels().messages if key.startswith(("language-name-", "theme-"))}
    )
    by_value |= set(re.findall(r"""\b(?:facet|months)\(["']([a-z-]+)["']""", text)) | {"month"}
    given = {key for key in labels().messages if "." not in key}
    assert named | by_value == given
    assert tables == {key.partition(".")[0] for key in labels().messages if "." in key}


class Bare(HTMLParser):
    """The words that a template says itself, in its text and in the attributes that people are read."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.said: list[str] = []
        without = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)
        self.feed(without)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value or "" for name, value in attrs if name in ("aria-label", "title", "placeholder", "alt")]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_words_that_are_not_in_the_catalogue(path: Path) -> None:
    names = r"JSON|CSV|Atom|/openapi\.json"
    bare = [re.sub(names, "", said) for said in Bare(path.read_text()).said]
    assert [said for said in bare if re.search(r"[^\W\d_]", said)] == []


def test_a_number_chooses_the_form() -> None:
    assert say("n-claims", n=1) == "1 claim"
    assert say("n-claims", n=1200) == "1,200 claims"
    assert say("n-claims", n=1, language="ko") == say("n-claims", n=1, language="ko").strip()


def test_every_fault_is_said_in_both_languages() -> None:
    text = "".join(path.read_text() for path in WEB.rglob("*.py"))
    told = set(re.findall(r"""Wrong\(\s*\w+,\s*"([a-z-]+)\"""", text)) | {
        "wrong-host",
        "record-busy",
        "record-unusable",
    }
    assert told == values_of("faults")
