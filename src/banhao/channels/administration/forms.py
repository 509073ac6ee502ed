"""Forms of the administrator. Choices hold only what the administrator's post reaches."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from banhao.apps.organisations.queries import administered
from banhao.apps.organisations.values import Department
from banhao.channels.administration.choices import (
    WHOLE,
    by_region,
    everywhere,
    item_choices,
    of_regions,
    offer,
    role_choices,
)
from banhao.channels.administration.offering import handled
from banhao.core.authority.acts import Actor, Role
from banhao.core.catalogue.values import Theme
from banhao.core.messages import Message, Text
from banhao.ui.forms import PlainForm, said
from banhao.ui.messages import render
from banhao.ui.words import both, language, plain

LARGEST_NOTICE = 200_000  # bytes; a year has some 7,000
SLUG_HINT = said(
    "小写字母、数字、连字符，例如 market；事项目录用它，建好后不改",
    "Small letters, digits, hyphens, like market; the catalogue uses it, it never changes",
)


def day_input() -> forms.DateInput:
    """Return a date control of the browser."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "cap-14"})


def text(zh: str, en: str, length: int, *, optional: bool = False, hint: Any = "") -> Any:
    """Return a field for one line of text."""
    return forms.CharField(
        label=said(zh, en), max_length=length, required=not optional, help_text=hint
    )


class NamedForm(PlainForm):
    """What has a name in both languages."""

    title_zh = text("中文名称", "Chinese name", 80)
    title_en = text("英文名称", "English name", 120, optional=True)

    def title(self) -> Text:
        """Return the name."""
        return Text(self.cleaned_data["title_zh"], self.cleaned_data["title_en"])


class RegionForm(NamedForm):
    """A new region."""

    code = text(
        "行政区划代码",
        "Code",
        6,
        hint=said(
            "国家标准 GB/T 2260 的 6 位代码，例如 370303；建好后不改",
            "6 digits of GB/T 2260, like 370303; it never changes",
        ),
    )
    slug = text("标识", "Short name", 60, hint=SLUG_HINT)
    field_order = ("code", "slug")


class InRegionForm(NamedForm):
    """Something new in one of the administrator's regions."""

    region = forms.ChoiceField(label=said("地区", "Region"))
    slug = text("标识", "Short name", 60, hint=SLUG_HINT)
    field_order = ("region", "slug")

    def __init__(self, actor: Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = administered.own_regions(actor, on)
        offer(self, "region", of_regions(own))


class UsccForm(NamedForm):
    """Name and credit code of a department."""

    uscc = text("统一社会信用代码", "Unified social credit code", 18, optional=True)


class DepartmentForm(InRegionForm, UsccForm):
    """A new department."""


class PlaceForm(NamedForm):
    """Name and address of a counter."""

    address_zh = text("地址", "Address", 200, optional=True)
    address_en = text("英文地址", "Address in English", 200, optional=True)

    def address(self) -> Text:
        """Return the address."""
        return Text(self.cleaned_data["address_zh"], self.cleaned_data["address_en"])


class CounterForm(InRegionForm, PlaceForm):
    """A new counter."""


class OfficerForm(PlainForm):
    """Name and phone of an officer."""

    display_name = text("姓名", "Name", 60)
    phone = text("手机号", "Mobile phone", 20, optional=True)


class NewOfficerForm(OfficerForm):
    """A new officer's account."""

    email = forms.EmailField(
        label=said("邮箱", "Mail address"),
        help_text=said("用来登录，建好后不改", "For signing in; it never changes"),
        error_messages={"invalid": said("邮箱要像 name@example.com", "Like name@example.com")},
    )
    region = forms.ChoiceField(
        label=said("所属地区", "Home region"),
        help_text=said(
            "这个地区的管理员管理此人的账号", "Its administrator looks after the account"
        ),
    )

    def __init__(self, actor: Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            *everywhere(actor, on, WHOLE),
            *of_regions(administered.own_regions(actor, on)),
        ]
        offer(self, "region", choices)

    def home(self) -> str:
        """Return the code of the home region, "" for the whole installation."""
        return str(self.cleaned_data["region"]).removeprefix(WHOLE)


class OfficeForm(PlainForm):
    """An appointment: who, as what, where, from when."""

    person = forms.TypedChoiceField(label=said("工作人员", "Officer"), coerce=int)
    role = forms.ChoiceField(label=said("岗位", "Role"))
    place = forms.ChoiceField(
        label=said("在哪里", "Where"),
        help_text=said(
            "审查、决定、踏勘选部门；窗口、管理员选整个地区",
            "A department to examine, decide, inspect; a whole region for clerks, administrators",
        ),
    )
    counter = forms.ChoiceField(label=said("窗口", "Counter"), required=False)
    items = forms.MultipleChoiceField(
        label=said("只管这些事项", "Only these items"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=said("一个都不选，就是部门的全部事项", "None chosen: all of the department"),
    )
    since = forms.DateField(label=said("第一天", "First day"), widget=day_input())
    until = forms.DateField(label=said("最后一天", "Last day"), widget=day_input(), required=False)
    stands_for = {"department": "place", "region": "place", "account_id": "person"}

    def __init__(self, actor: Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (o.id, f"{o.name} {o.email}")
            for o in administered.own_officers(actor, on)
            if o.is_active
        ]
        places = [
            *everywhere(actor, on, "/"),
            *by_region(
                administered.own_regions(actor, on), administered.own_departments(actor, on)
            ),
        ]
        counters = by_region(
            administered.own_regions(actor, on), administered.own_counters(actor, on), whole=False
        )
        offer(self, "person", [("", "—"), *people])
        items = item_choices()
        offer(self, "items", items)
        if not items:  # nothing is published yet, so there is nothing to choose from
            del self.fields["items"]
        offer(self, "role", [("", "—"), *role_choices()])
        offer(self, "place", [("", "—"), *places])
        offer(self, "counter", [("", "—"), *counters])

    def appointment(self) -> dict[str, Any]:
        """Return the arguments of `appoint`."""
        values = self.cleaned_data
        region, _, department = values["place"].partition("/")
        return {
            "account_id": values["person"],
            "role": Role(values["role"]),
            "region": region,
            "department": department,
            "counter": values["counter"].partition("/")[2],
            "items": values.get("items", []),
            "since": values["since"],
            "until": values["until"],
        }

    def clean(self) -> dict[str, Any]:
        """See that the counter lies in the region of the office."""
        values = super().clean() or {}
        place, counter = values.get("place", ""), values.get("counter", "")
        if counter and place and counter.partition("/")[0] != place.partition("/")[0]:
            words = render(Message("organisations.counter_elsewhere"), language())
            self.add_error("counter", words)
        return values


class OfferForm(PlainForm):
    """Who handles each item of a theme that a district takes over."""

    def __init__(
        self, theme: Theme, code: str, departments: Sequence[Department], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lang = language()
        places = [(one.slug, plain(one.title, lang)) for one in departments]
        for item, title, usual in handled(theme, code):
            self.fields[item] = forms.ChoiceField(
                label=plain(title, lang),
                choices=[("", "—"), *places],
                initial=usual,
                error_messages={"required": said("选择承办部门", "Choose a department")},
            )

    def authorities(self) -> dict[str, str]:
        """Return item → department."""
        return dict(self.cleaned_data)


class AbsenceForm(PlainForm):
    """An officer's absence, as their administrator notes it."""

    since = forms.DateField(label=said("从哪天起", "From"), widget=day_input())
    until = forms.DateField(
        label=said("到哪天止", "Until"),
        widget=day_input(),
        help_text=said("含这一天", "This day included"),
    )
    deputy = forms.TypedChoiceField(
        label=said("由谁代办", "Who stands in"),
        coerce=int,
        help_text=said("同一部门的同事", "A colleague of the same department"),
    )
    reason = text("为什么", "Why", 200)

    def __init__(self, deputies: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "deputy", [("", "—"), *deputies])


class GiveTaskForm(PlainForm):
    """To whom a task is given, and why."""

    officer = forms.TypedChoiceField(label=said("转给谁", "To whom"), coerce=int)
    reason = text("为什么", "Why", 200)

    def __init__(self, colleagues: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "officer", [("", "—"), *colleagues])


class EndForm(PlainForm):
    """The last day of an office."""

    until = forms.DateField(label=said("最后一天", "Last day"), widget=day_input())


class TableForm(PlainForm):
    """A table to be looked at."""

    file = forms.FileField(
        label=said("表格文件", "The table"),
        help_text=said(".xlsx 或 .csv，第一行是列名", ".xlsx or .csv, names of columns first"),
        error_messages={
            "required": said("选一个 .xlsx 或 .csv 文件", "Choose an .xlsx or .csv file"),
            "missing": said("选一个 .xlsx 或 .csv 文件", "Choose an .xlsx or .csv file"),
            "empty": said("文件是空的，换一个", "The file is empty; choose another"),
        },
    )


class ZipForm(PlainForm):
    """Files of licences in a zip."""

    file = forms.FileField(
        label=said("证照文件（zip）", "Files of licences (zip)"),
        help_text=said(
            "PDF、JPG、PNG，文件名就是证照编号，例如 JY99999900000001.pdf",
            "PDF, JPG, PNG, each named by the number of its licence, like JY99999900000001.pdf",
        ),
        error_messages={
            "required": said("选一个 zip 文件", "Choose a zip"),
            "missing": said("选一个 zip 文件", "Choose a zip"),
            "empty": said("文件是空的，换一个", "The file is empty; choose another"),
        },
    )


class TakeInForm(forms.Form):
    """How a table is taken in: all rows or nothing, or the good ones."""

    how = forms.ChoiceField(choices=[("whole", ""), ("good", "")])

    def is_whole(self) -> bool:
        """Return whether one refused row stops all."""
        return str(self.cleaned_data["how"]) == "whole"


class NoticeForm(PlainForm):
    """A year file, or, once it was looked at, its text and the word to take it in."""

    file = forms.FileField(
        label=said("年份文件", "The year file"),
        help_text=said(
            "holiday-cn 的年份文件，例如 2027.json",
            "A year file of holiday-cn, like 2027.json",
        ),
        error_messages={
            "empty": said("文件是空的，换一个", "The file is empty; choose another"),
        },
    )
    document = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST_NOTICE)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["required"] = both(
            "选一个年份文件", "Choose a year file"
        )
        if self.data.get("document"):  # it was looked at: its text comes back instead
            self.fields["file"].required = False

    def clean(self) -> dict[str, Any]:
        """Read the file as text."""
        values = super().clean() or {}
        file = values.get("file")
        if file is not None and file.size > LARGEST_NOTICE:
            self._refuse(Message("holidays.too_large", most=LARGEST_NOTICE // 1000))
        elif file is not None:
            try:
                values["document"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self._refuse(Message("holidays.not_text"))
        return values

    def _refuse(self, message: Message) -> None:
        self.add_error("file", render(message, language()))

    def text(self) -> str:
        """Return the text of the notice."""
        return str(self.cleaned_data["document"])

    def is_sure(self) -> bool:
        """Return whether it was looked at and is to be taken in."""
        return bool(self.cleaned_data["sure"]) and not self.cleaned_data["file"]
