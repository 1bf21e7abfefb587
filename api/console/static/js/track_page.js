// @ts-check
/** One day's track: read once, drawn whole, replayed with the slider. */
import { boundsOf, pixelsAtZoomZero, RADIUS_IN_METRES, ringsOf } from "./geometry.js";
import { ACCENT, AMBER, fit, getJson, makeMap, showZones, source } from "./map_base.js";
import { Replay } from "./replay.js";
import { Strips } from "./strips.js";
import { element, say } from "./words.js";

/**
 * @typedef {[number, number]} Place
 * @typedef {{day: string, from: string, to: string, zones: import("./geometry.js").Zone[], alerts: {alert_id: string, kind: string, occurred_at: string}[],
 *   conditions: (import("./strips.js").Strip & {condition_id: string})[],
 *   track: {geometry: {coordinates: Place[]}, properties: {fixed_at: string[], accuracy_m: (number | null)[], is_doubtful?: boolean[]}}}} Day
 * @typedef {{at_ms: number, place: Place, accuracy_m: number, isDoubtful: boolean}} Fix
 */

const STALE_MS = 600_000;
const root = /** @type {HTMLElement} */ (document.getElementById("track"));
const note = /** @type {HTMLElement} */ (root.querySelector("[data-track-note]"));

/** @param {Day} day @returns {Fix[]} */
function fixesOf({ track }) {
  const { fixed_at, accuracy_m, is_doubtful } = track.properties;
  return track.geometry.coordinates.map((place, index) => ({ at_ms: Date.parse(fixed_at[index]), place, accuracy_m: accuracy_m[index] ?? 0, isDoubtful: is_doubtful?.[index] ?? false }))
    .sort((a, b) => a.at_ms - b.at_ms);
}

/** @param {Place[]} coordinates @returns {GeoJSON.Feature} */
const line = (coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } });
/** @param {Fix[]} fixes @param {boolean} [isStale] @returns {GeoJSON.FeatureCollection} */
const points = (fixes, isStale = false) => ({ type: "FeatureCollection", features: fixes.map((fix) => ({ type: "Feature", properties: { isDoubtful: fix.isDoubtful || isStale, pixels: pixelsAtZoomZero(fix.accuracy_m, fix.place[1]) }, geometry: { type: "Point", coordinates: fix.place } })) });

/** @param {import("../vendor/maplibre-gl.mjs").Map} map @param {Fix[]} fixes */
function drawDay(map, fixes) {
  map.addSource("day", { type: "geojson", data: line(fixes.map(({ place }) => place)) });
  map.addSource("passed", { type: "geojson", data: line([]) });
  map.addSource("points", { type: "geojson", data: points(fixes) });
  map.addSource("now", { type: "geojson", data: points([]) });
  /** @type {any[]} */
  const layers = [
    { id: "day", type: "line", source: "day", paint: { "line-color": "#8a95a1", "line-width": 1.5, "line-opacity": 0.6 } },
    { id: "points", type: "circle", source: "points", paint: { "circle-radius": 2.6, "circle-color": ["case", ["get", "isDoubtful"], "#fff", "#5f6b78"], "circle-stroke-color": ["case", ["get", "isDoubtful"], AMBER, "#5f6b78"], "circle-stroke-width": 1.2 } },
    { id: "passed", type: "line", source: "passed", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": ACCENT, "line-width": 3 } },
    { id: "now-accuracy", type: "circle", source: "now", paint: { "circle-radius": RADIUS_IN_METRES, "circle-color": ACCENT, "circle-opacity": 0.1, "circle-stroke-color": ACCENT, "circle-stroke-width": 1 } },
    { id: "now", type: "circle", source: "now", paint: { "circle-radius": 8, "circle-color": ["case", ["get", "isDoubtful"], "#fff", ACCENT], "circle-stroke-color": ["case", ["get", "isDoubtful"], AMBER, "#fff"], "circle-stroke-width": ["case", ["get", "isDoubtful"], 3.5, 2] } },
  ];
  for (const layer of layers) map.addLayer(layer);
}

/** @param {Fix[]} fixes @param {number} at_ms @returns {number} index of the last fix at or before the moment; -1 before the first */
function lastBefore(fixes, at_ms) {
  let [low, high] = [0, fixes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fixes[middle].at_ms <= at_ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param {Day} day */
async function show(day) {
  const fixes = fixesOf(day);
  const [from_ms, to_ms] = [Date.parse(day.from), Date.parse(day.to)];
  const strips = new Strips(/** @type {HTMLElement} */ (document.getElementById("strips")), from_ms, to_ms);
  strips.draw(day.conditions, day.alerts);
  note.textContent = fixes.length ? say("fixes", { n: fixes.length }) : say("noFixes");
  const zoned = day.zones.flatMap(({ shape }) => (shape ? ringsOf(shape)[0] : []));
  const places = fixes.map(({ place }) => place);
  const container = /** @type {HTMLElement} */ (document.getElementById("track-map"));
  if (!places.length && !zoned.length) {
    container.hidden = true;
    return;
  }
  const map = await makeMap(container, { centre: places[0] ?? zoned[0] });
  if (!map) return;
  showZones(map, day.zones);
  drawDay(map, fixes);
  fit(map, boundsOf(places.length ? places : zoned));
  if (!fixes.length) return;
  const about = /** @type {HTMLElement} */ (root.querySelector("[data-fix]"));
  new Replay(root, from_ms, to_ms, fixes[fixes.length - 1].at_ms, (at_ms) => {
    const index = lastBefore(fixes, at_ms);
    const fix = fixes[index];
    source(map, "passed").setData(line(places.slice(0, index + 1)));
    source(map, "now").setData(points(fix ? [fix] : [], fix && at_ms - fix.at_ms > STALE_MS));
    strips.point(at_ms);
    about.textContent = fix ? say("lastFix", { seconds: Math.round((at_ms - fix.at_ms) / 1000), metres: Math.round(fix.accuracy_m) }) : "";
  });
}

async function start() {
  if (!document.getElementById("track-map")) return;
  note.textContent = say("loading");
  /** @type {Day} */
  let day;
  try {
    day = await getJson(root.dataset.source ?? "");
  } catch {
    const retry = element("button", { type: "button", class: "btn btn-sm" }, say("retry"));
    retry.addEventListener("click", start, { once: true });
    note.replaceChildren(say("loadFailed"), " ", retry);
    return;
  }
  await show(day);
}

start();
