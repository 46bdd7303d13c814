"""What visitors prefer: a language, dark or light, little motion."""

import pytest
from playwright.sync_api import expect
from tests.browser.fit import sideways
from tests.browser.pictures import file, png
from tests.browser.the_page import HeldAnswers, ThePage

DESK = "() => getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(243, 245, 242)", "rgb(17, 22, 20)"
GERMAN = {"viewport": {"width": 320, "height": 568}, "locale": "de-DE"}


@pytest.mark.parametrize("context_options", [GERMAN])
def test_who_reads_german_first_gets_german_which_fits_the_smallest_screen(page: ThePage) -> None:
    tab = page.tab
    expect(tab.get_by_role("heading", level=1)).to_have_text("Bild ablegen, fertig ist der Text")
    expect(tab.locator("html")).to_have_attribute("lang", "de")
    assert not sideways(tab)
    page.drop(png("Erste Zeile\nZweite Zeile", size=(900, 300)))
    expect(page.heading).to_have_text("2 Zeilen")
    tab.locator("#text").get_by_role("textbox").first.fill("Allererste Zeile")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Gespeichert", exact=True)).to_be_visible()
    assert not sideways(tab)
    page.drop(file("brief.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"))
    expect(page.heading).to_have_text("Das lässt sich nicht lesen")
    assert not sideways(tab)


def test_the_language_is_changed_by_one_click_and_remembered(page: ThePage) -> None:
    page.button("Deutsch").click()
    expect(page.button("Bilder auswählen")).to_be_visible()
    expect(page.tab.locator("html")).to_have_attribute("lang", "de")
    page.tab.reload()
    expect(page.button("Bilder auswählen")).to_be_visible()
    page.button("English").click()
    expect(page.button("Choose pictures")).to_be_visible()


@pytest.mark.parametrize(
    ("context_options", "desk"),
    [({"color_scheme": "light"}, LIGHT), ({"color_scheme": "dark"}, DARK)],
    ids=["light", "dark"],
)
def test_it_is_as_dark_as_the_system_is(page: ThePage, desk: str) -> None:
    assert page.tab.evaluate(DESK) == desk


def test_a_theme_is_chosen_and_there_from_the_first_moment_of_the_next_visit(page: ThePage) -> None:
    page.button("Theme: As the system").click()
    page.button("Theme: Light").click()
    expect(page.button("Theme: Dark")).to_be_visible()
    assert page.tab.evaluate(DESK) == DARK
    # Even where the page's own scripts have not come yet.
    page.tab.route("**/assets/*.js", lambda route: route.abort())
    page.tab.reload(wait_until="commit")
    expect(page.tab.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize(
    ("context_options", "moves"),
    [({"reduced_motion": "reduce"}, False), ({"reduced_motion": "no-preference"}, True)],
    ids=["reduced", "not reduced"],
)
def test_nothing_moves_for_those_who_want_little_motion(page: ThePage, moves: bool) -> None:
    held = HeldAnswers(page.tab, "*/api/read")
    page.drop(png("First"), png("Second"))
    expect(page.tab.get_by_text("Reading", exact=True)).to_be_visible()
    assert bool(page.tab.evaluate(_RUNNING)) is moves
    held.release()
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)


_RUNNING = """() => document.getAnimations()
  .filter(({ playState }) => playState === "running")
  .map(({ animationName, transitionProperty }) => animationName ?? transitionProperty)"""
