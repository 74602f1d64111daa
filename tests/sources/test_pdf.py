"""PDFs from bytes to lines with their roles."""

import datetime
import re
import zlib
from collections.abc import Callable

import pytest
from built import KOREAN, KOREAN_TEXT, KOREAN_TITLE, TEXT, TITLE, WIDTH, Found, documents, drawn, faults, pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph  # type: ignore[import-untyped]

from dragoman.record import Document
from dragoman.sources import Limits
from dragoman.sources.linejoin import Joiner
from dragoman.sources.pdf import whole

BODY = [
    "The Ministry of Lanterns said on Tuesday that it will keep every lamp along the northern coast burning until the "
    "ice has left the straits, and that it has asked the harbour councils to report any failure within the hour.",
    "Minister Ada Quill told reporters that the oil for the winter has been bought, and that no harbour will have to "
    "pay for more than half of what it burns before the end of March.",
    "The council of Port Ella welcomed the announcement and urged the ministry to go on with work on the breakwater, "
    "which storms have damaged twice since the autumn.",
    "Both sides agreed to meet in the spring, when the count of the season’s wrecks is known and the price of oil "
    "for the following winter can be foreseen with some confidence.",
]
TALL = [f"In its report number {n} the commission wrote as follows. {text}" for n in range(8) for text in BODY]

Finder = Callable[..., Found]
Says = Callable[[Document, str], list[str]]


def head(canvas: Canvas, template: object) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(50, 810, "Bulletin of the Ministry of Lanterns")
    canvas.drawCentredString(WIDTH / 2, 25, f"- {canvas.getPageNumber()} -")


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_come_back_whole_and_in_order(columns: int, found: Finder, says: Says) -> None:
    data = pdf([("Lamps to burn until spring", TITLE), *((text, TEXT) for text in TALL)], columns=columns, on_page=head)
    (sourced,) = documents(found(data))
    assert sourced.document.title == "Lamps to burn until spring"
    body = says(sourced.document, "body")
    # A sentence that ends with its column may end its paragraph: nothing on the page tells.
    assert " ".join(body) == " ".join(TALL)
    assert len(set(TALL) - set(body)) <= columns - 1
    assert says(sourced.document, "chrome") == ["Bulletin of the Ministry of Lanterns"]
    assert sourced.data == data


def test_columns_set_row_by_row_are_read_down(found: Finder, says: Says) -> None:
    left = [
        "The harbour council of the north has",
        "decided that its lamps will burn until",
        "the ice is gone, and that the oil is",
    ]
    left += ["to be paid by both of the towns that", "lie on the straits."]
    right = [
        "Prices for whale oil rose for the third",
        "week in a row, traders in the market",
        "said, while the ministry called for some",
    ]
    right += ["patience among those who fish in these", "waters by night."]

    def draw(canvas: Canvas) -> None:
        for n, (one, two) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(50, 700 - 14 * n, one)
            canvas.drawString(310, 700 - 14 * n, two)

    (sourced,) = documents(found(drawn(draw)))
    assert says(sourced.document, "body") == [" ".join(left), " ".join(right)]


def test_a_table_is_read_row_by_row(found: Finder) -> None:
    rows = [("Unit", "Head", "Telephone"), ("Lamps", "Ada Quill", "02-555-0101"), ("Buoys", "Ben Marsh", "02-555-0102")]

    def draw(canvas: Canvas) -> None:
        for n, row in enumerate(rows * 3):
            for x, cell in zip((50, 200, 350), row, strict=True):
                canvas.drawString(x, 700 - 18 * n, cell)

    (sourced,) = documents(found(drawn(draw)))
    assert sourced.document.text.split("\n\n")[:3] == [" ".join(row) for row in rows]


def test_a_paragraph_goes_on_over_the_page_under_heads_feet_and_footnotes(found: Finder, says: Says) -> None:
    def draw(canvas: Canvas) -> None:
        for page, lines in enumerate(
            (
                (
                    "The commission told the council that it would go on",
                    "with its work until the last of the lamps has been",
                ),
                ("mended, and that nobody will be asked to pay for it", "before the spring."),
            )
        ):
            head(canvas, None)
            canvas.setFont("Helvetica", 11)
            for n, line in enumerate(lines):
                canvas.drawString(50, (86 if page == 0 else 740) - 14 * n, line)
            if page == 0:
                canvas.setFont("Helvetica", 7)
                canvas.drawString(50, 55, "1. See the report of the commission on lamps.")
            canvas.showPage()

    (sourced,) = documents(found(drawn(draw)))
    whole = "The commission told the council that it would go on with its work until the last of the lamps has been "
    assert says(sourced.document, "body") == [
        whole + "mended, and that nobody will be asked to pay for it before the spring."
    ]
    assert "See the report of the commission" in sourced.document.text
    assert not re.search(r"- \d -", sourced.document.text)


def test_the_largest_words_are_the_title_a_letterhead_apart(found: Finder) -> None:
    texts = [
        ("PRESS RELEASE", ParagraphStyle("l", TITLE, fontSize=26, leading=30)),
        ("Lamps to burn until spring", TITLE),
    ]
    smaller = ParagraphStyle("s", TITLE, fontSize=13, leading=16)
    texts += [("Minister Quill on the oil of the winter", smaller), *((text, TEXT) for text in BODY)]
    (sourced,) = documents(found(pdf(texts)))
    assert sourced.document.title == "Lamps to burn until spring"


def test_a_title_that_heads_the_later_pages_stands_once(found: Finder) -> None:
    def running(canvas: Canvas, template: object) -> None:
        if canvas.getPageNumber() > 1:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(50, 810, "Lamps to burn until spring")

    texts = [("Lamps to burn until spring", TITLE), *((text, TEXT) for text in TALL)]
    (sourced,) = documents(found(pdf(texts, on_page=running)))
    assert sourced.document.text.count("Lamps to burn until spring") == 1


def test_a_mark_in_another_font_parts_no_item_from_its_lines(found: Finder, says: Says) -> None:
    def draw(canvas: Canvas) -> None:
        lines = [
            "to keep every lamp along the northern coast burning",
            "until the ice has left the straits,",
            "and then to count them all.",
        ]
        for start in (700, 600):
            canvas.setFont("ZapfDingbats", 7)
            canvas.drawString(60, start, "\u2022")
            canvas.setFont("Helvetica", 11)
            for n, line in enumerate(lines):
                canvas.drawString(75, start - 14 * n, line)

    (sourced,) = documents(found(drawn(draw)))
    assert len([x for x in sourced.document.lines if "count them all" in sourced.document.text[x.start : x.end]]) == 2
    assert len(sourced.document.lines) == 2


def test_letters_drawn_as_one_are_read_as_two() -> None:
    assert whole("e\ufb00ort of the \ufb01rst \ufb02oor, \ud83d\ude00") == "effort of the first floor, 😀"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(rotation: int, found: Finder, says: Says) -> None:
    def draw(canvas: Canvas) -> None:
        turn = {0: (0, 0), 90: (WIDTH, 0), 180: (WIDTH, 842), 270: (0, 842)}[rotation]
        canvas.translate(*turn)
        canvas.rotate(rotation)
        for n, line in enumerate(
            ("The ministry will keep its promise to the harbours,", "and its minister said so to the council.")
        ):
            canvas.drawString(60, 500 - 14 * n, line)

    (sourced,) = documents(found(drawn(draw, rotation=rotation)))
    assert says(sourced.document, "body") == [
        "The ministry will keep its promise to the harbours, and its minister said so to the council."
    ]


def test_a_slanted_watermark_is_no_text(found: Finder) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 500, "The ministry will keep its promise to the harbours.")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT DRAFT")

    (sourced,) = documents(found(drawn(draw)))
    assert "DRAFT" not in sourced.document.text


def test_korean_is_read_with_its_words_whole(found: Finder, says: Says) -> None:
    body = "등불부 장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. "
    body += "항구 협의회는 등불부 장관의 발표를 환영하고 겨울 동안 협력하기로 하였다."
    (sourced,) = documents(
        found(pdf([("등불부, 겨울 등불을 지킨다", KOREAN_TITLE), (body, KOREAN_TEXT), (f"{body} {body}", KOREAN_TEXT)]))
    )
    assert (sourced.document.title, sourced.document.language) == ("등불부, 겨울 등불을 지킨다", "ko")
    assert says(sourced.document, "body")[0] == body


def test_a_korean_release_has_its_date_its_title_and_its_items(found: Finder, says: Says) -> None:
    """As ministries set them: a letterhead, a table of labels, a title in the middle, items that hang."""
    box = ParagraphStyle("box", KOREAN_TEXT, fontSize=15, leading=26, leftIndent=24, firstLineIndent=-24)
    circle = ParagraphStyle("circle", box, leftIndent=44, firstLineIndent=-22)
    items = [
        "□ 김등대 등불부 장관은 3월 5일(화) 오전 항구 협의회 대표단을 면담하고, 겨울철 등불 유지 대책과 기름 공급 "
        "방안에 대해 폭넓게 의견을 교환하였다.",
        "○ 김 장관은 북부 해안의 모든 등불을 봄까지 켜 두겠다는 정부의 의지를 재확인하고, 협의회의 협력을 당부하였다.",
        "○ 협의회 측은 이에 사의를 표하고, 고장 난 등불을 한 시간 안에 알리기로 하였다.",
    ]

    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
        canvas.setFont(KOREAN, 34)
        canvas.drawString(60, 760, "보 도 자 료")
        canvas.setFont(KOREAN, 11)
        cells = {60: "보도시점", 140: "2024. 3. 5.(화) 12:00", 300: "배포", 360: "2024. 3. 5.(화) 09:00"}
        for x, cell in cells.items():
            canvas.drawString(x, 720, cell)
        canvas.setFont(KOREAN, 22)
        canvas.drawCentredString(WIDTH / 2, 660, "등불부 장관, 겨울 등불 대책 협의")
        at = 620.0
        for item, style in zip(items, (box, circle, circle), strict=True):
            paragraph = Paragraph(item, style)
            at -= paragraph.wrap(475, 400)[1] + 10
            paragraph.drawOn(canvas, 60, at)

    (sourced,) = documents(found(drawn(draw)))
    document = sourced.document
    assert (document.title, document.language) == ("등불부 장관, 겨울 등불 대책 협의", "ko")
    assert document.published is not None
    assert document.published.period.first == datetime.date(2024, 3, 5)
    assert says(document, "item") == items


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["for the coop-", "eration of both"], "for the cooperation of both"),
        (["in inter-", "Korean talks"], "in inter-Korean talks"),
        (["a long-", "term plan"], "a long-term plan"),
        (["a state-", "ment of both"], "a statement of both"),
        (
            ["the harbour-", "master of a harbour and its master of arms"],
            "the harbour-master of a harbour and its master of arms",
        ),
        (["in 1999-", "2001 it"], "in 1999- 2001 it"),
        (["plain", "words"], "plain words"),
        (["장관은 겨울 동안 ", "모든 등불을 켜 두"], "장관은 겨울 동안 모든 등불을 켜 두"),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    assert Joiner([lines]).joined([(line, False) for line in lines]) == joined


def test_korean_lines_broken_within_a_word_are_joined_where_others_end_in_spaces() -> None:
    lines = ["장관은 겨울 동안 모든 등불을 켜 두겠", "다고 밝혔다. 항구 협의회도 이에 ", "동의하였다."]
    said = Joiner([lines]).joined([(line, False) for line in lines])
    assert said == "장관은 겨울 동안 모든 등불을 켜 두겠다고 밝혔다. 항구 협의회도 이에 동의하였다."


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        ("기름 공급 방안에 대해 폭넓게", "의견을 교환하였다.", "폭넓게 의견을"),
        ("겨울 등불 대책을 논의", "하였다고 말했다.", "논의하였다고"),
        ("북부 해안의 등불 장관", "은 봄까지 켜 둔다.", "장관은"),
        ("대책 회의", "에서 말했다.", "회의에서"),
        ("항구에서 만난 뒤에", "하지만 떠났다.", "뒤에 하지만"),
        ("모든 등불의", "의견을 묻는다.", "등불의 의견을"),
        ("그는 큰 역할을", "하고 있다.", "역할을 하고"),
    ],
)
def test_where_a_korean_line_breaks_its_ends_tell(one: str, two: str, joined: str) -> None:
    """In a document whose other lines show that they may break anywhere."""
    shown = [["장관은 모든 등불을 켜 두겠", "다고 밝혔다. 협의회도 ", "동의하였다."], [one, two]]
    assert joined in Joiner(shown).joined([(one, False), (two, False)])


def test_lines_broken_between_words_stay_so() -> None:
    """Korean as word processors set it: no line ends in a space, and none begins with a particle."""
    lines = ["장관은 겨울 동안 그 역할을", "하고 있는 모든 항구", "협의회에 사의를 표하고", "이 뜻을 전하였다."]
    assert Joiner([lines]).joined([(line, False) for line in lines]) == " ".join(lines)


def test_words_that_the_setter_broke_are_whole(found: Finder) -> None:
    lines = ["The ministry welcomed the coop-", "eration of both harbours in inter-", "Korean talks on a long-"]
    lines += ["term plan for the straits, and asked for a state-", "ment by the council on the matter of the oil."]

    def draw(canvas: Canvas) -> None:
        for n, line in enumerate(lines):
            canvas.drawString(60, 700 - 14 * n, line)

    (sourced,) = documents(found(drawn(draw)))
    assert sourced.document.text == (
        "The ministry welcomed the cooperation of both harbours in inter-Korean talks on a long-term plan for the "
        "straits, and asked for a statement by the council on the matter of the oil."
    )


def scan(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, width=595, height=842)
    canvas.showPage()


def test_a_scanned_page_is_a_problem_with_its_place(found: Finder) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 500, "The ministry will keep its promise to the harbours, the minister said.")
        canvas.showPage()
        scan(canvas)
        scan(canvas)
        canvas.drawString(60, 500, "The council thanked the ministry for all that it had done so far.")
        canvas.showPage()

    (sourced,) = documents(found(drawn(draw)))
    (problem,) = [p for p in sourced.problems if p.code == "page-unread"]
    assert "each of pages 2–3 is a picture of text" in problem.message
    assert sourced.document.text[problem.start :].startswith("The council")


def test_a_pdf_of_scans_alone_is_a_fault(found: Finder) -> None:
    (fault,) = faults(found(drawn(lambda canvas: scan(canvas))))
    assert "scan" in fault.message
    assert "OCR" in fault.message


def test_a_password_is_a_fault(found: Finder) -> None:
    (fault,) = faults(found(drawn(lambda canvas: canvas.drawString(60, 500, "Secret words."), encrypt="open sesame")))
    assert "password" in fault.message


def test_a_torn_pdf_is_a_fault_or_what_is_left(found: Finder) -> None:
    data = pdf([(text, TEXT) for text in TALL])
    for size in (20, len(data) // 2, len(data) - 40):
        for one in found(data[:size]):
            assert one in faults([one]) or one in documents([one])


def test_pages_beyond_the_limit_are_said(found: Finder) -> None:
    data = pdf([(text, TEXT) for text in TALL])
    (sourced,) = documents(found(data, limits=Limits(max_pages=1)))
    (problem,) = [p for p in sourced.problems if p.code == "text-truncated"]
    assert "--limits pages" in problem.message
    assert "report number 0" in sourced.document.text
    assert "report number 7" not in sourced.document.text


def hostile_pdf(stream: bytes) -> bytes:
    """One page whose content is this stream, deflated."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj%s endobj\n" % (n, body) for n, body in enumerate(objects, 1))
        + b"trailer<</Root 1 0 R>>"
    )


def test_a_pdf_bomb_is_given_up_and_the_next_is_read(found: Finder) -> None:
    bomb = hostile_pdf(b"BT /F 9 Tf 50 700 Td (lamp) Tj ET " * 1_500_000)
    assert len(bomb) < 500_000
    (fault,) = faults(found(bomb, limits=Limits(max_seconds=1)))
    assert "given up after 1 seconds" in fault.message or "memory" in fault.message
    sound = hostile_pdf(b"BT /F 9 Tf 50 700 Td (The ministry will keep its lamps.) Tj ET")
    (sourced,) = documents(found(sound))
    assert sourced.document.text == "The ministry will keep its lamps."


def test_memory_is_bounded(found: Finder) -> None:
    bomb = hostile_pdf(b"q " * 30_000_000)
    (fault,) = faults(found(bomb, limits=Limits(max_memory=220 * 1024 * 1024, max_seconds=30)))
    assert fault.message


SOUND = drawn(lambda canvas: canvas.drawString(60, 500, "The ministry will keep its promise to the harbours."))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=6), cut=st.integers(0, 200))
def test_any_pdf_is_a_document_or_a_fault(changes: list[tuple[int, bytes]], cut: int, found: Finder) -> None:
    changed = bytearray(SOUND)
    for at, new in changes:
        at = 9 + at % (len(changed) - 9)
        changed[at : at + len(new)] = new
    (one,) = found(bytes(changed[: len(changed) - cut]), limits=Limits(max_seconds=20))
    assert one in documents([one]) or one in faults([one])
