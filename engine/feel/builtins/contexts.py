"""Context functions (DMN 1.5, 10.3.4.10) and Camunda's two for missing values."""

from __future__ import annotations

from engine.feel.builtins.registry import builtin
from engine.feel.scope import Run
from engine.feel.values import Value

Context = dict[str, Value]


@builtin("get value(context: context, key: string)")
@builtin("get value(m: context, key: string)")
def get_value(run: Run, context: Context, key: str) -> Value:
    return context.get(key)


@builtin("get value(context: context, key: list)")
def get_nested_value(run: Run, context: Context, keys: list[Value]) -> Value:
    value: Value = context if keys else None
    for key in keys:
        value = value.get(key) if isinstance(value, dict) and isinstance(key, str) else None
    return value


@builtin("get entries(m: context)")
def get_entries(run: Run, context: Context) -> list[Context]:
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context(entries: list)")
def context_of(run: Run, entries: list[Value]) -> Context:
    result: Context = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or "value" not in entry:
            raise ValueError("an entry has a key and a value")
        if entry["key"] in result:
            raise ValueError(f"twice: {entry['key']}")
        result[entry["key"]] = entry["value"]
    return result


@builtin("context put(context: context, key: string, value: any)")
def context_put(run: Run, context: Context, key: str, value: Value) -> Context:
    run.room_for_list(len(context) + 1)
    return {**context, key: value}


@builtin("context put(context: context, keys: list, value: any)")
def context_put_nested(run: Run, context: Context, keys: list[Value], value: Value) -> Context:
    if not keys or len(keys) > 50 or any(not isinstance(key, str) for key in keys):
        raise ValueError("keys are strings")
    run.room_for_list(len(context) + 1)
    inner = context.get(keys[0], {})
    if len(keys) > 1:
        if not isinstance(inner, dict):
            raise ValueError(f"{keys[0]} is no context")
        value = context_put_nested(run, inner, keys[1:], value)
    return {**context, keys[0]: value}


@builtin("context merge(contexts: list)")
def context_merge(run: Run, contexts: list[Value]) -> Context:
    result: Context = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise ValueError("not a context")
        run.room_for_list(len(context))
        result.update(context)
    return result


@builtin("get or else(value: any, default: any)")
def get_or_else(run: Run, value: Value, default: Value) -> Value:
    return default if value is None else value


@builtin("is defined(value: any)")
def is_defined(run: Run, value: Value) -> bool:
    return value is not None
