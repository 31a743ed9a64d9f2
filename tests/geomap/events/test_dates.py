"""When an event happened, as its clause and its article tell."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read_story

from geomap.events.calendar import Days, find_times, read_time

STYLES = (
    "{d} {month} {y}",
    "{d}th of {month} {y}",
    "{month} {d}, {y}",
    "{month} {d}th {y}",
    "{d:02}.{m:02}.{y}",
    "{d:02}/{m:02}/{y}",
    "{y}-{m:02}-{d:02}",
    "{d} {short} {y}",
    "{short}. {d}, {y}",
    "{d}-{short}-{y}",
)
DAYS = st.dates(date(1991, 1, 1), date(2049, 12, 31))


def days_in(text, *, written=None, year=None, told=None):
    """Return what the only time of a text means."""
    (time,) = find_times(text)
    return read_time(time, written=written, year=year, told=told)


@settings(deadline=None)
@given(DAYS, st.sampled_from(STYLES), st.booleans())
def test_a_date_is_the_same_in_every_style(day, style, shouted):
    """
    However a whole date is written, also in capitals, it is that day.
    """
    short = "Sept" if day.month == 9 else f"{day:%b}"
    words = style.format(d=day.day, m=day.month, y=day.year, month=f"{day:%B}", short=short)
    words = words.replace("May.", "May")

    words = words.upper() if shouted else words
    assert days_in(f"On {words} shells fell.") == Days(day, day)


@settings(deadline=None)
@given(DAYS, st.integers(1, 20))
def test_a_period_runs_from_its_first_to_its_last_day(first, length):
    """
    A period of two dates keeps both; the year may stand at the end only.
    """
    last = first + timedelta(days=length)
    words = f"from {first:%-d %B} to {last:%-d %B} {last.year}"

    assert days_in(words) == Days(first, last)


@settings(deadline=None)
@given(DAYS, DAYS)
def test_a_date_without_a_year_is_not_in_the_future(day, written):
    """
    "On 5 April" is the last 5th of April before the day of writing.
    """
    days = days_in(f"On {day:%-d %B} shells fell.", written=written)

    assert days is None or (written - days.last).days in range(366)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("between 1 and 7 May 2023", "2023-05-01", "2023-05-07"),
        ("3\u20135 June 2023", "2023-06-03", "2023-06-05"),
        ("31 December to 2 January 2023", "2022-12-31", "2023-01-02"),
        ("late August 2022", "2022-08-21", "2022-08-31"),
        ("mid-March 2022", "2022-03-10", "2022-03-20"),
        ("at the end of February 2024", "2024-02-21", "2024-02-29"),
        ("in summer 2022", "2022-06-01", "2022-08-31"),
        ("in winter 2022", "2022-12-01", "2023-02-28"),
        ("around 21 November 2022 (week of),", "2022-11-21", "2022-11-27"),
        ("around 10 February 2023 (month of),", "2023-02-01", "2023-02-28"),
        ("on 12 Jul 23, a depot", "2023-07-12", "2023-07-12"),
        ("in 2022", "2022-01-01", "2022-12-31"),
        ("overnight to 3 May 2023", "2023-05-02", "2023-05-03"),
        ("the night into May 3, 2023", "2023-05-02", "2023-05-03"),
        ("on the night of 30/31 December 2023", "2023-12-30", "2023-12-31"),
        ("2023/05/03 - shells", "2023-05-03", "2023-05-03"),
    ],
)
def test_a_period_has_first_and_last_day(words, first, last):
    """
    Parts of months, weeks and seasons are periods, not days.
    """
    assert days_in(words) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Tuesday", "2024-09-10", "2024-09-10"),
        ("last Tuesday", "2024-09-03", "2024-09-03"),
        ("on Wednesday", "2024-09-04", "2024-09-04"),
        ("overnight", "2024-09-09", "2024-09-10"),
        ("during the night", "2024-09-09", "2024-09-10"),
        ("over the past 24 hours", "2024-09-09", "2024-09-10"),
        ("three days ago", "2024-09-07", "2024-09-07"),
        ("over the weekend", "2024-09-07", "2024-09-08"),
        ("last week", "2024-09-02", "2024-09-08"),
        ("this week", "2024-09-09", "2024-09-10"),
        ("earlier this month", "2024-09-01", "2024-09-10"),
        ("this afternoon", "2024-09-10", "2024-09-10"),
        ("ten days ago", "2024-08-31", "2024-08-31"),
        ("a fortnight ago", "2024-08-24", "2024-08-30"),
        ("three weeks ago", "2024-08-17", "2024-08-23"),
        ("a month ago", "2024-08-01", "2024-08-31"),
        ("nine months ago", "2023-12-01", "2023-12-31"),
        ("two years ago", "2022-01-01", "2022-12-31"),
    ],
)
def test_relative_times_count_back_from_the_day_of_writing(words, first, last):
    """
    Weekdays and "overnight" need a day of writing, and never lie after it.
    """
    assert days_in(words) is None
    assert days_in(words, written=date(2024, 9, 10)) == Days(
        date.fromisoformat(first), date.fromisoformat(last)
    )


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the following morning", "2024-09-11", "2024-09-11"),
        ("the night before", "2024-09-09", "2024-09-09"),
        ("that evening", "2024-09-10", "2024-09-10"),
        ("two days earlier", "2024-09-08", "2024-09-08"),
        ("a day later", "2024-09-11", "2024-09-11"),
        ("hours earlier", "2024-09-09", "2024-09-10"),
        ("on the night of the 7th", "2024-09-07", "2024-09-07"),
        ("on the 3rd", "2024-09-03", "2024-09-03"),
        ("between the 2nd and the 5th", "2024-09-02", "2024-09-05"),
    ],
)
def test_continuing_times_count_from_the_day_told_last(words, first, last):
    """
    "The night before" is the one before the day of which the text has told.
    """
    assert days_in(words, written=date(2025, 1, 1)) is None
    assert days_in(words, told=date(2024, 9, 10)) == Days(
        date.fromisoformat(first), date.fromisoformat(last)
    )


@pytest.mark.parametrize("words", ["30 February 2022", "on 31 June 2023"])
def test_a_day_that_is_none_is_no_date(words):
    """
    What the calendar does not have is not guessed.
    """
    assert days_in(words) is None


@pytest.mark.parametrize(
    "words",
    ["on the 3rd Assault Brigade", "on the 5th floor", "in the 19th century", "by the 8th company"],
)
def test_a_number_of_a_unit_is_no_day(words):
    """
    "The 3rd" before a brigade or a floor counts no days.
    """
    assert find_times(words) == ()


def whens(text, index, **about):
    """Return first day, last day and basis of each event of a text."""
    events = read_story(text, index, **({"published": None} | about)).events
    return sorted({(e.when.first, e.when.last, e.when.basis) for e in events}, key=str)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 5 April 2023, shelling was reported in Kupiansk.", "2023-04-05"),
        ("Update: On 5 April 2023, Russian forces shelled Kupiansk.", "2023-04-05"),
        ("On 5 April 2023, Russian forces entered Kupiansk and shelled Vovchansk.", "2023-04-05"),
        ("In March 2023 it was calm. On 5 April, Russian forces shelled Kupiansk.", "2023-04-05"),
        ("On 5 April 2023 it was calm. The next day, Russia shelled Kupiansk.", "2023-04-06"),
        ("Russia shelled Izium on 5 April 2023. Kupiansk was bombed the same day.", "2023-04-05"),
        ("Russia shelled Izium on 5 April 2023. Two people died in Kupiansk.", "2023-04-05"),
        ("Two people died in Kupiansk; Izium was bombed. No fires (5 April 2023).", "2023-04-05"),
        ("On 28 December 2022 it was calm. On 3 January, Russia shelled Kupiansk.", "2023-01-03"),
        ("KHARKIV, 6 April 2023 (AP) - Russia shelled Kupiansk on Wednesday.", "2023-04-05"),
        ("Shells hit Kupiansk shortly before dawn on 5 April 2023.", "2023-04-05"),
        ("After 3 a.m. on 5 April 2023 a drone hit Kupiansk.", "2023-04-05"),
        ("It was a calm night on 5 April 2023 when shells hit Kupiansk.", "2023-04-05"),
    ],
)
def test_the_article_completes_what_the_clause_states(index, text, day):
    """
    The year, the day before and the day of writing come from the text around.
    """
    assert (day, day) in {when[:2] for when in whens(text, index)}


def test_a_paragraph_goes_on_in_the_time_it_began_with(index):
    """
    A sentence without a time has the one that opened the sentences before it, and says so.
    """
    text = "On 5 April 2023, Russian forces shelled Kupiansk. Ukrainian troops liberated Vovchansk."

    assert ("2023-04-05", "2023-04-05", "inherited") in whens(text, index)


@pytest.mark.parametrize(
    ("second", "basis"),
    [
        ("A drone hit a house in Izium.", "inherited"),
        ("A house was damaged in Izium.", "inherited"),
        ("Drones had hit a house in Izium.", None),
        ("Drones earlier hit a house in Izium.", None),
        ("Fighting continues near Izium.", None),
    ],
)
def test_a_story_goes_on_in_the_time_of_the_sentence_before(index, second, basis):
    """
    What happens next happens on the same day, unless the sentence steps back or tells what is.
    """
    text = f"Russian forces shelled Kupiansk on 5 April 2023. {second}"
    text += " In Lviv the festival ran from 1 May 2024 to 3 May 2024."  # more than one time

    assert basis in {when[2] for when in whens(text, index)}


def test_a_new_paragraph_has_no_inherited_time(index):
    """
    What another paragraph began with does not date this one.
    """
    text = "On 5 April 2023, it was calm.\n\nRussian forces shelled Kupiansk."

    assert whens(text, index) == [(None, None, None)]


def test_the_dateline_is_not_the_day_of_the_event(index):
    """
    The head of a dispatch dates the dispatch.
    """
    text = "KHARKIV, 6 April 2023 (AP) - Russian forces shelled Kupiansk, residents said."

    assert ("2023-04-06", "2023-04-06", "stated") not in whens(text, index)


@pytest.mark.parametrize(
    ("said", "expected"), [("On 31 July", "2022-07-31"), ("On 5 February", "2023-02-05")]
)
def test_a_date_has_the_year_in_which_it_lies_in_the_period_told_last(index, said, expected):
    """
    A heading "28 July 2022 to March 2023" dates what follows, the date on a picture does not.
    """
    text = (
        "# Renewed assaults (28 July 2022 \u2013 March 2023)\n\n"
        f"![Street, 04.03.2021](https://x.example/a)\n{said}, Russian forces shelled Avdiivka."
    )

    (event,) = read_story(text, index, published=None).events

    assert event.when.first == expected


def test_a_chronicle_goes_on_in_the_year_it_has_come_to(index):
    """
    A year that a text dates seldom is one of its background only if it came before.
    """
    days = "".join(f"On {day} March 2022, Russian forces shelled Marinka. " for day in range(1, 9))
    text = (
        f"{days}\n\nIn January 2023, Russian forces shelled Kurakhove.\n\n"
        "On 1 February, they shelled Vuhledar."
    )

    events = read_story(text, index, published=None).events

    assert events[-1].when.first == "2023-02-01"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("In late June and early July 2022", "2022-06-21"),
        ("Between 28 December and 3 January 2023", "2022-12-28"),
    ],
)
def test_two_dates_share_the_year_that_the_second_tells(index, said, expected):
    """
    Over the turn of the year the first of them lies in the year before.
    """
    (event,) = read_story(f"{said}, Russian forces shelled Kherson.", index, published=None).events

    assert event.when.first == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("From January through March 2024, {}", "2024-01-01", "2024-03-31"),
        ("On 31 December 2022 and 1 January 2023, {}", "2022-12-31", "2023-01-01"),
        ("16/5/22 - {}", "2022-05-16", "2022-05-16"),
        ("During the week of 12 Feb 2018, {}", "2018-02-12", "2018-02-18"),
        ("On 5 and 6 May 2022 {}", "2022-05-05", "2022-05-06"),
        ("3-4 March 2024 {}", "2024-03-03", "2024-03-04"),
        ("24.02.2022 - {}", "2022-02-24", "2022-02-24"),
    ],
)
def test_a_date_that_opens_a_report_is_no_part_of_who_acts(index, text, first, last):
    """
    Databases write the date first, with a comma, a dash or nothing behind it.
    """
    report = text.format("Russian forces shelled Kherson.")

    (event,) = read_story(report, index, published=None).events

    assert (event.when.first, event.when.last) == (first, last)
    assert event.actor is not None
    assert event.actor.text == "Russian forces"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("14:05 Shells hit Nikopol.", "2024-09-10"),
        ("At 6:40 a drone struck a house in Nikopol.", "2024-09-10"),
        ("Marhanets, 21:30. Artillery shelled Nikopol.", "2024-09-10"),
        ("Shells hit Nikopol.", None),
        ("The brigade of 72:28 fame shelled Nikopol.", None),
    ],
)
def test_an_hour_without_a_day_is_of_the_day_of_writing(index, text, first):
    """
    A sentence, or a line that begins with an hour, tells of the day; without one it may be older.
    """
    (event,) = read_story(text, index).events

    assert (event.when.first, event.when.basis) == (first, "published")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "Footage published on 12 January shows Russian troops captured Shevchenko.",
            "2025-01-12",
            "2025-01-12",
        ),
        ("Russian forces captured Selydove in November.", "2024-11-01", "2024-11-30"),
        ("Russian forces captured Kurakhove on the 6th.", "2025-01-06", "2025-01-06"),
        ("Russian forces captured Kurakhove on the 27th.", "2024-12-27", "2024-12-27"),
        ("The day before, Russian forces captured Kurakhove.", "2025-01-19", "2025-01-19"),
        ("Assessment of 20 January 2025: they hold Selydove, captured in November.", None, None),
    ],
)
def test_no_past_lies_after_the_writing(index, text, first, last):
    """
    A month or a day of the month is the last one before the text, which may show it in footage.
    """
    found = whens(text, index, published="2025-01-20")

    assert all((a or "") <= "2025-01-20" for a, _, _ in found)
    assert first is None or [(a, b) for a, b, _ in found] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        (
            "Shells hit Siversk on Sunday. Russian troops took Dibrova three weeks ago.",
            "historical",
        ),
        ("A drone hit Siversk yesterday. Shells hit Zakitne on 20 April.", "historical"),
        ("The UN said on Friday that shells had hit Zakitne on 20 April.", "current"),
        ("Shells hit Zakitne on 20 April. Rockets hit Dronivka on 2 May.", "current"),
        ("A drone hit Siversk yesterday. Shells hit Zakitne on 10 May.", "current"),
    ],
)
def test_news_looks_back_on_what_is_older_than_two_weeks(index, text, scope):
    """
    In a text that tells of the last days an older date is a flashback; a report over weeks is not.
    """
    last = read_story(text, index, published="2024-05-14").events[-1]

    assert str(last.scope) == scope
