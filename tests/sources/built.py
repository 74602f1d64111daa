"""What the tests of a container find in it, and PDFs built for them."""

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph  # type: ignore[import-untyped]

from dragoman.sources import Sourced, SourceFault

WIDTH, HEIGHT = A4
KOREAN = "HYSMyeongJo-Medium"
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=12)
KOREAN_TEXT = ParagraphStyle("ko", fontName=KOREAN, fontSize=11, leading=16, spaceAfter=8, wordWrap="CJK")
KOREAN_TITLE = ParagraphStyle("ko-title", fontName=KOREAN, fontSize=18, leading=24, spaceAfter=12)

Found = Sequence[Sourced | SourceFault]


def documents(found: Iterable[Sourced | SourceFault]) -> list[Sourced]:
    return [one for one in found if isinstance(one, Sourced)]


def faults(found: Iterable[Sourced | SourceFault]) -> list[SourceFault]:
    return [one for one in found if isinstance(one, SourceFault)]


def pdf(
    paragraphs: Iterable[tuple[str, ParagraphStyle]],
    *,
    columns: int = 1,
    on_page: Callable[[Canvas, object], None] = lambda canvas, template: None,
) -> bytes:
    """A typeset PDF."""
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
    wide = (WIDTH - 100 - 15 * (columns - 1)) / columns
    frames = [Frame(50 + n * (wide + 15), 60, wide, HEIGHT - 130, 0, 0, 0, 0) for n in range(columns)]
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=on_page)])
    template.build([Paragraph(text, style) for text, style in paragraphs])
    return out.getvalue()


def drawn(draw: Callable[[Canvas], None], *, encrypt: str | None = None, rotation: int = 0) -> bytes:
    """A PDF drawn by hand."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt)
    canvas.setPageRotation(rotation)
    draw(canvas)
    canvas.save()
    return out.getvalue()
