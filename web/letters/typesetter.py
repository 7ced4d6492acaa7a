"""The typesetter of the house: finds the template of a document, makes both files, stores them by digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.typesetting import File, Typeset
from web.letters import template as templates
from web.letters.pdf import fonts, pdf
from web.letters.template import DEFAULT, BadTemplate
from web.letters.word import docx

#: Stores bytes; their digest.
Keep = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Letters:
    """Templates of `folder` (one TOML a kind, the look in `letter.docx`), organs by code, the folder of the house's fonts."""

    folder: Path
    organs: Mapping[str, str]
    keep: Keep
    fonts: Path | None = None

    def __call__(self, document: Mapping[str, Any], context: Mapping[str, Any]) -> Typeset:
        """Set a document in type. Raises BadTemplate."""
        known, look = templates.read(self.folder), self.folder / "letter.docx"
        template = known.get(document["kind"]) or known.get(DEFAULT)
        if template is None:
            raise BadTemplate("document.template", kind=document["kind"], problem=DEFAULT)
        letter = template.letter(document, self.organs.get(document["organ"], document["organ"]), context)
        made = {"docx": docx(letter, look), "pdf": pdf(letter, fonts(self.fonts))}
        files = tuple(
            File(digest=self.keep(content), name=f"{document['number']}.{kind}", size=len(content), type=kind)
            for kind, content in made.items()
        )
        return Typeset(files=files, template=templates.digest(template.digest.encode() + look.read_bytes()))
