"""The columns of each kind of table: what they are called in a header, and an example."""

from collections.abc import Mapping
from dataclasses import dataclass

from banhao.core.imports.lines import Kind, Line
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column. A header may say its title in either language, its id, or one of `also`."""

    id: str
    title: Text
    hint: Text
    example: str = ""
    required: bool = True
    also: tuple[str, ...] = ()

    def is_called(self, header: str) -> bool:
        """Whether a header means this column; blanks and case do not count."""
        said = _bare(header)
        return said in {_bare(one) for one in (self.id, self.title.zh, self.title.en, *self.also)}


def _bare(text: str) -> str:
    return "".join(text.split()).casefold().rstrip("*＊")


NOTHING = Text("", "")
DAY = Text("像 2026-09-01", "like 2026-09-01")
REGION = Column(
    "region",
    Text("地区代码", "Region code"),
    Text("6 位行政区划代码，已建的地区", "6 digits of a region that is there"),
    "999999",
)
_DIVISIONS = (
    Column(
        "code",
        Text("代码", "Code"),
        Text("省 2 位、市 4 位、县区 6 位、街道 9 位", "2, 4, 6 or 9 digits down to streets"),
        "370303001",
    ),
    Column("name", Text("名称", "Name"), Text("全称", "full name"), "某某街道"),
    Column(
        "parent",
        Text("上级代码", "Parent code"),
        Text("填了就要与代码的前几位一致", "the first digits of the code"),
        required=False,
        also=("areaCode",),
    ),
    Column("city", Text("市代码", "City code"), NOTHING, required=False,
           also=("cityCode",)),
    Column("province", Text("省代码", "Province code"), NOTHING,
           required=False, also=("provinceCode",)),
)  # fmt: skip
_PEOPLE = (
    Column("email", Text("邮箱", "Mail address"), Text("用来登录", "for signing in"),
           "li@example.org"),
    Column("name", Text("姓名", "Name"), NOTHING, "李示例"),
    Column("phone", Text("手机", "Mobile phone"), NOTHING, "19900000001",
           required=False),
    REGION,
    Column(
        "role",
        Text("岗位", "Role"),
        Text(
            "窗口、审查、决定、踏勘、管理员；一人多岗写多行",
            "clerk, examiner, decider, inspector, administrator; a row a post",
        ),
        "审查",
        required=False,
    ),
    Column("department", Text("部门标识", "Department"), Text("审查、决定、踏勘要填",
           "for examiner, decider, inspector"), "market", required=False),
    Column("counter", Text("窗口标识", "Counter"), NOTHING, "",
           required=False),
    Column("since", Text("任职开始", "From"), Text("不填从今天起", "blank: from today"),
           "2026-09-01", required=False),
    Column("until", Text("任职结束", "Until"), Text("不填不限", "blank: open"), "",
           required=False),
)  # fmt: skip
_LICENCES = (
    Column("type", Text("证照类型", "Kind of certificate"), Text("目录里的名称或标识",
           "name or id in the catalogue"), "营业执照"),
    Column("number", Text("证照编号", "Number"), Text("证上印的编号", "as printed on it"),
           "JY99999900000001"),
    Column("holder_name", Text("持证主体", "Holder"), NOTHING, "某某（示例）有限公司"),
    Column("holder_code", Text("持证主体代码", "Holder's code"), Text(
           "统一社会信用代码或身份证号", "credit code or resident id"), "91999999MA00000011"),
    Column("issuer", Text("颁发部门", "Issued by"), Text("部门标识或全称",
           "short name or full name of the department"), "market"),
    REGION,
    Column("issued_on", Text("颁发日期", "Issued on"), DAY, "2024-05-06"),
    Column("valid_until", Text("有效期至", "Valid until"), Text("不填表示长期",
           "blank: no end"), "2029-05-05", required=False),
)  # fmt: skip
COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.DIVISIONS: _DIVISIONS,
    Kind.PEOPLE: _PEOPLE,
    Kind.LICENCES: _LICENCES,
}
MOST_ROWS: Mapping[Kind, int] = {
    Kind.DIVISIONS: 100_000,
    Kind.PEOPLE: 2_000,  # each new account's password is hashed, which is slow on purpose
    Kind.LICENCES: 10_000,
}


def explained(kind: Kind, line: Line) -> Message | None:
    """Return why a row is refused, after the name of its column; None if it is not."""
    titles = {column.id: column.title for column in COLUMNS[kind]}
    if line.problem is None or line.column not in titles:
        return line.problem
    return Message("imports.column", title=titles[line.column], problem=line.problem)
