"""Make officers, appoint them to offices, end offices, list them.

    banhao people add li@example.org 李四 --region 370303
    banhao people appoint li@example.org decider --region 370303 --department market
    banhao people end OFFICE --until 2026-12-31
    banhao people list [--json]

The first administrator of a new installation: `add` and `appoint … administrator` without --region.
"""

import argparse
import json
from datetime import date
from typing import Any

from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.errors import BadInput
from banhao.core.messages import Message
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take one of four errands."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    errands = parser.add_subparsers(dest="errand", required=True, metavar="add|appoint|end|list")
    add = errands.add_parser("add", help="make an officer's account; prints its first password")
    add.add_argument("email")
    add.add_argument("name")
    add.add_argument("--phone", default="")
    appoint = errands.add_parser("appoint", help="appoint an officer; prints the office's number")
    appoint.add_argument("email")
    appoint.add_argument("role", choices=[role.value for role in Role])
    appoint.add_argument("--department", default="", metavar="SLUG")
    appoint.add_argument("--counter", default="", metavar="SLUG")
    appoint.add_argument(
        "--item", action="append", default=[], metavar="ITEM", help="only this item"
    )
    appoint.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="default: today")
    for one in (add, appoint):
        one.add_argument("--region", default="", metavar="CODE", help="default: all regions")
    end = errands.add_parser("end", help="set the last day of an office")
    end.add_argument("office", type=int)
    shown = errands.add_parser("list", help="list officers and their offices")
    shown.add_argument("--json", action="store_true", help="print only JSON")
    for one in (appoint, end):
        one.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="default: open")


def run(args: argparse.Namespace) -> int:
    """Do the errand. Exit 0; 2 with the reason if it is refused."""
    open_database()
    errand = {"add": _add, "appoint": _appoint, "end": _end, "list": _list}[args.errand]
    errand(args)
    return 0


def _add(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.organisations.operations import posts  # noqa: PLC0415 -- as above

    made = posts.create_person(
        actor=THE_OPERATOR,
        email=args.email,
        display_name=args.name,
        phone=args.phone,
        region=args.region,
        now=timezone.now(),
    )
    print(f"{made.account}  {made.password}")


def _appoint(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.organisations.operations import posts  # noqa: PLC0415 -- as above
    from banhao.apps.people.queries import account_by_email  # noqa: PLC0415 -- as above

    account = account_by_email(args.email)
    if account is None:
        raise BadInput(Message("people.no_account"), field="email")
    office = posts.appoint(
        actor=THE_OPERATOR,
        account_id=account.id,
        role=Role(args.role),
        region=args.region,
        department=args.department,
        counter=args.counter,
        items=args.item,
        since=args.since or timezone.localdate(),
        until=args.until,
        now=timezone.now(),
    )
    print(office)


def _end(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.organisations.operations import posts  # noqa: PLC0415 -- as above

    posts.end_office(
        actor=THE_OPERATOR, office_id=args.office, until=args.until, now=timezone.now()
    )


def _list(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.organisations.queries import administered  # noqa: PLC0415 -- as above

    rows: list[dict[str, Any]] = [
        {
            "id": officer.id,
            "email": officer.email,
            "name": officer.name,
            "active": officer.is_active,
            "offices": [
                {
                    "id": office.id,
                    "role": office.role.value,
                    "region": office.region,
                    "department": office.department,
                    "since": office.since.isoformat(),
                    "until": office.until.isoformat() if office.until else None,
                }
                for office in officer.offices
            ],
        }
        for officer in administered.own_officers(THE_OPERATOR, timezone.localdate())
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(f"{row['id']}  {row['email']}  {row['name']}{'' if row['active'] else '  (closed)'}")
        for office in row["offices"]:
            place = "/".join(filter(None, (office["region"] or "*", office["department"])))
            last = office["until"] or ""
            print(f"        {office['id']}  {office['role']}  {place}  {office['since']}..{last}")
