"""Which document is what, by its path; files that are nothing of ours are noted."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from banhao.core.catalogue.documents import Document
from banhao.core.catalogue.fields import Place
from banhao.core.errors import Problem
from banhao.core.messages import Message

BASE = "base"
LISTS = (
    *("sections", "sources", "certificates", "elements", "materials"),
    *("rating_options", "lives"),
)
KNOWN = re.compile(
    r"base/(?!items/)([^/]+/)?[^/]+\.toml|base/items/[^/]+\.toml"
    r"|(?!base/)[A-Za-z0-9][A-Za-z0-9_-]*/(region|items/[^/]+|themes/[^/]+)\.toml"
)


@dataclass(slots=True)
class Files:
    """All documents of a catalogue by path. `broken`: paths whose text is no TOML."""

    documents: Mapping[str, Document]
    broken: Set[str]
    problems: list[Problem] = field(default_factory=list)

    def base(self) -> Iterator[Place]:
        """Yield the files of base that hold lists (elements, materials, …)."""
        for path, document in self.documents.items():
            if path.startswith("base/") and not path.startswith("base/items/"):
                yield Place(path, "", document, self.problems)

    def folder(self, *names: str) -> Iterator[tuple[str, Place]]:
        """Yield (name without ending, document) of each file right inside a folder."""
        prefix = "/".join(names) + "/"
        for path, document in self.documents.items():
            rest = path.removeprefix(prefix)
            if path.startswith(prefix) and "/" not in rest:
                yield rest.removesuffix(".toml"), Place(path, "", document, self.problems)

    def one(self, path: str) -> Place | None:
        """Return one document, None if there is none."""
        document = self.documents.get(path)
        return None if document is None else Place(path, "", document, self.problems)

    def regions(self) -> tuple[str, ...]:
        """Return the names of the folders beside base."""
        heads = {path.split("/")[0] for path in self.documents if "/" in path}
        return tuple(sorted(heads - {BASE}))

    def any_theme(self) -> bool:
        """Return whether any file is a theme, readable or not."""
        return any("/themes/" in path for path in {*self.documents, *self.broken})

    def any_broken(self, prefix: str) -> bool:
        """Return whether a file under a path could not be read."""
        return any(path.startswith(prefix) for path in self.broken)

    def broken_list(self, kind: str) -> bool:
        """Return whether a file of base that may hold this kind of list could not be read."""
        heads = {path.split("/")[1].removesuffix(".toml") for path in self.broken if _listed(path)}
        return kind in heads or bool(heads - set(LISTS))

    def note_strangers(self) -> None:
        """Note every file whose path means nothing."""
        for path in self.documents:
            if not KNOWN.fullmatch(path):
                self.note(path, "file_unknown")

    def note(self, path: str, code: str) -> None:
        """Note what is wrong with a file as a whole."""
        self.problems.append(Problem(path, "", Message(f"catalogue.{code}")))


def _listed(path: str) -> bool:
    return path.startswith("base/") and not path.startswith("base/items/")
