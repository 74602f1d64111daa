"""Questions: a speaker's rhetorical question judges; a journalist's makes no claim of the one who answers."""

from told import Claims


def test_rhetorical_question(claims: Claims) -> None:
    """“How can anyone trust such a regime?” Minister Baek Dong-ryul asked."""
    claim = claims.only
    assert (claim.kind, claim.modality, claim.speakers) == ("assessment", "hypothetical", ("Baek Dong-ryul",))


def test_a_question_promises_nothing(claims: Claims) -> None:
    """“Will the North keep its word?” Minister Baek Dong-ryul said."""
    assert "commitment" not in claims.kinds


def test_answer_after_a_question_stands_for_itself(claims: Claims) -> None:
    """“Will we give up? We will not give up,” Minister Baek Dong-ryul said."""
    answer = claims.about("We will not give up")
    assert (answer.kind, answer.polarity) == ("commitment", "negative")


def test_a_journalists_question_is_not_the_ministers(claims: Claims) -> None:
    """Kind: transcript

    Q: Will Seoul lift the sanctions?

    MINISTER BAEK: We will not lift the sanctions.
    """
    answer = claims.about("We will not lift the sanctions")
    assert (answer.kind, answer.polarity) == ("commitment", "negative")
    assert all("Will Seoul" not in c.words or not c.speakers for c in claims)
