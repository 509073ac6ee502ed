"""The shelves of catalogues/base while they are filled: what every region builds on."""

from dataclasses import dataclass, field

from banhao.core.catalogue.lives import Life, Stage
from banhao.core.catalogue.names import Names
from banhao.core.catalogue.places import CertificateType, DataSource
from banhao.core.catalogue.ratings import RatingOption, RatingRules
from banhao.core.catalogue.shelf import Shelf
from banhao.core.catalogue.values import Element, Item, Material
from banhao.core.messages import Text


@dataclass(slots=True)
class Library:
    """All things of base by kind and id."""

    sections: Shelf[Text] = field(default_factory=lambda: Shelf(Text("表单部分", "section")))
    sources: Shelf[DataSource] = field(default_factory=lambda: Shelf(Text("数据源", "data source")))
    certificates: Shelf[CertificateType] = field(
        default_factory=lambda: Shelf(Text("证照类型", "certificate type"))
    )
    elements: Shelf[Element] = field(default_factory=lambda: Shelf(Text("数据元", "element")))
    materials: Shelf[Material] = field(default_factory=lambda: Shelf(Text("材料", "material")))
    items: Shelf[Item] = field(default_factory=lambda: Shelf(Text("事项", "item")))
    rating_options: Shelf[RatingOption] = field(
        default_factory=lambda: Shelf(Text("评价选项", "rating option"))
    )
    lives: Shelf[Life] = field(default_factory=lambda: Shelf(Text("生命周期", "life")))
    stages: Shelf[Stage] = field(default_factory=lambda: Shelf(Text("阶段", "stage")))
    rating: RatingRules | None = None
    names: Names = field(default_factory=Names)
