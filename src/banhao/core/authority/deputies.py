"""Deputies: an absent officer's posts, held by another person for the days of the absence.

The deputy acts in the absent person's post and in their own name: the journal says who acted, in
which office. Nothing is passed on: a deputy of a deputy holds only the deputy's own posts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from banhao.core.authority.acts import Actor, Office, Role
from banhao.core.authority.rules import is_valid

# Posts that somebody can stand in for; who administers, edits or supervises is appointed.
STOOD_IN = frozenset({Role.CLERK, Role.EXAMINER, Role.DECIDER, Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `since` until `until`, both days included; `deputy` stands in."""

    id: int
    absent: int
    deputy: int
    since: date
    until: date

    def covers(self, on: date) -> bool:
        """Return whether that day is one of the absence."""
        return self.since <= on <= self.until


def as_deputy(absence: Absence, posts: Iterable[Office]) -> tuple[Office, ...]:
    """Return the absent person's own posts as the deputy holds them: for those days only."""
    return tuple(
        replace(
            post,
            since=max(post.since, absence.since),
            until=min(post.until or absence.until, absence.until),
            deputy_of=absence.absent,
        )
        for post in posts
        if post.role in STOOD_IN and post.deputy_of is None
    )


def stands_in_for(actor: Actor, on: date) -> frozenset[int]:
    """Return the absent officers whose posts the actor holds on that day."""
    return frozenset(
        post.deputy_of for post in actor.offices if post.deputy_of and is_valid(post, on)
    )


def can_stand_in(posts: Iterable[Office], for_posts: Iterable[Office], on: date) -> bool:
    """Return whether somebody with `posts` is near enough to stand in: an own post of the same
    department (of the same region, where there is none), held on that day.
    """
    own = {(p.region, p.department) for p in posts if p.deputy_of is None and is_valid(p, on)}
    return any(
        (post.region, post.department) in own
        for post in for_posts
        if post.role in STOOD_IN and post.deputy_of is None and is_valid(post, on)
    )
