"""Deployments: a change set is checked as a whole, then stored as a whole, and makes new versions of what it changes."""

from engine.deployment.changes import ChangeSet, examine
from engine.deployment.citations import Cited, cited
from engine.deployment.files import SourceFile
from engine.deployment.record import Deployment, deploy, known
from engine.deployment.sentences import Sentence
from engine.deployment.stored import content, current, definitions, form, form_definition, listing, versions
from engine.deployment.tables import fault as decision_fault
from engine.deployment.tables import recheck, recheck_sets, refusal
from engine.diagram import Known, imported, lay_out, refused_by_zeebe
from engine.diagram.subject import Profile

__all__ = [
    "ChangeSet", "Cited", "Deployment", "Known", "Profile", "Sentence", "SourceFile", "cited", "content", "current",
    "decision_fault", "definitions", "deploy", "examine", "form", "form_definition", "imported", "known", "lay_out", "listing",
    "recheck", "recheck_sets", "refusal", "refused_by_zeebe", "versions",
]
