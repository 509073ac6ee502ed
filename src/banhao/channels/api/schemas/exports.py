"""Cases as the national data set has them."""

from ninja import Schema

from banhao.channels.api.schemas.words import told


class RecordsOut(Schema):
    """A page of records. `next`: send it as `after`; null on the last page."""

    records: list[dict[str, object]] = told(
        "办件数据集，每个事项一条，格式见 /exports/cases/schema",
        "records, one an item; each fits /exports/cases/schema",
    )
    next: str | None = told("下一页", "place of the next page", default=None)
