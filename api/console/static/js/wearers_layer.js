// @ts-check
/** Wearers on the live map: a dot, its accuracy circle, the last half hour, a name; clusters above 200. */
import { pixelsAtZoomZero, RADIUS_IN_METRES } from "./geometry.js";
import { AMBER, GREEN, namePaint, RED, source } from "./map_base.js";

/**
 * @typedef {{supervisee_id: string, name: string, order_number: string, state: "kept" | "broken" | "unknown", lon: number, lat: number,
 *   accuracy_m: number | null, fixed_at: string, received_at: string, source: string, is_doubtful: boolean,
 *   battery_percent: number | null, tail: [number, number][]}} Wearer
 * @typedef {import("../vendor/maplibre-gl.mjs").Map} MapLibre
 */

const MOST_UNCLUSTERED = 200;
const SURE = /** @type {const} */ (["all", ["!", ["has", "point_count"]], ["!", ["get", "isDoubtful"]]]);
const DOUBTFUL = /** @type {const} */ (["all", ["!", ["has", "point_count"]], ["get", "isDoubtful"]]);
const COLOUR = ["match", ["get", "state"], "kept", GREEN, "broken", RED, AMBER];
/** What is broken is drawn over the rest, and named before it. */
const DRAWN = ["match", ["get", "state"], "broken", 2, "unknown", 1, 0];
const NAMED = ["match", ["get", "state"], "broken", 0, "unknown", 1, 2];
/** Which layers a switch of the drawer shows and hides. */
export const LAYERS_OF = { zones: ["zone-fill", "zone-hatch", "zone-edge", "zone-edge-protected"], accuracy: ["wearer-accuracy"], tails: ["wearer-tails"], names: ["wearer-names"], town: ["town-areas", "town-lines", "town-names"], tiles: ["tiles"] };

/** @param {Wearer} wearer */
const isDoubtful = (wearer) => wearer.is_doubtful || wearer.state === "unknown";

/** @param {Iterable<Wearer>} wearers @returns {GeoJSON.FeatureCollection} */
function dots(wearers) {
  return {
    type: "FeatureCollection",
    features: [...wearers].map((wearer) => ({
      type: "Feature",
      properties: { id: wearer.supervisee_id, name: wearer.name, state: wearer.state, isDoubtful: isDoubtful(wearer), pixels: pixelsAtZoomZero(wearer.accuracy_m ?? 0, wearer.lat) },
      geometry: { type: "Point", coordinates: [wearer.lon, wearer.lat] },
    })),
  };
}

/** @param {Iterable<Wearer>} wearers @returns {GeoJSON.FeatureCollection} */
function tails(wearers) {
  return {
    type: "FeatureCollection",
    features: [...wearers].filter((wearer) => wearer.tail.length > 1).map((wearer) => ({
      type: "Feature", properties: { state: wearer.state }, geometry: { type: "LineString", coordinates: wearer.tail },
    })),
  };
}

export class WearersLayer {
  /** @param {MapLibre} map @param {(id: string) => void} onChosen */
  constructor(map, onChosen) {
    this.map = map;
    this.isClustered = false;
    /** @type {globalThis.Map<string, Wearer>} */
    this.wearers = new globalThis.Map();
    this.#build();
    for (const layer of ["wearer-dots", "wearer-hollow"]) {
      map.on("click", layer, (event) => onChosen(event.features?.[0]?.properties.id));
      map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
      map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
    }
    map.on("click", "wearer-clusters", (event) => map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 }));
  }

  #build() {
    const { map } = this;
    /** @type {any} */
    const clustering = this.isClustered ? { cluster: true, clusterRadius: 44, clusterMaxZoom: 15, clusterProperties: { broken: ["+", ["case", ["==", ["get", "state"], "broken"], 1, 0]] } } : {};
    map.addSource("wearers", { type: "geojson", data: dots([]), ...clustering });
    if (!map.getSource("tails")) map.addSource("tails", { type: "geojson", data: tails([]) });
    /** @type {any[]} */
    const layers = [
      { id: "wearer-tails", type: "line", source: "tails", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": COLOUR, "line-width": 2.5, "line-opacity": 0.45 } },
      { id: "wearer-accuracy", type: "circle", source: "wearers", filter: ["!", ["has", "point_count"]], paint: { "circle-radius": RADIUS_IN_METRES, "circle-color": "#5f6b78", "circle-opacity": 0.1, "circle-stroke-color": "#5f6b78", "circle-stroke-width": 1, "circle-stroke-opacity": 0.5 } },
      { id: "wearer-clusters", type: "circle", source: "wearers", filter: ["has", "point_count"], paint: { "circle-radius": ["step", ["get", "point_count"], 15, 20, 20, 100, 26], "circle-color": "#3d4b5a", "circle-stroke-color": ["case", [">", ["get", "broken"], 0], RED, "#fff"], "circle-stroke-width": ["case", [">", ["get", "broken"], 0], 5, 2] } },
      { id: "wearer-counts", type: "symbol", source: "wearers", filter: ["has", "point_count"], layout: { "text-field": ["to-string", ["get", "point_count"]], "text-size": 14, "text-font": ["Noto Sans SC"], "text-allow-overlap": true }, paint: { "text-color": "#fff" } },
      { id: "wearer-hollow", type: "circle", source: "wearers", filter: DOUBTFUL, layout: { "circle-sort-key": DRAWN }, paint: { "circle-radius": 6, "circle-color": "#fff", "circle-opacity": 0.85, "circle-stroke-color": COLOUR, "circle-stroke-width": 3 } },
      { id: "wearer-dots", type: "circle", source: "wearers", filter: SURE, layout: { "circle-sort-key": DRAWN }, paint: { "circle-radius": ["case", ["==", ["get", "state"], "broken"], 8, 6.5], "circle-color": COLOUR, "circle-stroke-color": "#fff", "circle-stroke-width": 1.5 } },
      { id: "wearer-names", type: "symbol", source: "wearers", filter: ["!", ["has", "point_count"]], layout: { "symbol-sort-key": NAMED, "text-field": ["get", "name"], "text-size": 13, "text-font": ["Noto Sans SC"], "text-anchor": "left", "text-offset": [0.8, 0], "text-optional": true }, paint: namePaint() },
    ];
    for (const layer of layers) if (!map.getLayer(layer.id)) map.addLayer(layer);
  }

  /** @param {boolean} isClustered */
  #rebuild(isClustered) {
    this.isClustered = isClustered;
    for (const id of ["wearer-names", "wearer-dots", "wearer-hollow", "wearer-counts", "wearer-clusters", "wearer-accuracy"]) this.map.removeLayer(id);
    this.map.removeSource("wearers");
    this.#build();
  }

  /** @param {Wearer[]} changed @param {string[]} gone */
  update(changed, gone) {
    for (const wearer of changed) this.wearers.set(wearer.supervisee_id, wearer);
    for (const id of gone) this.wearers.delete(id);
    const isCrowded = this.wearers.size > MOST_UNCLUSTERED;
    if (isCrowded !== this.isClustered) this.#rebuild(isCrowded);
    source(this.map, "wearers").setData(dots(this.wearers.values()));
    source(this.map, "tails").setData(tails(this.wearers.values()));
  }
}
