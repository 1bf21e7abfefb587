// @ts-check
/** The live map with its drawer. */
import { Popup } from "../vendor/maplibre-gl.mjs";
import { boundsOf } from "./geometry.js";
import { followPositions } from "./live_positions.js";
import { fit, getJson, makeMap, showZones } from "./map_base.js";
import { LAYERS_OF, WearersLayer } from "./wearers_layer.js";
import { element, say, timeOf } from "./words.js";

const STATE_TONES = /** @type {Record<string, string>} */ ({ kept: "green", broken: "red", unknown: "amber" });
const page = /** @type {HTMLElement} */ (document.querySelector(".map-page"));
const container = /** @type {HTMLElement} */ (document.getElementById("live-map"));
const note = /** @type {HTMLElement} */ (document.getElementById("map-note"));
const offer = /** @type {HTMLElement} */ (document.getElementById("map-offer"));
const panel = /** @type {HTMLElement} */ (document.getElementById("panel-alerts"));
const purpose = container.dataset.purpose ?? "";

/** The three panels of the drawer, by pointer and by arrow keys. */
function prepareDrawer() {
  const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[role=tab]")]);
  /** @param {HTMLElement} chosen */
  const choose = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      const shown = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (shown) shown.hidden = tab !== chosen;
    }
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  }
  const toggle = document.querySelector("[data-drawer-toggle]");
  toggle?.addEventListener("click", () => {
    const isWide = page.classList.toggle("is-wide");
    toggle.setAttribute("aria-expanded", String(!isWide));
    toggle.textContent = isWide ? say("open") : say("fold");
  });
}

/** @param {import("../vendor/maplibre-gl.mjs").Map} map */
function prepareLayers(map) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-layer]"))) {
    box.addEventListener("change", () => {
      for (const id of LAYERS_OF[/** @type {keyof typeof LAYERS_OF} */ (box.dataset.layer)]) {
        if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
      }
    });
  }
}

/** @param {import("../vendor/maplibre-gl.mjs").Map} map @param {import("./wearers_layer.js").Wearer} wearer */
function openPopup(map, wearer) {
  const facts = [
    `${say(wearer.is_doubtful ? "doubtful" : wearer.state)} · ${wearer.order_number}`,
    `${say("fixedAt")} ${timeOf(wearer.fixed_at)}`,
    wearer.accuracy_m === null ? "" : `${say("accuracy")} ±${Math.round(wearer.accuracy_m)} ${say("metres")}`,
    wearer.battery_percent === null ? "" : `${say("battery")} ${wearer.battery_percent}%`,
  ].filter(Boolean);
  const body = element("div", {}, element("h3", {}, wearer.name), ...facts.map((fact) => element("div", {}, fact)),
    element("a", { class: "btn btn-sm", href: `/console/supervisees/${wearer.supervisee_id}?tab=track&purpose=${purpose}` }, say("openFile")));
  new Popup({ maxWidth: "300px", offset: 10 }).setLngLat([wearer.lon, wearer.lat]).setDOMContent(body).addTo(map);
}

/** @param {import("./wearers_layer.js").Wearer[]} wearers */
function showInDrawer(wearers) {
  for (const wearer of wearers) {
    const row = document.querySelector(`[data-wearer="${CSS.escape(wearer.supervisee_id)}"]`);
    const state = row?.querySelector("[data-wearer-state]");
    const time = row?.querySelector("[data-wearer-time]");
    if (state) {
      state.className = `state state-${STATE_TONES[wearer.state]}`;
      state.textContent = say(wearer.state);
    }
    if (time) time.textContent = timeOf(wearer.fixed_at);
  }
}

/**
 * Every alert whose wearer is on the map gets a button that goes there.
 * @param {import("../vendor/maplibre-gl.mjs").Map} map @param {WearersLayer} layer @returns {() => void} to call when the wearers change
 */
function prepareAlerts(map, layer) {
  const wearerOf = (/** @type {HTMLElement} */ row) => layer.wearers.get(row.dataset.wearerOf ?? "");
  /** @param {HTMLElement} row */
  const go = (row) => {
    const wearer = wearerOf(row);
    if (wearer) map.flyTo({ center: [wearer.lon, wearer.lat], zoom: Math.max(map.getZoom(), 15.5) });
  };
  const dress = () => {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-wearer-of]"))) {
      if (row.querySelector("[data-go-there]") || !wearerOf(row)) continue;
      const button = element("button", { type: "button", class: "btn btn-sm", "data-go-there": "" }, say("goThere"));
      button.addEventListener("click", () => go(row));
      row.querySelector(".act")?.append(button);
    }
  };
  panel.addEventListener("htmx:afterSwap", dress);
  document.addEventListener("alert-shown", (event) => {
    /** @type {HTMLElement} */
    const row = /** @type {CustomEvent} */ (event).detail.row;
    const words = [row.querySelector(".who")?.textContent, row.querySelector(".state")?.textContent].join(" ").trim();
    const button = element("button", { type: "button", class: "btn btn-sm btn-primary" }, say("goThere"));
    const close = element("button", { type: "button", class: "btn btn-sm" }, say("close"));
    button.addEventListener("click", () => { go(row); offer.hidden = true; });
    close.addEventListener("click", () => { offer.hidden = true; });
    offer.replaceChildren(element("span", {}, say("newAlert", { words })), ...(wearerOf(row) ? [button] : []), close);
    offer.hidden = false;
  });
  return dress;
}

async function start() {
  prepareDrawer();
  if (matchMedia("(max-width: 720px)").matches) document.querySelector(".map-legend details")?.removeAttribute("open");
  const centre = /** @type {[number, number]} */ ([Number(container.dataset.lon), Number(container.dataset.lat)]);
  const map = await makeMap(container, { centre, zoom: Number(container.dataset.zoom) });
  if (!map) return;
  const layer = new WearersLayer(map, (id) => {
    const wearer = layer.wearers.get(id);
    if (wearer) openPopup(map, wearer);
  });
  prepareLayers(map);
  const dressAlerts = prepareAlerts(map, layer);
  document.addEventListener("click", (event) => {
    const id = /** @type {HTMLElement} */ (event.target).closest?.("[data-go]")?.getAttribute("data-go");
    const wearer = id ? layer.wearers.get(id) : undefined;
    if (!wearer) return;
    map.flyTo({ center: [wearer.lon, wearer.lat], zoom: Math.max(map.getZoom(), 15.5) });
    openPopup(map, wearer);
  });
  let isFirst = true;
  getJson(`/console/map/zones?purpose=${purpose}`).then(({ zones }) => showZones(map, zones)).catch(() => { note.textContent = say("loadFailed"); });
  followPositions(purpose, (live) => {
    layer.update(live.wearers, live.gone);
    showInDrawer(live.wearers);
    dressAlerts();
    if (isFirst && layer.wearers.size) {
      const places = [...layer.wearers.values()].map(({ lon, lat }) => /** @type {[number, number]} */ ([lon, lat]));
      fit(map, boundsOf(places), 15);
      isFirst = false;
    }
  }, (lostSince) => {
    note.classList.toggle("is-lost", lostSince !== null);
    note.textContent = lostSince === null ? say("people", { n: layer.wearers.size, time: timeOf(Date.now()) }) : say("positionsLost", { time: timeOf(lostSince) });
  });
}

start();
