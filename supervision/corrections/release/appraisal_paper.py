"""What the appraisal at the end of the term says in its paper: what was found, and what is on the file beside it."""

from collections import Counter
from dataclasses import dataclass

from supervision.corrections.contacts.words import KIND_NAMES, ContactKind, Outcome
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.release.store import DoneTask, tasks_of
from supervision.corrections.release.words import ReleaseTask
from supervision.corrections.sanctions.store import measures_of
from supervision.corrections.sanctions.words import MEASURE_NAMES, STANDING, MeasureKind
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FormName
from supervision.storage.database import fetch

_EDUCATING = (ContactKind.EDUCATION, ContactKind.PUBLIC_SERVICE, ContactKind.TALK)
_ON_PAPER = "见本人书面总结。"
_NO_MEASURE = "矫正期间没有奖惩记录。"
_NO_CONTACT = "没有教育学习、公益活动、个别谈话的记录。"


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the records of a file say of conduct and education, where the officer says nothing else."""

    conduct: str
    education: str


async def paper_of_appraisal(file: StoredFile) -> PaperCalledFor | None:
    """The appraisal of a file that the caller has loaded; None where none is recorded, or it is on a document alone."""
    done = {task.kind: task for task in await tasks_of(file)}
    task = done.get(ReleaseTask.APPRAISAL)
    if task is None or task.appraisal is None:
        return None
    recorded = await on_file(file)
    said = {
        "own_summary": _own_summary(done.get(ReleaseTask.SUMMARY)),
        "conduct": task.appraisal.conduct or recorded.conduct,
        "education": task.appraisal.education or recorded.education,
        "opinion": task.appraisal.opinion,
    }
    return PaperCalledFor(ActKind.RELEASE_TASK, task.task_id, FormName.APPRAISAL, said, is_only=True)


async def on_file(file: StoredFile) -> OnFile:
    """What a file that the caller has loaded says: numbers of what is recorded, and nothing that is concluded."""
    return OnFile(await _conduct(file), await _education(file))


async def _conduct(file: StoredFile) -> str:
    """The measures that stand, counted by kind; none of which a record may come that the law seals."""
    measures = [one for one in await measures_of(file.id) if one.kind is not MeasureKind.POLICE_PENALTY]
    standing = [one for one in measures if one.state in STANDING]
    counted = Counter(one.kind for one in standing)
    said = "、".join(f"{MEASURE_NAMES[kind]}{count}次" for kind, count in sorted(counted.items()))
    return f"矫正期间：{said}。" if said else _NO_MEASURE


async def _education(file: StoredFile) -> str:
    """How often the person was taught, served or was talked to."""
    rows = await fetch(
        """SELECT kind, count(*) AS times FROM contact WHERE file = $1 AND kind = ANY($2) AND outcome = $3
           GROUP BY kind ORDER BY kind""",
        file.id, list(_EDUCATING), Outcome.COMPLIED,
    )  # fmt: skip
    said = "、".join(f"{KIND_NAMES[ContactKind(row['kind'])]}{row['times']}次" for row in rows)
    return f"矫正期间参加：{said}。" if said else _NO_CONTACT


def _own_summary(summary: DoneTask | None) -> str:
    """What the person summed up themselves; on a document of its own, that it is there."""
    if summary is None:
        return ""
    return summary.note or (_ON_PAPER if summary.document_id else "")
