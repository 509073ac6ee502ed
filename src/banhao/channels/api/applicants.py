"""Who stands at the counter, as a word: only the system that found them can use it, for a day.

On pages the applicant stands in the clerk's session. Nobody leafs through accounts by number.
"""

from django.core import signing

from banhao.core.errors import NotFound
from banhao.core.messages import Message

SALT = "banhao.api.applicant"
STANDS_FOR = 24 * 3600  # seconds


def word_of(account: int, caller: int) -> str:
    """Return the word for an account that a caller has found."""
    return signing.dumps([account, caller], salt=SALT)


def account_of(word: str, caller: int) -> int:
    """Return whose word it is. :raises NotFound: it is of another caller, too old, or made up."""
    try:
        account, finder = signing.loads(word, salt=SALT, max_age=STANDS_FOR)
    except signing.BadSignature:
        account, finder = 0, None
    if finder != caller:
        raise NotFound(Message("counter.no_applicant"), field="applicant")
    return int(account)
