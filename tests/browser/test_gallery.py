"""Every component in every state: at three widths, by keyboard, in forced colours, at double size."""

import pytest

from kipp.gallery import GROUPS
from tests.browser.looking import faults_of, small_targets, too_wide

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

# Half of 1280 x 900 in points that are twice as large: what a page is at 200 % zoom.
DOUBLE = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
# Numbers everything that Tab must reach; of a group of radio buttons that is one.
NUMBER_STOPS = """() => {
  const all = "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'])";
  const groups = new Set();
  let number = 0;
  for (const element of document.querySelectorAll(all)) {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({visibilityProperty: true})) continue;
    if (element.type === "radio") {
      const group = `${element.form ? element.form.id : ""} ${element.name}`;
      if (groups.has(group)) continue;
      groups.add(group);
    }
    element.dataset.stop = number++;
  }
  return number;
}"""
STOP = """async () => {
  const element = document.activeElement;
  const inSight = () => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  };
  // The browser scrolls to what has the focus some frames later; a busy machine draws few of them.
  const last = performance.now() + 10000;
  while (!inSight() && performance.now() < last) await new Promise(done => setTimeout(done, 20));
  const radio = element.type === "radio"
    && document.querySelector(`main [data-stop][name="${CSS.escape(element.name)}"]`);
  const style = getComputedStyle(element);
  return {
    number: (radio || element).dataset.stop ?? null,
    name: element.outerHTML.slice(0, 100),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    shown: inSight(),
  };
}"""
# Without its fill, what is pressed or typed in must still have an edge.
EDGELESS = """() => [...document.querySelectorAll("main :is(.tombol, .masukan)")]
  .filter(element => element.checkVisibility() && !element.matches(".tombol-tautan, [type=radio], [type=checkbox]"))
  .filter(element => {
    const style = getComputedStyle(element);
    return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1
      || style.borderTopColor === style.backgroundColor;
  }).map(element => element.outerHTML.slice(0, 100))"""
# A drawing brings its own colours, so it must bring its paper too.
GROUNDLESS = """() => [...document.querySelectorAll("main svg[role=img]")].filter(drawing => {
  const grounds = [drawing, ...(function* (at) { while ((at = at.parentElement)) yield at; })(drawing)];
  return !grounds.some(at => getComputedStyle(at).forcedColorAdjust === "none"
    && getComputedStyle(at).backgroundColor === "rgb(255, 255, 255)");
}).map(drawing => drawing.outerHTML.slice(0, 100))"""

# Where one stands in a menu is marked by a line that its neighbours do not have.
UNMARKED = """() => [...document.querySelectorAll("nav [aria-current]")].filter(current =>
  [...current.closest("ul").querySelectorAll("a:not([aria-current])")].some(other =>
    getComputedStyle(other).borderBottomColor === getComputedStyle(current).borderBottomColor)
).map(current => current.outerHTML.slice(0, 100))"""


@pytest.fixture
def gallery(sign_in, organiser, live_server):
    """Open one group after the other, in a browser of some kind."""

    def gallery(**context):
        page = sign_in(organiser, **context)
        for group in GROUPS:
            page.goto(f"{live_server.url}/komponen/{group}/")
            yield group, page

    return gallery


def words(page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def walk(page) -> list[str]:
    """Press Tab through the page and say what is never reached, has no ring, or is out of sight."""
    count = page.evaluate(NUMBER_STOPS)
    page.evaluate("document.querySelector('main').focus()")
    reached, faults = set(), []
    for _ in range(count + 60):  # also fields of a date, and what only scrolls
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["number"] in reached and len(reached) == count:
            break
        if stop["number"] is None or stop["number"] in reached:
            continue
        reached.add(stop["number"])
        faults += [f"{fault}: {stop['name']}" for fault in ("ring", "shown") if not stop[fault]]
    missed = [page.locator(f"[data-stop='{n}']") for n in range(count) if str(n) not in reached]
    return faults + [f"not reached: {stop.evaluate('stop => stop.outerHTML.slice(0, 100)')}" for stop in missed]


def test_components_have_no_barrier_at_any_width(gallery, complaints):
    faults = {group: faults_of(page) for group, page in gallery()}

    assert faults == {group: [] for group in GROUPS}
    assert complaints == []


def test_components_are_reached_and_shown_by_keyboard(gallery):
    assert {group: walk(page) for group, page in gallery()} == {group: [] for group in GROUPS}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_components_stand_in_forced_colours(gallery, scheme):
    faults = {
        group: [fault for look in (EDGELESS, GROUNDLESS, UNMARKED) for fault in page.evaluate(look)]
        for group, page in gallery(forced_colors="active", color_scheme=scheme)
    }

    assert faults == {group: [] for group in GROUPS}


def test_components_lose_nothing_at_double_size(gallery):
    whole = {group: words(page) for group, page in gallery(viewport={"width": 1280, "height": 900})}

    double = {group: (words(page), too_wide(page), small_targets(page)) for group, page in gallery(**DOUBLE)}

    assert double == {group: (text, False, []) for group, text in whole.items()}


def test_a_walk_finds_what_is_out_of_reach(page):
    page.set_content(
        """<style>a:focus { outline: none }</style><main tabindex="-1"><a href="#a">a</a><button>b</button>
        <div style="position: absolute; left: -900px"><button>c</button></div></main>"""
    )
    page.evaluate("document.querySelector('button').addEventListener('keydown', event => event.preventDefault())")

    assert walk(page) == [
        'ring: <a href="#a" data-stop="0">a</a>',
        'ring: <button data-stop="1">b</button>',
        'not reached: <button data-stop="2">c</button>',
    ]
