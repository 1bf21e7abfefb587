// @ts-check
/** Drawing on the map: a circle by its centre and its edge, a polygon by its corners. */
import { source } from "./map_base.js";
import { circleRing, distance_m } from "./geometry.js";

/**
 * @typedef {import("./geometry.js").Place} Place
 * @typedef {import("../vendor/maplibre-gl.mjs").Map} MapLibre
 * @typedef {{type: "Circle", coordinates: Place, radius_m: number}} Circle
 */

const LEAST_RADIUS_M = 30;
const CLOSE_PIXELS = 12;
const SIX_DIGITS = 1e6;
const rounded = (/** @type {{lng: number, lat: number}} */ { lng, lat }) => /** @type {Place} */ ([Math.round(lng * SIX_DIGITS) / SIX_DIGITS, Math.round(lat * SIX_DIGITS) / SIX_DIGITS]);

/** One drawing at a time: clicks build it, Enter or a double click ends it, Esc gives it up. */
export class Pen {
  /** @param {MapLibre} map @param {(isDrawing: boolean) => void} onState */
  constructor(map, onState) {
    this.map = map;
    this.onState = onState;
    /** @type {Place[]} */
    this.corners = [];
    /** @type {"circle" | "polygon" | null} */
    this.tool = null;
    /** @type {(shape: any) => void} */
    this.onDone = () => {};
    map.addSource("draft", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    map.addLayer(/** @type {any} */ ({ id: "draft-line", type: "line", source: "draft", paint: { "line-color": "#1f5fa8", "line-width": 2, "line-dasharray": [2, 1.5] } }));
    map.addLayer(/** @type {any} */ ({ id: "draft-corners", type: "circle", source: "draft", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 5, "circle-color": "#fff", "circle-stroke-color": "#1f5fa8", "circle-stroke-width": 2 } }));
    map.on("click", (event) => this.#click(event));
    map.on("dblclick", (event) => {
      if (!this.tool) return;
      event.preventDefault();
      this.finish();
    });
    map.on("mousemove", (event) => this.tool && this.#show(rounded(event.lngLat)));
    addEventListener("keydown", (event) => {
      if (!this.tool || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Enter") this.finish();
      else this.stop();
    }, { capture: true });
  }

  /** @param {"circle" | "polygon"} tool @param {(shape: Circle | Place[]) => void} onDone a circle, or the closed ring of a polygon */
  begin(tool, onDone) {
    this.stop();
    this.tool = tool;
    this.onDone = onDone;
    this.onState(true);
  }

  stop() {
    this.tool = null;
    this.corners = [];
    source(this.map, "draft").setData({ type: "FeatureCollection", features: [] });
    this.onState(false);
  }

  finish() {
    const ring = this.corners;
    if (this.tool !== "polygon" || ring.length < 3) return;
    const done = this.onDone;
    this.stop();
    done([...ring, ring[0]]);
  }

  /** @param {import("../vendor/maplibre-gl.mjs").MapMouseEvent} event */
  #click(event) {
    if (!this.tool) return;
    const place = rounded(event.lngLat);
    if (this.tool === "circle" && this.corners.length) {
      const [centre] = this.corners;
      const done = this.onDone;
      const radius_m = Math.max(LEAST_RADIUS_M, Math.round(distance_m(centre, place) / 10) * 10);
      this.stop();
      done({ type: "Circle", coordinates: centre, radius_m });
      return;
    }
    const pixels = this.corners.map((corner) => this.map.project(corner));
    const isNear = (/** @type {{x: number, y: number} | undefined} */ pixel) => pixel !== undefined && Math.hypot(pixel.x - event.point.x, pixel.y - event.point.y) < CLOSE_PIXELS;
    if (this.corners.length > 2 && isNear(pixels[0])) {
      this.finish();
      return;
    }
    if (isNear(pixels[pixels.length - 1])) return; // the second click of a double click
    this.corners.push(place);
    this.#show(place);
  }

  /** @param {Place} pointer */
  #show(pointer) {
    if (!this.corners.length) return;
    const ring = this.tool === "circle" ? circleRing(this.corners[0], Math.max(1, distance_m(this.corners[0], pointer))) : [...this.corners, pointer, this.corners[0]];
    source(this.map, "draft").setData({
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: ring } },
        ...this.corners.map((corner) => ({ type: /** @type {const} */ ("Feature"), properties: {}, geometry: { type: /** @type {const} */ ("Point"), coordinates: corner } })),
      ],
    });
  }
}
