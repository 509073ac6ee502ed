"""Compile a theme into one form, one list and one plan (套餐), with its savings.

Without --answer the theme's reference answers and standing are used; each --answer replaces one.
Keys are the elements that the theme asks, and pledge, e_licences, premises_registered, by_agent.
Reads a folder; needs no database. Exit 0, also when the answers make the thing unlawful; 2 on bad
input.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from banhao.commands._folder import default_folder, read_folder
from banhao.commands._plan_text import lines
from banhao.core.catalogue.values import Catalogue, Theme
from banhao.core.compiler.answers import (
    STANDING_NAMES,
    asked_elements,
    read_answer,
    read_yes,
    reference_answers,
    reference_standing,
    unknown_key,
)
from banhao.core.compiler.compile import compile_plan, find_theme
from banhao.core.compiler.plan import Standing
from banhao.core.compiler.summary import summary
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput
from banhao.core.messages import Message


def register(parser: argparse.ArgumentParser) -> None:
    """Take a theme, answers, and a folder."""
    parser.add_argument("theme", metavar="THEME", help="<region>/<name>")
    parser.add_argument("--answer", metavar="KEY=VALUE", action="append", default=[])
    parser.add_argument("--catalogue", metavar="DIR", type=Path, default=None)
    parser.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Print the plan. :raises BanhaoError: told by the program, exit 2."""
    catalogue = read_folder(args.catalogue or default_folder())
    theme = find_theme(catalogue, args.theme)
    answers, standing = told(args.answer, catalogue, theme)
    plan = compile_plan(catalogue, theme.id, answers, standing)
    if args.json:
        print(json.dumps(summary(plan), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(plan, catalogue)))
    return 0


def told(
    pairs: Iterable[str], catalogue: Catalogue, theme: Theme
) -> tuple[dict[str, Value], Standing]:
    """Return the reference answers and standing with what KEY=VALUE pairs change in them.

    :raises BadInput: not a pair, an unknown key or value; it names the possible ones.
    """
    elements = asked_elements(catalogue, theme)
    answers, standing = reference_answers(theme), reference_standing(theme)
    for pair in pairs:
        key, sign, text = (part.strip() for part in pair.partition("="))
        if not sign:
            raise BadInput(Message("plan.not_an_answer", text=pair), field="--answer")
        if key in elements:
            answers[key] = read_answer(elements[key], text)
        elif key in STANDING_NAMES:
            standing = replace(standing, **{key: read_yes(key, text)})
        else:
            raise unknown_key(key, (*elements, *STANDING_NAMES))
    return answers, standing
