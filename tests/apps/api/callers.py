"""Tokens of everybody in the town of `trespass`, and a way to call with them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from banhao.apps.organisations.operations import mandates
from banhao.apps.people import queries as people
from banhao.apps.tokens import operations as tokens
from banhao.core.authority.acts import THE_OPERATOR, Actor, Role
from banhao.core.authority.scopes import OF_ROLES
from banhao.core.clock.local import localdate
from tests.apps import small_city
from tests.apps.trespass import AWAY, HERE, Scene

OFFICES = {
    "clerk": (Role.CLERK, HERE, ""),
    "examiner": (Role.EXAMINER, HERE, "fire"),
    "decider": (Role.DECIDER, HERE, "fire"),
    "health examiner": (Role.EXAMINER, HERE, "health"),
    "health decider": (Role.DECIDER, HERE, "health"),
    "supervisor": (Role.SUPERVISOR, HERE, ""),
    "editor": (Role.EDITOR, "", ""),
    "clerk away": (Role.CLERK, AWAY, ""),
    "examiner away": (Role.EXAMINER, AWAY, "fire"),
    "decider away": (Role.DECIDER, AWAY, "fire"),
}


@dataclass(frozen=True)
class Callers:
    """Secrets by who they are for. "filer" acts for the owner, "other filer" for somebody else."""

    secrets: Mapping[str, str]

    def call(
        self, who: str, method: str, path: str, body: Any = None, **headers: str
    ) -> HttpResponse:
        """Call as somebody ("nobody" has no token); `body` is sent as JSON, or as a form."""
        sent = dict(headers)
        if who in self.secrets:
            sent["Authorization"] = f"Bearer {self.secrets[who]}"
        given: dict[str, Any] = {"headers": sent}
        if isinstance(body, dict) and "file" in body:
            given["data"] = body
        elif body is not None:
            given |= {"data": json.dumps(body), "content_type": "application/json"}
        send = getattr(Client(), method.lower())
        return send(f"/api/v1{path}", **given)


def callers(scene: Scene) -> Callers:
    """Connect a system to every office, and two filing systems."""
    made = {name: office_token(name, *office) for name, office in OFFICES.items()}
    owner = people.actor(scene.people["owner"])
    made["filer"] = filing_token(owner, "filer", firm="")
    made["other filer"] = filing_token(small_city.a_person("stranger"), "other-filer", firm="")
    return Callers(made)


def office_token(name: str, role: Role, region: str, department: str) -> str:
    now = timezone.now()
    return tokens.make_token(
        actor=THE_OPERATOR,
        name=name,
        role=role,
        region=region,
        department=department,
        scopes=OF_ROLES[role],
        until=localdate(now) + timedelta(days=30),
        now=now,
    ).secret


def filing_token(principal: Actor, agent: str, **mandate: Any) -> str:
    """Let a new person act for somebody, and their system for them."""
    now = timezone.now()
    who = small_city.a_person(agent)
    day: date = localdate(now)
    given = mandates.give_mandate(
        actor=principal,
        name="赵文博",
        contact=f"{agent}@example.com",
        since=day,
        until=day,
        now=now,
        **mandate,
    )
    mandates.accept_mandate(actor=who, mandate=given, now=now)
    return tokens.make_mandate_token(
        actor=people.actor(who.person or 0), mandate=given, name=agent, until=day, now=now
    ).secret
