"""The words on the face of a certificate: a paper of Chinese law, so in Chinese."""

from datetime import date

from banhao.core.certificates import masking, numbers
from banhao.core.certificates.values import Certificate, Holder, HolderKind, Validity

NOTICE = "数字签名在二维码里，扫码可查真伪和当前状态。本页由系统生成，签名不是经认证的电子印章。"
DOCUMENT = {HolderKind.PERSON: "证件号码", HolderKind.NEW_FIRM: "负责人证件号码"}
LOCAL = "（本地编号：此类证照没有国家证照类型代码）"


def words(certificate: Certificate, holder: Holder) -> dict[str, object]:
    """Return title, lines, table and captions as plain values for the template.

    A person's identity code is masked also here: the paper needs to tell people apart, no more.
    """
    local = not numbers.is_national(certificate.identifier)
    return {
        "title": certificate.title.zh,
        "title_en": certificate.title.en,
        "trade": certificate.trade.zh,
        "facts": [
            *_holder(certificate, holder),
            ["证照标识", certificate.identifier + (LOCAL if local else "")],
            ["办件编号", certificate.case_number],
            ["有效期", validity(certificate.validity)],
        ],
        "parts_title": f"本证所载 {len(certificate.components)} 项许可",
        "heads": ["名称", "发证部门", "证照标识", "有效期至"],
        "parts": [
            [part.title.zh, part.issuer.zh, part.identifier, _until(part.validity.until)]
            for part in certificate.components
        ],
        "issuer": certificate.issuer_title.zh,
        "issued_on": f"{day(certificate.issued_on)}　第 {certificate.version} 版",
        "notice": NOTICE,
        "qr_alt": "二维码：扫码查验这张证",
        "qr_caption": "扫码查验",
    }


def validity(value: Validity) -> str:
    """Return the line 有效期: 见附载 where the parts end on different days."""
    if value.as_listed and value.until:
        return f"见附载（最早 {day(value.until)}到期）"
    if value.until is None:
        return f"{day(value.since)}起，长期"
    return f"{day(value.since)}至{day(value.until)}"


def day(value: date) -> str:
    """Return 2026年10月16日."""
    return f"{value.year}年{value.month}月{value.day}日"


def _holder(certificate: Certificate, holder: Holder) -> list[list[str]]:
    kind = certificate.holder_kind
    code = holder.code if kind.has_uscc else masking.code(holder.code)
    return [
        ["经营者" if kind.is_firm else "持证人", holder.name],
        ["统一社会信用代码" if kind.has_uscc else DOCUMENT[kind], code],
        *([["经营场所", holder.address]] if holder.address else []),
    ]


def _until(until: date | None) -> str:
    return day(until) if until else "长期"
