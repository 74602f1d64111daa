"""The English pack as it ships: it loads offline, is small, and gives a tree for whatever it is handed."""

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.reading.en.language_pack import OURS, LanguagePack, LanguagePackError, Unit, load_pack
from dragoman.reading.en.sentences import split_sentences
from dragoman.reading.en.tree import Tree

MEGABYTE = 1_000_000
SENTENCES = (
    "Foreign Minister Baek Dong-ryul urged the two sides to resume talks.",
    "The ministry said that exports of graphite would be halted.",
    "“The door is open,” she added.",
    "The U.S. has not agreed to ease sanctions.",
)


@pytest.fixture(scope="module")
def pack() -> LanguagePack:
    return load_pack()


def one(pack: LanguagePack, text: str, *units: Unit) -> Tree:
    (tree,) = pack.parse(text, [(0, len(text))], units)
    return tree


def index(tree: Tree, word: str) -> int:
    return tree.words.index(word)


def well_formed(tree: Tree) -> None:
    """Columns of one length, spans inside the sentence and in order, one root that every token leads to."""
    size = len(tree)
    columns = (tree.starts, tree.ends, tree.lemmas, tree.pos, tree.tags, tree.heads, tree.relations, tree.children)
    assert {len(c) for c in columns} == {size}
    assert all(tree.start <= s < e <= tree.end for s, e in zip(tree.starts, tree.ends, strict=True))
    assert all(e <= s for e, s in zip(tree.ends, tree.starts[1:], strict=False))
    if size:
        roots = [i for i, h in enumerate(tree.heads) if h == i]
        assert len(roots) == 1
        assert tree.relations[roots[0]] == "root"
        assert sorted(tree.subtree(roots[0])) == list(range(size))


def test_the_pack_is_small() -> None:
    size = sum(f.stat().st_size for f in OURS.rglob("*") if f.is_file())
    assert MEGABYTE < size <= 12 * MEGABYTE


def test_licence_and_card_lie_beside_the_weights() -> None:
    assert "CC BY-SA 4.0" in (OURS / "NOTICE").read_text(encoding="utf-8")
    assert "UD_English-GUM" in (OURS / "CARD.md").read_text(encoding="utf-8")


def test_it_loads_without_a_network() -> None:
    """In a process of its own, where any socket raises."""
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise OSError('no network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from dragoman.reading.en.language_pack import load_pack\n"
        "assert load_pack().parse('Talks began.', [(0, 12)])[0].lemmas[1] == 'begin'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_importing_the_module_does_not_import_spacy() -> None:
    code = "import sys, dragoman.reading.en.language_pack; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_cue_has_its_speaker_addressee_and_content(pack: LanguagePack) -> None:
    """Foreign Minister Baek Dong-ryul urged the two sides to resume talks."""
    tree = one(pack, SENTENCES[0])
    urged = index(tree, "urged")
    assert (tree.root, tree.lemmas[urged], tree.tags[urged]) == (urged, "urge", "VBD")
    subject = tree.kid(urged, "nsubj")
    assert subject is not None
    assert {"Baek", "Dong-ryul"} <= {tree.words[i] for i in tree.subtree(subject)}
    resume = index(tree, "resume")
    assert urged in (tree.heads[resume], tree.heads[tree.heads[resume]])  # under the cue, or under whom it is asked of
    assert tree.kid(urged, "iobj", "obj") == index(tree, "sides")


def test_that_clause_and_passive(pack: LanguagePack) -> None:
    """The ministry said that exports of graphite would be halted."""
    tree = one(pack, SENTENCES[1])
    halted = index(tree, "halted")
    assert tree.kid(index(tree, "said"), "ccomp") == halted
    assert tree.kid(halted, "nsubj:pass") == index(tree, "exports")
    assert [tree.lemmas[i] for i in tree.kids(halted, "aux")] == ["would", "be"]


def test_a_hyphenated_given_name_is_one_word_and_a_compound_is_not(pack: LanguagePack) -> None:
    tree = one(pack, "Kang Dong-ryul led the Seoul-based group.")
    assert "Dong-ryul" in tree.words
    assert "Seoul-based" not in tree.words


def test_a_unit_is_one_token_parsed_as_its_form(pack: LanguagePack) -> None:
    """Deputy Minister for Trade Kweon Ki-hwan said the talks had failed."""
    text = "Deputy Minister for Trade Kweon Ki-hwan said the talks had failed."
    name = "Deputy Minister for Trade Kweon Ki-hwan"
    tree = one(pack, text, Unit(0, len(name), "Kweon"))
    assert tree.words[:2] == (name, "said")
    assert tree.kid(1, "nsubj") == 0
    assert tree.pos[0] == "PROPN"


def test_units_that_overlap_or_stick_out_do_no_harm(pack: LanguagePack) -> None:
    text = "Minister Hong spoke. Talks ended."
    units = [Unit(9, 40, "x"), Unit(0, 13, "Hong"), Unit(3, 9, "y"), Unit(5, 5, "z"), Unit(18, 24, "Talks")]
    trees = pack.parse(text, [(0, 20), (21, 33)], units)
    assert trees[0].words == ("Minister Hong", "spoke", ".")
    assert trees[1].words == ("Talks", "ended", ".")


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "?!?!", "“”", "😀", "👨‍👩‍👧‍👦 said 🇰🇷", "a" * 20_000, "\x00", "The \x00 minister\x00 said",
     "\u0301\u0301 \u0301a", "-" * 5000, "\u200b", "Ünïcödé ŝáid", "김 장관은 said", "\ud800", "a.b." * 3000, "“" * 999,
     "\r\n\t\v\f", "No. No. No.", "https://" + "x" * 3000],
)  # fmt: skip
def test_hostile_text_gives_a_tree(pack: LanguagePack, text: str) -> None:
    tree = one(pack, text)
    well_formed(tree)
    covered = {i for s, e in zip(tree.starts, tree.ends, strict=True) for i in range(s, e)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


def test_a_long_sentence_is_one_tree(pack: LanguagePack) -> None:
    text = "and the minister said that " * 1500
    well_formed(one(pack, text.strip()))


def test_every_sentence_has_its_tree_and_none_crosses(pack: LanguagePack) -> None:
    text = " ".join(SENTENCES)
    spans = [*split_sentences(text, 0, len(text)), (5, 5), (3, 9)]
    trees = pack.parse(text, spans)
    assert [(t.start, t.end) for t in trees] == spans
    for tree in trees:
        well_formed(tree)


def test_a_batch_gives_the_same_trees_as_one_by_one(pack: LanguagePack) -> None:
    texts = [" ".join(SENTENCES[i:] + SENTENCES[:i]) for i in range(4)] * 40 + ["", "…", SENTENCES[0]]
    jobs = [(t, split_sentences(t, 0, len(t)), ()) for t in texts]
    together = list(pack.parse_many(jobs))
    assert together == [pack.parse(*job) for job in jobs]
    assert together == list(pack.parse_many(jobs))


def test_parse_many_may_be_left_halfway(pack: LanguagePack) -> None:
    jobs = [(SENTENCES[0], [(0, len(SENTENCES[0]))], ())] * 2000
    stream = pack.parse_many(jobs)
    first = next(stream)
    assert pack.parse(*jobs[0]) == first == next(stream)
    stream.close()
    assert pack.parse(*jobs[0]) == first


def test_words_seen_once_do_not_stay(pack: LanguagePack) -> None:
    """Memory: invented words are let go with their document."""
    before = len(pack._nlp.vocab.strings)
    text = " ".join(f"qzx{i}w" for i in range(500))
    one(pack, text)
    assert len(pack._nlp.vocab.strings) - before < 50


def test_a_pack_is_loaded_once() -> None:
    assert load_pack() is load_pack()


def test_a_missing_pack_says_what_to_do() -> None:
    with pytest.raises(LanguagePackError, match=r"en_no_such_pack.*install it"):
        load_pack("en_no_such_pack")


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(LanguagePackError, match="no dependency parser"):
        load_pack(str(tmp_path / "blank"))
