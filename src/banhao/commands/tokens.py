"""Connect other systems: make a token (printed once), list them, revoke one.

    banhao tokens make 市监局审批系统 decider --region 370303 --department market \\
        --scope tasks --scope decide --until 2027-06-30
    banhao tokens list [--json]
    banhao tokens revoke NUMBER
"""

import argparse
import json
from datetime import date, timedelta

from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.authority.scopes import OF_ROLES, Scope
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take one of three errands."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    errands = parser.add_subparsers(dest="errand", required=True, metavar="make|list|revoke")
    make = errands.add_parser("make", help="connect a system to an office; prints its token, once")
    make.add_argument("name")
    make.add_argument("role", choices=[role.value for role in OF_ROLES])
    make.add_argument("--region", default="", metavar="CODE", help="default: all regions")
    make.add_argument("--department", default="", metavar="SLUG")
    make.add_argument("--item", action="append", default=[], metavar="ITEM", help="only this item")
    make.add_argument("--scope", action="append", default=[], choices=[s.value for s in Scope])
    make.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="default: 365 days")
    shown = errands.add_parser("list", help="list the tokens of offices")
    shown.add_argument("--json", action="store_true", help="print only JSON")
    errands.add_parser("revoke", help="end a token at once").add_argument("number", type=int)


def run(args: argparse.Namespace) -> int:
    """Do the errand. Exit 0; 2 with the reason if it is refused."""
    open_database()
    {"make": _make, "list": _list, "revoke": _revoke}[args.errand](args)
    return 0


def _make(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.tokens.operations import make_token  # noqa: PLC0415 -- as above

    made = make_token(
        actor=THE_OPERATOR,
        name=args.name,
        role=Role(args.role),
        region=args.region,
        department=args.department,
        items=args.item,
        scopes=[Scope(each) for each in args.scope],
        until=args.until or timezone.localdate() + timedelta(days=365),
        now=timezone.now(),
    )
    print(f"{made.id}  {made.secret}")


def _list(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.tokens.queries import own_tokens  # noqa: PLC0415 -- as above

    rows = [
        {
            "id": token.id,
            "name": token.name,
            "begins": token.begins,
            "role": token.role,
            "place": token.place.zh,
            "scopes": list(token.scopes),
            "until": token.until.isoformat(),
            "used_at": token.used_at.isoformat() if token.used_at else None,
            "open": token.is_open,
        }
        for token in own_tokens(THE_OPERATOR, timezone.localdate())
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        closed = "" if row["open"] else "  (closed)"
        print(
            f"{row['id']}  {row['begins']}…  {row['name']}  {row['role']}  {row['place']}{closed}"
        )


def _revoke(args: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.tokens.operations import revoke_token  # noqa: PLC0415 -- as above

    revoke_token(actor=THE_OPERATOR, token_id=args.number, now=timezone.now())
