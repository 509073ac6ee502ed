"""What short sealed contents begin to be packed with (zlib's preset dictionary). Decision 0123.

Never change a character: what was sealed with it could not be opened any more. Another dictionary
is another name here and another mark in `ciphers`. Most common words last.
"""

_LICENCES = (  # fields of Chinese licences and registers, and what addresses and firms end in
    "经营范围注册资本成立日期有效期限登记机关发证机关签发日期证件号码法定代表人负责人统一社会信用代码"
    "类型住所地址姓名名称编号省市区县镇乡街道路巷号栋幢单元层楼室有限责任公司有限公司"
)
_OURS = (  # keys that our own contents have
    '{"address": "", "code": "9", "kind": "person", "kind": "firm", "name": "有限公司"}'
    '{"account": 1, "agreed": ["true", "pledges-kept", "served-by-inbox"], "at": "2026-01-01T00:00:'
    '00+00:00", "form": "", "name": "", "plan": "", "pledged": ["", ""]}'
    '{"": {"at": "2026-01-01T00:00:00+00:00", "differs": [], "document": {"名称": "", "地址": "", '
    '"编号": ""}, "facts": {"": ""}, "source": ""}, "": true, "": false, "": null, "": [{"": ""}], '
    '"region": "", "text": "\\u5e02\\u533a\\u8def\\u53f7\\u6709\\u9650\\u516c\\u53f8", "": "20'
)
WORDS = (_LICENCES + _OURS).encode()
