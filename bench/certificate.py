"""How long does one page of a certificate take (PDF/A with QR code and component table)?

One process, one warm compiler, another holder on every page. `must` 50 ms, `aim` 20 ms
(product.md §9). Exit 1 when the median is over `must`.
"""

import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

from banhao.apps.certificates import pages
from banhao.core.certificates import numbers, signed
from banhao.core.certificates.values import (
    Certificate,
    CertificateState,
    Component,
    Holder,
    HolderKind,
    Validity,
)
from banhao.core.messages import Text
from bench._table import Row, tell

MUST, AIM = 50.0, 20.0
PAGES = 100
SPACE = UUID(int=0)
ON = date(2026, 10, 16)


def main() -> int:
    started = time.perf_counter()
    page(0)
    first = (time.perf_counter() - started) * 1000
    times = []
    for number in range(1, PAGES + 1):
        started = time.perf_counter()
        size = len(page(number))
        times.append((time.perf_counter() - started) * 1000)
    median, worst = statistics.median(times), max(times)
    beside = f"worst of {PAGES}: {worst:.1f} ms, the first of a process: {first:.0f}, {size} bytes"
    return tell([Row("certificate page", median, "ms", MUST, AIM, beside=beside)])


def page(number: int) -> bytes:
    """Render one composite with four components for another made-up holder."""
    composite = certificate(number)
    holder = Holder(f"测试区第{number}药房有限公司", f"9199999{number:011d}", f"学林路{number}号")
    facts = signed.to_bytes(signed.facts_of(composite))
    return pages.render_pdf(composite, holder, signed.Seal(facts, facts[:32] * 2))


def certificate(number: int) -> Certificate:
    parts = tuple(
        Component(uuid5(SPACE, f"{number}/{place}"), identifier(f"{number}/{place}"),
                  Text(f"测试许可证（第{place}种）"), Text("测试区行政审批服务局"),
                  Validity(ON, date(2027 + place, 10, 15)), CertificateState.VALID)
        for place in range(1, 5)
    )  # fmt: skip
    return Certificate(
        uuid5(SPACE, str(number)), identifier(str(number)), "composite", Text("行业综合许可证"),
        Text("药店"), "", uuid5(SPACE, f"case {number}"), f"999999-20261016-{number:06d}",
        "测试****有限公司", "9199**********0000", HolderKind.FIRM, bytes(32), "counter",
        Text("测试区行政审批服务局"), "999999", ON,
        Validity(ON, date(2028, 10, 15), as_listed=True), CertificateState.VALID, 1, parts,
    )  # fmt: skip


def identifier(name: str) -> str:
    return numbers.identifier(
        type_code="", type_id="bench", issuer_code="", issuer_id="999999counter",
        serial=numbers.serial("20261016", uuid5(SPACE, name).int), version=1,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
