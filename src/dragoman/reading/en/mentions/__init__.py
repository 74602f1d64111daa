"""What an English text names: the dossier's names, people by the title grammar, bodies and gatherings by their form."""

from dragoman.reading.en.mentions.bodies import Bodies
from dragoman.reading.en.mentions.book import MentionBook
from dragoman.reading.en.mentions.found import Found, Gender
from dragoman.reading.en.mentions.gazetteer import Gazetteer
from dragoman.reading.en.mentions.names import find_names

__all__ = ["Bodies", "Found", "Gazetteer", "Gender", "MentionBook", "find_names"]
