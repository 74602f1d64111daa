"""Two documents side by side."""

from fastapi.testclient import TestClient

from dragoman.web.pages.comparing import compared


def test_a_changed_paragraph_shows_the_words_that_differ() -> None:
    """The ministry's page first said twelve ships, then fourteen; nothing else changed."""
    before = ["Patrols begin in May.", "Oldmark will send twelve ships to the strait."]
    after = ["Patrols begin in May.", "Oldmark will send fourteen ships to the strait."]
    same, changed = compared(before, after)
    assert (same.how, changed.how) == ("same", "changed")
    assert [words.strip() for words, alone in changed.here if alone] == ["twelve"]
    assert [words.strip() for words, alone in changed.there if alone] == ["fourteen"]
    assert "".join(words for words, _ in changed.there).split() == after[1].split()


def test_a_paragraph_of_one_side_stands_alone() -> None:
    lines = list(compared(["One.", "Two.", "Three."], ["One.", "Three.", "A closing note."]))
    assert [line.how for line in lines] == ["same", "here", "same", "there"]


def test_paragraphs_with_little_in_common_are_not_called_a_change() -> None:
    lines = list(compared(["The talks ended without a date."], ["Grain shipments resume next week."]))
    assert [line.how for line in lines] == ["here", "there"]


def test_the_original_is_given_as_a_file_and_never_shown(client: TestClient) -> None:
    for row in client.get("/documents.json").json()["documents"]:
        answer = client.get(f"/document/{row['id']}/original")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"] == f'attachment; filename="{row["id"]}.original"'


def test_documents_are_compared_by_address(client: TestClient) -> None:
    one, other, *_ = [row["id"] for row in client.get("/documents.json").json()["documents"]]
    told = client.get(f"/document/{one}/compare.json?other={other}").json()
    assert (told["here"], told["there"]) == (one, other)
    assert told["paragraphs"]
    assert client.get(f"/document/{one}/compare?other=nothing").status_code == 404
    assert client.get(f"/document/{one}/compare").status_code == 422
