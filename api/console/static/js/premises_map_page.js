// @ts-check
/** Buildings on a map, in the colour of their register and ringed where a hazard is open; a click opens the drawer. Nobody is on it. */
import { Popup } from "../vendor/maplibre-gl.mjs";
import { boundsOf } from "./geometry.js";
import { AMBER, GREEN, RED, fit, getJson, makeMap, namePaint, source } from "./map_base.js";
import { element, say } from "./words.js";

/** @typedef {{drawer_id: string, name: string, colour: string, homes: number, living: number, unverified: number, hazards: number, over_capacity: number}} Premises */

const container = /** @type {HTMLElement} */ (document.getElementById("premises-map"));
const note = /** @type {HTMLElement} */ (document.getElementById("map-note"));
const GREY = "#7a8694";

/** @param {import("../vendor/maplibre-gl.mjs").Map} map */
function addLayers(map) {
  map.addSource("premises", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({ id: "premises", type: "circle", source: "premises", paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 5, 16, 11],
    "circle-color": ["match", ["get", "colour"], "red", RED, "amber", AMBER, "green", GREEN, GREY],
    "circle-stroke-color": ["case", [">", ["get", "hazards"], 0], "#111", "#fff"], "circle-stroke-width": 2.5,
  } });
  map.addLayer({ id: "premises-names", type: "symbol", source: "premises", minzoom: 14.5,
    layout: { "text-field": ["get", "name"], "text-size": 14, "text-offset": [0, 1.2], "text-anchor": "top", "text-font": ["Noto Sans SC"] }, paint: namePaint() });
}

/** @param {import("../vendor/maplibre-gl.mjs").Map} map @param {[number, number]} place @param {Premises} one */
function openPopup(map, place, one) {
  const facts = [say("premisesHomes", { homes: one.homes, living: one.living })];
  if (one.hazards) facts.push(say("premisesHazards", { n: one.hazards }));
  if (one.over_capacity) facts.push(say("premisesOver", { n: one.over_capacity }));
  if (one.unverified) facts.push(say("premisesUnverified", { n: one.unverified }));
  const body = element("div", {}, element("h3", {}, one.name), ...facts.map((fact) => element("div", {}, fact)),
    element("a", { class: "btn btn-sm", href: `/console/cabinet?division=${container.dataset.division}&drawer=${one.drawer_id}` }, say("openDrawer")));
  new Popup({ maxWidth: "300px", offset: 12 }).setLngLat(place).setDOMContent(body).addTo(map);
}

async function start() {
  const { lon, lat, zoom, data } = container.dataset;
  const map = await makeMap(container, { centre: [Number(lon), Number(lat)], zoom: Number(zoom) });
  if (!map) return;
  addLayers(map);
  try {
    const found = await getJson(data ?? "");
    source(map, "premises").setData(found);
    const places = found.features.map((/** @type {any} */ one) => one.geometry.coordinates);
    fit(map, boundsOf(places), 16);
    note.textContent = places.length ? say("premisesShown", { n: places.length }) : say("premisesNone");
    container.dataset.shown = String(places.length);
  } catch {
    note.textContent = say("loadFailed");
  }
  map.on("click", "premises", (event) => {
    const feature = /** @type {any} */ (event.features?.[0]);
    if (feature) openPopup(map, feature.geometry.coordinates, feature.properties);
  });
  map.on("mouseenter", "premises", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "premises", () => { map.getCanvas().style.cursor = ""; });
}

start();
