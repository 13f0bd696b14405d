"""A cache that forgets what was not used for longest."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.cache import BoundedCache, Later


def test_what_is_used_stays() -> None:
    cache: BoundedCache[int, str] = BoundedCache(16)
    for number in range(16):
        cache.put(number, str(number), 1)
    assert cache.get(0) == "0"
    cache.put(16, "16", 2)
    assert (cache.get(0), cache.get(1), cache.get(2), cache.get(3)) == ("0", None, None, "3")


def test_what_costs_too_much_is_not_kept() -> None:
    cache: BoundedCache[str, int] = BoundedCache(80)
    cache.put("small", 1, 10)
    cache.put("large", 2, 11)
    assert (cache.get("small"), cache.get("large")) == (1, None)


def test_a_new_value_takes_the_place_of_the_old() -> None:
    cache: BoundedCache[str, int] = BoundedCache(16)
    for value in range(100):
        cache.put("key", value, 2)
    cache.put("other", 1, 2)
    assert (cache.get("key"), cache.get("other")) == (99, 1)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=60))
@settings(deadline=None)
def test_it_never_costs_more_than_its_limit(puts: list[tuple[int, int]]) -> None:
    cache: BoundedCache[int, int] = BoundedCache(40)
    for key, cost in puts:
        cache.put(key, cost, cost)
        kept = [cache.get(k) for k in range(10)]
        assert sum(value for value in kept if value is not None) <= 40


def test_threads_may_share_it() -> None:
    cache: BoundedCache[int, int] = BoundedCache(64)

    def use(start: int) -> bool:
        for number in range(start, start + 2000):
            cache.put(number % 50, number % 50, 1)
            if cache.get(number % 50) not in (None, number % 50):
                return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(8)))


def test_what_is_made_later_is_made_once() -> None:
    made: list[int] = []
    later = Later(lambda: made.append(1) or len(made))
    assert not made
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: later.get(), range(20))) == {1}


def test_pickles_are_empty_and_make_their_own() -> None:
    cache: BoundedCache[int, int] = BoundedCache(16)
    cache.put(1, 1, 1)
    other = pickle.loads(pickle.dumps(cache))
    assert (other.get(1), cache.get(1)) == (None, 1)
    other.put(2, 2, 3)
    assert other.get(2) is None
    later = Later(list)
    assert pickle.loads(pickle.dumps(later)).get() == later.get() == []
    assert pickle.loads(pickle.dumps(later)).get() is not later.get()
