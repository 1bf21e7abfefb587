// @ts-check
/** The keyboard: `/` searches, Esc closes or goes back, arrows move through rows and choices. */

const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select";

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const isTyping = target.matches?.(TYPING) ?? false;
  if (event.key === "/" && !isTyping) {
    const search = /** @type {HTMLInputElement | null} */ (document.getElementById("search"));
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape") {
    escape(target, isTyping);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!isTyping) move(event, target);
  }
}

/** @param {HTMLElement} target @param {boolean} isTyping */
function escape(target, isTyping) {
  const open = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.menu[open], details.basis[open]"));
  if (open) {
    open.open = false;
    open.querySelector("summary")?.focus();
  } else if (isTyping) {
    target.blur();
  } else {
    /** @type {HTMLElement | null} */ (document.querySelector("[data-escape]"))?.click();
  }
}

/** @param {KeyboardEvent} event @param {HTMLElement} target */
function move(event, target) {
  const group = target.closest("[data-arrows], table.rows, .tabs, .order-steps");
  if (!group) return;
  const stops = /** @type {HTMLElement[]} */ ([...group.querySelectorAll(group.matches("table.rows") ? ".act a, .act button" : "a, button")]);
  const here = stops.indexOf(target);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** Listen for keys, and close menus that lose the pointer. */
export function prepareKeys() {
  addEventListener("keydown", onKey);
  addEventListener("click", (event) => {
    for (const menu of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu[open]"))) {
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
    }
  });
}
