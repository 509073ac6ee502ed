"""The lives of the home page as values: a firm's, a person's, each a row of stages."""

from dataclasses import dataclass

from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Stage:
    """A station of a life (开办, 准营 …). A theme names the stage it belongs to."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Life:
    """A life from its beginning to its end (生命周期): stages in their order."""

    id: str
    title: Text
    stages: tuple[Stage, ...]
