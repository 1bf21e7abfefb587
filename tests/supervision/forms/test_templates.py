"""Templates: ours are complete and what the tool makes; an office's own go before them by their day, or are refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from supervision.forms.assessment_forms import ASSESSMENT_FORMS, AssessmentFormName
from supervision.forms.catalogue import FORMS, FormName, fields_of
from supervision.forms.packages import TemplateRefused
from supervision.forms.rendering import read_text, render
from supervision.forms.templates import (
    EVERY_FORM,
    OUR_FOLDER,
    AnyFormName,
    Origin,
    find_template,
    known_fields,
    own_template_faults,
    use_own_templates,
)
from tests.makers_forms import A_DAY, a_template, part_of, put
from tools.forms import EFFECTIVE_ON, MARK, make_template

UNSAID = {
    FormName.COMMITMENT: {"issued_on"},  # the person writes the day beside the signature
    FormName.REPORT_IN_NOTICE: {"document_number"},  # these speak to the person, by name
    FormName.DECLARATION: {"document_number"},
    FormName.LEAVE_PERMIT: {"document_number"},
    FormName.LEAVE_REFUSAL: {"document_number"},
    FormName.POSITIONING_NOTICE: {"document_number"},
}


@pytest.fixture
def own_folder(tmp_path: Path) -> Iterator[Path]:
    use_own_templates(tmp_path / "forms")
    yield tmp_path / "forms"
    use_own_templates(None)


@pytest.mark.parametrize("form", FormName)
def test_every_template_of_ours_shows_every_field_of_its_form_and_says_that_it_is_ours(form: FormName) -> None:
    template = find_template(form, A_DAY)
    values = {name: f"《{name}》" for name in fields_of(FORMS[form])}
    printed = render(template.content, values)
    said = "\n".join(cell for line in read_text(printed) for cell in line.cells)
    wanted = {field.name for field in FORMS[form].fields} | {"number", "issuer", "issued_on", "name", "document_number"}
    assert {name for name in wanted if f"《{name}》" not in said} == UNSAID.get(form, set())
    assert FORMS[form].title in said
    assert "{{" not in said
    assert MARK in part_of(printed, "word/footer1.xml")
    assert template.origin is Origin.OURS


@pytest.mark.parametrize("form", AssessmentFormName)
def test_every_template_of_an_assessment_shows_every_field_of_its_own(form: AssessmentFormName) -> None:
    template = find_template(form, A_DAY)
    printed = render(template.content, {name: f"《{name}》" for name in known_fields(form)})
    said = "\n".join(cell for line in read_text(printed) for cell in line.cells)
    wanted = {*ASSESSMENT_FORMS[form].fields, "number", "issuer", "issued_on", "organ_name", "name", "document_number"}
    assert [name for name in sorted(wanted) if f"《{name}》" not in said] == []
    assert ASSESSMENT_FORMS[form].title in said
    assert MARK in part_of(printed, "word/footer1.xml")


@pytest.mark.parametrize("form", EVERY_FORM)
def test_a_template_of_ours_is_what_the_tool_makes(form: AnyFormName) -> None:
    kept = OUR_FOLDER / EFFECTIVE_ON.isoformat() / f"{form}.docx"
    assert kept.read_bytes() == make_template(form)


def test_a_value_is_text_and_never_markup_or_a_field() -> None:
    values = dict.fromkeys(fields_of(FORMS[FormName.COMMITMENT]), "甲")
    nasty = "{{ name }} <w:p> & \x07\x0c\u202e第一行\n第二行"
    printed = render(find_template(FormName.COMMITMENT, A_DAY).content, values | {"name": nasty})
    said = [line.cells[0] for line in read_text(printed)]
    place = next(number for number, line in enumerate(said) if "{{ name }} <w:p> & 第一行" in line)
    assert said[place + 1].startswith("第二行")


def test_an_office_s_own_template_goes_before_ours_from_its_day_on(own_folder: Path) -> None:
    put(own_folder, FormName.WARNING, "2026-03-01", a_template("本局格式：{{ name }} {{ facts }}"))
    before, after = (
        find_template(FormName.WARNING, date(2026, 2, 28)),
        find_template(FormName.WARNING, date(2026, 3, 1)),
    )
    assert (before.origin, after.origin) == (Origin.OURS, Origin.OWN)
    said = read_text(render(after.content, dict.fromkeys(fields_of(FORMS[FormName.WARNING]), "乙")))
    assert [line.cells for line in said] == [("本局格式：乙 乙",)]
    assert find_template(FormName.ADMONITION, A_DAY).origin is Origin.OURS


def test_of_two_of_one_day_the_office_s_own_is_taken(own_folder: Path) -> None:
    put(own_folder, FormName.WARNING, EFFECTIVE_ON.isoformat(), a_template("{{ number }}"))
    assert find_template(FormName.WARNING, A_DAY).origin is Origin.OWN


def test_a_field_that_does_not_exist_is_named_and_ours_is_not_taken_instead(own_folder: Path) -> None:
    put(own_folder, FormName.WARNING, "2026-03-01", a_template("{{ name }}{{ nmae }}", "{{ birthday }}"))
    with pytest.raises(TemplateRefused, match=r"2026-03-01/warning\.docx .*birthday、nmae"):
        find_template(FormName.WARNING, A_DAY)


def test_every_fault_of_the_office_s_own_folder_is_listed(own_folder: Path) -> None:
    put(own_folder, FormName.WARNING, "2026-03-01", a_template("{{ name }}"))
    put(own_folder, FormName.ADMONITION, "2026-03-01", b"no document")
    put(own_folder, FormName.ADMONITION, "spring", a_template("{{ name }}"))
    (own_folder / "2026-03-01" / "warning.doc").write_bytes(b"")
    said = [str(fault) for fault in own_template_faults()]
    assert len(said) == 3
    assert all("warning.docx" not in sentence for sentence in said)


@pytest.mark.usefixtures("own_folder")
def test_a_folder_that_is_not_there_has_no_faults() -> None:
    assert own_template_faults() == ()
