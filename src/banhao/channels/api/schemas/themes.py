"""Themes, their questions, and the plan for a set of answers."""

from ninja import Schema

from banhao.channels.api.schemas.words import Words, told, words
from banhao.core.catalogue.values import Catalogue, Question, Theme
from banhao.core.compiler.plan import Branch, Plan, PlanMaterial, Standing, Unlawful
from banhao.core.compiler.summary import in_days, summary

Answer = bool | int | str | list[str]


class ThemeOut(Schema):
    """A theme (一件事) that a region offers."""

    id: str = told("主题编号：地区/名称", "id: region/name", "smallcity/open-a-stall")
    title: Words = told("名称", "title")
    region: str = told("行政区划代码", "code of GB/T 2260", "999999")
    region_title: Words = told("地区", "region")
    items: list[str] = told("包含的事项", "items it is made of", ["stall"])


class ThemesOut(Schema):
    """All themes on offer, by id."""

    catalogue_version: str = told("事项目录版本", "version of the catalogue")
    themes: list[ThemeOut] = told("主题", "themes")


class OptionOut(Schema):
    """A possible answer."""

    id: str = told("选项", "option", "large")
    title: Words = told("名称", "title")


class QuestionOut(Schema):
    """A question whose answer can still change the plan."""

    element: str = told("数据元，也是答案的键", "element; the key of the answer", "premises_area")
    type: str = told("类型", "type of the answer", "boolean")
    title: Words = told("问题", "the question")
    why: Words = told("为什么问", "why it is asked")
    unit: Words = told("单位", "unit")
    options: list[OptionOut] = told("选项", "options, for a choice", default=[])


class StandingIn(Schema):
    """What holds for the applicant (申请人条件)."""

    pledge: bool = told("愿意并可以告知承诺", "pledges are wanted and allowed", default=True)
    e_licences: bool = told("有电子证照", "holds e-licences", default=True)
    premises_registered: bool = told("场所已登记", "premises are registered", default=True)
    by_agent: bool = told("由代办人办理", "an agent applies", default=False)

    def value(self) -> Standing:
        """Return it as a value of core."""
        return Standing(self.pledge, self.e_licences, self.premises_registered, self.by_agent)


class AnswersIn(Schema):
    """Answers by element: true or false, a number, an option, a date (ISO), several options."""

    answers: dict[str, Answer] = told("答案", "answers by element", default={})
    standing: StandingIn | None = told("申请人条件", "standing; null: not known", default=None)


class OpenQuestionsOut(Schema):
    """What is still to be asked; none: the plan is settled."""

    questions: list[QuestionOut] = told("还要问的", "open questions, in order")


class BranchOut(Schema):
    """One item of the plan. Days are working days after the acceptance of the case."""

    item: str = told("事项", "item", "stall")
    title: Words = told("名称", "title")
    department: str = told("部门", "department", "office")
    department_title: Words = told("部门名称", "title of the department")
    mode: str = told("办理方式", "mode", "ordinary")
    starts: float = told("第几个工作日开始", "starts after so many working days", 0)
    ends: float = told("第几个工作日办完", "ends after so many working days", 5)
    needs: list[str] = told("要等的事项", "items that must be granted first", [])
    results: list[str] = told("出什么证", "what is issued", [])
    task_code: str = told(
        "实施编码（31 位），事项目录没有写就是空",
        "31 characters: authority, level, catalogue code; empty where the catalogue has none",
        "",
    )


class MaterialOut(Schema):
    """One material of the one list."""

    id: str = told("材料", "material", "layout")
    title: Words = told("名称", "title")
    way: str = told(
        "先试的办理方式：E 电子证照 S 共享 C 承诺 F 并入表格 I 内部流转 A 申请人提供",
        "the way tried first: E e-licence, S shared data, C pledge, F folded into the form, "
        "I internal, A the applicant supplies it",
        "A",
    )
    ways: list[str] = told("可用的办理方式", "all ways open, in order", ["E", "A"])
    for_items: list[str] = told("哪些事项要", "items that read it", [])


class RefusalOut(Schema):
    """The answers make the thing unlawful: the article, and what else is possible."""

    text: Words = told("为什么不行", "why not")
    law: str = told("法律", "law")
    article: str = told("条款", "article")
    instead: Words = told("还可以怎样", "what else is possible")


class PlanOut(Schema):
    """The plan (套餐) for these answers, or why there is none."""

    theme: str = told("主题", "theme")
    title: Words = told("名称", "title")
    promise: float | None = told("承诺工作日", "promised working days", 5)
    elements: list[str] = told("表单的数据元", "elements of the one form")
    branches: list[BranchOut] = told("分办件", "branches")
    materials: list[MaterialOut] = told("材料", "materials")
    savings: dict[str, object] = told("四减：原来和现在", "savings: before and planned")
    unlawful: RefusalOut | None = told("不能办的原因", "why it cannot be done", default=None)


def theme_out(catalogue: Catalogue, theme: Theme) -> ThemeOut:
    """Return a theme as it goes out."""
    region = catalogue.region_of(theme.id)
    return ThemeOut(
        id=theme.id,
        title=words(theme.title),
        region=region.code,
        region_title=words(region.title),
        items=[each.item for each in theme.items],
    )


def question_out(catalogue: Catalogue, question: Question) -> QuestionOut:
    """Return a question as it goes out."""
    element = catalogue.elements[question.element]
    return QuestionOut(
        element=element.id,
        type=element.type.value,
        title=words(question.title),
        why=words(question.why),
        unit=words(element.unit),
        options=[OptionOut(id=o.id, title=words(o.title)) for o in element.options],
    )


def plan_out(made: Plan | Unlawful, catalogue: Catalogue, theme: Theme) -> PlanOut:
    """Return a plan, or why there is none, as it goes out."""
    here = catalogue.region_of(theme.id).implementations
    if isinstance(made, Unlawful):
        why = RefusalOut(
            text=words(made.text),
            law=made.basis.law,
            article=made.basis.article,
            instead=words(made.instead),
        )
        return PlanOut(
            theme=theme.id, title=words(theme.title), promise=None, elements=[], branches=[],
            materials=[], savings={}, unlawful=why,
        )  # fmt: skip
    savings = summary(made)["savings"]
    assert isinstance(savings, dict)
    return PlanOut(
        theme=made.theme,
        title=words(made.title),
        promise=in_days(made.promise, made),
        elements=[each.element for each in made.form],
        branches=[_branch(each, made, here[each.item].task_code) for each in made.branches],
        materials=[material_out(each) for each in made.materials],
        savings=savings,
    )


def _branch(branch: Branch, plan: Plan, task_code: str) -> BranchOut:
    return BranchOut(
        item=branch.item,
        title=words(branch.title),
        department=branch.department,
        department_title=words(branch.department_title),
        mode=branch.mode.value,
        starts=in_days(branch.starts, plan),
        ends=in_days(branch.ends, plan),
        needs=list(branch.needs),
        results=list(branch.results),
        task_code=task_code,
    )


def material_out(material: PlanMaterial) -> MaterialOut:
    """Return a material as it goes out."""
    return MaterialOut(
        id=material.id,
        title=words(material.title),
        way=material.way.value,
        ways=[way.kind.value for way in material.ways],
        for_items=list(material.for_items),
    )
