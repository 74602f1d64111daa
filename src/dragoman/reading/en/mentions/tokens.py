"""The surface words that the grammars of titles and names walk, before any parse."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?:Mr|Ms|Mrs|MR|MS|MRS|Dr|Gen|Sen|Rep|Gov|Adm|Col|Prof|Lt|Maj|Capt|Brig|Amb|Sgt|Rev|Hon|St|Jr|Sr)\.
  | H\.E\.|(?:[A-Z]\.)+
  | [^\W_]+(?:[-‐‑][^\W_]+)*(?:['’](?!s\b)[^\W_]+)*
  | [^\w\s]
    """,
    re.VERBOSE,
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ][^\W_]*(?:[-‐‑'’][^\W_]+)*$|[A-Z]\.$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the surface."""

    start: int
    end: int
    word: str

    @property
    def capital(self) -> bool:
        """Whether it can be part of a printed name."""
        return bool(_CAPITAL.match(self.word))


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The surface tokens of `text[start:end]`; hyphenated words are one, a possessive 's is none of the word's."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
