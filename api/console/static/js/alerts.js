// @ts-check
/** New alerts reach the officer on every page: counts, a line at the edge of the page, a sound, and a band when the stream is lost. */
import { prepareSound, sound } from "./sound.js";
import { listen } from "./stream.js";
import { element, say, timeOf } from "./words.js";

const READ_EVERY_MS = 30_000;
const LIST_PATH = "/console/alerts/open-list";
/** @type {Set<string>} */
const announced = new Set();
/** @type {Set<string> | null} the alerts that a list of this page has shown; null until the first reading */
let shown = null;

/** @param {number | null} lostSince */
function showStream(lostSince) {
  const band = document.getElementById("stream-band");
  if (!band) return;
  band.hidden = lostSince === null;
  band.textContent = lostSince === null ? "" : say("streamLost", { time: timeOf(lostSince) });
}

/** @param {number} total */
function showTotal(total) {
  for (const place of document.querySelectorAll("[data-open-alerts]")) {
    place.textContent = String(total);
    if (place.classList.contains("count")) place.toggleAttribute("hidden", total === 0);
  }
}

/** Once for each alert: a sound, and a line at the edge of the page where no list shows it. @param {{id: string, kind: string, at: string}} alert */
function announce({ id, kind, at }) {
  if (announced.has(id)) return;
  announced.add(id);
  sound(id);
  if (document.querySelector("[data-alert-list]")) return;
  const close = element("button", { type: "button", class: "btn btn-sm" }, say("close"));
  const line = element("div", { class: "toast-alert" },
    element("span", {}, say("alertSince", { kind, time: at })),
    element("a", { class: "btn btn-sm btn-primary", href: `/console/alerts/${id}` }, say("see")), close);
  close.addEventListener("click", () => line.remove());
  document.getElementById("toasts")?.prepend(line);
}

/** Compares a list of open alerts, as the server wrote it, with the one before. @param {ParentNode} root */
function take(root) {
  const list = /** @type {HTMLElement | null} */ (root.querySelector("[data-alert-list]"));
  if (!list) return;
  showTotal(Number(list.dataset.total));
  const before = shown;
  shown = new Set(before);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-alert]"))) {
    const id = row.dataset.alert ?? "";
    shown.add(id);
    if (!before) announced.add(id);
    if (!before || before.has(id)) continue;
    row.classList.add("is-new");
    const time = row.querySelector("time");
    announce({ id, kind: row.querySelector(".state")?.textContent ?? "", at: time ? timeOf(time.dateTime) : "" });
    document.dispatchEvent(new CustomEvent("alert-shown", { detail: { row } }));
  }
}

async function read() {
  if (document.querySelector("[data-alert-list]")) {
    document.body.dispatchEvent(new CustomEvent("alert-arrived"));
    return;
  }
  try {
    const answer = await fetch(LIST_PATH, { headers: { "hx-request": "true" } });
    if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The band already says that the service cannot be reached; the next reading comes in half a minute.
  }
}

/** @param {import("./stream.js").Alert} alert */
function onAlert(alert) {
  if (alert.state === "open") announce({ id: alert.id, kind: say(`kind.${alert.kind}`), at: timeOf(alert.occurred_at) });
  read();
}

/** @param {string} url the stream's address */
export function watchAlerts(url) {
  prepareSound();
  take(document);
  if (!shown) read();
  listen(url, { onAlert, onState: showStream });
  setInterval(() => document.querySelector("[data-alert-list]") || read(), READ_EVERY_MS);
  document.body.addEventListener("htmx:afterSwap", (event) => take(/** @type {HTMLElement} */ (event.target)));
}
