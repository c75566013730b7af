"""Chromium shows the pages: somebody sorts, filters and presses keys in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn_bytes import reported, written
from formats_samples import actions, brief
from programs import needed
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

Browser = webdriver.Chrome


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = needed("chromium")
    profile = tmp_path_factory.mktemp("profile")
    quiet = ("--disable-background-networking", "--disable-sync", "--no-first-run")
    for each in ("--headless=new", "--no-sandbox", f"--user-data-dir={profile}", *quiet):
        options.add_argument(each)
    browser = Browser(options=options, service=Service(needed("chromedriver")))
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> str:
    page = tmp_path_factory.mktemp("pages") / "actions.html"
    page.write_bytes(written(actions(), "html", title="Actions"))
    return page.as_uri()


@pytest.fixture
def page(browser: Browser, listed: str) -> Browser:
    browser.get(listed)
    return browser


def head(page: Browser, name: str) -> WebElement:
    return next(
        each
        for each in page.find_elements(By.CSS_SELECTOR, "thead th")
        if each.text.split("\u00a0")[0].strip() == name
    )


def column(page: Browser, name: str) -> list[str]:
    """Return what stands in a column, of the rows that are shown."""
    place = page.find_elements(By.CSS_SELECTOR, "thead th").index(head(page, name))
    rows = page.find_elements(By.CSS_SELECTOR, "tbody tr:not(.head)")
    return [
        row.find_elements(By.CSS_SELECTOR, "th, td")[place].text
        for row in rows
        if row.is_displayed()
    ]


def said(page: Browser) -> str:
    return page.find_element(By.CSS_SELECTOR, "[role=status]").text


def days() -> list[str]:
    """Return the deadlines of the list in the order of the calendar."""
    place = [field.name for field in actions().fields].index("due")
    return sorted(str(row[place]) for row in actions().rows if row[place])


def test_a_click_sorts_by_the_calendar_and_another_turns_it_round(page: Browser) -> None:
    from tracker.formats.page import long_day

    head(page, "Due").find_element(By.TAG_NAME, "button").click()
    assert head(page, "Due").get_attribute("aria-sort") == "ascending"
    assert [each for each in column(page, "Due") if each] == list(map(long_day, days()))
    head(page, "Due").find_element(By.TAG_NAME, "button").click()
    assert head(page, "Due").get_attribute("aria-sort") == "descending"
    assert [each for each in column(page, "Due") if each] == list(map(long_day, days()[::-1]))


def test_a_key_sorts_too_and_only_one_heading_says_so(page: Browser) -> None:
    head(page, "Due").find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    head(page, "Ref").find_element(By.TAG_NAME, "button").send_keys(Keys.SPACE)
    refs = column(page, "Ref")
    assert refs == sorted(refs, key=lambda ref: int(ref[1:]))
    assert len(page.find_elements(By.CSS_SELECTOR, "[aria-sort]")) == 1


def test_what_is_typed_filters_without_accents_or_case_and_is_counted(page: Browser) -> None:
    count = len(actions().rows)
    assert said(page) == f"{count} of {count} shown"
    title = str(actions().rows[0][1])
    page.find_element(By.CSS_SELECTOR, "input[type=search]").send_keys(title.upper()[:12])
    assert title in column(page, "Title")
    assert said(page) == f"{len(column(page, 'Title'))} of {count} shown"
    assert len(column(page, "Title")) < count


def test_a_status_is_chosen(page: Browser) -> None:
    [choice] = [
        each.find_element(By.TAG_NAME, "select")
        for each in page.find_elements(By.CSS_SELECTOR, ".tools label")
        if each.text.startswith("Status")
    ]
    Select(choice).select_by_visible_text("blocked")
    assert set(column(page, "Status")) == {"blocked"}


def test_every_control_is_reached_by_keyboard_and_has_a_name(page: Browser) -> None:
    reached = set()
    for _ in range(20):
        page.switch_to.active_element.send_keys(Keys.TAB)
        active = page.switch_to.active_element
        reached.add(active.tag_name)
        if active.tag_name in {"input", "select", "button"}:
            assert active.accessible_name
    assert {"input", "select", "button", "div"} <= reached


def test_nothing_offends_against_the_policy(browser: Browser, listed: str, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.write_bytes(reported(brief(), "html"))
    for address in (listed, page.as_uri()):
        browser.get(address)
        assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]  # selenium's
    assert browser.find_elements(By.CSS_SELECTOR, "thead button")
