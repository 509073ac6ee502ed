"""What can be done (acts), by whom (roles). The table of rules is in `rules.py`."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an office lets a person do (product.md §1)."""

    CLERK = "clerk"
    EXAMINER = "examiner"
    DECIDER = "decider"
    HEAD = "head"  # 负责人: of a department, or without one of the government
    INSPECTOR = "inspector"
    EDITOR = "editor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Office:
    """A post: a role in a region, maybe in one department, maybe for some items, for some time.

    `region`: GB/T 2260 code; "" = the whole installation. `department`: id, "" = none.
    `items`: empty = all items of the department. `until` None = open end; both ends inclusive.
    `deputy_of`: the person whose post it is, where somebody holds it only as their deputy.
    """

    id: int
    role: Role
    region: str
    department: str = ""
    counter: str = ""
    items: frozenset[str] = frozenset()
    since: date = date.min
    until: date | None = None
    deputy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """授权: the actor may act for somebody, in their own name: a person, or a firm by one of its
    people. `principal`: account that gave it and that the cases are for; `firm`: uscc, "" = the
    person themselves. `themes`: empty = all. Both ends of the days count.
    """

    id: int
    principal: int
    firm: str
    themes: frozenset[str]
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a person with offices, nobody (anonymous), the law, or a machine.

    `person` None and `machine` "" = anonymous. `firms`: uscc of firms the person may act for.
    `mandates`: those that were accepted and stand. `own_things` False: acts only for others, in an
    office or under a mandate, through a token (scopes.py).
    """

    person: int | None = None
    offices: tuple[Office, ...] = ()
    firms: Set[str] = frozenset()
    machine: str = ""
    mandates: tuple[Mandate, ...] = ()
    own_things: bool = True


ANYBODY = Actor()
THE_LAW = Actor(machine="law")
THE_WORKER = Actor(machine="worker")
THE_OPERATOR = Actor(machine="operator")  # whoever may run commands on the machine itself


@dataclass(frozen=True, slots=True)
class Thing:
    """What an act is done to, as far as authority must know it. "" and None = does not matter."""

    region: str = ""
    department: str = ""
    item: str = ""
    owner: int | None = None
    firm: str = ""
    case: UUID | None = None
    theme: str = ""


class Act(StrEnum):
    """Every act of the system; each URL, operation and job names one (house test)."""

    SEE_PUBLIC = "see-public"  # themes, plans, /verify, login, registration
    USE_ACCOUNT = "use-account"  # own account, own messages, own firms
    DRAFT = "draft"  # own draft: answers, form, materials
    FILE_CASE = "file-case"  # submit for oneself or a firm one may act for
    FILE_FOR_WALK_IN = "file-for-walk-in"  # a clerk files what a person brings to the counter
    SEE_OWN_CASE = "see-own-case"
    WITHDRAW_CASE = "withdraw-case"  # the case, or one item of it
    REFILE_BRANCH = "refile-branch"  # a refused item again, in the same case
    ANSWER_SUPPLEMENT = "answer-supplement"  # the applicant, or a clerk for who has come
    SEE_COUNTER = "see-counter"  # queue of submitted cases, hand-outs of the region
    ACCEPT_CASE = "accept-case"  # accept, refuse to accept
    CHECK_CASE = "check-case"  # note what is missing of a submitted case, or that nothing is
    ASK_SUPPLEMENT = "ask-supplement"  # send the one notice, note when it was served
    DELIVER_RESULT = "deliver-result"  # hand out
    SERVE_PAPER = "serve-paper"  # hand over against a signature, or post
    SEE_OFFICE = "see-office"  # my tasks, a branch of one's department
    WORK_BRANCH = "work-branch"  # claim, release
    REASSIGN_BRANCH = "reassign-branch"  # give a branch to another officer
    ARRANGE_ABSENCE = "arrange-absence"  # one's own absence, and who stands in
    ARRANGE_FOR_OTHERS = "arrange-for-others"  # an absence of an officer of one's department
    EXAMINE_BRANCH = "examine-branch"
    DECIDE_BRANCH = "decide-branch"
    RUN_PROCEDURE = "run-procedure"  # start and end a special procedure
    EXTEND_BRANCH = "extend-branch"  # approve the extension of an item's limit (art. 42)
    EXTEND_CASE = "extend-case"  # … of joint handling: the government's head
    ARRANGE_VISIT = "arrange-visit"
    RECORD_INSPECTION = "record-inspection"
    CHECK_PLEDGE = "check-pledge"  # after the decision: was the promise kept
    TAKE_TICKET = "take-ticket"  # in a hall, by whoever is there; look at it, give it back
    BOOK = "book"  # an appointment for oneself
    CALL_TICKETS = "call-tickets"  # next, again, nobody came, serve
    RATE = "rate"  # one service, by whoever holds its link
    SEE_RATINGS = "see-ratings"  # groups of five or more
    SEE_BAD_RATINGS = "see-bad-ratings"  # with name: the desk that handles them, nobody else
    HEAR_EVENTS = "hear-events"  # the feed and webhooks: of cases that one may see
    EXPORT_CASES = "export-cases"  # as the national data set has them, without personal data
    MEND_DELIVERY = "mend-delivery"  # see what was given up, try it again
    ADMINISTER = "administer"  # regions, departments, counters, people, offices
    IMPORT_HOLIDAYS = "import-holidays"  # the yearly notice on days off, for the whole installation
    EDIT_CATALOGUE = "edit-catalogue"  # load, publish
    OFFER_THEME = "offer-theme"  # a district takes over a theme of a region above it
    PERSONAS = "personas"  # one-click demo personas, demo database only
    RUN_JOBS = "run-jobs"  # the worker: deliveries, timers, sources
    WATCH = "watch"  # whether it runs, and its figures: for the machines that look after machines
    OPERATE = "operate"  # the machine's operator on the command line


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be done, in this office (None: as a private person or a machine)."""

    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It may not be done; `rule` is the message code that says why."""

    rule: str
