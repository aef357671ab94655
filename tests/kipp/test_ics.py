"""Any calendar reads a file of deadlines: lines of RFC 5545, hours of Tegal, nothing that breaks out of a value."""

from datetime import UTC, datetime

from kipp.ics import Deadline, calendar

MADE = datetime(2024, 6, 1, 1, 2, 3, tzinfo=UTC)
MIDNIGHT = datetime(2024, 6, 28, 17, 0, tzinfo=UTC)  # 29 June, 00.00 WIB: 28 June is the last day


def made(**changes):
    deadline = {"uid": "a@b", "before": MIDNIGHT, "summary": "Tutup", "description": "Kirim", "url": "https://b/x/"}
    return calendar([Deadline(**(deadline | changes))], name="Tenggat", made_at=MADE)


def unfolded(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_the_last_minute_that_is_left():
    assert unfolded(made()) == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kota Tegal//KIPP//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
        "X-WR-CALNAME:Tenggat",
        *("BEGIN:VTIMEZONE", "TZID:Asia/Jakarta", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
        *("TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:WIB", "END:STANDARD", "END:VTIMEZONE"),
        *("BEGIN:VEVENT", "UID:a@b", "DTSTAMP:20240601T010203Z", "DTSTART;TZID=Asia/Jakarta:20240628T235900"),
        *("SUMMARY:Tutup", "DESCRIPTION:Kirim", "URL:https://b/x/", "TRANSP:TRANSPARENT"),
        *("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Tutup", "TRIGGER:-P1D", "END:VALARM"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]


def test_no_text_breaks_out_of_its_line():
    lines = unfolded(made(summary="A; B, C\\D\r\nEND:VEVENT\nX\rY\x07"))

    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:A\\; B\\, C\\\\D\\nEND:VEVENT\\nXY"]
    assert lines.count("END:VEVENT") == 1


def test_long_lines_are_folded_between_characters():
    title = "Inovasi é pelayanan – " * 20

    data = made(summary=title)

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert f"SUMMARY:{title}" in unfolded(data)
