"""`docs/feel-coverage.md`: what of FEEL (DMN 1.5, clause 10.3) is computed."""

from __future__ import annotations

from collections.abc import Iterator

from tools.coverage.page import Page

#: Constructs by the chapter of the page, each with its Chinese name; functions by the name that expressions call them by.
CONSTRUCTS: dict[str, dict[str, str]] = {
    "语言 / Language": {
        "number literals": "数字", "string literals": "字符串及转义", "@ literals": "@ 时间字面量",
        "names with spaces and operators": "带空格和运算符的名称", "context": "上下文及 context 函数", "path": "路径",
        "ranges": "区间", "if": "条件", "for": "循环", "some, every": "存在与任意", "filter": "筛选",
        "function definition": "函数定义", "typed parameters": "带类型的参数", "invocation": "函数调用",
        "instance of": "类型判断", "unary tests": "决策表单元格",
        "properties of dates, times, durations": "日期、时间、时长的属性",
    },
    "运算 / Operators": {
        "arithmetic": "算术", "negation of a value": "取负", "equality": "相等", "comparison": "大小比较",
        "between": "介于", "in": "属于", "and, or": "三值逻辑",
    },
    "转换函数 / Conversion": {
        "date": "日期", "time": "时间", "date and time": "日期时间", "duration": "时长",
        "years and months duration": "年月时长", "number": "转为数字", "string": "转为文本", "range": "转为区间",
    },
    "逻辑与字符串函数 / Boolean and strings": {
        "not": "非", "substring": "子串", "string length": "长度", "upper case": "大写", "lower case": "小写",
        "substring before": "之前的子串", "substring after": "之后的子串", "replace": "替换", "contains": "包含",
        "starts with": "开头", "ends with": "结尾", "matches": "匹配", "split": "拆分", "string join": "连接",
    },
    "列表函数 / Lists": {
        "list contains": "列表包含", "count": "个数", "min": "最小", "max": "最大", "sum": "求和", "product": "求积",
        "mean": "平均", "median": "中位数", "stddev": "标准差", "mode": "众数", "all": "全部为真", "any": "任一为真",
        "sublist": "子列表", "append": "追加", "concatenate": "拼接", "insert before": "插入", "remove": "删除",
        "list replace": "替换元素", "reverse": "倒序", "index of": "位置", "union": "并集", "distinct values": "去重",
        "flatten": "展平", "sort": "排序",
    },
    "数值函数 / Numbers": {
        "decimal": "四舍六入", "floor": "向下取整", "ceiling": "向上取整", "round up": "进位", "round down": "舍位",
        "round half up": "四舍五入", "round half down": "五舍六入", "abs": "绝对值", "modulo": "取模",
        "sqrt": "平方根", "log": "自然对数", "exp": "指数", "odd": "奇数", "even": "偶数",
    },
    "日期时间函数 / Dates and times": {
        "now": "当前时刻", "today": "当天", "day of year": "年内第几天", "day of week": "星期",
        "month of year": "月份", "week of year": "年内第几周", "is": "同一时刻且同一时区",
    },
    "区间关系函数 / Ranges": {
        "before": "之前", "after": "之后", "meets": "相接", "met by": "被相接", "overlaps": "重叠",
        "overlaps before": "前重叠", "overlaps after": "后重叠", "finishes": "同止", "finished by": "被同止",
        "includes": "包括", "during": "处于其中", "starts": "同始", "started by": "被同始", "coincides": "重合",
    },
    "上下文函数 / Contexts": {
        "get value": "取值", "get entries": "取全部条目", "context put": "写入", "context merge": "合并",
    },
    "标准以外(Camunda) / Beyond the standard (Camunda)": {
        "duplicate values": "重复值", "extract": "提取", "trim": "去空白", "is blank": "为空白",
        "is empty": "为空列表", "is defined": "有值", "get or else": "缺省值", "last day of month": "月末",
    },
    "边界 / Bounds": {
        "closed language": "封闭:无 Python、无输入输出,步数、大小、深度有限",
    },
}

def _absent() -> Iterator[str]:
    yield from ("", "## 不支持 / Not supported", "", "| 特性 / Feature | 理由 / Reason |", "|---|---|")
    yield "| 外部函数(Java、PMML)/ external functions | 语言封闭。 / The language is closed. |"


PAGE = Page(
    name="feel-coverage.md",
    mark="computes",
    title=("FEEL 覆盖", "FEEL coverage"),
    standard=(
        "语义按 DMN 1.5 第 10.3 章,符合性级别 3;语法见 [feel-grammar.md](feel-grammar.md)。",
        "Semantics are those of DMN 1.5, clause 10.3, conformance level 3; the grammar is [feel-grammar.md](feel-grammar.md).",
    ),
    columns=("要素", "Construct", "计算 / Computed"),
    constructs=CONSTRUCTS,
    tail=_absent,
)
