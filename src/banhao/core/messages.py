"""Message codes with parameters; `ui/messages` has the Chinese and the English words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence by code: `Message("case.not_in_state", state=Message("state.case.accepted"))`.

    Parameters are plain values (str, int, date, Text) or messages; `ui/messages` has the words.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __init__(self, code: str, /, **params: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "params", params)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted((k, str(v)) for k, v in self.params.items()))))


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages of the interface; English may be empty for names of law."""

    zh: str
    en: str = ""

    def __str__(self) -> str:
        return self.zh
