"""Home, theme, questions, plan: what a person sees before signing in."""

import pytest
from django.urls import reverse

from banhao.apps.people.models import AccountRecord
from tests.apps import small_city

THEME = "/t/smallcity/open-a-stall/"
QUESTIONS = THEME + "questions"
THEME_FILE = "smallcity/themes/open-a-stall.toml"


def text(response):
    return response.content.decode()


def test_home_shows_the_themes_that_are_offered(client):
    page = text(client.get("/"))

    assert "我要摆摊" in page
    assert "5 个工作日" in page


def test_home_finds_by_words_and_says_when_nothing_is_found(client):
    assert "我要摆摊" in text(client.get("/", {"q": "摆摊"}))
    assert "没有找到" in text(client.get("/", {"q": "造火箭"}))


LIVES = """
[[lives]]
id = "life"
title = "摊位的一生"
stages = [{ id = "set-up", title = "出摊" }, { id = "pack-up", title = "收摊" }]
"""


def test_the_map_leads_to_the_things_of_a_stage_and_says_where_there_are_none(client):
    staged = 'stage = "set-up"\n' + small_city.FOLDER[THEME_FILE]
    small_city.publish({"base/lives.toml": LIVES, THEME_FILE: staged})

    home = text(client.get("/"))
    stage = text(client.get("/", {"stage": "set-up"}))
    theme = text(client.get(THEME))

    assert 'href="/?stage=set-up"' in home
    assert 'href="/?stage=pack-up"' not in home
    assert "还没有" in home
    assert "出摊：能办的 1 件事" in stage
    assert "摊位的一生 · 出摊" in theme
    assert "没有找到" in text(client.get("/", {"stage": "pack-up"}))


def test_a_catalogue_without_lives_has_no_map(client):
    assert 'class="life"' not in text(client.get("/"))


def test_the_theme_page_answers_what_people_ask_from_the_plan_and_from_its_authors(client):
    written = '[[faq]]\nquestion = "下雨也能摆吗？"\nanswer = "能。"\n'
    small_city.publish({THEME_FILE: small_city.FOLDER[THEME_FILE] + "\n" + written})

    page = text(client.get(THEME))

    assert "我的情况不一样" in page
    assert "放音乐吗？答“是”" in page
    assert "下雨也能摆吗？" in page


@pytest.mark.parametrize("path", ["/", THEME, QUESTIONS, "/verify/", "/sign-in/"])
def test_pages_speak_english_when_asked(client, path):
    client.cookies["django_language"] = "en"

    response = client.get(path)

    assert response.status_code == 200
    assert '<html lang="en"' in text(response)


def test_the_theme_page_shows_the_promise_and_its_derivation(client):
    page = text(client.get(THEME))

    for words in ["怎么算的", "各部门清单相加", "您需要准备 1 份", "平面图", "免提交"]:
        assert words in page


def test_an_unknown_theme_is_not_found(client):
    response = client.get("/t/smallcity/nothing/")

    assert response.status_code == 404
    assert "没有丢失" in text(response)


def test_questions_come_one_by_one_and_back_keeps_all(client):
    first = text(client.get(QUESTIONS))
    assert "放音乐吗？" in first
    assert "为什么问" in first

    client.post(QUESTIONS, {"ask": "music", "answer": "yes"})
    assert "摊位多大？" in text(client.get(QUESTIONS))
    client.post(QUESTIONS, {"ask": "stall_area", "answer": "30"})

    assert client.get(QUESTIONS).url == THEME + "plan"
    again = text(client.get(QUESTIONS, {"ask": "music"}))
    assert 'value="yes" checked' in again
    assert "噪声检测报告" in text(client.get(THEME + "plan"))


def test_what_is_not_decided_is_asked_again_before_the_form_and_both_ways_stay_open(client):
    client.post(QUESTIONS, {"ask": "stall_area", "answer": "20"})

    assert 'value="?"' in text(client.get(QUESTIONS, {"ask": "music"}))
    client.post(QUESTIONS, {"ask": "music", "answer": "?"})
    plan = client.get(THEME + "plan")

    assert client.get(QUESTIONS).url == THEME + "plan"
    assert "还有 1 问没定" in text(plan)
    assert "放音乐吗？ <b>还没定</b>" in text(plan)
    assert "1 张表 + 1—2 份材料" in text(plan)
    person = small_city.a_person()
    client.force_login(AccountRecord.objects.get(pk=person.person))
    assert client.get(THEME + "begin").url == QUESTIONS + "?ask=music"
    client.post(QUESTIONS, {"ask": "music", "answer": "no"})
    assert "还没定" not in text(client.get(THEME + "plan"))
    assert client.get(THEME + "begin").status_code == 200


def test_a_number_cannot_be_put_off(client):
    answer = client.post(QUESTIONS, {"ask": "stall_area", "answer": "?"})

    assert answer.status_code == 400


def test_no_answer_and_a_wrong_answer_are_said_beside_the_question(client):
    nothing = client.post(QUESTIONS, {"ask": "music"})
    wrong = client.post(QUESTIONS, {"ask": "stall_area", "answer": "many"})

    assert nothing.status_code == wrong.status_code == 400
    assert "选一个答案" in text(nothing)
    assert 'value="many"' in text(wrong)
    assert "<title>错误：" in text(wrong)


def test_a_question_that_is_not_asked_is_not_found(client):
    assert client.get(QUESTIONS, {"ask": "colour"}).status_code == 404


def test_the_plan_page_asks_what_is_still_open(client):
    assert client.get(THEME + "plan").url == QUESTIONS


def test_language_and_print_are_kept_and_lead_back(client):
    response = client.get(reverse("portal:mode"), {"lang": "en", "next": THEME})

    assert response.url == THEME
    assert response.cookies["django_language"].value == "en"
    large = client.get(reverse("portal:mode"), {"print": "large", "next": "https://evil.example/"})
    assert large.url == "/"
    assert 'data-size="large"' in text(client.get(THEME))


def test_begin_sends_a_stranger_to_sign_in_and_keeps_the_answers(client):
    client.post(QUESTIONS, {"ask": "music", "answer": "no"})
    client.post(QUESTIONS, {"ask": "stall_area", "answer": "30"})

    response = client.get(THEME + "begin")

    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")
    assert client.session["answers"]["smallcity/open-a-stall"]["music"] == "no"
