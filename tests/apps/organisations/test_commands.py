"""The same errands at the terminal: `banhao organisations …`, `banhao people …`."""

import json

import pytest

from banhao.apps.organisations import queries
from banhao.apps.people.models import AccountRecord
from banhao.cli import main
from banhao.core.authority.acts import Role

pytestmark = pytest.mark.django_db


def test_from_an_empty_database_to_a_decider(capsys):
    assert main(["organisations", "region", "370303", "zhongqu", "中区", "--en", "Middle"]) == 0
    assert main(["organisations", "department", "370303", "market", "市场局"]) == 0
    assert main(["organisations", "counter", "370303", "hall-1", "一号窗口"]) == 0
    capsys.readouterr()
    assert main(["people", "add", "Li@Example.org", "李四", "--region", "370303"]) == 0
    account, password = capsys.readouterr().out.split()
    words = "people appoint li@example.org decider --region 370303 --department market"
    assert main(words.split()) == 0
    office = capsys.readouterr().out.strip()

    assert AccountRecord.objects.get(pk=account).check_password(password)
    assert queries.offices_of(int(account))[0].role is Role.DECIDER
    assert main(["people", "end", office, "--until", "2099-12-31"]) == 0
    assert main(["people", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["offices"][0]["until"] == "2099-12-31"
    assert main(["organisations", "list", "--json"]) == 0
    places = json.loads(capsys.readouterr().out)
    assert [d["slug"] for d in places[0]["departments"]] == ["market"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("organisations region 37 a1 中", "6 digits"),
        ("organisations department 999999 market 局", "no such region"),
        ("people add nonsense 李四", "mail address"),
        ("people appoint nobody@example.org clerk", "no such account"),
    ],
)
def test_a_mistake_is_said_in_both_languages_with_exit_code_2(capsys, words, says):
    assert main(words.split()) == 2

    error = capsys.readouterr().err
    assert says in error
    assert any("\u4e00" <= character <= "\u9fff" for character in error)
