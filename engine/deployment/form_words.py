"""What a check of forms may say."""

from engine.deployment.sentences import Sentence

MALFORMED = Sentence(
    "form_json", "表单不是正确的 JSON:{reason}。", "The form is not JSON: {reason}.",
    "按提示的位置改正，或从上一版本恢复。", "Mend the place, or take the last version.",
)
SHAPE = Sentence(
    "form_shape", "表单的“{path}”应当是{wanted}。", 'In the form, "{path}" should be {wanted_en}.',
    "按表单格式说明改正。", "Write it as the form format says.",
)
NO_ID = Sentence(
    "form_id", "表单没有标识（$id）。", "The form has no id ($id).",
    "写上 $id，由小写字母、数字和下划线组成。", "Add $id: small letters, digits and underscores.",
)
DUPLICATE = Sentence(
    "form_duplicate", "表单标识“{id}”也用于 {other}。", 'The form id "{id}" is used in {other} as well.',
    "改用另一个标识：表单标识在全系统内唯一。", "Choose another id: form ids are unique in the whole system.",
)
WIDGET = Sentence(
    "form_widget", "字段“{field}”的控件“{widget}”不存在。", 'The widget "{widget}" of the field "{field}" does not exist.',
    "可用的控件：{known}。", "Use one of: {known}.",
)
EXPRESSION = Sentence(
    "form_expression", "“{path}”的表达式有误：{text}（{zh}）。", 'The expression of "{path}" is wrong: {text} ({en}).',
    "改正 FEEL 表达式，等号之后是表达式。", "Mend the FEEL expression; it follows an equals sign.",
)
NOT_EXPRESSION = Sentence(
    "form_expression", "“{path}”应当是等号开头的表达式，而不是“{text}”。", '"{path}" should be an expression after "=", not "{text}".',
    "在前面加上等号。", "Put an equals sign before it.",
)
FIELD = Sentence(
    "form_field", "“{path}”用到的字段“{field}”没有定义。", 'The field "{field}" in "{path}" is not defined.',
    "在 properties 中定义，或改正名称。", "Define it in properties, or mend the name.",
)
PROPERTY_TYPE = Sentence(
    "form_property", "字段“{field}”的类型“{type}”不能填写。", 'The type "{type}" of the field "{field}" cannot be filled in.',
    "用 string、number、integer、boolean、array 或 object。", "Use string, number, integer, boolean, array or object.",
)
PATTERN = Sentence(
    "form_property", "字段“{field}”的 pattern 不是正则表达式：{reason}。", 'The pattern of the field "{field}" is wrong: {reason}.',
    "改正 pattern。", "Mend the pattern.",
)
LABEL = Sentence(
    "form_label", "“{path}”没有中文名称。", '"{path}" has no Chinese label.',
    "写上 label 的 zh。", "Add zh to its label.",
)
TOTAL = Sentence(
    "form_total", "字段“{field}”合计的“{column}”不是明细表的列。", '"{column}", which the field "{field}" adds up, is no column of rows.',
    "写成“明细字段.列”。", 'Write "rows_field.column".',
)
REQUIRED = Sentence(
    "form_required", "必填字段“{field}”没有定义。", 'The required field "{field}" is not defined.',
    "在 properties 中定义，或从 required 中删去。", "Define it in properties, or take it out of required.",
)
SCHEMA = Sentence(
    "form_schema", "“{path}”不符合 JSON Schema：{reason}。", '"{path}" is no JSON Schema: {reason}.',
    "按 JSON Schema 2020-12 改正。", "Mend it as JSON Schema 2020-12 says.",
)
OUTWARD = Sentence(
    "form_schema", "“{path}”中的 {keyword} 在表单中不可用。", "{keyword} in \"{path}\" cannot be used in forms.",
    "在原处写出字段的定义，不引用别处。", "Write the definition where it is used; refer to nothing.",
)
DEEP = Sentence(
    "bounds", "“{path}”嵌套超过 {most} 层。", '"{path}" is nested more than {most} deep.',
    "明细表只用一层行。", "Use rows of one level.",
)
