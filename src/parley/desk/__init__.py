"""The desk over an archive: taking reports in, dossiers at hand, corrections, review, people."""

from parley.desk.corrections import Corrected
from parley.desk.desk import Desk
from parley.desk.jobs import Job, Jobs
from parley.desk.people import Caller, People, Role, Scope
from parley.desk.review import Doubt
from parley.desk.taking import TakenIn

__all__ = ["Caller", "Corrected", "Desk", "Doubt", "Job", "Jobs", "People", "Role", "Scope", "TakenIn"]
