"""A catalogue's folder on disk → values, without any database."""

import os
from pathlib import Path

from banhao.core.catalogue.load import read_folder_texts
from banhao.core.catalogue.values import Catalogue
from banhao.core.errors import NotFound
from banhao.core.messages import Message


def default_folder() -> Path:
    """Return `BANHAO_CATALOGUES`, or the folder `catalogues` of the checkout or of this folder."""
    told = os.environ.get("BANHAO_CATALOGUES")
    beside_source = Path(__file__).resolve().parents[3] / "catalogues"
    return Path(told) if told else beside_source if beside_source.is_dir() else Path("catalogues")


def texts_of(folder: Path) -> dict[str, str]:
    """Return relative path → text of its TOML files; what is no UTF-8 stays as lone surrogates,
    so that the loader tells of it together with all other problems.

    :raises NotFound: if there is no folder, or no TOML file in it.
    """
    if not folder.is_dir():
        raise NotFound(Message("catalogue.no_folder", folder=str(folder)))
    texts = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode(
            "utf-8-sig", "surrogateescape"
        )
        for path in sorted(folder.rglob("*.toml"))
        if path.is_file()
    }
    if not texts:
        raise NotFound(Message("catalogue.folder_empty", path=str(folder)))
    return texts


def read_folder(folder: Path) -> Catalogue:
    """Return the catalogue of a folder. :raises CatalogueError: with all that is wrong with it."""
    return read_folder_texts(texts_of(folder))
