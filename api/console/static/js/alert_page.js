// @ts-check
/** The evidence of an alert: zones, fixes with their accuracy circles, the strip. */
import { boundsOf, circleRing, pixelsAtZoomZero, RADIUS_IN_METRES, ringsOf } from "./geometry.js";
import { AMBER, fit, GREEN, makeMap, namePaint, RED, showZones } from "./map_base.js";
import { Strips } from "./strips.js";

/**
 * @typedef {{lon: number, lat: number, accuracy_m: number, fixed_at: string, assessment: string, is_confirming: boolean, distance_m: number | null}} Fix
 * @typedef {{zones: import("./geometry.js").Zone[], fixes: Fix[], from: string, to: string, strips: import("./strips.js").Strip[]}} Evidence
 */


/** @param {import("../vendor/maplibre-gl.mjs").Map} map @param {Fix[]} fixes @param {boolean} isForbidden whether inside is where the wearer must not be */
function showFixes(map, fixes, isForbidden) {
  const colour = ["match", ["get", "assessment"], "inside", isForbidden ? RED : GREEN, "outside", isForbidden ? GREEN : RED, AMBER];
  map.addSource("fixes", { type: "geojson", data: { type: "FeatureCollection", features: fixes.map((fix, index) => ({
    type: "Feature", properties: { ...fix, number: String(index + 1), pixels: pixelsAtZoomZero(fix.accuracy_m, fix.lat) }, geometry: { type: "Point", coordinates: [fix.lon, fix.lat] } })) } });
  map.addSource("way", { type: "geojson", data: { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: fixes.map(({ lon, lat }) => [lon, lat]) } } });
  /** @type {any[]} */
  const layers = [
    { id: "way", type: "line", source: "way", paint: { "line-color": "#5f6b78", "line-width": 1.5, "line-dasharray": [2, 2] } },
    { id: "fix-accuracy", type: "circle", source: "fixes", paint: { "circle-radius": RADIUS_IN_METRES, "circle-color": colour, "circle-opacity": 0.1, "circle-stroke-color": colour, "circle-stroke-width": ["case", ["get", "is_confirming"], 2.5, 1], "circle-stroke-opacity": 0.7 } },
    { id: "fix-hollow", type: "circle", source: "fixes", filter: ["==", ["get", "assessment"], "unknown"], paint: { "circle-radius": 5, "circle-color": "#fff", "circle-stroke-color": colour, "circle-stroke-width": 3 } },
    { id: "fix-dots", type: "circle", source: "fixes", filter: ["!=", ["get", "assessment"], "unknown"], paint: { "circle-radius": 6, "circle-color": colour, "circle-stroke-color": "#fff", "circle-stroke-width": 1.5 } },
    { id: "fix-numbers", type: "symbol", source: "fixes", layout: { "text-field": ["get", "number"], "text-size": 13, "text-font": ["Noto Sans SC"], "text-anchor": "bottom", "text-offset": [0, -0.6], "text-optional": true }, paint: namePaint() },
  ];
  for (const layer of layers) map.addLayer(layer);
}

async function start() {
  /** @type {Evidence} */
  const evidence = JSON.parse(document.getElementById("evidence")?.textContent ?? "{}");
  const strips = document.getElementById("evidence-strips");
  if (strips && evidence.strips.length) new Strips(strips, Date.parse(evidence.from), Date.parse(evidence.to)).draw(evidence.strips);
  const container = /** @type {HTMLElement} */ (document.getElementById("evidence-map"));
  const places = evidence.fixes.flatMap((fix) => circleRing([fix.lon, fix.lat], Math.min(fix.accuracy_m, 300)))
    .concat(evidence.zones.flatMap(({ shape }) => (shape ? ringsOf(shape)[0] : [])));
  if (!places.length) {
    container.hidden = true;
    return;
  }
  const map = await makeMap(container, { centre: places[0], still: true });
  if (!map) return;
  showZones(map, evidence.zones);
  showFixes(map, evidence.fixes, evidence.zones[0]?.kind === "forbidden");
  fit(map, boundsOf(places));
}

start();
