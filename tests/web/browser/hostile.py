"""Twenty documents that want to run something, ask somebody, or break the page. All of it is invented."""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path

CANARY = "window.canary=1"
ELSEWHERE = "https://evil.example"
SCRIPT = f"<script>{CANARY};fetch('{ELSEWHERE}/a')</script>"
IMAGE = f"\"'><img src={ELSEWHERE}/b onerror={CANARY}>"
SVG = f"<svg onload={CANARY}><script>{CANARY}</script><use href='data:image/svg+xml,<svg/>#x'/></svg>"
LINK = f"javascript:{CANARY}//"
DATA = f"data:text/html,<script>top.{CANARY}</script>"
TURNED = "\u202e\u2067gnorw si siht\u2066\u202d"
WIDTHLESS = "in\u200bvis\u200dible\u2060 \ufeffse\u00adam \u180e\U000e0041\U000e0042"
TOWER = "e" + "\u0301\u0489\u20dd" * 400
UNBROKEN = "perpetual" * 10_000
STYLE = f"</style><style>body{{display:none;background:url({ELSEWHERE}/c)}}</style>"
TEMPLATE = "{{ 7*7 }} {% for x in ().__class__.__mro__ %}${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('" + CANARY
FORMULA = f'=HYPERLINK("{ELSEWHERE}","here") @SUM(1) +1 -1|cmd'
KOREAN = f'<b onclick="{CANARY}">장관</b>은 <iframe src="{ELSEWHERE}"></iframe> 대화를 재개하겠다고 밝혔다'
BROKEN = "--> ]]> </textarea></title></script></bdi></mark></main></body></html> <plaintext> &#x3c;script&#x3e;"
LOOKALIKE = "dрrk/../../аdmin?x=1#at-0 ../../etc/passwd %2e%2e%2f"
NULLS = "zero\x00byte\x08back\x1b[31mred\x07bell\u2028line\u2029paragraph"
HTMX = f'<div hx-get="{ELSEWHERE}" hx-trigger=load hx-on:load="{CANARY}" data-hx-get=/logout></div>'
REFRESH = f'<meta http-equiv=refresh content="0;url={ELSEWHERE}"><base href={ELSEWHERE}>'

SAYINGS: Mapping[str, str] = {
    "script": SCRIPT,
    "image": IMAGE,
    "svg": SVG,
    "link": LINK,
    "data": DATA,
    "turned": TURNED,
    "widthless": WIDTHLESS,
    "tower": TOWER,
    "unbroken": UNBROKEN,
    "style": STYLE,
    "template": TEMPLATE,
    "formula": FORMULA,
    "korean": KOREAN,
    "broken": BROKEN,
    "lookalike": LOOKALIKE,
    "nulls": NULLS,
    "htmx": HTMX,
    "refresh": REFRESH,
    "giant-title": "Endless statement of the two ministers " * 500,
    "table": "|" + "|".join(["cell" * 60] * 40) + "|",
}


def write_hostile(folder: Path) -> None:
    """Write them: a corpus of rows, in which every field is hostile, and the same as pages with hostile names."""
    rows = [_row(name, saying) for name, saying in SAYINGS.items()]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for number, name in enumerate(("script", "image", "style", "svg", "refresh")):
        page = folder / f"{number} <img src=x onerror={CANARY}> {name}\u202etxt.html"
        page.write_text(_page(SAYINGS[name]), encoding="utf-8")


def _row(name: str, saying: str) -> Mapping[str, object]:
    korean = name == "korean"
    return {
        "id": f"{name}/{saying[:200]}",
        "source": saying,
        "lang": "ko" if korean else "en",
        "date": "2031-05-02",
        "title": saying,
        "url": f"{LINK}{name}" if name in ("link", "data") else f"https://harbour.example/{saying[:500]}",
        "text": saying if korean else _text(saying),
    }


def _text(saying: str) -> str:
    some = saying[:1_000]
    return (
        f"Foreign Minister Ada {saying[:60]} Quill said on Friday that Marsovia will open {some} offices in "
        f"North Korea by June 2032.\nShe urged South Korea to answer {some} before the winter.\n\n{saying}\n\n"
        f"North Korea said that it opposes {some}."
    )


def _page(saying: str) -> str:
    return (
        f"<html><head><title>{escape(saying)}</title><meta property='og:site_name' content='{escape(saying)}'>"
        f"<meta property='article:published_time' content='2031-05-03'></head><body><article><h1>{escape(saying)}</h1>"
        f"<p>{escape(_text(saying))}</p>{saying}</article></body></html>"
    )
