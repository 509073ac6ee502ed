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
    """Return relative path → text of its TOML files. :raises NotFound: if there is no folder."""
    if not folder.is_dir():
        raise NotFound(Message("plan.no_folder", folder=str(folder)), field="--catalogue")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.toml"))
    }


def read_folder(folder: Path) -> Catalogue:
    """Return the catalogue of a folder. :raises CatalogueError: with all that is wrong with it."""
    return read_folder_texts(texts_of(folder))
