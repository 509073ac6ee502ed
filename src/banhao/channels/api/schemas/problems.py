"""What is wrong: application/problem+json (RFC 9457)."""

from ninja import Schema

from banhao.channels.api.schemas.words import Words, told


class ProblemLine(Schema):
    """One thing that is wrong, with its place."""

    where: str = told("哪里", "where", "body.payload.answers")
    code: str = told("消息代码", "code of the message", "plan.unknown_key")
    message: Words = told("说明", "what is wrong, and what to do")


class ProblemOut(Schema):
    """A refusal: nothing was changed. `next` says what to do."""

    type: str = told("类型", "kind of problem", "urn:banhao:problem:case.not_found")
    title: str = told("标题", "title, in Chinese", "没有找到")
    status: int = told("HTTP 状态", "HTTP status", 404)
    detail: str = told("说明（中文）", "what is wrong, in Chinese")
    code: str = told("消息代码，不会改", "code of the message; never changes", "case.not_found")
    message: Words = told("说明", "what is wrong, in both languages")
    next: Words = told("下一步", "what to do next")
    field: str = told("哪个字段", "which field, if it is one", default="")
    problems: list[ProblemLine] = told("逐条", "what is wrong, one by one", default=[])
