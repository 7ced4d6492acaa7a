"""Letters as Word files, by the template that people edit in Word."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from pathlib import Path

import jinja2.sandbox
from docxtpl import DocxTemplate

from web.letters.letter import Letter

#: A file's time inside the archive: the same letter has the same bytes.
_EPOCH = (2026, 1, 1, 0, 0, 0)


def docx(letter: Letter, template: Path) -> bytes:
    """The letter in the look of a Word template, whose tags see its fields and can do nothing else."""
    document = DocxTemplate(str(template))
    document.render(asdict(letter), jinja_env=jinja2.sandbox.SandboxedEnvironment(), autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _settled(content: bytes) -> bytes:
    """The archive with its members in order and without the time of day."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            after.writestr(zipfile.ZipInfo(name, _EPOCH), before.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
