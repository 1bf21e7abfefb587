// @ts-check
/** One zone of the order form in words: kind, name, radius, hours. Writes into the zone that it was given. */
import { say } from "./words.js";

/** @typedef {import("./geometry.js").Zone} Zone */

const WHOLE_WEEK = [1, 2, 3, 4, 5, 6, 7];
/** @type {<T extends Element>(root: ParentNode, selector: string) => T} */
const find = (root, selector) => /** @type {any} */ (root.querySelector(selector));
const copy = (/** @type {string} */ id) => /** @type {HTMLElement} */ (find(document, `#${id}`).content.firstElementChild.cloneNode(true));

/** @param {HTMLElement} card @param {Zone} zone */
function readHours(card, zone) {
  if (find(card, "[data-always]").checked) {
    zone.hours = null;
    return;
  }
  zone.hours = { windows: [...card.querySelectorAll(".zone-window")].map((row) => ({
    weekdays: [.../** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("[data-weekday]:checked"))].map(({ value }) => Number(value)),
    start: find(row, "[data-start]").value,
    end: find(row, "[data-end]").value,
  })) };
}

/** @param {HTMLElement} card @param {{weekdays: number[], start: string, end: string}} window @param {() => void} changed */
function addWindow(card, window, changed) {
  const row = copy("zone-window");
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("[data-weekday]"))) box.checked = window.weekdays.includes(Number(box.value));
  find(row, "[data-start]").value = window.start;
  find(row, "[data-end]").value = window.end;
  find(row, "[data-remove-window]").addEventListener("click", () => {
    row.remove();
    if (!card.querySelector(".zone-window")) find(card, "[data-always]").checked = true;
    changed();
  });
  find(card, "[data-windows]").append(row);
}

/**
 * @param {Zone} zone @param {number} index
 * @param {{onChange: () => void, onDelete: () => void, onHole: () => void}} acts
 * @returns {HTMLElement}
 */
export function zoneCard(zone, index, { onChange, onDelete, onHole }) {
  const card = copy("zone-card");
  const radius = /** @type {HTMLInputElement} */ (find(card, "[data-radius]"));
  const isCircle = zone.shape?.type === "Circle";
  find(card, "[data-shape]").textContent = `${index + 1} ${say(isCircle ? "circle" : "polygon")}`;
  find(card, "[data-radius-box]").hidden = !isCircle;
  find(card, "[data-hole]").hidden = isCircle;
  if (zone.shape?.type === "Circle") radius.value = String(zone.shape.radius_m);
  find(card, "[data-name]").value = zone.name;
  find(card, "[data-protected]").checked = zone.is_protected;
  find(card, "[data-always]").checked = zone.hours === null;
  for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (card.querySelectorAll("[data-kind]"))) {
    choice.name = `zone-kind-${index}`;
    choice.checked = choice.value === zone.kind;
  }
  const read = () => {
    zone.kind = find(card, "[data-kind]:checked").value;
    zone.name = find(card, "[data-name]").value.trim();
    zone.is_protected = zone.kind === "forbidden" && find(card, "[data-protected]").checked;
    if (zone.shape?.type === "Circle" && radius.valueAsNumber >= Number(radius.min)) zone.shape.radius_m = Math.min(radius.valueAsNumber, Number(radius.max));
    const isAlways = find(card, "[data-always]").checked;
    if (!isAlways && !card.querySelector(".zone-window")) addWindow(card, { weekdays: WHOLE_WEEK, start: "22:00", end: "06:00" }, read);
    readHours(card, zone);
    show();
    onChange();
  };
  const show = () => {
    card.classList.toggle("is-forbidden", zone.kind === "forbidden");
    find(card, "[data-protected-box]").hidden = zone.kind !== "forbidden";
    find(card, "[data-windows]").hidden = zone.hours === null;
    find(card, "[data-add-window]").hidden = zone.hours === null;
  };
  for (const window of zone.hours?.windows ?? []) addWindow(card, window, read);
  show();
  card.addEventListener("input", read);
  find(card, "[data-add-window]").addEventListener("click", () => { addWindow(card, { weekdays: WHOLE_WEEK, start: "12:00", end: "13:00" }, read); read(); });
  find(card, "[data-delete]").addEventListener("click", onDelete);
  find(card, "[data-hole]").addEventListener("click", onHole);
  return card;
}
