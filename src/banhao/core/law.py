"""Time limits of 《行政许可法》 that hold for every case, whatever the catalogue says.

All in working days (art. 82); how they are counted: docs/reference/clock.md.
"""

SUPPLEMENT_NOTICE_DAYS = 5  # art. 32: tell once, within 5 days of receipt; silence = accepted
JOINT_HANDLING_DAYS = 45  # art. 42: joint, unified or central handling
JOINT_HANDLING_ARTICLE = "《行政许可法》第四十二条第二款"
EXTENSION_DAYS = 10  # art. 42 (1): once, with the approval of the organ's head
EXTENSION_ARTICLE = "《行政许可法》第四十二条第一款"
JOINT_EXTENSION_DAYS = 15  # art. 42 (2): with the approval of the government's head
DELIVERY_DAYS = 10  # art. 44: issue and deliver after the decision
INSPECTING_OFFICERS = 2  # art. 34: a substantive check names two officers or more
INSPECTION_ARTICLE = "《行政许可法》第三十四条"
