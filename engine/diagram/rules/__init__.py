"""What a diagram must keep to: one rule a file, its sentences beside it, its page in docs/rules.

The folder says when a rule applies: `document` before anything is read (such a fault ends the check), `standard` and
`playable` always, `bindings` as far as the names are known, `house` under the profile `chengxu`.
"""
