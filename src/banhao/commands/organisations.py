"""Make and list regions, departments and counters.

banhao organisations region 370303 zhangdian 张店区 --en Zhangdian
banhao organisations department 370303 market 市场监督管理局 --uscc CODE
banhao organisations counter 370303 hall-1 "综合窗口 1"
banhao organisations list [--json]
"""

import argparse
import json
from typing import Any

from banhao.core.messages import Text
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take one of four errands."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    errands = parser.add_subparsers(
        dest="errand", required=True, metavar="region|department|counter|list"
    )
    region = errands.add_parser("region", help="make a region")
    region.add_argument("code", help="six digits of GB/T 2260")
    department = errands.add_parser("department", help="make a department of a region")
    counter = errands.add_parser("counter", help="make a hall counter of a region")
    for one in (department, counter):
        one.add_argument("region", help="code of the region")
    for one in (region, department, counter):
        one.add_argument("slug", help="short name: small letters, digits, hyphens")
        one.add_argument("title", help="Chinese name")
        one.add_argument("--en", default="", metavar="NAME", help="English name")
    department.add_argument("--uscc", default="", help="unified social credit code")
    counter.add_argument("--address", default="", help="where the counter is")
    shown = errands.add_parser("list", help="list what there is")
    shown.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Do the errand. Exit 0; 2 with the reason if it is refused."""
    open_database()
    if args.errand == "list":
        return _list(as_json=args.json)
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.organisations.operations import places  # noqa: PLC0415 -- as above
    from banhao.core.authority.acts import THE_OPERATOR  # noqa: PLC0415 -- as above

    common = {
        "actor": THE_OPERATOR,
        "slug": args.slug,
        "title": Text(args.title, args.en),
        "now": timezone.now(),
    }
    if args.errand == "region":
        places.create_region(code=args.code, **common)
    elif args.errand == "department":
        places.create_department(region=args.region, uscc=args.uscc, **common)
    else:
        places.create_counter(region=args.region, address=Text(args.address), **common)
    print(f"{args.errand} {args.slug}")
    return 0


def _list(*, as_json: bool) -> int:
    from banhao.apps.organisations import queries  # noqa: PLC0415 -- after open_database

    rows: list[dict[str, Any]] = [
        {
            "code": region.code,
            "slug": region.slug,
            "title": region.title.zh,
            "departments": [
                {"slug": d.slug, "title": d.title.zh, "uscc": d.uscc}
                for d in queries.departments(region.code)
            ],
            "counters": [
                {"slug": c.slug, "title": c.title.zh} for c in queries.counters(region.code)
            ],
        }
        for region in queries.regions()
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(f"{row['code']}  {row['slug']}  {row['title']}")
        for kind in ("departments", "counters"):
            for place in row[kind]:
                print(f"        {kind[:-1]} {place['slug']}  {place['title']}")
    return 0
