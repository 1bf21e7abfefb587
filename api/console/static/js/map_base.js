// @ts-check
/** A map that needs no tile server: paper, the town's lines, zones, a scale. Tiles lie below them where there are any. */
import { Map as MapLibre, NavigationControl, ScaleControl } from "../vendor/maplibre-gl.mjs";
import { zoneFeatures } from "./geometry.js";
import { say } from "./words.js";

const TOWN_PATH = "/console/map/town.geojson";
const FONT = '"Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei", sans-serif';
const LIGHT = { paper: "#f7f6f2", road: "#c9c6bd", street: "#dedbd3", water: "#d3e3ee", river: "#a9c8dd", green: "#e4ecd9", edge: "#b8b0a0", text: "#6b6759", halo: "#f7f6f2" };
const DARK = { paper: "#171d24", road: "#4a5461", street: "#333c47", water: "#1b3040", river: "#2c4c63", green: "#1d2a22", edge: "#5a5f68", text: "#98a2ad", halo: "#171d24" };
export const ACCENT = "#1f5fa8";
export const RED = "#c0281c";
export const AMBER = "#c77f00";
export const GREEN = "#1d7f45";

const palette = () => (document.documentElement.dataset.bsTheme === "dark" ? DARK : LIGHT);
/** How names are written on the map: readable on paper and on the dark one. */
export const namePaint = () => (palette() === DARK ? { "text-color": "#e6ebf0", "text-halo-color": DARK.paper, "text-halo-width": 1.6 } : { "text-color": "#1c2530", "text-halo-color": "#fff", "text-halo-width": 1.6 });
const nothing = () => ({ type: /** @type {const} */ ("FeatureCollection"), features: [] });

function style() {
  const { tiles, tilesCredit } = document.body.dataset;
  const colours = palette();
  const isLine = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]];
  const isArea = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
  const isMain = ["in", ["get", "kind"], ["literal", ["main-road", "road", "railway"]]];
  return {
    version: 8,
    sources: {
      town: { type: "geojson", data: TOWN_PATH },
      zones: { type: "geojson", data: nothing() },
      ...(tiles ? { tiles: { type: "raster", tiles: [location.origin + tiles], tileSize: 256, attribution: tilesCredit ?? "" } } : {}),
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": colours.paper } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : []),
      { id: "town-areas", type: "fill", source: "town", filter: isArea, paint: { "fill-color": ["match", ["get", "kind"], ["water", "lake"], colours.water, ["park", "green", "field"], colours.green, colours.street], "fill-opacity": ["match", ["get", "kind"], ["water", "lake", "park", "green", "field"], 1, 0.4] } },
      { id: "town-lines", type: "line", source: "town", filter: isLine, layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": ["match", ["get", "kind"], "river", colours.river, ["main-road", "road", "railway"], colours.road, "boundary", colours.edge, colours.street],
          "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 11, ["case", isMain, 1.6, 0.6], 17, ["case", isMain, 11, 6]] } },
      { id: "town-names", type: "symbol", source: "town", filter: ["all", isLine, ["has", "name"]], minzoom: 13.2,
        layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-size": 12, "symbol-spacing": 400, "text-font": ["Noto Sans SC"] }, paint: { "text-color": colours.text, "text-halo-color": colours.halo, "text-halo-width": 1.4 } },
      { id: "zone-fill", type: "fill", source: "zones", filter: ["==", ["get", "kind"], "required"], paint: { "fill-color": ACCENT, "fill-opacity": ["case", ["get", "appliesNow"], 0.08, 0.03] } },
      { id: "zone-hatch", type: "fill", source: "zones", filter: ["==", ["get", "kind"], "forbidden"], paint: { "fill-pattern": "hatch", "fill-opacity": ["case", ["get", "appliesNow"], 0.75, 0.3] } },
      { id: "zone-edge", type: "line", source: "zones", filter: ["!", ["get", "isProtected"]], paint: { "line-color": ["match", ["get", "kind"], "required", ACCENT, RED], "line-width": 1.4, "line-opacity": ["case", ["get", "appliesNow"], 1, 0.45] } },
      { id: "zone-edge-protected", type: "line", source: "zones", filter: ["get", "isProtected"], paint: { "line-color": RED, "line-width": 1.8, "line-dasharray": [3, 2] } },
    ],
  };
}

/** @returns {ImageData} red diagonal lines for forbidden zones */
function hatch() {
  const side = 16;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.strokeStyle = RED;
  pen.lineWidth = 1.6;
  for (const shift of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}

/** @param {MapLibre} map */
function follow_theme(map) {
  document.addEventListener("theme-changed", () => {
    const colours = palette();
    map.setPaintProperty("paper", "background-color", colours.paper);
    const fresh = /** @type {any[]} */ (style().layers);
    for (const id of ["town-areas", "town-lines", "town-names"]) {
      const paint = fresh.find((layer) => layer.id === id).paint;
      for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
    }
  });
}

/**
 * @param {HTMLElement} container
 * @param {{centre: [number, number], zoom?: number, still?: boolean}} options
 * @returns {Promise<MapLibre | null>} the map once it can be drawn on; null, with a sentence in its place, where the browser cannot
 */
export async function makeMap(container, { centre, zoom = 14, still = false }) {
  try {
    const map = new MapLibre({
      container, center: centre, zoom, style: /** @type {any} */ (style()), maxZoom: 19, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      attributionControl: document.body.dataset.tiles ? {} : false, localIdeographFontFamily: FONT, cooperativeGestures: false, fadeDuration: 0,
      canvasContextAttributes: { preserveDrawingBuffer: still },
      locale: { "NavigationControl.ZoomIn": say("zoomIn"), "NavigationControl.ZoomOut": say("zoomOut"), "NavigationControl.ResetBearing": say("north") },
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-left");
    map.addControl(new ScaleControl({ unit: "metric", maxWidth: 120 }), "bottom-left");
    map.on("error", ({ error }) => console.warn(error.message));
    map.on("styleimagemissing", () => map.hasImage("hatch") || map.addImage("hatch", hatch()));
    await map.once("load");
    if (!map.hasImage("hatch")) map.addImage("hatch", hatch());
    follow_theme(map);
    return map;
  } catch (error) {
    console.warn(error);
    container.textContent = say("mapFailed");
    container.classList.add("map-failed");
    return null;
  }
}

/** @param {MapLibre} map @param {import("./geometry.js").Zone[]} zones */
export const showZones = (map, zones) => source(map, "zones").setData(zoneFeatures(zones));

/** @param {MapLibre} map @param {string} id @returns {import("../vendor/maplibre-gl.mjs").GeoJSONSource} */
export const source = (map, id) => /** @type {any} */ (map.getSource(id));

/** @param {MapLibre} map @param {[[number, number], [number, number]] | null} bounds @param {number} [maxZoom] */
export function fit(map, bounds, maxZoom = 16.5) {
  if (bounds) map.fitBounds(bounds, { padding: 48, maxZoom, animate: false });
}

/** @param {string} path @returns {Promise<any>} what the server answers; an error where it refuses */
export async function getJson(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
