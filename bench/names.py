"""How fast names are found among many. Prints JSON.

    python bench/names.py [--names 200000] [--rounds 5]

A roster of invented persons is written as roster.csv, loaded with the shipped dossier, and indexed by both its columns
of names. Looking up is measured for names never asked before, and for names asked again. Seconds are of processor time.
"""

import argparse
import csv
import json
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.dossier import load_dossier
from dragoman.dossier.load import KOREA
from dragoman.identity.names import NameIndex

_SURNAMES = (
    "김 Kim 이 Lee 박 Park 최 Choi 정 Jung 강 Kang 조 Cho 윤 Yoon 장 Jang 임 Lim 한 Han 오 Oh 서 Seo 신 Shin 권 Kwon"
)
_SYLLABLES = """
영 Young 호 Ho 민 Min 수 Soo 지 Ji 현 Hyun 성 Sung 진 Jin 준 Jun 재 Jae 철 Chul 은 Eun 희 Hee 경 Kyung 미 Mi 정 Jung
원 Won 태 Tae 혁 Hyuk 선 Sun 용 Yong 남 Nam 동 Dong 우 Woo 석 Suk 규 Kyu 덕 Duk 병 Byung 창 Chang 홍 Hong 환 Hwan
균 Kyun 상 Sang 주 Joo 기 Ki 문 Moon 인 In 세 Se 윤 Yoon 종 Jong 학 Hak 근 Geun 승 Seung 연 Yeon 숙 Sook 광 Kwang
"""


def _spelled(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SURNAMES, SYLLABLES = _spelled(_SURNAMES), _spelled(_SYLLABLES)


def main() -> None:
    """Measure and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier"
        rows = write_roster(path, args.names)
        print(json.dumps(measure(path, rows, rounds=args.rounds), indent=2))


def measure(path: Path, rows: list[tuple[str, str, str]], *, rounds: int) -> dict[str, Any]:
    """All figures, the median of the rounds."""
    pairs = [(id_, form) for id_, latin, hangul in rows for form in (latin, hangul)]
    asked = [form for _, form in random.Random(1).sample(pairs, min(500, len(pairs)))]
    index = NameIndex(pairs)
    first = [taken(lambda form=form: index.find(form)) for form in asked]  # type: ignore[misc]
    again = [taken(lambda form=form: index.find(form)) for form in asked]  # type: ignore[misc]
    return {
        "persons": len(rows),
        "forms": len(index),
        "loop_s": statistics.median(taken(_loop) for _ in range(rounds)),
        "load_dossier_s": statistics.median(taken(lambda: load_dossier(path)) for _ in range(rounds)),
        "build_index_s": statistics.median(taken(lambda: NameIndex(pairs)) for _ in range(rounds)),
        "first_look_up_us": {"median": _us(first, 0.5), "p95": _us(first, 0.95)},
        "again_us": {"median": _us(again, 0.5), "p95": _us(again, 0.95)},
    }


def write_roster(path: Path, persons: int) -> list[tuple[str, str, str]]:
    """The shipped dossier with a roster beside it; its rows as id, Latin form, Hangul."""
    shutil.copytree(KOREA, path)
    chance = random.Random(7)
    syllables = list(SYLLABLES)
    rows = []
    for n in range(persons):
        surname = chance.choice(list(SURNAMES))
        one, two = chance.choice(syllables), chance.choice(syllables)
        latin = f"{SURNAMES[surname]} {SYLLABLES[one]}-{SYLLABLES[two].lower()}"
        rows.append((f"bench-{n}", latin, surname + one + two))
    with (path / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "names_ko", "state", "source", "as_of"))
        writer.writerows((*row, "rok", "invented", "2024-01-01") for row in rows)
    return rows


def taken(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _loop() -> None:
    """What tells one machine from another, and a busy one from one at rest."""
    for _ in range(1_000_000):
        pass


def _us(seconds: list[float], share: float) -> float:
    return round(sorted(seconds)[int(len(seconds) * share)] * 1e6, 1)


if __name__ == "__main__":
    main()
