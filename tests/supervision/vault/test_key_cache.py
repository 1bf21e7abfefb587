import pytest

from supervision.vault import current
from supervision.vault.current import KeyCache
from tests.supervision.vault.makers import make_data_key


def test_the_cache_is_bounded_and_lets_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "CACHED_KEYS", 2)
    cache, keys = KeyCache(), [make_data_key() for _ in range(3)]
    cache.put(keys[0])
    cache.put(keys[1])
    assert cache.get(keys[0].id) is keys[0]
    cache.put(keys[2])
    assert [cache.get(key.id) for key in keys] == [keys[0], None, keys[2]]


def test_the_cache_keeps_no_key_past_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "CACHED_SECONDS", -1)
    cache, key = KeyCache(), make_data_key()
    cache.put(key)
    assert cache.get(key.id) is None
