"""The three measures of chains that CoNLL's mean is made of. A partition is a list of disjoint sets of mentions.

Each gives (precision's numerator, its denominator, recall's numerator, its denominator), to be added up over documents.
MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998. CEAF-e: Luo 2005, with the best pairing of chains.
"""

from collections.abc import Sequence

Span = tuple[int, int]
Partition = Sequence[frozenset[Span]]
Parts = tuple[float, float, float, float]


def muc(gold: Partition, ours: Partition) -> Parts:
    """Links kept: a chain of n mentions has n - 1, less one for each piece the other side breaks it into."""
    return *_links(ours, gold), *_links(gold, ours)


def _links(chains: Partition, other: Partition) -> tuple[float, float]:
    of = {m: i for i, chain in enumerate(other) for m in chain}
    kept = whole = 0
    for chain in chains:
        pieces = len({of[m] for m in chain if m in of}) + sum(m not in of for m in chain)
        kept += len(chain) - pieces
        whole += len(chain) - 1
    return kept, whole


def b_cubed(gold: Partition, ours: Partition) -> Parts:
    """For each mention, how much of its chain is shared."""
    return *_shared(ours, gold), *_shared(gold, ours)


def _shared(chains: Partition, other: Partition) -> tuple[float, float]:
    of = {m: chain for chain in other for m in chain}
    return sum(len(c & of[m]) / len(c) for c in chains for m in c if m in of), sum(map(len, chains))


def ceaf_e(gold: Partition, ours: Partition) -> Parts:
    """Chains paired one to one so that they overlap most: twice the shared mentions over both sizes."""
    rows, columns = (gold, ours) if len(gold) <= len(ours) else (ours, gold)
    costs = [[-2 * len(a & b) / (len(a) + len(b)) for b in columns] for a in rows]
    similar = -sum(costs[i][j] for i, j in enumerate(_assign(costs)))
    return similar, len(ours), similar, len(gold)


def _assign(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row that makes the sum least (Kuhn and Munkres, by shortest paths); rows ≤ columns."""
    if not costs:
        return []
    n, m = len(costs), len(costs[0])
    u, v, row_of, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        row_of[0], column = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while row_of[column]:
            used[column] = True
            row, delta, following = row_of[column], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                reduced = costs[row - 1][j - 1] - u[row] - v[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    chosen = [0] * n
    for j in range(1, m + 1):
        if row_of[j]:
            chosen[row_of[j] - 1] = j - 1
    return chosen
