import pytest

from dragoman.sources.encoding import decode, looks_binary

KOREAN = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding)) == (KOREAN, ())


def test_utf_16_of_either_order() -> None:
    assert decode(b"\xfe\xff" + KOREAN.encode("utf-16-be"))[0] == KOREAN
    assert decode(b"\xff\xfe" + KOREAN.encode("utf-16-le"))[0] == KOREAN


@pytest.mark.parametrize("encoding", ["euc-kr", "cp949"])
def test_the_korean_code_page_is_read_and_said(encoding: str) -> None:
    text, problems = decode(KOREAN.encode(encoding))
    assert text == KOREAN
    assert [p.code for p in problems] == ["encoding"]
    assert "cp949" in problems[0].message


def test_a_declared_encoding_is_followed() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Wałęsa w Gdańsku i Łodzi</body></html>'
    text, problems = decode(page.encode("iso-8859-2"))
    assert "Wałęsa w Gdańsku" in text
    assert problems


def test_windows_quotes_in_english_are_read_and_said() -> None:
    english = (
        "The minister said \u201cwe will keep every lamp burning\u201d \u2013 and left the room without another word."
    )
    text, problems = decode(english.encode("cp1252"))
    assert text == english
    assert problems[0].code == "encoding"


def test_a_few_broken_bytes_are_marked_not_guessed() -> None:
    text, problems = decode(KOREAN.encode() + b"\xb5" + KOREAN.encode())
    assert text == KOREAN + "\ufffd" + KOREAN
    assert "U+FFFD" in problems[0].message


def test_what_is_no_encoding_we_read_is_refused() -> None:
    with pytest.raises(UnicodeError):
        decode("Ελληνικά κείμενο χωρίς δήλωση κωδικοποίησης, αρκετά μακρύ".encode("iso-8859-7"))
    with pytest.raises(UnicodeError):
        decode(b"\xff\xfe" + bytes(range(200, 256)) * 40 + b"\x00\xd8" * 60)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n....", b"%PDF-1.7 text", b"PK\x03\x04", b"\x1f\x8b\x08", b"abc\x00def", b"\xff" * 64]
)
def test_binary_is_told(data: bytes) -> None:
    assert looks_binary(data)


def test_text_is_not_binary() -> None:
    assert not looks_binary(KOREAN.encode("utf-16"))
    assert not looks_binary(KOREAN.encode("cp949"))
