"""Paragraphs that a person cut into sentences, and how well our splitter cuts them.

In a file of them each sentence is a line and a blank line parts the paragraphs; # opens the head of the file. Sentences
of a paragraph are joined by a space, or by a line break where a line begins with |; \\n is a line break inside one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dragoman.reading.en.sentences import split_sentences


class Paragraph(NamedTuple):
    """Running text and the spans of its sentences, by letter."""

    text: str
    spans: list[tuple[int, int]]

    @property
    def sentences(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]


def read_paragraphs(path: Path) -> list[Paragraph]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_paragraph(block.strip().split("\n")) for block in blocks if not block.startswith("#")]


def _paragraph(lines: Iterable[str]) -> Paragraph:
    text = ""
    spans = []
    for line in lines:
        sentence = line.removeprefix("|").replace("\\n", "\n")
        if text:
            text += "\n" if line.startswith("|") else " "
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    return Paragraph(text, spans)


def sentence_f(paragraphs: Iterable[Paragraph]) -> float:
    """F in per cent over sentences found with both ends right."""
    right = size = 0
    for text, spans in paragraphs:
        cut = split_sentences(text, 0, len(text))
        right += len(set(cut) & set(spans))
        size += len(cut) + len(spans)
    return 200 * right / size if size else 0.0
