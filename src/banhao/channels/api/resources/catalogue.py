"""The catalogue, brought by an editor's system: load a folder as a draft, publish a version."""

from django.utils import timezone
from ninja import Router

from banhao.apps.catalogues import operations, queries
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import catalogue as shapes
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope

router = Router()
EDITING = Door(Act.EDIT_CATALOGUE, Scope.CATALOGUE)


@operation(router, "GET", "/catalogue", EDITING, answers=shapes.PublishedOut)
def read_catalogue(request: Call) -> shapes.PublishedOut:  # noqa: ARG001
    """在用的版本 · Which version is on offer."""
    return shapes.PublishedOut(
        version=queries.published_version(), latest_draft=queries.latest_draft()
    )


@operation(router, "POST", "/catalogue/versions", EDITING, answers=shapes.VersionOut, status=201)
def load_catalogue(request: Call, payload: shapes.FolderIn) -> shapes.VersionOut:
    """载入为草稿；有问题一次全部说明 · Load as a draft; all problems are said at once (422)."""
    version = operations.load_draft(actor=request.actor, texts=payload.files, now=timezone.now())
    return shapes.VersionOut(version=version)


@operation(
    router,
    "POST",
    "/catalogue/versions/{version}/publication",
    EDITING,
    answers=shapes.VersionOut,
)
def publish_catalogue(request: Call, version: str) -> shapes.VersionOut:
    """发布 · Offer a version from now on; running cases keep theirs."""
    offered = operations.publish_version(actor=request.actor, version=version, now=timezone.now())
    return shapes.VersionOut(version=offered)
