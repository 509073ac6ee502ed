"""What is wrong with a condition, and where."""

from banhao.core.errors import BanhaoError
from banhao.core.messages import Message


class ConditionError(BanhaoError):
    """A text is no condition of our language. `message` has `at`: the character, counted from 1."""

    def __init__(self, code: str, at: int, **params: object) -> None:
        self.message = Message(code, at=at, **params)
        super().__init__(code, at)
