"""May this actor do this act to this thing on this day: one table, one function.

`RULES` is the whole of it: act → who. A private person acts for themselves or for a firm they
belong to; an officer acts in an office that is valid on the day, has the role, and reaches the
thing. Clerks cannot decide and departments cannot hand out, because no line below says they can.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from banhao.core.authority.acts import (
    THE_LAW,
    THE_OPERATOR,
    THE_WORKER,
    Act,
    Actor,
    Allowed,
    Office,
    Refused,
    Role,
    Thing,
)
from banhao.core.authority.mandates import covers as covers_thing


class Reach(IntEnum):
    """How far an office reaches: its region with all below it, its region, or its department.

    GOVERNMENT: its region, for offices that are of no department. INSTALLATION: only offices of
    the whole installation.
    """

    TREE = 1
    REGION = 2
    DEPARTMENT = 3
    GOVERNMENT = 4
    INSTALLATION = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do an act: anybody, a person for themselves, their agents, roles, machines.

    Both `person` and `roles`: the person themselves, or an officer who does it for them.
    """

    anybody: bool = False
    person: bool = False
    agents: bool = False
    roles: frozenset[Role] = frozenset()
    reach: Reach = Reach.REGION
    machines: frozenset[str] = frozenset()


def _office(reach: Reach, *roles: Role, machines: frozenset[str] = frozenset()) -> Rule:
    return Rule(roles=frozenset(roles), reach=reach, machines=machines)


ANYBODY = Rule(anybody=True)
OWNER = Rule(person=True)
CLIENT = Rule(person=True, agents=True)  # oneself, or whoever has a mandate for it
CLERK = _office(Reach.REGION, Role.CLERK)
OPERATOR = frozenset({THE_OPERATOR.machine})
JOBS = frozenset({THE_WORKER.machine, THE_LAW.machine, THE_OPERATOR.machine})
DESKS = (Role.EXAMINER, Role.DECIDER, Role.INSPECTOR, Role.HEAD)

RULES: Mapping[Act, Rule] = {
    Act.SEE_PUBLIC: ANYBODY,
    Act.PERSONAS: ANYBODY,  # the page itself is there only in a demo database, from this machine
    Act.WATCH: ANYBODY,  # tells of no person; figures only to this machine, or for the token
    Act.USE_ACCOUNT: OWNER,
    Act.DRAFT: CLIENT,
    Act.FILE_CASE: CLIENT,
    Act.SEE_OWN_CASE: CLIENT,
    Act.WITHDRAW_CASE: CLIENT,
    Act.ANSWER_SUPPLEMENT: Rule(person=True, agents=True, roles=frozenset({Role.CLERK})),
    Act.REFILE_BRANCH: CLIENT,
    Act.FILE_FOR_WALK_IN: CLERK,
    Act.SEE_COUNTER: CLERK,
    Act.ACCEPT_CASE: CLERK,
    Act.CHECK_CASE: _office(Reach.DEPARTMENT, Role.CLERK, Role.EXAMINER),
    Act.ASK_SUPPLEMENT: CLERK,
    Act.DELIVER_RESULT: CLERK,
    Act.SERVE_PAPER: CLERK,
    Act.SEE_OFFICE: _office(Reach.DEPARTMENT, *DESKS),
    Act.WORK_BRANCH: _office(Reach.DEPARTMENT, Role.EXAMINER, Role.DECIDER),
    Act.REASSIGN_BRANCH: _office(Reach.DEPARTMENT, Role.DECIDER, Role.HEAD),
    Act.ARRANGE_ABSENCE: _office(Reach.REGION, Role.CLERK, *DESKS),
    Act.ARRANGE_FOR_OTHERS: _office(Reach.DEPARTMENT, Role.HEAD),
    Act.EXAMINE_BRANCH: _office(Reach.DEPARTMENT, Role.EXAMINER),
    Act.DECIDE_BRANCH: _office(Reach.DEPARTMENT, Role.DECIDER),
    Act.RUN_PROCEDURE: _office(Reach.DEPARTMENT, Role.EXAMINER),
    Act.EXTEND_BRANCH: _office(Reach.DEPARTMENT, Role.HEAD),
    Act.EXTEND_CASE: _office(Reach.GOVERNMENT, Role.HEAD),
    Act.ARRANGE_VISIT: _office(Reach.DEPARTMENT, Role.EXAMINER, Role.INSPECTOR),
    Act.RECORD_INSPECTION: _office(Reach.DEPARTMENT, Role.EXAMINER, Role.INSPECTOR),
    Act.CHECK_PLEDGE: _office(Reach.DEPARTMENT, Role.EXAMINER, Role.INSPECTOR),
    Act.TAKE_TICKET: ANYBODY,
    Act.BOOK: OWNER,
    Act.CALL_TICKETS: CLERK,
    Act.RATE: ANYBODY,  # the link itself says what may be rated
    Act.SEE_RATINGS: _office(Reach.REGION, Role.CLERK, *DESKS, Role.SUPERVISOR, Role.ADMINISTRATOR),
    Act.SEE_BAD_RATINGS: _office(Reach.REGION, Role.SUPERVISOR),
    Act.HEAR_EVENTS: Rule(
        person=True, agents=True, roles=frozenset({Role.CLERK, *DESKS}), reach=Reach.DEPARTMENT
    ),
    Act.EXPORT_CASES: _office(Reach.REGION, Role.CLERK, Role.SUPERVISOR, machines=OPERATOR),
    Act.ADMINISTER: _office(Reach.TREE, Role.ADMINISTRATOR, machines=OPERATOR),
    Act.MEND_DELIVERY: _office(Reach.TREE, Role.ADMINISTRATOR, machines=OPERATOR),
    Act.OFFER_THEME: _office(Reach.TREE, Role.ADMINISTRATOR, Role.EDITOR, machines=OPERATOR),
    Act.IMPORT_HOLIDAYS: _office(Reach.INSTALLATION, Role.ADMINISTRATOR, machines=OPERATOR),
    Act.EDIT_CATALOGUE: _office(Reach.TREE, Role.EDITOR, machines=OPERATOR),
    Act.RUN_JOBS: Rule(machines=JOBS),
    Act.OPERATE: Rule(machines=OPERATOR),
}


def may(actor: Actor, act: Act, thing: Thing, on: date) -> Allowed | Refused:
    """Return whether `actor` may do `act` to `thing` on the local date `on`, and in which office.

    What is "" or None in `thing` does not matter: a page asks first whether the actor may do this
    to anything at all, the operation then asks about the thing itself.
    """
    rule = RULES[act]
    if rule.anybody:
        return Allowed()
    if actor.machine:
        allowed = actor.machine in rule.machines
        return Allowed() if allowed else Refused("authority.not_for_machines")
    if actor.person is None:
        return Refused("authority.sign_in")
    if rule.person and (_own(actor, thing) or (rule.agents and _as_agent(actor, thing, on))):
        return Allowed()
    if rule.person and not any(office.role in rule.roles for office in actor.offices):
        return Refused("authority.not_yours")
    return _in_office(actor, act, rule, thing, on)


def needs_person(act: Act) -> bool:
    """Return whether somebody must sign in for this act."""
    rule = RULES[act]
    return rule.person or bool(rule.roles)


def covers(region: str, code: str) -> bool:
    """Return whether region `region` is `code` or lies above it; "" is the whole installation.

    By the digits of GB/T 2260: 370000 (province) covers 370300 (city) covers 370303 (district).
    """
    return code == region or code.startswith(prefix(region))


def prefix(region: str) -> str:
    """Return the digits that all codes below `region` begin with ("" = all codes)."""
    if region.endswith("0000"):
        return region[:2]
    return region[:4] if region.endswith("00") else region


def is_valid(office: Office, on: date) -> bool:
    """Return whether the office is held on that day; both ends count."""
    return office.since <= on and (office.until is None or on <= office.until)


def offices_for(actor: Actor, act: Act, on: date) -> tuple[Office, ...]:
    """Return the offices, valid on that day, whose role may do this act (to filter rows by)."""
    roles = RULES[act].roles
    return tuple(o for o in actor.offices if o.role in roles and is_valid(o, on))


def _own(actor: Actor, thing: Thing) -> bool:
    if thing.owner is None and not thing.firm:
        return True
    if not actor.own_things:
        return False
    return thing.owner == actor.person or (bool(thing.firm) and thing.firm in actor.firms)


def _as_agent(actor: Actor, thing: Thing, on: date) -> bool:
    return any(covers_thing(mandate, thing, on) for mandate in actor.mandates)


def _in_office(actor: Actor, act: Act, rule: Rule, thing: Thing, on: date) -> Allowed | Refused:
    fitting = [office for office in actor.offices if office.role in rule.roles]
    valid = [office for office in fitting if is_valid(office, on)]
    if not valid:
        return Refused("authority.office_not_valid" if fitting else _no_role(actor, act))
    refusals = [(_refusal(office, rule.reach, thing), office) for office in valid]
    for refusal, office in refusals:
        if not refusal:
            return Allowed(office)
    return Refused(min((refusal for refusal, _ in refusals), key=NEAREST.index))


# Of several offices that do not reach the thing, the reason of the one that comes nearest is said.
NEAREST = (
    "authority.not_the_installation",
    "authority.not_the_government",
    "authority.not_your_item",
    "authority.not_your_department",
    "authority.not_your_region",
)


def _refusal(office: Office, reach: Reach, thing: Thing) -> str:
    """Return why this office does not reach the thing, "" if it does."""
    if thing.region and not _reaches_region(office, reach, thing.region):
        return "authority.not_your_region"
    if reach is Reach.INSTALLATION and office.region:
        return "authority.not_the_installation"
    if reach is Reach.GOVERNMENT and office.department:
        return "authority.not_the_government"
    if reach is not Reach.DEPARTMENT:
        return ""
    if thing.department and office.department not in {"", thing.department}:
        return "authority.not_your_department"
    if thing.item and office.items and thing.item not in office.items:
        return "authority.not_your_item"
    return ""


def _reaches_region(office: Office, reach: Reach, region: str) -> bool:
    if office.region == "":
        return True
    return covers(office.region, region) if reach is Reach.TREE else office.region == region


def _no_role(actor: Actor, act: Act) -> str:
    """Return the reason for somebody without the role; two of them the law wants said."""
    roles = {office.role for office in actor.offices}
    if act is Act.DECIDE_BRANCH and Role.CLERK in roles:
        return "authority.clerk_cannot_decide"
    if act is Act.DELIVER_RESULT and roles & set(DESKS):
        return "authority.department_cannot_hand_out"
    return "authority.no_such_office"
