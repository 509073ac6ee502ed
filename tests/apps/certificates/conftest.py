"""Certificates of a made-up case, issued as the ledger does it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from banhao.apps.certificates import operations
from banhao.core.catalogue.places import CertificateType, Department
from banhao.core.certificates.values import Certificate, Holder
from banhao.core.messages import Text

NOW = datetime(2026, 10, 16, 2, 0, tzinfo=UTC)
FIRM = Holder("测试区跃动健身有限公司", "91999999MA0000000L", "测试区学林路 188 号 2 层")
PERSON = Holder("买买提热依木·阿卜杜拉", "99999919900101123X", "测试区学林路 2 号")

Issue = Callable[..., Certificate]


def kind(ident: str, title: str, years: int = 0, code: str = "") -> CertificateType:
    return CertificateType(ident, Text(title, f"{ident} in English"), code=code,
                           validity_years=years)  # fmt: skip


@pytest.fixture
def issue(db: None) -> Issue:
    """Issue one licence; anything may be told otherwise."""

    def _issue(**changes: object) -> Certificate:
        return operations.issue(
            **{
                "certificate": uuid4(),
                "case": uuid4(),
                "case_number": "999999-20261016-000417",
                "owner": 1,
                "kind": kind("hygiene", "公共场所卫生许可证", 4),
                "item": "hygiene",
                "issuer": Department("health", Text("测试区卫生健康局", "Health Office")),
                "region": "999999",
                "holder": FIRM,
                "issued_on": date(2026, 10, 16),
                "now": NOW,
                **changes,
            }
        )

    return _issue


@pytest.fixture
def composite(issue: Issue) -> Certificate:
    """A composite of four licences with different ends."""
    case = uuid4()
    parts = [
        issue(case=case, kind=kind("hygiene", "公共场所卫生许可证", 4), item="a"),
        issue(
            case=case, kind=kind("fire", "公众聚集场所投入使用、营业前消防安全检查意见书"), item="b"
        ),
        issue(case=case, kind=kind("sport", "高危险性体育项目经营许可证（游泳）", 5), item="c"),
        issue(case=case, kind=kind("sign", "户外招牌设置许可", 2), item="d"),
    ]
    return compose(issue, case, [part.id for part in parts])


def compose(issue: Issue, case: UUID, parts: list[UUID], **more: object) -> Certificate:
    return issue(
        case=case,
        kind=CertificateType("composite", Text("行业综合许可证", "Trade licence"), composite=True),
        item="",
        issuer=Department("counter", Text("测试区行政审批服务局"), "11999999MB0000000X"),
        trade=Text("健身房（含游泳池）", "Gym with pool"),
        components=parts,
        **more,
    )
