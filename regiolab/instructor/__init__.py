"""The instructor's side: collect a class's files, mark them without running anything, and report."""

from regiolab.instructor.anonymous import write_dataset
from regiolab.instructor.batch import grade_class
from regiolab.instructor.bulk import pack
from regiolab.instructor.report import write_report
from regiolab.instructor.results import Results
from regiolab.instructor.simulation import write_class

__all__ = ["Results", "grade_class", "pack", "write_class", "write_dataset", "write_report"]
