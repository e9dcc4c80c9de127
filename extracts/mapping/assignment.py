"""Each field its column, no column twice: the choice of the highest total score."""

from collections.abc import Mapping, Sequence


def best_assignment(scores: Mapping[str, Mapping[int, float]]) -> dict[str, int]:
    """Field -> column, of the highest total; a field that is left without one is left out.

    scores: field -> (column -> score above 0). Shortest augmenting paths (Kuhn and Munkres): what
    SciPy's linear_sum_assignment does, which would be a large library for a dozen fields. A field
    needs no more candidates than there are fields, so the rest is left out beforehand.
    """
    fields = list(scores)
    nearest = {
        field: sorted(of, key=lambda c: (-of[c], c))[: len(fields)] for field, of in scores.items()
    }
    columns = sorted({c for of in nearest.values() for c in of})
    at = {c: i for i, c in enumerate(columns)}
    # One column more for every field, which stands for none.
    cost = [[0.0] * (len(columns) + len(fields)) for _ in fields]
    for row, field in zip(cost, fields, strict=True):
        for c in nearest[field]:
            row[at[c]] = -scores[field][c]
    chosen = _least_cost(cost)
    return {
        field: columns[i]
        for field, i in zip(fields, chosen, strict=True)
        if i < len(columns) and columns[i] in scores[field]
    }


def _least_cost(cost: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row at the least total cost, no more rows than columns."""
    width = len(cost[0]) if cost else 0
    of_row = [0.0] * (len(cost) + 1)
    of_column = [0.0] * (width + 1)
    row_in = [0] * (width + 1)  # the row, from 1, that holds each column, from 1; 0 for none
    for row in range(1, len(cost) + 1):
        row_in[0], column = row, 0
        least = [float("inf")] * (width + 1)
        way, done = [0] * (width + 1), [False] * (width + 1)
        while row_in[column]:
            done[column] = True
            mine, step, following = row_in[column], float("inf"), 0
            for j in range(1, width + 1):
                if done[j]:
                    continue
                reduced = cost[mine - 1][j - 1] - of_row[mine] - of_column[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(width + 1):
                if done[j]:
                    of_row[row_in[j]] += step
                    of_column[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            row_in[column] = row_in[way[column]]
            column = way[column]
    return [row_in.index(row, 1) - 1 for row in range(1, len(cost) + 1)]
