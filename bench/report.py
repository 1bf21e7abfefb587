"""The one way in which benchmarks say what they found."""

import json


def report(metric: str, value: float | None, unit: str, limit: float | None = None, **at: str | float) -> None:
    """Print one result; `limit` is the raw limit beside it, `at` says for which size, workers, rule and so on."""
    rounded = None if value is None else round(value, 4)
    line = {"metric": metric, "value": rounded, "unit": unit, "limit": limit, "at": at}
    print(json.dumps(line, ensure_ascii=False), flush=True)
