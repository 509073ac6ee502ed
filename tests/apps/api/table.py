"""Every operation of the API once: who may, what is sent; who may not, and what they get."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.apps.trespass import Scene

PLACE = re.compile(r"\{(\w[\w ]*)\}")
NOT_ALLOWED, NOT_FOUND = 403, 404
DECIDED = {"grant": True}
FOUND = {"finding": "meets", "comment": "符合"}
AGREED = {"name": "赵文博", "agreed": "true, pledges kept, served by inbox"}
ANSWERS = {"music": False, "stall_area": 20}
SHOP = "/themes/smallcity/open-a-shop"


@dataclass(frozen=True)
class Line:
    """A call: its path with words of Scene.ids in braces; who may; others → the status they get.

    `sent`: the body, with such words, too.
    """

    path: str
    who: str
    wrong: Mapping[str, int] = field(default_factory=dict)
    sent: Any = None
    query: str = ""
    done: int = 200


def filled(sent: Any, scene: Scene) -> Any:
    """Return a path or a body with the words in braces replaced by what they stand for."""
    match sent:
        case dict():
            return {key: filled(value, scene) for key, value in sent.items()}
        case list():
            return [filled(value, scene) for value in sent]
        case str() if whole := PLACE.fullmatch(sent):
            return scene.word(whole[1])
        case str():
            return PLACE.sub(lambda found: str(scene.word(found[1])), sent)
        case _:
            return sent


def _filing(path: str, sent: Any = None, **more: Any) -> Line:
    wrong = {"other filer": NOT_FOUND, "clerk": NOT_ALLOWED, "examiner": NOT_ALLOWED}
    return Line(path, "filer", wrong, sent, **more)


def _drafting(path: str, sent: Any = None, **more: Any) -> Line:
    """Clerks file, too, but only what they have begun for somebody."""
    wrong = {"other filer": NOT_FOUND, "clerk": NOT_FOUND, "examiner": NOT_ALLOWED}
    return Line(path, "filer", wrong, sent, **more)


def _counter(path: str, sent: Any = None) -> Line:
    wrong = {"clerk away": NOT_FOUND, "filer": NOT_ALLOWED, "examiner": NOT_ALLOWED}
    return Line(path, "clerk", wrong, sent)


def _desk(path: str, who: str, sent: Any = None) -> Line:
    wrong = {f"health {who}": NOT_FOUND, f"{who} away": NOT_FOUND, "clerk": NOT_ALLOWED}
    return Line(path, who, wrong | {"filer": NOT_ALLOWED}, sent)


def _webhook(path: str, sent: Any) -> Line:
    wrong = {"clerk away": NOT_FOUND, "filer": NOT_FOUND, "supervisor": NOT_ALLOWED}
    return Line(path, "clerk", wrong, sent, done=204)


FIRE = "/tasks/{running}/fire"
STRANGERS = {"filer": NOT_ALLOWED, "examiner": NOT_ALLOWED}
LISTED = {"filer": NOT_ALLOWED, "editor": NOT_ALLOWED}
TABLE: Mapping[str, Line] = {
    "list_themes": Line("/themes", "nobody"),
    "read_theme": Line(SHOP, "nobody"),
    "open_questions_of": Line(SHOP + "/questions", "nobody", sent={"answers": {"music": True}}),
    "plan_for_answers": Line(SHOP + "/plan", "nobody", sent={"answers": ANSWERS}),
    "list_drafts": Line("/drafts", "filer", {"examiner": NOT_ALLOWED}),
    "start_draft": Line(
        "/drafts",
        "filer",
        {"clerk": NOT_ALLOWED},
        {"theme": "smallcity/open-a-shop", "answers": ANSWERS},
        done=201,
    ),
    "read_draft": _drafting("/drafts/{draft}"),
    "delete_draft": _drafting("/drafts/{draft}", done=204),
    "refresh_draft": _drafting("/drafts/{draft}/refresh"),
    "fill_in_form": _drafting("/drafts/{draft}/form", {"fields": {"firm_name": "小城百货"}}),
    "choose_way": _drafting("/drafts/{draft}/materials/rules", {"way": "C"}),
    "upload_material": _drafting(
        "/drafts/{draft}/materials/layout/files", {"file": "a picture"}, done=201
    ),
    "ask_sources": _drafting("/drafts/{draft}/sources", {"sources": []}),
    "file_case": _drafting("/drafts/{draft}/case", AGREED, done=201),
    "list_cases": Line("/cases", "filer", {"clerk": NOT_ALLOWED}),
    "read_case": _filing("/cases/{running}"),
    "supply_case_material": _filing(
        "/cases/{running}/materials/layout/files", {"file": "a picture"}, done=201
    ),
    "withdraw_case": _filing("/cases/{running}/withdrawal", {"reason": "不办了"}),
    "read_supplement": Line(
        "/cases/{waiting}/supplement", "filer", {"other filer": NOT_FOUND, "clerk": NOT_ALLOWED}
    ),
    "correct_form": _filing("/cases/{waiting}/supplement/form", {"fields": {}}),
    "supply_asked": _filing(
        "/cases/{waiting}/supplement/materials/layout/files", {"file": "a picture"}, done=201
    ),
    "answer_supplement": _filing("/cases/{waiting}/supplement/answer"),
    "list_certificates": _filing("/cases/{ended}/certificates"),
    "certificate_page": _filing("/certificates/{certificate}/page.pdf"),
    "verify_number": Line("/verify", "nobody", query="?number=1.2.3"),
    "verify_seal": Line("/verify/qr", "nobody", query="?f=a&s=b"),
    "list_counter_cases": Line("/counter/cases", "clerk", LISTED),
    "read_counter_case": _counter("/counter/cases/{submitted}"),
    "accept_case": _counter("/counter/cases/{submitted}/acceptance"),
    "refuse_to_accept": _counter(
        "/counter/cases/{submitted}/refusal",
        {"not_needed": True, "article": "第三十二条", "reason": "无需许可"},
    ),
    "find_applicants": Line(
        "/counter/applicants/search", "clerk", STRANGERS, {"contact": "owner@example.com"}
    ),
    "register_applicant": Line(
        "/counter/applicants",
        "clerk",
        STRANGERS,
        {"name": "赵文博", "phone": "19900000001"},
        done=201,
    ),
    "list_tasks": Line("/tasks", "examiner", LISTED),
    "read_task": _desk(FIRE, "examiner"),
    "claim_task": _desk(FIRE + "/claim", "examiner"),
    "release_task": _desk(FIRE + "/claim", "examiner"),
    "examine_task": _desk(FIRE + "/examination", "examiner", FOUND),
    "decide_task": _desk(FIRE + "/decision", "decider", DECIDED),
    "list_visits": _desk(FIRE + "/visits", "examiner"),
    "arrange_visit": _desk(FIRE + "/visits/site/day", "examiner", {"on": "{today}"}),
    "record_inspection": _desk(
        FIRE + "/visits/site/result",
        "examiner",
        {"result": "meets", "officers": ["{examiner}", "{inspector}"], "notes": "相符"},
    ),
    "read_catalogue": Line("/catalogue", "editor", {"clerk": NOT_ALLOWED}),
    "load_catalogue": Line("/catalogue/versions", "editor", {"clerk": NOT_ALLOWED}, done=201),
    "publish_catalogue": Line(
        "/catalogue/versions/{version}/publication", "editor", {"clerk": NOT_ALLOWED}
    ),
    "list_events": Line("/events", "clerk", {"supervisor": NOT_ALLOWED}),
    "list_webhooks": Line("/webhooks", "clerk", {"supervisor": NOT_ALLOWED}),
    "add_webhook": Line(
        "/webhooks",
        "clerk",
        {"supervisor": NOT_ALLOWED},
        {"url": "http://127.0.0.1:9/news"},
        done=201,
    ),
    "remove_webhook": _webhook("/webhooks/{webhook}", None),
    "replay_webhook": _webhook("/webhooks/{webhook}/replay", {"since": None}),
    "export_cases": Line(
        "/exports/cases",
        "supervisor",
        {"filer": NOT_ALLOWED, "examiner": NOT_ALLOWED},
        query="?since=2026-09-01&until=2027-12-31",
    ),
    "export_schema": Line("/exports/cases/schema", "nobody"),
}
