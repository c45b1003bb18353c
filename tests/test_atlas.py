"""The moving picture: plain methods, what the browser is told, the stops, and errors in one sentence."""

from __future__ import annotations

import datetime as dt
import json
import re

import pandas as pd
import pytest
from test_front_end import SOURCES

import regiolab
from regiolab import charts, widgets
from regiolab.analysis.dates import counting_day
from regiolab.analysis.membership import RULES
from regiolab.analysis.terms import government_share
from regiolab.charts import film, maps, stops, theme
from regiolab.charts.paths import outlined
from regiolab.data.schema import coverage_end
from regiolab.errors import InvalidValue, UnknownName
from regiolab.widgets import messages, region


@pytest.fixture
def atlas():
    return widgets.atlas(["mercosur", "unasur"], on="2012-06-30")


def standing(atlas, bloc: str, iso3: str) -> str | None:
    rows = atlas.table[atlas.table["bloc"].eq(bloc) & atlas.table["iso3"].eq(iso3)]
    return rows["status"].iloc[0] if len(rows) else None


def told(shown: dict, bloc: str, day: str, by: str = "start") -> dict[str, str]:
    """Return who belongs to a scheme by what the browser is told, as its own rule has it."""
    found: dict[str, tuple[int, str]] = {}
    rank = [status["id"] for status in shown["statuses"]]
    for spell in shown["spells"][bloc]:
        begins = spell[by if spell["status"] == "full" else "start"]
        if begins and begins <= day and (not spell["end"] or day < spell["end"]):
            level = (rank.index(spell["status"]), spell["status"])
            found[spell["iso3"]] = min(found.get(spell["iso3"], level), level)
    return {iso3: status for iso3, (_rank, status) in found.items()}


# -- what can be done ----------------------------------------------------------------------------


def test_it_shows_what_it_was_opened_with(atlas):
    assert atlas.blocs == ["mercosur", "unasur"] and atlas.on == dt.date(2012, 6, 30) and atlas.stop == 0
    assert standing(atlas, "mercosur", "PRY") == "suspended"
    assert "Paraguay" in atlas.description
    assert atlas.shown == {
        "on": "2012-06-30",
        "blocs": ["mercosur", "unasur"],
        "by": "start",
        "layout": "tiles",
        "stop": 0,
        "playing": False,
    }


def test_without_a_choice_it_opens_at_the_first_stop_and_with_one_at_the_end_of_the_record():
    assert (widgets.atlas().stop, widgets.atlas(stop=3).on) == (1, dt.date(1991, 12, 31))
    assert widgets.atlas(["alba"]).on == coverage_end()
    assert widgets.atlas(on="2001-01-01").blocs == list(region.THREE)


def test_the_explorer_opens_the_picture_as_a_map():
    explorer = widgets.explorer(["mercosur", "unasur"], on="2012-06-30")
    assert explorer.shown["layout"] == "outlines" and explorer.blocs == ["mercosur", "unasur"]
    explorer.set(on="2012-06-28")
    assert standing(explorer, "mercosur", "PRY") == "full"


def test_a_change_is_a_change_of_what_is_shown_and_not_of_what_can_be_shown(atlas):
    before = atlas.data
    atlas.set(on="2012-06-28", blocs=["mercosur", "alba"], by="signed", layout="outlines")
    assert atlas.data is before
    assert (atlas.on, atlas.blocs) == (dt.date(2012, 6, 28), ["mercosur", "alba"])
    assert (atlas.shown["by"], atlas.shown["layout"]) == ("signed", "outlines")


def test_stops_playing_and_resting(atlas):
    atlas.go(6)
    assert (atlas.on, atlas.stop, atlas.blocs) == (dt.date(2012, 8, 12), 6, ["mercosur", "unasur", "alba"])
    atlas.set(layout="outlines")
    assert atlas.stop == 6  # how one looks is not what one looks at
    atlas.set(on="2012-08-13")
    assert atlas.stop == 0
    atlas.play()
    assert atlas.shown["playing"]
    atlas.set(blocs=["alba"])
    assert atlas.shown["playing"]
    atlas.pause()
    assert not atlas.shown["playing"]
    atlas.play()
    atlas.go(1)
    assert not atlas.shown["playing"]


def test_callbacks_receive_data(atlas):
    heard = []
    atlas.on_change(heard.append)
    atlas.set(on="2013-01-01")
    # what the browser reports is a change too
    atlas.shown = {**atlas.shown, "on": "2014-12-31"}
    assert [state["on"] for state in heard] == [dt.date(2013, 1, 1), dt.date(2014, 12, 31)]
    assert {"blocs", "on", "by", "layout", "stop", "table"} <= set(heard[0])
    assert heard[0]["table"]["status"].eq("full").any()


def test_members_agree_with_the_library(atlas):
    for day in ("1999-01-01", "2013-01-01", "2021-06-01"):
        atlas.set(on=day)
        for bloc in atlas.blocs:
            full = atlas.table[atlas.table["bloc"].eq(bloc) & atlas.table["status"].eq("full")]
            assert set(full["iso3"]) == set(regiolab.members(bloc, on=day)["iso3"])


# -- what goes wrong -----------------------------------------------------------------------------

INVALID = {
    "bloc": ({"blocs": ["mercosul"]}, UnknownName),
    "no bloc": ({"blocs": []}, InvalidValue),
    "too many blocs": ({"blocs": ["alba", "oas", "celac", "unasur", "sica", "aladi", "acs"]}, InvalidValue),
    "date": ({"on": "soon"}, InvalidValue),
    "date with a good bloc": ({"blocs": ["alba"], "on": "soon"}, InvalidValue),
    "date beyond the tables": ({"on": "2199-01-01"}, InvalidValue),
    "date before the picture": ({"on": "1959-12-31"}, InvalidValue),
    "rule": ({"by": "announced"}, UnknownName),
    "layout": ({"layout": "globe"}, UnknownName),
}


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_choice_leaves_it_as_it_was(atlas, name):
    choice, error = INVALID[name]
    before = dict(atlas.shown)
    with pytest.raises(error):
        atlas.set(**choice)
    assert atlas.shown == before
    atlas.set(on="2013-01-01")
    assert atlas.on == dt.date(2013, 1, 1)


@pytest.mark.parametrize("stop", [0, 9, -1, "x", True, None, 1.5])
def test_there_is_no_such_stop(atlas, stop):
    before = dict(atlas.shown)
    with pytest.raises(InvalidValue, match="choose one from 1 to 8"):
        atlas.go(stop)
    assert atlas.shown == before


def test_a_message_cannot_become_a_tag():
    message = messages.Message()
    message.say("<script>x</script>")
    assert "<script>" not in message.value


# -- what the browser is told --------------------------------------------------------------------


@pytest.mark.parametrize("by", RULES)
def test_the_browser_is_told_what_the_library_knows(by):
    shown = film.reel()
    for bloc in shown["spells"]:
        for day in ("1975-12-31", "2012-06-30", "2020-03-01"):
            rows = maps.standing([bloc], dt.date.fromisoformat(day), by)
            assert told(shown, bloc, day, by) == dict(zip(rows["iso3"], rows["status"], strict=True)), (bloc, day)


def test_a_body_without_a_treaty_has_no_entry_into_force():
    """CELAC once had one member by this rule, Brazil."""
    shown = film.reel()
    assert told(shown, "celac", "2025-12-31", "in_force") == {}
    assert not shown["blocs"]["celac"]["forced"] and shown["blocs"]["mercosur"]["forced"]
    atlas = widgets.atlas(["celac"], on="2025-12-31", by="in_force")
    assert atlas.table.empty and "no entry into force of its own" in atlas.description


def test_governments_are_counted_as_the_library_counts_them():
    entries = film.governing()
    assert {sum(entry[1:]) for entry in entries} == {20}
    for year in (1990, 1998, 2008, 2015, 2023, coverage_end().year):
        day = counting_day(year).isoformat()
        found = [entry[1:] for entry in entries if entry[0] <= day][-1]
        counted = government_share(year, year).set_index("orientation")["n"]
        assert found == [int(counted[side]) for side in film.SIDES], year


def test_every_citation_and_event_leads_somewhere():
    shown = film.reel()
    cited = [place for rows in shown["spells"].values() for row in rows for place, _locator in row["cited"]]
    cited += [place for event in shown["events"] for place, _locator in event["cited"]]
    assert set(cited) == set(range(len(shown["sources"])))
    days = [event["date"] for event in shown["events"]]
    assert days == sorted(days) and days[0] >= shown["first"]
    assert all(entry["text"] and not entry["text"].endswith(entry["link"] or "\0") for entry in shown["sources"])
    assert len(json.dumps(shown)) < 600_000


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_no_two_schemes_have_one_sign(language):
    regiolab.use_language(language)
    found = [scheme["sign"] for scheme in film.reel()["blocs"].values()]
    assert len(set(found)) == len(found) and {len(sign) for sign in found} == {2}


def test_a_scheme_s_letters_can_be_read_on_its_colour():
    for bloc, scheme in film.reel()["blocs"].items():
        light, dark = sorted((theme._luminance(scheme[name]) for name in ("colour", "ink")), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, bloc


def test_every_state_has_an_outline_a_tile_and_a_name():
    width, outlines = outlined()
    places = film.reel()["states"]
    assert len(places) == 33 and len({(place["col"], place["row"]) for place in places.values()}) == 33
    for iso3, place in outlines.items():
        assert 0 <= place["x"] <= width and 0 <= place["y"] <= 1000, iso3
        numbers = [int(text) for text in re.findall(r"-?\d+", place["path"])]
        assert len(numbers) >= 6 and min(numbers) >= 0 and max(numbers) <= 1000, iso3


def test_every_word_that_the_front_end_asks_for_is_sent():
    own = ("atlas", "account", "stage", "timeline", "transport")
    text = "".join((SOURCES / f"{name}.js").read_text(encoding="utf-8") for name in own)
    asked = set(re.findall(r"\bsay\.(\w+)", text))
    assert asked == set(region._words())


def test_it_speaks_the_language_of_its_reader():
    regiolab.use_language("es")
    atlas = widgets.atlas(stop=2)
    assert "México" in json.dumps(dict(atlas.data), ensure_ascii=False)
    assert atlas.data["stops"][1]["title"] == "Círculos más pequeños"
    assert atlas.data["lang"] == "es"


# -- the stops -----------------------------------------------------------------------------------

NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def test_stops_agree_with_the_tables():
    found = stops.all_stops()
    assert [list(stops.faults(stop)) for stop in found] == [[]] * 8
    assert [stop.day for stop in found] == sorted(stop.day for stop in found)
    for stop in found:
        assert 1 <= len(stop.blocs) <= 4 and stop.events and stop.day <= coverage_end()


def test_a_number_in_a_story_is_one_that_was_checked():
    for stop in stops.all_stops():
        words = [NUMBERS.index(word) for word in re.findall(r"[a-z]+", stop.story) if word in NUMBERS]
        words += [
            int(digits) for digits in re.findall(r"(?<![\d ])\b\d{1,2}\b|\b(?:all) (\d{2})\b", stop.story) if digits
        ]
        assert set(words) - {1} <= set(stop.counts.values()), stop.title


def test_a_stop_that_the_tables_contradict_is_found():
    stop = stops.all_stops()[5]
    planted = stops.Stop(
        dt.date(2012, 8, 1),
        stop.blocs,
        (*stop.events, "2012_nothing"),
        {"mercosur full": 5},
        ("PRY mercosur full",),
        "",
        "",
    )
    assert list(stops.faults(planted)) == [
        "2012_venezuela_full_member_mercosur: comes after 2012-08-01",
        "2012_nothing: no such event",
        "mercosur full: 3, not 5",
        "PRY mercosur full: not so",
    ]


def test_every_stop_is_told_in_every_language():
    for item in stops._items():
        assert set(item["title"]) == set(item["story"]) == {"en", "es", "pt"}
        assert all(item["story"].values()) and len(set(item["story"].values())) == 3
        # a sentence, not an essay
        assert all(len(text) < 260 for text in item["story"].values())


def test_the_stops_stand_side_by_side_for_print():
    figure = charts.atlas_stops()
    assert sorted(figure.table["stop"].unique()) == list(range(1, 9))
    row = figure.table[figure.table["stop"].eq(6) & figure.table["iso3"].eq("PRY")]
    assert set(row["status"]) == {"suspended"} and set(row["day"]) == {pd.Timestamp("2012-08-12")}
    for stop in stops.all_stops():
        assert stop.title in figure.description and stop.story in figure.description


# -- without a kernel ----------------------------------------------------------------------------


def outputs(atlas, monkeypatch) -> list:
    found: list = []
    for module in (messages, region):
        monkeypatch.setattr(module, "display", lambda shown, raw=False: found.append(shown))
    atlas._ipython_display_()
    return found


def test_a_notebook_opened_again_says_that_the_cell_must_be_run(atlas, monkeypatch):
    monkeypatch.delenv("REGIOLAB_ASK", raising=False)
    said, view = outputs(atlas, monkeypatch)
    assert "Run this cell" in said.data and "application/vnd.jupyter.widget-view+json" in view
    assert view["text/plain"].startswith("Members on 30 June 2012")  # no raw output where widgets are not shown


def test_an_export_has_a_picture_in_its_place(atlas, monkeypatch):
    monkeypatch.setenv("REGIOLAB_ASK", "open")
    *_others, still = outputs(atlas, monkeypatch)
    assert set(still.table["bloc"]) == {"mercosur", "unasur"}
    *_others, still = outputs(widgets.atlas(), monkeypatch)
    assert still.table["stop"].nunique() == 8
