"""Made-up people and firms whose names pages find hard: long, foreign, rare characters."""

from banhao.demo_sources.population import Firm, Person, firm, person

LONG_NAME = "买买提热依木·阿卜杜拉"
LONG_FIRM = (
    "测试市新疆维吾尔风味餐饮文化传播与体育健身休闲娱乐综合服务管理"
    "咨询（集团）股份有限公司龙泉驿区第一百二十八分公司经营"
)
LONG_PLACE = (
    "测试区人民路一百二十八号国际商贸城二期裙楼地下一层至地上四层东侧六百六十六号商铺及附属用房"
)
RARE_NAME = "𠮷田美咲"
RARE_FIRM = "测试市𠮷祥如意健身有限公司"
PASSPORT = "TZ1234567"
NEWCOMER = "还什么都没有的人"  # has just registered
assert len(LONG_FIRM) == 58
assert len(LONG_PLACE) >= 40


def long_one() -> Firm:
    """Return the firm of 58 characters; a woman with a name of eleven signs for it."""
    return _named(firm(60), LONG_FIRM, LONG_PLACE, LONG_NAME)


def rare_one() -> Firm:
    """Return the firm with 𠮷 in its name; the holder of a passport signs for it."""
    return _named(firm(61), RARE_FIRM, firm(61).address, RARE_NAME)


def _named(known: Firm, name: str, address: str, boss: str) -> Firm:
    plain = person(known.number)
    signer = Person(plain.number, boss, plain.id_number, plain.mobile)
    return Firm(known.number, name, known.uscc, address, signer)
