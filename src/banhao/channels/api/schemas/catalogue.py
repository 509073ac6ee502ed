"""The catalogue as an editor's system brings it."""

from ninja import Schema

from banhao.channels.api.schemas.words import told


class FolderIn(Schema):
    """A catalogue folder: relative path → TOML text, as `banhao catalogue load` reads it."""

    files: dict[str, str] = told(
        "文件：相对路径 → TOML", "files by path", {"base/library.toml": "…"}, min_length=1
    )


class VersionOut(Schema):
    """A version of the catalogue."""

    version: str = told("版本：内容的哈希", "hash of its content")


class PublishedOut(Schema):
    """What is offered now."""

    version: str = told("在用版本，没有就是空", "version on offer, empty if none")
    latest_draft: str = told("最近载入的草稿版本", "draft that was loaded last, empty if none")
