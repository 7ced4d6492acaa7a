"""The door to XML accepts what Chinese tools write and refuses what could do harm."""

from __future__ import annotations

import pytest

from engine import xml


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_every_declared_encoding_is_read(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><a name="密码应用方案"/>'.encode(encoding)
    assert xml.parse(content).get("name") == "密码应用方案"


def test_comments_do_not_split_text() -> None:
    assert xml.parse(b"<a>amount <!-- in 10k CNY -->&gt; 400</a>").text == "amount > 400"


@pytest.mark.parametrize("content", [
    b'<!DOCTYPE a><a/>',
    b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
])
def test_a_doctype_is_refused(content: bytes) -> None:
    with pytest.raises(xml.XmlRefused) as refusal:
        xml.parse(content)
    assert refusal.value.code == "xml.doctype"


def test_exploding_entities_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    content = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a b="&e11;">&e11;</a>'.encode()
    with pytest.raises(xml.XmlRefused):
        xml.parse(content)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"<a>", b"<a></b>", b"<a" + b"><b" * 5000, b"not xml"])
def test_broken_bytes_are_refused_with_a_place(content: bytes) -> None:
    with pytest.raises(xml.XmlRefused) as refusal:
        xml.parse(content)
    assert refusal.value.code == "xml.malformed"
    assert refusal.value.data["reason"]


def test_more_than_five_megabytes_are_refused() -> None:
    with pytest.raises(xml.XmlRefused) as refusal:
        xml.parse(b"<a>" + b" " * xml.MAX_BYTES + b"</a>")
    assert refusal.value.code == "xml.too_large"
