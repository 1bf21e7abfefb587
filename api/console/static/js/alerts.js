// @ts-check
/** New alerts reach the officer on every page: counts, a line at the edge of the page, a sound, and a band when the stream is lost. */
import { prepareSound, sound } from "./sound.js";
import { listen } from "./stream.js";
import { element, say, timeOf } from "./words.js";

const READ_EVERY_MS = 30_000;
const LIST_PATH = "/console/alerts/open-list";
/** @type {Set<string> | null} the alerts that this page has seen; null until the first reading */
let seen = null;

/** @param {number | null} lostSince */
function showStream(lostSince) {
  const band = document.getElementById("stream-band");
  if (!band) return;
  band.hidden = lostSince === null;
  band.textContent = lostSince === null ? "" : `${say("streamLost")}${timeOf(lostSince)}`;
}

/** @param {number} total */
function showTotal(total) {
  for (const place of document.querySelectorAll("[data-open-alerts]")) {
    place.textContent = String(total);
    if (place.classList.contains("count")) place.toggleAttribute("hidden", total === 0);
  }
}

/** @param {{id: string, kind: string, at: string}} alert */
function announce({ id, kind, at }) {
  sound(id);
  document.dispatchEvent(new CustomEvent("alert-announced", { detail: { id } }));
  if (document.querySelector("[data-alert-list]")) return;
  const close = element("button", { type: "button", class: "btn btn-sm" }, say("close"));
  const line = element("div", { class: "toast-alert", "data-toast": id },
    element("span", {}, `${say("newAlert")}：${kind}，${at} ${say("since")}`),
    element("a", { class: "btn btn-sm btn-primary", href: `/console/alerts/${id}` }, say("see")), close);
  close.addEventListener("click", () => line.remove());
  document.getElementById("toasts")?.prepend(line);
}

/** @param {ParentNode} root a list of open alerts as the server wrote it */
function take(root) {
  const list = /** @type {HTMLElement | null} */ (root.querySelector("[data-alert-list]"));
  if (!list) return;
  showTotal(Number(list.dataset.total));
  const rows = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-alert]"));
  const before = seen;
  seen = new Set([...rows].map((row) => row.dataset.alert ?? "").concat(before ? [...before] : []));
  if (!before) return;
  for (const row of rows) {
    const id = row.dataset.alert ?? "";
    if (before.has(id)) continue;
    row.classList.add("is-new");
    const time = row.querySelector("time");
    announce({ id, kind: row.querySelector(".state")?.textContent ?? "", at: time ? timeOf(time.dateTime) : "" });
  }
}

async function read() {
  if (document.querySelector("[data-alert-list]")) {
    document.body.dispatchEvent(new CustomEvent("alert-arrived"));
    return;
  }
  try {
    const answer = await fetch(LIST_PATH, { headers: { "hx-request": "true" } });
    if (!answer.ok) return;
    const read_page = new DOMParser().parseFromString(await answer.text(), "text/html");
    take(read_page);
  } catch {
    // The band already says that the service cannot be reached; the next reading comes in half a minute.
  }
}

/** @param {string} url the stream's address */
export function watchAlerts(url) {
  prepareSound();
  take(document);
  if (!seen) read();
  listen(url, { onAlert: read, onState: showStream });
  setInterval(() => document.querySelector("[data-alert-list]") || read(), READ_EVERY_MS);
  document.body.addEventListener("htmx:afterSwap", (event) => take(/** @type {HTMLElement} */ (event.target)));
}
