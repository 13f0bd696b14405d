"""What axe-core finds on a page."""

from functools import cache
from importlib.resources import files

_MOVING = """() => document.getAnimations().some(
  a => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity)"""


@cache
def _axe_core():
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def serious_findings(page):
    """What it calls serious or worse on the page as it is: the rule, and where."""
    # What is moving in is judged when it has come.
    page.wait_for_function(f"() => !({_MOVING})()")
    # Put in and run at once: some pages allow no script but those of the tools.
    result = page.evaluate(
        f"() => {{ {_axe_core()}; return axe.run({{resultTypes: ['violations']}}); }}"
    )
    return [
        (v["id"], v["nodes"][0]["html"][:300])
        for v in result["violations"]
        if v["impact"] in {"serious", "critical"}
    ]
