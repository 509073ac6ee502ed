"""A process that counts, with another that counts and is killed: python -m … HOME KIND

Prints the folder when both have counted one request each, and ends when its input does.
"""

import os
import signal
import sys
from pathlib import Path

from banhao.site.watch import folder


def count() -> None:
    from banhao.site.watch import instruments

    instruments.REQUESTS.labels("a:view", "read", "2xx").inc()
    instruments.CASES.labels("submitted").set(os.getpid())


if __name__ == "__main__":
    own = folder.begin(Path(sys.argv[1]), sys.argv[2])
    child = os.fork()
    count()
    if not child:
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    print(own, flush=True)
    sys.stdin.read()
