"""The six sections of a construction report and the answers that each must have (article 26)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.values import Json
from handlers.answers import Answers, text, yes


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its Chinese name, its required answers (field -> label), and the fields that are optional."""

    name: str
    required: Mapping[str, str]
    optional: tuple[str, ...] = ()
    #: The answers that are required in some cases: field -> (label, when).
    sometimes: Mapping[str, tuple[str, Callable[[Answers], bool]]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of the section."""
        return (*self.required, *self.sometimes, *self.optional)

    def missing(self, answers: Answers) -> list[str]:
        """The labels of the required answers that are not given."""
        asked = dict(self.required) | {name: label for name, (label, when) in self.sometimes.items() if when(answers)}
        return [label for name, label in asked.items() if not given(answers.get(name))]


def given(value: Json) -> bool:
    """Whether something was answered: no is an answer, nothing, an empty text and an empty table are none."""
    return value is not None and value != [] and not (isinstance(value, str) and not value.strip())


def _changed(answers: Answers) -> bool:
    return text(answers, "build_baseline") == "已批准变更"


def _crypto(answers: Answers) -> bool:
    return yes(answers, "crypto_applicable") is not False


def _no_crypto(answers: Answers) -> bool:
    return not _crypto(answers)


def _files(answers: Answers) -> bool:
    return yes(answers, "efile_applicable") is not False


SECTIONS: tuple[Section, ...] = (
    Section(
        "项目建设情况",
        {
            "build_completed_on": "建成日期", "build_summary": "建设情况说明", "build_investment": "实际投资",
            "build_baseline": "与批复是否一致", "build_comparison": "与批复对照表", "build_contract_done": "合同是否履行完成",
            "trial_run_from": "试运行开始日期", "trial_run_to": "试运行结束日期", "build_test_report_no": "测试报告编号",
            "business_items": "业务事项清单",
        },
        sometimes={"build_change_no": ("变更批准文号", _changed)},
    ),
    Section(
        "数据目录编制和共享开放开发",
        {
            "data_catalog_status": "目录状态", "data_catalog_count": "目录数", "data_linked_count": "挂接数",
            "datasets": "有效数据清单",
        },
        ("data_interface_count", "data_shared_times", "data_open_count", "data_development", "data_duplicate_collection"),
    ),
    Section("安全可靠政策落实情况", {"products": "产品清单", "products_statement": "落实情况说明"}),
    Section(
        "密码应用情况",
        {"crypto_applicable": "密码应用是否适用"},
        ("crypto_score", "crypto_valid_until"),
        {
            "crypto_not_applicable_reason": ("不适用理由", _no_crypto), "crypto_organisation": ("评估机构", _crypto),
            "crypto_report_no": ("评估报告编号", _crypto), "crypto_assessed_on": ("评估日期", _crypto),
            "crypto_conclusion": ("评估结论", _crypto),
        },
    ),
    Section(
        "网络安全",
        {
            "mlps_level": "等级保护级别", "risk_assessed_on": "风险评估日期", "risk_open_high": "未整改高风险数",
            "security_incident_plan": "应急预案",
        },
        ("mlps_filing_no", "mlps_test_report_no", "mlps_tested_on", "mlps_test_conclusion"),
    ),
    Section(
        "电子文件和电子档案",
        {"efile_applicable": "是否形成电子文件"},
        sometimes={
            "efile_in_sync": ("电子文件管理同步", _files), "efile_formats": ("电子文件格式", _files),
            "efile_metadata": ("元数据", _files), "archive_scope": ("归档范围表", _files),
            "archive_count": ("归档数量", _files), "archive_four_property": ("四性检测结果", _files),
            "archive_completed": ("归档是否完成", _files),
        },
    ),
)


def of(answers: Answers) -> dict[str, Json]:
    """The report's answers alone, as they are kept in the register."""
    return {name: answers[name] for section in SECTIONS for name in section.fields if name in answers}
