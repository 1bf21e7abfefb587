// @ts-check
/** Lists to tick: a filter of the rows, buttons that tick what is shown, and how many are ticked by now. */

import { say } from "./words.js";

/** @param {HTMLElement} group */
function ticks(group) {
  const rows = /** @type {HTMLElement[]} */ ([...group.querySelectorAll("[data-tick]")]);
  const tools = /** @type {HTMLElement | null} */ (group.querySelector("[data-ticks-tools]"));
  const filter = /** @type {HTMLInputElement | null} */ (group.querySelector("[data-ticks-filter]"));
  const count = group.querySelector("[data-ticks-count]");
  const settle = () => {
    if (count) count.textContent = say("ticked", { n: rows.filter((row) => row.querySelector("input:is([type=checkbox], [value=complied]):checked")).length, of: rows.length });
  };
  if (tools) tools.hidden = false;
  filter?.addEventListener("input", (event) => {
    event.stopPropagation();
    const typed = filter.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !(row.textContent ?? "").toLowerCase().includes(typed);
  });
  filter?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("[data-ticks-set]"))) {
    button.addEventListener("click", () => {
      const value = button.dataset.ticksSet;
      for (const row of rows.filter((each) => !each.hidden)) {
        for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("input[type=checkbox], input[type=radio]"))) {
          input.checked = input.type === "radio" ? input.value === value : value === "yes";
        }
      }
      group.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  group.addEventListener("input", settle);
  settle();
}

/** Make the lists of this page behave. */
export function prepareTicks() {
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-ticks]"))) ticks(group);
}
