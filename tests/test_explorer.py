"""The explorer: plain methods, controls, callbacks, and errors that it shows itself."""

from __future__ import annotations

import datetime as dt

import pytest

import regiolab
from regiolab import widgets
from regiolab.charts import maps
from regiolab.errors import InvalidValue, UnknownName
from regiolab.widgets import messages


@pytest.fixture
def explorer():
    return widgets.explorer(["mercosur", "unasur"], on="2012-06-30")


def standing(explorer, bloc: str, iso3: str) -> str | None:
    rows = explorer.table[explorer.table["bloc"].eq(bloc) & explorer.table["iso3"].eq(iso3)]
    return rows["status"].iloc[0] if len(rows) else None


def shown_parameter(explorer, bloc: str) -> dict:
    """Return what the browser is told of a scheme."""
    return explorer._chart._params[maps.parameter_name(bloc)]


def test_it_shows_what_it_was_opened_with(explorer):
    assert explorer.blocs == ["mercosur", "unasur"]
    assert explorer.on == dt.date(2012, 6, 30)
    assert standing(explorer, "mercosur", "PRY") == "suspended"
    assert "Paraguay" in explorer.description and explorer.description in explorer._words.value
    assert explorer._year.value == 2012 and explorer._day.value == explorer.on
    assert set(explorer._choice.value) == {"mercosur", "unasur"}
    assert "Paraguay" in explorer._members.value


def test_another_day_changes_the_data_and_not_the_chart(explorer):
    chart = explorer._chart
    explorer.set(on="2012-06-28")
    assert standing(explorer, "mercosur", "PRY") == "full"
    assert explorer._chart is chart
    for bloc in explorer.blocs:
        assert shown_parameter(explorer, bloc) == maps.parameter(explorer.table[explorer.table["bloc"].eq(bloc)])
    assert shown_parameter(explorer, "mercosur")["counts"]["suspended"] == 0
    assert explorer._year.value == 2012 and explorer._day.value == dt.date(2012, 6, 28)


def test_other_schemes_draw_anew(explorer):
    chart = explorer._chart
    explorer.set(blocs=["alba"])
    assert explorer._chart is not chart
    assert explorer._stage.children == (explorer._chart,)
    assert explorer._choice.value == ("alba",)
    explorer.set(layout="tiles")
    assert explorer._layout.value == "tiles"


def test_another_rule_changes_who_is_in(explorer):
    explorer.set(blocs=["unasur"], on="2010-01-01", by="signed")
    signed = len(explorer.table)
    explorer.set(by="in_force")
    assert len(explorer.table) < signed
    assert explorer._rule.value == "in_force"


def test_members_agree_with_the_library(explorer):
    for day in ("1999-01-01", "2013-01-01", "2021-06-01"):
        explorer.set(on=day)
        for bloc in explorer.blocs:
            full = explorer.table[explorer.table["bloc"].eq(bloc) & explorer.table["status"].eq("full")]
            assert set(full["iso3"]) == set(regiolab.members(bloc, on=day)["iso3"])


# -- the controls --------------------------------------------------------------------------------


def test_the_controls_move_it(explorer):
    explorer._year.value = 2015
    assert explorer.on == dt.date(2015, 12, 31)
    explorer._day.value = dt.date(2012, 6, 28)
    assert explorer.on == dt.date(2012, 6, 28) and explorer._year.value == 2012
    explorer._choice.value = ("alba", "mercosur", "unasur")
    assert explorer.blocs == ["mercosur", "unasur", "alba"]  # in the order of choice
    explorer._rule.value = "signed"
    explorer._layout.value = "tiles"
    assert explorer._state["by"] == "signed" and explorer._state["layout"] == "tiles"


def test_every_control_has_a_label(explorer):
    for control in (explorer._year, explorer._day, explorer._choice, explorer._rule, explorer._layout):
        assert control.description


def test_callbacks_receive_data(explorer):
    heard = []
    explorer.on_change(heard.append)
    explorer.set(on="2013-01-01")
    explorer._year.value = 2014
    assert [state["on"] for state in heard] == [dt.date(2013, 1, 1), dt.date(2014, 12, 31)]
    assert set(heard[0]) == {"blocs", "on", "by", "layout", "table"}
    assert heard[0]["table"]["status"].eq("full").any()


# -- what goes wrong -----------------------------------------------------------------------------

INVALID = {
    "bloc": ({"blocs": ["mercosul"]}, UnknownName),
    "no bloc": ({"blocs": []}, InvalidValue),
    "too many blocs": ({"blocs": ["alba", "oas", "celac", "unasur", "sica"]}, InvalidValue),
    "date": ({"on": "soon"}, InvalidValue),
    "date with a good bloc": ({"blocs": ["alba"], "on": "soon"}, InvalidValue),
    "date beyond the tables": ({"on": "2199-01-01"}, InvalidValue),
    "rule": ({"by": "announced"}, UnknownName),
}


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_choice_leaves_it_as_it_was(explorer, name):
    choice, error = INVALID[name]
    before = (explorer.blocs, explorer.on, dict(explorer._state), explorer.description, explorer._chart)
    with pytest.raises(error):
        explorer.set(**choice)
    assert (explorer.blocs, explorer.on, explorer._state, explorer.description, explorer._chart) == before
    assert explorer._choice.value and set(explorer._choice.value) == set(explorer.blocs)
    explorer.set(on="2013-01-01")
    assert explorer.on == dt.date(2013, 1, 1)


def test_an_error_of_a_control_is_shown_in_the_widget(explorer):
    explorer._choice.value = ("mercosur", "unasur", "alba", "oas", "celac")
    assert "Choose one to" in explorer.message.text
    assert 'role="alert"' in explorer.message.value and explorer.message.text in explorer.message.value
    assert explorer.blocs == ["mercosur", "unasur"]
    assert set(explorer._choice.value) == {"mercosur", "unasur"}
    explorer._year.value = 2015
    assert explorer.message.text == "" and explorer.message.value == ""


def test_an_unexpected_error_is_shown_too(explorer, monkeypatch):
    monkeypatch.setattr(explorer, "set", lambda **_: 1 / 0)
    explorer._year.value = 2001
    assert "division by zero" in explorer.message.text and "report" in explorer.message.text


def test_an_emptied_day_is_no_error(explorer):
    explorer._day.value = None
    assert explorer.on == dt.date(2012, 6, 30) and explorer.message.text == ""


def test_a_message_cannot_become_a_tag():
    message = messages.Message()
    message.say("<script>x</script>")
    assert "<script>" not in message.value


def test_it_speaks_the_language_of_its_reader():
    regiolab.use_language("es")
    explorer = widgets.explorer(["pacific_alliance"])
    assert "México" in explorer._members.value
