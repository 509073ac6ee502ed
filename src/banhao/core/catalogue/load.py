"""Texts → catalogue, or everything that is wrong with them, each with file, field and what to do.

    catalogue = read_folder_texts({"base/items/X.toml": "…", "city/themes/open.toml": "…"})

The format is docs/reference/catalogue.md. What is referred to is read first: base, then each
region; problems are gathered on the way and raised together at the end.
"""

from collections.abc import Mapping, Set

from banhao.core.catalogue.base import read_base
from banhao.core.catalogue.documents import Document, documents_of, plain_documents, version_of
from banhao.core.catalogue.files import Files
from banhao.core.catalogue.regions import read_region
from banhao.core.catalogue.values import Catalogue, Region
from banhao.core.errors import CatalogueError, Problem
from banhao.core.messages import Message


def read_folder_texts(texts: Mapping[str, str]) -> Catalogue:
    """Return the catalogue of a folder: relative path ("base/items/X.toml") → TOML text.

    :raises CatalogueError: with all problems of all files.
    """
    problems: list[Problem] = []
    documents = documents_of(texts, problems)
    return _read(documents, texts.keys() - documents.keys(), problems)


def documents_of_texts(texts: Mapping[str, str]) -> Mapping[str, Document]:
    """Return what the database keeps of a folder: path → document of JSON values only.

    :raises CatalogueError: if a text is no TOML or holds what JSON cannot.
    """
    problems: list[Problem] = []
    documents = plain_documents(documents_of(texts, problems), problems)
    if problems:
        raise CatalogueError(tuple(problems))
    return documents


def read_documents(documents: Mapping[str, Document]) -> Catalogue:
    """Return the catalogue of parsed documents (path → document), as the database holds them.

    :raises CatalogueError: with all problems of all documents.
    """
    return _read(documents, frozenset(), [])


def _read(
    documents: Mapping[str, Document], broken: Set[str], problems: list[Problem]
) -> Catalogue:
    plain = plain_documents(documents, problems)
    files = Files(plain, broken, problems)
    library = read_base(files)
    regions: dict[str, Region] = {}
    for name in files.regions():
        region = read_region(name, files, library)
        if region is not None:
            regions[name] = region
    if not files.any_theme():
        problems.append(Problem("", "themes", Message("catalogue.no_themes")))
    files.note_strangers()
    if problems:
        raise CatalogueError(tuple(sorted(set(problems), key=_order)))
    return Catalogue(
        version=version_of(plain),
        elements=library.elements.things,
        materials=library.materials.things,
        certificates=library.certificates.things,
        sources=library.sources.things,
        items=library.items.things,
        regions=regions,
        sections=library.sections.things,
        rating=library.rating,
        lives=library.lives.things,
    )


def _order(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.field, problem.message.code
