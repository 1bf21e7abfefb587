// @ts-check
/** The cabinet by keyboard: one home is in the order of tabs, arrows move over the plan, `/` goes to the number plates. */

const homes = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-home]")]);

/** @param {HTMLElement} home */
function take(home) {
  for (const other of homes()) other.tabIndex = other === home ? 0 : -1;
  home.focus();
  home.scrollIntoView({ block: "nearest" });
}

/** The home that one sees above or below: of the nearest row in that direction, the one closest to the same middle.
 * @param {HTMLElement} home @param {number} step @returns {HTMLElement | undefined} */
function beyond(home, step) {
  const { top, left, width } = home.getBoundingClientRect();
  const middle = left + width / 2;
  const places = homes().map((other) => ({ other, box: other.getBoundingClientRect() })).filter(({ box }) => (box.top - top) * step > 4);
  const nearest = Math.min(...places.map(({ box }) => (box.top - top) * step));
  const row = places.filter(({ box }) => Math.abs((box.top - top) * step - nearest) < 4);
  const away = (/** @type {DOMRect} */ box) => Math.abs(box.left + box.width / 2 - middle);
  return row.sort((one, other) => away(one.box) - away(other.box))[0]?.other;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key === "/" && !document.getElementById("search") && !target.matches("input, textarea, select")) {
    event.preventDefault();
    document.getElementById("plate")?.focus();
    return;
  }
  if (!target.matches("[data-home]")) return;
  const all = homes();
  const here = all.indexOf(target);
  const next = { ArrowRight: all[here + 1], ArrowLeft: all[here - 1], ArrowDown: beyond(target, 1), ArrowUp: beyond(target, -1), Home: all[0], End: all[all.length - 1] }[event.key];
  if (!next) return;
  event.preventDefault();
  take(next);
}

for (const [index, home] of homes().entries()) home.tabIndex = index === 0 ? 0 : -1;
addEventListener("keydown", onKey);
