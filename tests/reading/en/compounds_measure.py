"""How well joined parties are told one by one: the compound cases of PETRARCH's own tests, their names as a dossier.

A case is one coded act of a sentence with two sources or targets or more. Its joined parties are right where one claim
of ours has all of them: sources among its speakers and actors, targets among all its parties. The whole case is right
where that holds of those who stand alone as well. Run as a script for figures and misses.
"""

import collections
import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.dossier import Dossier, load_dossier
from dragoman.reading import read_document
from dragoman.record import Document, Line, Publisher, Reading

SHARED = Path(__file__).resolve().parents[4] / "shared"
STATES = {
    "GON": ("Gondor", ["Minas Tirith"]),
    "OSG": ("Osgiliath", []),
    "MOR": ("Mordor", []),
    "ROH": ("Rohan", []),
    "FOR": ("Fornost", []),
    "BRE": ("Bree", []),
    "ERI": ("Eriador", []),
    "ITH": ("Ithilen", []),
    "CAL": ("Calenardhon", []),
    "ARN": ("Arnor", []),
    "DAG": ("Dagolath", []),
    "DOL": ("Dol Amroth", ["Prince of Dol Amroth", "Prince of Dol_Amroth"]),
    "SHI": ("The Shire", ["Shire"]),
    "LOR": ("Lorien", []),
    "DNK": ("Denmark", []),
    "PHL": ("The Philippines", ["Philippines"]),
    "FRA": ("France", []),
    "CAF": ("Central African Republic", []),
    "USA": ("United States", ["White House"]),
}
PEOPLE = {"Galadriel": "ELF", "Gollum": "HOB", "Frodo": "HOB", "Elrond": "ARN", "Calimehtar": "ITH"}
# Codes of one name that stands for several, and of states told by other codes.
SAME = {"FRO": "SHI", "BIL": "SHI", "SAM": "SHI", "ELR": "LOR", "GAL": "LOR", "IGO": "EUN"}
_DEMONYMS = {"DNK": ["Danish"]}


def dossier_files() -> dict[str, str]:
    """The invented states and people as a dossier."""
    rows = ['source = "invented for a test"\nas_of = 2020-01-01\n']
    for code, (name, metonyms) in STATES.items():
        more = f"demonyms.en = {json.dumps(_DEMONYMS[code])}\n" if code in _DEMONYMS else ""
        rows.append(
            f'[[actor]]\nid = "{code.lower()}"\nkind = "state"\nname = "{name}"\n'
            f"metonyms.en = {json.dumps(metonyms)}\n{more}"
        )
    rows.append('[[actor]]\nid = "eun"\nkind = "organisation"\nname = "European Union"\naliases.en = ["EU"]\n')
    people = ['source = "invented for a test"\nas_of = 2020-01-01\n']
    people += [f'[[person]]\nid = "p.{name.lower()}"\nname = "{name}"\n' for name in PEOPLE]
    empty = "# none\n"
    return {
        "dossier.toml": 'id = "petrarch"\nname = "Invented states"\n',
        "actors.toml": "\n".join(rows),
        "people.toml": "\n".join(people),
        "tracks.toml": empty,
        "sites.toml": empty,
        "cues.toml": empty,
    }


def load_invented() -> Dossier:
    """That dossier, loaded from a folder of the moment."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in dossier_files().items():
            Path(folder, name).write_text(text, encoding="utf-8")
        return load_dossier(folder)


def cases() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """(id, sentence, sources, targets) of each coded act with joined parties."""
    with gzip.open(SHARED / "gold/petrarch_unittest.jsonl.gz", "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if not row["id"].startswith("COMPOUND"):
                continue
            acts: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
            for code in row["gold"] or ():
                if code["source"] and code["target"]:
                    acts[code["code"]].append((_party(code["source"]), _party(code["target"])))
            for pairs in acts.values():
                sources, targets = {a for a, _ in pairs} - {"---"}, {b for _, b in pairs} - {"---"}
                if len(sources) > 1 or len(targets) > 1:
                    yield row["id"], row["text"], sources, targets


def _party(code: str) -> str:
    return SAME.get(code[:3], code[:3])


def read(text: str, dossier: Dossier) -> Reading:
    """The reading of one sentence."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id="d" + digest[:16],
        source="a test",
        sha256=digest,
        title=None,
        kind="news",
        publisher=Publisher(None, None),
        language="en",
        published=None,
        text=text,
        lines=(Line(0, len(text), "body"),),
    )
    return read_document(document, dossier)


def parties(reading: Reading, ids: Any) -> set[str]:
    """The codes of the mentions `ids`: by their actor, else by a state or person in their name."""
    mentions = {m.id: m for m in reading.mentions}
    found = set()
    for mention in (mentions[i] for i in ids):
        printed = reading.document.text[mention.start : mention.end] + " " + (mention.name or "")
        found |= {(mention.actor or "").upper().split(".")[0]} if mention.actor else set()
        found |= {code for code, (name, _) in STATES.items() if name.removeprefix("The ") in printed}
        found |= {code for name, code in PEOPLE.items() if name in printed}
        found |= {"DNK"} if "Danish" in printed else set()
    return found


def is_right(reading: Reading, sources: set[str], targets: set[str]) -> bool:
    """Whether one claim tells all of them in their roles."""
    for claim in reading.claims:
        doing = parties(reading, {*claim.actors, *(s for a in claim.attribution for s in a.speakers)})
        both = doing | parties(reading, claim.recipients)
        if sources <= doing and targets <= both:
            return True
    return False


def measure() -> tuple[int, int, int, list[str]]:
    """(cases whose joined parties are right, cases right as a whole, cases, misses)."""
    dossier = load_invented()
    joined, whole, asked, misses = 0, 0, 0, []
    for name, text, sources, targets in cases():
        reading = read(text, dossier)
        asked += 1
        whole += is_right(reading, sources, targets)
        if is_right(reading, sources if len(sources) > 1 else set(), targets if len(targets) > 1 else set()):
            joined += 1
            continue
        told = [
            (c.kind, sorted(parties(reading, c.actors)), sorted(parties(reading, c.recipients))) for c in reading.claims
        ]
        misses.append(f"{name} {sorted(sources)} > {sorted(targets)}: {text!r} {told}")
    return joined, whole, asked, misses


if __name__ == "__main__":
    all_joined, all_whole, all_asked, missed = measure()
    print(f"petrarch compounds: joined parties {all_joined}/{all_asked}, whole cases {all_whole}/{all_asked}")
    print("\n".join("   " + miss for miss in missed))
