// @ts-check
/** The zones of an order: drawn on the map, described in cards, sent as JSON in the hidden field `zones`. */
import { Marker } from "../vendor/maplibre-gl.mjs";
import { Pen } from "./draw.js";
import { boundsOf, ringsOf } from "./geometry.js";
import { fit, makeMap, showZones } from "./map_base.js";
import { element, say } from "./words.js";
import { zoneCard } from "./zone_card.js";

/** @typedef {import("./geometry.js").Zone} Zone @typedef {import("./geometry.js").Place} Place */

const HOME_RADIUS_M = 200;
const root = /** @type {HTMLElement} */ (document.getElementById("draw"));
const field = /** @type {HTMLInputElement} */ (root.querySelector("[name=zones]"));
const list = /** @type {HTMLElement} */ (root.querySelector("[data-zone-list]"));
const hint = /** @type {HTMLElement} */ (root.querySelector("[data-hint]"));
/** @type {Zone[]} */
const zones = JSON.parse(field.value || "[]");

/** @param {import("../vendor/maplibre-gl.mjs").Map} map */
function edit(map) {
  /** @type {Marker[]} */
  let handles = [];
  const pen = new Pen(map, (isDrawing) => {
    root.classList.toggle("is-drawing", isDrawing);
    if (!isDrawing) hint.textContent = "";
  });
  const write = () => {
    showZones(map, zones);
    field.value = JSON.stringify(zones);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  /** Corners and centres that can be dragged. */
  const placeHandles = () => {
    for (const handle of handles) handle.remove();
    handles = zones.flatMap((zone) => {
      if (zone.shape?.type === "Circle") {
        const circle = zone.shape;
        return [handleAt(circle.coordinates, (place) => { circle.coordinates = place; })];
      }
      return (zone.shape?.coordinates ?? []).flatMap((ring) => ring.slice(0, -1).map((corner, index) => handleAt(corner, (place) => {
        ring[index] = place;
        if (index === 0) ring[ring.length - 1] = place;
      })));
    });
  };
  /** @param {Place} place @param {(place: Place) => void} move */
  const handleAt = (place, move) => {
    const handle = new Marker({ element: element("div", { class: "vertex" }), draggable: true }).setLngLat(place).addTo(map);
    handle.on("drag", () => {
      const { lng, lat } = handle.getLngLat();
      move([Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
      write();
    });
    return handle;
  };
  const rebuild = () => {
    for (const card of list.querySelectorAll(".zone-card")) card.remove();
    for (const [index, zone] of zones.entries()) {
      list.append(zoneCard(zone, index, {
        onChange: write,
        onDelete: () => { zones.splice(zones.indexOf(zone), 1); rebuild(); },
        onHole: () => {
          hint.textContent = say("holeHint");
          pen.begin("polygon", (ring) => { if (zone.shape?.type === "Polygon") zone.shape.coordinates.push(/** @type {Place[]} */ (ring)); rebuild(); });
        },
      }));
    }
    /** @type {HTMLElement} */ (list.querySelector("[data-no-zones]")).hidden = zones.length > 0;
    placeHandles();
    write();
  };
  /** @param {Zone["shape"]} shape */
  const add = (shape) => {
    zones.push({ kind: "required", shape, hours: null, is_protected: false, name: "" });
    rebuild();
    /** @type {HTMLElement | null} */ (list.querySelector(".zone-card:last-of-type [data-name]"))?.focus();
  };
  root.querySelector("[data-draw=circle]")?.addEventListener("click", () => {
    pen.begin("circle", (shape) => add(/** @type {any} */ (shape)));
    hint.textContent = say("circleHint");
  });
  root.querySelector("[data-draw=polygon]")?.addEventListener("click", () => {
    pen.begin("polygon", (ring) => add({ type: "Polygon", coordinates: [/** @type {Place[]} */ (ring)] }));
    hint.textContent = say("drawHint");
  });
  root.querySelector("[data-draw=home]")?.addEventListener("click", () => {
    const { homeLon, homeLat } = root.dataset;
    add({ type: "Circle", coordinates: [Number(homeLon), Number(homeLat)], radius_m: HOME_RADIUS_M });
    map.flyTo({ center: [Number(homeLon), Number(homeLat)], zoom: 15.5 });
  });
  rebuild();
  for (const button of root.querySelectorAll("[data-draw]")) button.removeAttribute("disabled");
}

async function start() {
  const { lon, lat, homeLon, homeLat } = root.dataset;
  const map = await makeMap(/** @type {HTMLElement} */ (document.getElementById("draw-map")), { centre: [Number(homeLon ?? lon), Number(homeLat ?? lat)], zoom: 14.5 });
  if (!map) return;
  if (homeLon && homeLat) new Marker({ element: element("div", { class: "home-mark" }) }).setLngLat([Number(homeLon), Number(homeLat)]).addTo(map);
  edit(map);
  if (zones.length) fit(map, boundsOf(zones.flatMap(({ shape }) => (shape ? ringsOf(shape)[0] : []))));
}

start();
