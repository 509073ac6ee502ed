"""No figure, and no difference of two figures, speaks of fewer than five ratings."""

from datetime import date
from itertools import combinations, count

from hypothesis import given
from hypothesis import strategies as st

from banhao.core.catalogue.ratings import RatingChannel
from banhao.core.ratings.groups import LEAST, Said, Sums, by_part, released, summed
from banhao.core.ratings.values import Level, Part

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]
FIRE, HEALTH, FOOD = Part("fire", "check"), Part("health", "permit"), Part("health", "food")
CELLS = [(FIRE,), (FIRE, HEALTH), (HEALTH,), (FOOD, HEALTH), ()]
KEYS = count()


def said(parts=(FIRE,), level=5, month=MONTHS[0], channel=RatingChannel.ONLINE, tags=()):
    return Said(next(KEYS), month, "999999", channel, parts, Level(level), tags)


def test_four_are_not_seen_and_five_are():
    four = [said() for _ in range(4)]

    assert released(four) == []
    ((group, keys),) = released([*four, said(level=1)])
    assert len(keys) == LEAST
    assert group.levels == {5: 4, 1: 1}


def test_fewer_than_five_wait_for_the_months_that_follow():
    first = [said() for _ in range(3)]
    later = [said(month=MONTHS[2]) for _ in range(2)]

    ((group, keys),) = released([*first, *later])

    assert group.period == MONTHS[2]
    assert sorted(keys) == sorted(one.key for one in [*first, *later])


def test_channels_and_partners_are_not_mixed():
    mixed = [said(channel=one) for one in RatingChannel for _ in range(4)]
    mixed += [said((FIRE, HEALTH)) for _ in range(4)]

    assert released(mixed) == []


def test_the_rate_is_satisfied_of_valid_and_rounds_half_up():
    sums = Sums({5: 3, 4: 2, 3: 1, 2: 1, 1: 0}, {})

    assert (sums.good, sums.valid, sums.good_per_mille) == (6, 7, 857)
    assert Sums({5: 1, 4: 0, 3: 0, 2: 0, 1: 15}, {}).good_per_mille == 63  # 62.5
    assert summed([]).good_per_mille == 0


def test_a_thing_that_two_worked_on_counts_for_both_and_once_for_each():
    groups = [group for group, _ in released([said((FOOD, HEALTH)) for _ in range(5)])]

    found = by_part(groups)

    assert found["health"][""].valid == 5
    assert {item: sums.valid for item, sums in found["health"].items() if item} == {
        "food": 5,
        "permit": 5,
    }


def test_what_was_ticked_is_counted():
    ((group, _),) = released([said(tags=("fast",)) for _ in range(3)] + [said() for _ in range(2)])

    assert summed([group]).tags == {"fast": 3}


RATINGS = st.lists(
    st.tuples(
        st.sampled_from(CELLS),
        st.integers(1, 5),
        st.sampled_from(MONTHS),
        st.sampled_from(RatingChannel),
    ),
    max_size=60,
)


def months_go_by(ratings):
    """Return all groups as the job releases them month after month, and the keys of each."""
    waiting, shown = [], []
    for month in MONTHS:
        waiting += [said(p, lv, m, ch) for p, lv, m, ch in ratings if m == month]
        full = released(waiting)
        taken = {key for _, keys in full for key in keys}
        waiting = [one for one in waiting if one.key not in taken]
        shown.append([*(shown[-1] if shown else []), *full])
    return shown


@given(RATINGS)
def test_no_two_pages_differ_by_fewer_than_five(ratings):
    """Whatever is filtered by, on whatever day: what one page has more than another is nobody, or
    five or more.
    """
    pages = []
    for groups in months_go_by(ratings):
        for department in ("", "fire", "health"):
            for channel in ("", *RatingChannel):
                for period in (None, *MONTHS):
                    chosen = [
                        keys
                        for group, keys in groups
                        if channel in {"", group.channel}
                        and period in {None, group.period}
                        and (not department or department in {p.department for p in group.parts})
                    ]
                    pages.append({key for keys in chosen for key in keys})
    for one, other in combinations(pages, 2):
        for difference in (one - other, other - one, one & other):
            assert not difference or len(difference) >= LEAST
