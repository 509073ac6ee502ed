"""Scopes of a token, and the actor that is left when somebody acts only through one.

A token is bound to one office or to one mandate. What its account may do besides does not count:
`in_office` and `under_mandate` cut the actor down to that one thing, and `may` decides as always.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from banhao.core.authority.acts import Actor, Role


class Scope(StrEnum):
    """What a token may be used for; each operation of the API that is not public names one."""

    FILE = "file"  # drafts and filing, under a mandate or for who stands at a counter
    CASES = "cases"  # follow, supply, answer a supplement, withdraw, fetch certificates
    COUNTER = "counter"  # submitted cases of a region: accept, refuse to accept
    TASKS = "tasks"  # see, take and give back the tasks of a department
    VISITS = "visits"  # site inspections: arrange, tell what was found
    EXAMINE = "examine"
    DECIDE = "decide"
    CATALOGUE = "catalogue"  # load and publish
    EVENTS = "events"  # the feed, and webhooks
    EXPORT = "export"  # cases as the national data set has them


# What a mandate's token may do, and what is of use to an office: nothing else can be given.
OF_MANDATES = frozenset({Scope.FILE, Scope.CASES, Scope.EVENTS})
OF_ROLES: Mapping[Role, frozenset[Scope]] = {
    Role.CLERK: frozenset({Scope.FILE, Scope.COUNTER, Scope.EVENTS, Scope.EXPORT}),
    Role.EXAMINER: frozenset({Scope.TASKS, Scope.VISITS, Scope.EXAMINE, Scope.EVENTS}),
    Role.INSPECTOR: frozenset({Scope.TASKS, Scope.VISITS, Scope.EVENTS}),
    Role.DECIDER: frozenset({Scope.TASKS, Scope.DECIDE, Scope.EVENTS}),
    Role.EDITOR: frozenset({Scope.CATALOGUE}),
    Role.SUPERVISOR: frozenset({Scope.EXPORT}),
}


def in_office(actor: Actor, office: int) -> Actor:
    """Return the actor in that one office and as nothing else; in none, if it is theirs no more."""
    held = tuple(each for each in actor.offices if each.id == office)
    return replace(actor, offices=held, firms=frozenset(), mandates=(), own_things=False)


def under_mandate(actor: Actor, mandate: int) -> Actor:
    """Return the actor under that one mandate: not their own things, firms or other mandates."""
    standing = tuple(each for each in actor.mandates if each.id == mandate)
    return replace(actor, offices=(), firms=frozenset(), mandates=standing, own_things=False)
