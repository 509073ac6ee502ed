"""Names of the public festivals in both languages; tables write them in either."""

from banhao.core.messages import Text

FESTIVALS = (
    Text("元旦", "New Year's Day"),
    Text("春节", "Spring Festival"),
    Text("清明节", "Tomb-sweeping Day"),
    Text("劳动节", "Labour Day"),
    Text("端午节", "Dragon Boat Festival"),
    Text("中秋节", "Mid-autumn Festival"),
    Text("国庆节", "National Day"),
)
ENGLISH = {festival.zh: festival.en for festival in FESTIVALS}
CHINESE = {festival.en: festival.zh for festival in FESTIVALS}
JOINED = "、"


def chinese(name: str) -> str:
    """Return the Chinese name of a festival named in English; other names stay as they are."""
    return CHINESE.get(name, name)


def festival(name: str) -> Text:
    """Return both names of "国庆节、中秋节"; a name that is not known stays Chinese."""
    parts = name.split(JOINED)
    return Text(name, " and ".join(ENGLISH.get(part, part) for part in parts))
