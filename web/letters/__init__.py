"""Official documents as files: what a template of the process owners says, in the look of GB/T 9704-2012."""

from web.letters.typesetter import Letters

__all__ = ["Letters"]
