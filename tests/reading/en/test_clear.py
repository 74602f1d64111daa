"""ClearNLP trees, as other people's pipelines give them, come out as Universal Dependencies."""

from dragoman.reading.en.clear import is_clear, to_universal

Rows = list[tuple[str, str, str, int, str]]


def universal(rows: Rows) -> dict[str, tuple[str, str]]:
    """word -> (head's word, relation), for sentences in which no word stands twice."""
    words = [r[0] for r in rows]
    heads, relations, _ = to_universal(
        words, [r[1] for r in rows], ["TO" if r[0] == "to" else "" for r in rows], [r[2] for r in rows],
        [r[3] for r in rows], [r[4] for r in rows],
    )  # fmt: skip
    return {w: (words[h], rel) for w, h, rel in zip(words, heads, relations, strict=True)}


def test_labels_tell_the_scheme() -> None:
    assert is_clear(["nsubj", "dobj", "pobj"])
    assert not is_clear(["nsubj", "obj", "obl", "nsubj:pass"])


def test_predicate_heads_its_clause_and_conjuncts_move_with_it() -> None:
    """The minister was happy and said so."""
    found = universal(
        [
            ("The", "the", "DET", 1, "det"),
            ("minister", "minister", "NOUN", 2, "nsubj"),
            ("was", "be", "AUX", 2, "ROOT"),
            ("happy", "happy", "ADJ", 2, "acomp"),
            ("and", "and", "CCONJ", 2, "cc"),
            ("said", "say", "VERB", 2, "conj"),
            ("so", "so", "ADV", 5, "advmod"),
        ]
    )
    assert found["happy"] == ("happy", "root")
    assert found["was"] == ("happy", "cop")
    assert found["minister"] == ("happy", "nsubj")
    assert found["said"] == ("happy", "conj")
    assert found["and"] == ("said", "cc")


def test_prepositions_become_case_marks_and_passives_keep_their_agent() -> None:
    """Talks were held in Seoul by envoys of Japan."""
    found = universal(
        [
            ("Talks", "talk", "NOUN", 2, "nsubjpass"),
            ("were", "be", "AUX", 2, "auxpass"),
            ("held", "hold", "VERB", 2, "ROOT"),
            ("in", "in", "ADP", 2, "prep"),
            ("Seoul", "Seoul", "PROPN", 3, "pobj"),
            ("by", "by", "ADP", 2, "agent"),
            ("envoys", "envoy", "NOUN", 5, "pobj"),
            ("of", "of", "ADP", 6, "prep"),
            ("Japan", "Japan", "PROPN", 7, "pobj"),
        ]
    )
    assert found["Talks"] == ("held", "nsubj:pass")
    assert found["Seoul"] == ("held", "obl")
    assert found["in"] == ("Seoul", "case")
    assert found["envoys"] == ("held", "obl:agent")
    assert found["Japan"] == ("envoys", "nmod")


def test_gerunds_after_a_preposition_and_infinitives() -> None:
    """She accused him of hiding plans to leave."""
    found = universal(
        [
            ("She", "she", "PRON", 1, "nsubj"),
            ("accused", "accuse", "VERB", 1, "ROOT"),
            ("him", "he", "PRON", 1, "dobj"),
            ("of", "of", "ADP", 1, "prep"),
            ("hiding", "hide", "VERB", 3, "pcomp"),
            ("plans", "plan", "NOUN", 4, "dobj"),
            ("to", "to", "PART", 7, "aux"),
            ("leave", "leave", "VERB", 5, "acl"),
        ]
    )
    assert found["hiding"] == ("accused", "advcl")
    assert found["of"] == ("hiding", "mark")
    assert found["him"] == ("accused", "obj")
    assert found["to"] == ("leave", "mark")
