"""Reads `[[lives]]` of base, the map of the home page, and the stage that a theme names."""

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.lives import Life, Stage


def read_life(place: Place, library: Library) -> None:
    """Read one life with its stages; ids of stages are one space, whatever life they are of."""
    stages = []
    entries = place.tables("stages")
    if not entries:
        place.note("stages", "life_without_stages")
    for entry in entries:
        stage = Stage(entry.id(), entry.text("title", required=True))
        library.stages.put(entry, stage.id, stage)
        entry.done()
        stages.append(stage)
    life = Life(place.id(), place.text("title", required=True), tuple(stages))
    library.lives.put(place, life.id, life)
    place.done()


def read_stage(place: Place, library: Library) -> str:
    """Return the stage a theme names, "" for none.

    A catalogue without lives has no map: there a stage may say anything (published versions from
    before the map do).
    """
    stage = place.string("stage")
    if library.stages.things:
        library.stages.look(place, "stage", stage)
    return stage
