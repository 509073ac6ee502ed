"""Who stands at the counter: found, or new."""

from ninja import Schema

from banhao.channels.api.schemas.words import told


class ContactIn(Schema):
    """What the person says: the whole number or address, never a part."""

    contact: str = told(
        "手机号或邮箱，完整", "phone number or mail address, in full", "19900000001",
        min_length=1, max_length=254,
    )  # fmt: skip


class PersonIn(Schema):
    """Somebody who has no account yet."""

    name: str = told("姓名", "name", "赵文博", min_length=1, max_length=60)
    phone: str = told("手机号", "phone number", "19900000001", max_length=20)
    email: str = told(
        "邮箱，没有就空", "mail address, empty where there is none", "", default="", max_length=254
    )


class FirmOut(Schema):
    """A firm that the applicant may act for."""

    uscc: str = told("统一社会信用代码", "credit code")
    name: str = told("名称", "name", "测试药店")


class ApplicantOut(Schema):
    """An applicant. `applicant` is what a draft begins with; nobody else can use it."""

    applicant: str = told("申请人，新建草稿时用，一天内有效", "word for a new draft, for a day")
    name: str = told("姓名", "name", "赵文博")
    firms: list[FirmOut] = told("可以代表的企业", "firms they may act for", default=[])


class ApplicantsOut(Schema):
    """Everybody with exactly this number or address; nobody: register them."""

    applicants: list[ApplicantOut] = told("申请人", "applicants")
