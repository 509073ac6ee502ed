"""Time limits of 《行政许可法》 that hold for every case, whatever the catalogue says.

All in working days (art. 82); how they are counted: docs/reference/clock.md. And how an article is
cited.
"""

import re

DIGITS = "〇一二三四五六七八九"

SUPPLEMENT_NOTICE_DAYS = 5  # art. 32: tell once, within 5 days of receipt; silence = accepted
JOINT_HANDLING_DAYS = 45  # art. 42: joint, unified or central handling
JOINT_HANDLING_ARTICLE = "《行政许可法》第四十二条第二款"
EXTENSION_DAYS = 10  # art. 42 (1): once, with the approval of the organ's head
EXTENSION_ARTICLE = "《行政许可法》第四十二条第一款"
JOINT_EXTENSION_DAYS = 15  # art. 42 (2): with the approval of the government's head
DELIVERY_DAYS = 10  # art. 44: issue and deliver after the decision
INSPECTING_OFFICERS = 2  # art. 34: a substantive check names two officers or more
INSPECTION_ARTICLE = "《行政许可法》第三十四条"


def cite(law: str, article: str) -> str:
    """Return 《消防法》第十五条: an article as a catalogue has it, written as statutes number it.

    `article`: "15"; "5、7", several; "24条2款", with a paragraph; "" for the law as a whole; other
    words stay as they are.
    """
    titled = law if law.startswith("《") or "〔" in law else f"《{law}》"
    parts = article.split("、")
    if all(part.isdecimal() for part in parts):
        return f"{titled}第{'、'.join(map(numeral, parts))}条"
    return titled + "、".join(_cited(part) for part in parts)


def _cited(part: str) -> str:
    if not part[:1].isdecimal():
        return part
    whole = f"{part}条" if part.isdecimal() else part
    return re.sub(r"\d+", lambda found: f"第{numeral(found[0])}", whole)


def numeral(number: str) -> str:
    """Return a number below 1,000 in Chinese numerals: 15 十五, 42 四十二, 105 一百零五.

    Other numbers stay as they are: no statute has so many articles that it would be read better.
    """
    value = int(number)
    if not 0 < value < 1_000:
        return number
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    head = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        head += "零"
    if tens:
        head += "十" if value < 20 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
