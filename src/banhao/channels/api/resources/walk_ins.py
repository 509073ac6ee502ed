"""Walk-ins for the system of a counter: find who has come, or make them an account.

The draft that begins for them is filled in and filed as every other one: `drafts.py`.
"""

from django.utils import timezone
from ninja import Router

from banhao.apps.organisations.queries import own_firms
from banhao.apps.people import queries as people
from banhao.apps.people.accounts import Account
from banhao.apps.people.doors import log_read
from banhao.apps.people.operations.walk_ins import register_walk_in
from banhao.channels.api.applicants import word_of
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import walk_ins as shapes
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.scopes import Scope

router = Router()
WALK_IN = Door(Act.FILE_FOR_WALK_IN, Scope.FILE)


@operation(router, "POST", "/counter/applicants/search", WALK_IN, answers=shapes.ApplicantsOut)
def find_applicants(request: Call, payload: shapes.ContactIn) -> shapes.ApplicantsOut:
    """按完整的手机号或邮箱找申请人 · Find who has come by the whole number or address they say."""
    found = people.private_accounts(payload.contact)
    for account in found:
        whose = f"account:{account.id}"
        log_read(request.actor, whose, Act.FILE_FOR_WALK_IN, timezone.now())
    return shapes.ApplicantsOut(applicants=[_applicant(request, each) for each in found])


@operation(router, "POST", "/counter/applicants", WALK_IN, answers=shapes.ApplicantOut, status=201)
def register_applicant(request: Call, payload: shapes.PersonIn) -> shapes.ApplicantOut:
    """新建申请人，没有密码 · Make an account for who has none; nobody signs in with it."""
    made = register_walk_in(
        actor=request.actor,
        display_name=payload.name,
        phone=payload.phone,
        email=payload.email,
        now=timezone.now(),
    )
    return _applicant(request, people.account(made))


def _applicant(request: Call, account: Account) -> shapes.ApplicantOut:
    return shapes.ApplicantOut(
        applicant=word_of(account.id, request.actor.person or 0),
        name=account.display_name,
        firms=[
            shapes.FirmOut(uscc=each.uscc, name=each.name)
            for each in own_firms(Actor(person=account.id))
        ],
    )
