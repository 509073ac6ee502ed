"""Check the journal: hash chain, rows against events, heads kept outside the database."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from banhao.core.cases.audit import Damage
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.site.start import open_database

DAMAGED = 1


def register(parser: argparse.ArgumentParser) -> None:
    """Take `verify`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verify")
    verify = verbs.add_parser("verify", help="name every edit, gap, swap, cut and missing case")
    verify.add_argument("--heads", help="file of heads (default: BANHAO_HEADS)")
    verify.add_argument("--replica", action="store_true", help="read the replica, not the server")
    verify.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Verify. Exit 0 if all stands as written, 1 if anything does not, 2 if it cannot be told."""
    open_database()
    from pathlib import Path  # noqa: PLC0415 -- after open_database

    from django.conf import settings  # noqa: PLC0415 -- as above
    from django.db.models import Sum  # noqa: PLC0415 -- as above

    from banhao.apps.cases.audit.heads import read_heads  # noqa: PLC0415 -- as above
    from banhao.apps.cases.audit.verify import damages  # noqa: PLC0415 -- as above
    from banhao.apps.cases.models import CaseRecord  # noqa: PLC0415 -- as above
    from banhao.apps.replica.queries import of_replica  # noqa: PLC0415 -- as above

    path = Path(args.heads or settings.HEADS)
    if args.heads and not path.is_file():
        raise NotFound(Message("site.no_heads", path=str(path)), field="--heads")
    heads = read_heads(path)

    def read() -> tuple[list[Damage], dict[str, int]]:
        events = CaseRecord.objects.aggregate(all=Sum("seq"))["all"] or 0
        return list(damages(heads)), {"cases": CaseRecord.objects.count(), "events": events}

    found, counts = of_replica(read) if args.replica else read()
    return _tell(found, counts | {"heads": len(heads)}, as_json=args.json)


def _tell(found: Sequence[Damage], counts: Mapping[str, int], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({**counts, "damages": [asdict(d) for d in found]}, ensure_ascii=False))
    else:
        for damage in found:
            print(f"{damage.case} seq {damage.seq}: {damage.fault} {damage.about}".rstrip())
        print("{cases} cases, {events} events, {heads} heads".format(**counts), end=": ")
        print(f"{len(found)} damages / 处损坏" if found else "as written / 与写入时一致")
        if counts["cases"] and not counts["heads"]:
            print("没有库外存证头：截尾和整件删除查不出。 / No heads outside: cuts stay unseen.")
    return DAMAGED if found else 0
