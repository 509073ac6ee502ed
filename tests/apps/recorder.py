"""A room that takes answers in for its subjects, as cases does; it only remembers them."""

HEARD: list[dict[str, object]] = []


def record(**answer: object) -> bool:
    """Remember an answer and say that it was ours."""
    HEARD.append(answer)
    return True
