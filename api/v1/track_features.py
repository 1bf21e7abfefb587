"""A track as GeoJSON (RFC 7946), column by column, because a month of it has tens of thousands of fixes."""

from datetime import datetime, timedelta, timezone

import msgspec

from supervision.monitoring.tracks import Track

GEO_JSON = "application/geo+json"

_LEGAL_OFFSET = timezone(timedelta(hours=8))  # what the legal zone has been since 1992, without its look-up


def track_feature(track: Track) -> bytes:
    """One Feature with one MultiPoint; `fixed_at` and `accuracy_m` run beside its coordinates."""
    located = track.located
    feature = {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": list(zip(located.lons, located.lats, strict=True))},
        "properties": {
            "supervisee_id": track.supervisee_id,
            "from": track.from_at.astimezone(_LEGAL_OFFSET),
            "to": track.until_at.astimezone(_LEGAL_OFFSET),
            "fixed_at": [datetime.fromtimestamp(ms / 1000, _LEGAL_OFFSET) for ms in located.fixed_ms],
            "accuracy_m": located.accuracies_m,
            "worn": track.worn,
        },
    }
    return msgspec.json.encode(feature)
