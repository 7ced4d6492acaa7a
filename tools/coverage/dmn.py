"""docs/dmn-coverage.md: which construct of DMN 1.1 to 1.5 is evaluated."""

from __future__ import annotations

from tools.coverage.page import Page

#: Constructs by the chapter of the page, each with its Chinese name and the name that marks its tests.
CONSTRUCTS: dict[str, dict[str, str]] = {
    "命中策略 / Hit policies": {
        "unique": "唯一 U", "any": "任意 A", "priority": "优先 P", "first": "首个 F", "rule order": "规则顺序 R",
        "output order": "输出顺序 O", "collect": "收集 C", "collect sum": "求和 C+", "collect min": "最小 C<",
        "collect max": "最大 C>", "collect count": "计数 C#",
    },
    "决策表 / Decision tables": {
        "several outputs": "多个输出", "no inputs": "没有输入列", "cells": "输入单元格", "lists in cells": "单元格中的列表",
        "allowed input values": "输入允许值", "allowed output values": "输出允许值", "typed output entries": "输出单元格的类型",
        "default output entries": "默认输出", "rule annotations": "规则注释", "which rules fired": "命中的规则",
    },
    "框表达式 / Boxed expressions": {
        "literal expression": "文字表达式", "context": "上下文", "context with result": "带结果的上下文", "list": "列表",
        "relation": "关系表", "invocation": "调用", "function definition": "函数定义", "conditional": "条件", "for": "遍历",
        "some": "存在", "every": "全部", "filter": "筛选", "functions in Java or PMML are never run": "Java、PMML 函数不执行",
    },
    "需求图 / Requirement graphs": {
        "information requirements": "信息需求", "decisions by id and by name": "按标识或名称", "variable names": "变量名不同于决策名",
        "decision without logic": "没有逻辑的决策", "cyclic requirements are refused": "拒绝循环依赖",
        "business knowledge model": "业务知识模型", "knowledge model with a table": "知识模型中的决策表",
        "recursive knowledge model": "递归的知识模型", "decision service": "决策服务", "service with several outputs": "多输出的决策服务",
        "service asked from outside": "从外部调用决策服务",
    },
    "输入与类型 / Inputs and types": {
        "input data": "输入数据", "missing inputs are null": "缺少的输入为空", "texts become temporal values": "文本转为日期时间",
        "prefixes of types": "类型前缀", "values of a wrong type are null": "类型不符为空", "a list of one and its element": "单元素列表",
        "dates become midnights": "日期转为零时",
        "item definition with components": "组合类型", "collection": "集合类型", "allowed values": "允许值",
        "own allowed values replace those of the base": "自有允许值取代基类型的", "type constraint": "类型约束",
        "function types": "函数类型", "item definitions in expressions": "表达式中的类型",
    },
    "导入 / Imports": {
        "imports": "导入", "imports of imports": "多层导入", "imports without a name": "无名导入", "imported types": "导入的类型",
        "services over imported decisions": "引用导入决策的服务", "files beside the file": "同目录的文件",
    },
    "文件 / Files": {
        "DMN 1.1 to 1.5": "DMN 1.1 至 1.5", "vendor extensions and diagrams": "厂商扩展与图形", "names with spaces": "带空格的名称",
        "errors name the element": "错误指明元素", "tables of 10,000 rows": "一万行的表",
    },
    "重叠与缺口 / Overlaps and gaps": {
        "overlaps are refused": "拒绝重叠", "gaps are told": "提示缺口", "order of parameters": "参数的大小关系",
        "values of parameters": "参数的取值", "parameters that change": "参数变动", "what is not decided is told": "说明未能判定之处",
    },
}

PAGE = Page(
    name="dmn-coverage.md", mark="decides", title=("DMN 覆盖", "DMN coverage"),
    standard=(
        "语义按 DMN 1.5；1.1 至 1.5 的文件都能读取。", "Semantics are those of DMN 1.5; files of 1.1 to 1.5 are read.",
    ),
    columns=("内容", "Construct", "支持 / Supported"), constructs=CONSTRUCTS,
)
