"""The command line. Exit status: 0 done, 1 findings, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, TextIO

import click

import regiolab
from regiolab import streams
from regiolab.errors import RegiolabError
from regiolab.files import named
from regiolab.i18n import _


class Command(click.Command):
    """A command whose help is written with what the terminal can show."""

    def get_help(self, ctx: click.Context) -> str:
        return streams.plain(super().get_help(ctx), getattr(sys.stdout, "encoding", None))


class Commands(Command, click.Group):
    """The commands of the package."""

    command_class = Command


class Place(click.Path):
    """A path as a shell would take it, also where there was none: ~ is one's home."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(named(value), param, ctx)


PLACE = Place()


def say(line: object, stream: TextIO | None = None) -> None:
    """Write a line to standard output, or to another stream."""
    # named, or click would write UTF-8 to a terminal that knows ASCII only
    click.echo(str(line), file=stream or sys.stdout)


@click.group(
    cls=Commands,
    help=_("A course on Latin American regionalism in Jupyter."),
    context_settings={"max_content_width": 100},
)
@click.version_option(regiolab.__version__, prog_name="regiolab")
def commands() -> None:
    pass


@commands.command(help=_("Put a working copy of the course into DIR and open JupyterLab."))
@click.argument("folder", metavar="[DIR]", type=PLACE, default=Path("regionalism"))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port of the server; a free one if left out."))
@click.option("--no-browser", is_flag=True, help=_("Print the address instead of opening a browser."))
@click.option("--copy-only", is_flag=True, help=_("Make or renew the copy without starting JupyterLab."))
@click.option(
    "--instructor", is_flag=True, help=_("Add the guide for instructors, the exercises' files and their keys.")
)
def lab(folder: Path, port: int | None, no_browser: bool, copy_only: bool, instructor: bool) -> int:
    from regiolab import lab, workcopy

    if port is not None and not copy_only:
        lab.check_port(port)
    for line in workcopy.renew(folder, instructor).lines(folder):
        say(line)
    return 0 if copy_only else lab.start(folder, port, not no_browser)


@commands.command(help=_("Validate every table and print one line a finding."))
@click.argument("folder", metavar="[DIR]", required=False, type=PLACE)
def check(folder: Path | None) -> int:
    from regiolab.analysis.claims import verdicts
    from regiolab.data import sourcing, validation
    from regiolab.data.frames import reader

    if folder is not None and folder.is_file():
        folder = folder.parent  # the path of a table stands for its folder
    if folder is not None and not folder.is_dir():
        raise RegiolabError(_("{folder} is not a folder: name one that holds the tables.").format(folder=folder))
    findings = validation.check(folder)
    # a verdict can be computed only from tables that are in order
    findings += [] if findings else verdicts.findings(reader(folder))
    for finding in findings:
        say(finding)
    for line in sourcing.lines(folder, len(findings)):
        say(line)
    return 1 if findings else 0


@commands.command(help=_("Sum up the verdicts on the article's claims, or explain one."))
@click.argument("claim", metavar="[ID]", required=False)
def claims(claim: str | None) -> int:
    from regiolab.analysis.claims import verdicts
    from regiolab.views import ledger

    for line in ledger.explain(claim.upper()) if claim else ledger.summary():
        say(line)
    return 1 if not claim and verdicts.differences() else 0


@commands.command(help=_("Print the JSON Schema of a submission."))
def schema() -> int:
    import json

    from regiolab import exercises

    say(json.dumps(exercises.schema(), indent=1))
    return 0


@commands.command(help=_("Grade submissions (files, folders, zips); nothing is run."))
@click.argument("submissions", metavar="SUBMISSION...", nargs=-1, required=True, type=PLACE)
@click.option("--out", required=True, type=PLACE, help=_("Folder for gradebook and report."))
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=PLACE,
    help=_("Own key, weights or exercise; may be repeated."),
)
@click.option("--due", metavar="TIMESTAMP", help=_("Name as late what was answered later: 2026-03-31T18:00-03:00."))
@click.option("--due-again", metavar="TIMESTAMP", help=_("A time of its own for the second round."))
@click.option("--late", metavar="RULE", help=_("What late points lose: none, 10% per day, zero after 3 days."))
@click.option("--extensions", type=PLACE, help=_("CSV of other times for some students."))
@click.option("--hide-reasons", is_flag=True, help=_("Leave all reasons out of the report."))
@click.option("--roster", type=PLACE, help=_("CSV that says who stands behind a pseudonym."))
@click.option(
    "--marks",
    multiple=True,
    type=PLACE,
    help=_("CSV of your own points and comments; repeated for a second marker."),
)
@click.option(
    "--identities",
    type=PLACE,
    help=_("CSV that settles whose a doubtful file is, and what counts."),
)
@click.option("--pages/--no-pages", default=True, help=_("Write a feedback page for each student."))
@click.option("--feedback", metavar="MODE", help=_("How far the pages go: none, rule, passage or full."))
def grade(
    submissions: tuple[Path, ...],
    out: Path,
    keys: tuple[Path, ...],
    due: str | None,
    due_again: str | None,
    late: str | None,
    extensions: Path | None,
    hide_reasons: bool,
    roster: Path | None,
    marks: tuple[Path, ...],
    identities: Path | None,
    pages: bool,
    feedback: str | None,
) -> int:
    from regiolab import instructor

    try:
        result = instructor.grade_class(
            submissions,
            out,
            keys=keys,
            due=due,
            due_again=due_again,
            late=late,
            extensions_file=extensions,
            hide_reasons=hide_reasons,
            roster_file=roster,
            marks_file=marks or None,
            identities_file=identities,
            pages=pages,
            feedback=feedback,
            progress=None,  # a bar where there is a terminal
            processes=None,
        )
    except KeyboardInterrupt:
        say(_("Stopped. What was graded is kept: the same command goes on from there."), sys.stderr)
        raise
    for line in result.lines():
        say(line)
    return result.status


@commands.command(help=_("Write the report of a graded class again, from DIR."))
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--hide-reasons", is_flag=True, help=_("Leave all reasons out of the report."))
def report(folder: Path, hide_reasons: bool) -> int:
    from regiolab.instructor import hiding, write_report
    from regiolab.instructor.graded import opened
    from regiolab.instructor.report import part

    say(write_report(folder, hide_reasons))
    with opened(folder) as register:
        # a reason that was to be hidden and is not must not be met on the wall
        said = [*filter(None, [part(register)]), *hiding.misplaced(folder, register)]
    for line in said:
        say(line, sys.stderr)
    return 1 if said else 0


@commands.command(help=_("Pack a class's pages for Moodle and Canvas."))
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--before", is_flag=True, help=_("For the time before round 2: sealed answers alone, nothing marked."))
def pages(folder: Path, before: bool) -> int:
    from regiolab import instructor

    for line in instructor.pack(folder, before).lines():
        say(line)
    return 0


@commands.command(help=_("Write an anonymised data set of a graded class."))
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--out", required=True, type=PLACE, help=_("Folder for the data set."))
@click.option(
    "--consent",
    required=True,
    type=PLACE,
    help=_("CSV of who agreed: columns pseudonym and consent."),
)
@click.option("--title", default="", help=_("Title of the data set, for who cites it."))
@click.option("--reasons", is_flag=True, help=_("Put the written reasons in it."))
@click.option("--linked", is_flag=True, help=_("Give a reader the same id in all exercises."))
def dataset(folder: Path, out: Path, consent: Path, title: str, reasons: bool, linked: bool) -> int:
    from regiolab import instructor

    made = instructor.write_dataset(folder, out, consent, title=title, reasons=reasons, linked=linked)
    for line in made.lines():
        say(line)
    return 0


@commands.group(help=_("Work on an exercise of your own."))
def exercise() -> None:
    pass


@exercise.command(name="check", help=_("Say in plain words what is wrong with an exercise that you write."))
@click.argument("file", metavar="FILE", type=PLACE)
@click.option("--key", "key_file", type=PLACE, help=_("Its key, if it is not keys/FILE."))
def check_exercise(file: Path, key_file: Path | None) -> int:
    from regiolab.instructor import inspection

    found = inspection.inspect(file, key_file)
    for line in found.lines():
        say(line)
    return 1 if found.findings else 0


@commands.command(help=_("Show a class on a page what it answers, while it answers."))
@click.argument("folder", metavar="FOLDER", type=PLACE)
@click.option("--exercise", metavar="ID", help=_("The exercise shown first, or the file of one of your own."))
@click.option("--out", type=PLACE, help=_("Folder for class.json; FOLDER if left out."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port of the page; a free one if left out."))
@click.option("--no-browser", is_flag=True, help=_("Print the address instead of opening a browser."))
def watch(folder: Path, exercise: str | None, out: Path | None, port: int | None, no_browser: bool) -> int:
    import webbrowser

    from regiolab import lab
    from regiolab.instructor import vigil

    if port is not None:
        lab.check_port(port)

    def show(screen) -> None:
        say(_("The room's page: {address}").format(address=screen.address))
        hub = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
        if hub:
            say(
                _("On this hub, with jupyter-server-proxy: {path}").format(
                    path=f"{hub}proxy/{screen.port}{screen.path}"
                )
            )
        say(_("Stop with Ctrl-C."))
        if not no_browser and lab.has_display():
            webbrowser.open(screen.address)

    vigil.keep(vigil.begin(folder, exercise, out), port or 0, say=say, show=show)
    return 0


@commands.command(help=_("Write a lesson as one file: a whole page or a handout."))
@click.argument("lesson", metavar="LESSON")
@click.option("--to", "kind", metavar="KIND", default="html", show_default=True, help=_("html or handout."))
@click.option("--out", type=PLACE, help=_("The file; named like the lesson if left out."))
def export(lesson: str, kind: str, out: Path | None) -> int:
    from tqdm import tqdm

    from regiolab import export

    # a bar where there is a terminal
    bar = tqdm(desc=_("Running the lesson"), unit=_(" cells"), disable=None, file=sys.stderr)

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    try:
        with bar:
            target = export.export_lesson(lesson, kind, out, progress)
    except export.LessonFails as error:
        say(f"regiolab: {error}", sys.stderr)
        return 1
    say(_("Written: {file}").format(file=target))
    return 0


def main(arguments: list[str] | None = None) -> None:
    """Run the command line: an error is one line on standard error, never a traceback."""
    streams.soften()
    out = sys.stdout
    try:
        status = commands.main(args=arguments, prog_name="regiolab", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.ctx.get_help())
        sys.exit(0)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "regiolab"
        _fail(error.format_message() + " " + _("See {command} --help.").format(command=command), 2)
    except (click.ClickException, RegiolabError) as error:
        _fail(error.format_message() if isinstance(error, click.ClickException) else str(error), 2)
    except click.Abort:
        sys.exit(130)
    except (SystemExit, OSError) as error:
        # click turns a closed pipe into an exit of its own, and puts another stream in place
        closed = sys.stdout is not out if isinstance(error, SystemExit) else streams.is_closed(error)
        if closed:
            # whoever read the output has enough of it; a shell gives the same status
            streams.drop()
            sys.exit(141)
        if isinstance(error, SystemExit):
            raise
        reason = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
        _fail(_("something could not be written or read ({reason}).").format(reason=reason), 2)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    say(f"regiolab: {message}", sys.stderr)
    sys.exit(status)
