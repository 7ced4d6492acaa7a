"""Rules 11 and 40: a text or a file with a mark of secrecy is told at its field and stored nowhere."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from engine import attachment, process_instance, user_task
from engine.house import SYSTEM
from tests.web import answers
from tests.web.setting import MONDAY, PDF, World, form_file, words_of
from web.forms import definition

KIND = definition.read(form_file("construction_report")).attachments[0].kind
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text: str) -> bytes:
    """A Word file in which every character is a run of its own."""
    runs = "".join(f"<w:r><w:t>{sign}</w:t></w:r>" for sign in text)
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:p>{runs}</w:p></w:document>')
    return written.getvalue()


def left(home: Path, text: str) -> list[str]:
    """The files of a home that hold a text, as it is or escaped."""
    looked = (text.encode(), text.encode("unicode_escape"))
    return [path.name for path in home.rglob("*") if path.is_file() and any(one in path.read_bytes() for one in looked)]


def test_a_marked_text_is_refused_at_its_field_and_neither_kept_nor_drafted(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    written = {"build_summary": "南湖工程 机 密★三年", "build_test_report_no": "CS-1"}
    answer = clerk.submit(key, written, "construction_report", files=False, action="save")
    assert answer.status_code == 422
    assert "密级标志" in words_of(answer)
    assert left(world.home, "南湖工程") == []
    page = clerk.get(f"/tasks/{key}").text
    assert "CS-1" in page and "南湖工程" not in page


def test_a_marked_file_is_told_once_and_only_its_digest_reaches_the_case(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    file = docx("机密★3年")
    sent = clerk.post(f"/tasks/{key}", [("action", "save"), (f"attachment.{KIND}", (BytesIO(file), "南湖工程.docx"))])
    assert sent.status_code == 422
    assert "未保存" in words_of(sent)
    assert clerk.submit(key, answers.REPORT, "construction_report").status_code == 302
    with world.house.reading() as tx:
        instance = user_task.get(tx, key)["instance_key"]
        [told] = process_instance.variables(tx, instance)["withheld_files"]
        assert told["digest"] not in {row["digest"] for row in attachment.listing(tx, instance)}
    assert (told["kind"], told["markers"]) == (KIND, ["M1"])
    assert left(world.home, "南湖工程") == []
    assert not any(path.name == told["digest"] for path in world.home.rglob("*"))


def test_the_name_alone_is_enough(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    sent = clerk.post(f"/tasks/{key}", [("action", "save"), (f"attachment.{KIND}", (BytesIO(PDF), "（秘密★）.pdf"))])
    assert sent.status_code == 422


def test_a_file_that_was_judged_not_classified_is_accepted_when_it_comes_again(world: World) -> None:
    clerk = world.person("clerk")
    key, file = clerk.start(), docx("机密★3年")
    digest = sha256(file).hexdigest()
    with world.house.transaction() as tx:
        instance = user_task.get(tx, key)["instance_key"]
        process_instance.correct(tx, instance, variables={"cleared_files": [digest]}, reason="已复核", actor=SYSTEM, at=MONDAY)
    sent = clerk.post(f"/tasks/{key}", [("action", "save"), (f"attachment.{KIND}", (BytesIO(file), "样式.docx"))])
    assert sent.status_code == 302
    assert any(path.name == digest for path in world.home.rglob("*"))
