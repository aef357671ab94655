"""What is looked for on an open page: barriers by axe, sideways scrolling, targets too small to hit."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (360, 768, 1280)
NARROWEST = 320  # WCAG 2.2, 1.4.10 reflow
HEIGHT = 900
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# What changes with the layout; everything else says the same at every width.
BY_PLACE = ["target-size", "scrollable-region-focusable"]
BY_LAYOUT = ["color-contrast", *BY_PLACE]
RUN_AXE = """async options => (await axe.run(document, options)).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`))"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Least heights in px: what is pressed, what is pressed most, what is pressed on a phone in a waiting room.
LEAST, PRIMARY, SURVEY = 24, 44, 52
SMALL_TARGETS = """([least, primary, survey]) => {
  const onPhone = Boolean(document.querySelector("link[href*='survei']"));
  const shown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length;
  const inSentence = element => {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, td, th, dd, figcaption, caption") || element.parentElement;
    return around.textContent.replace(/\\s+/g, " ").trim().length
      > element.textContent.replace(/\\s+/g, " ").trim().length;
  };
  const offScreen = box => box.right <= 0 || box.bottom <= 0 || box.width <= 1;
  const faults = [];
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab]";
  for (const element of document.querySelectorAll(all)) {
    if (!shown(element) || inSentence(element)) continue;
    const box = element.getBoundingClientRect();
    if (offScreen(box)) continue;
    const tick = element.matches("[type=radio], [type=checkbox]");
    const label = tick ? element.labels[0] : null;
    const height = label ? label.getBoundingClientRect().height : box.height;
    const most = element.matches(".tombol, button, input, select, textarea") && !element.matches(".tombol-tautan");
    const wanted = most ? (onPhone ? survey : primary) : least;
    if (box.width + 0.01 < least || height + 0.01 < wanted || box.height + 0.01 < least)
      faults.push(`${Math.round(box.width)} x ${Math.round(height)} px, ${wanted} wanted: `
        + element.outerHTML.replace(/\\s+/g, " ").slice(0, 120));
  }
  return faults;
}"""


def axe(page, *, rules=None) -> list[str]:
    """What axe finds, in short: rule and element. The script must have been brought in before."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    if not rules:
        options["rules"] = {"target-size": {"enabled": True}}
    return page.evaluate(RUN_AXE, options)


def too_wide(page) -> bool:
    return page.evaluate(WIDER)


def small_targets(page) -> list[str]:
    return page.evaluate(SMALL_TARGETS, [LEAST, PRIMARY, SURVEY])


def faults_of(page, *, again=BY_LAYOUT) -> list[str]:
    """Look at the open page at every width; `again` names the rules of axe that are asked at each."""
    faults = []
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    if too_wide(page):
        faults.append(f"wider than {NARROWEST} px")
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found = axe(page, rules=None if width == WIDTHS[0] else again)
        if too_wide(page):
            found.append("wider than the screen")
        faults += [f"at {width} px: {fault}" for fault in found + small_targets(page)]
    return faults
