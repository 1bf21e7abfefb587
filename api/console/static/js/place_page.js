// @ts-check
/** One place on the map: a home, shown, or set by a click and moved by dragging; or a position with its accuracy. */
import { Marker } from "../vendor/maplibre-gl.mjs";
import { makeMap, showZones } from "./map_base.js";
import { element } from "./words.js";

async function start() {
  const container = document.getElementById("place-map");
  if (!container) return;
  const { lon, lat, centreLon, centreLat, accuracyM } = container.dataset;
  /** @type {[number, number] | null} */
  const home = lon && lat ? [Number(lon), Number(lat)] : null;
  const isEditable = container.hasAttribute("data-editable");
  const map = await makeMap(container, { centre: home ?? [Number(centreLon), Number(centreLat)], zoom: home ? 16 : 13 });
  if (!map) return;
  const marker = new Marker({ element: element("div", { class: "home-mark" }), draggable: isEditable });
  if (home) marker.setLngLat(home).addTo(map);
  if (home && accuracyM) showZones(map, [{ kind: "required", shape: { type: "Circle", coordinates: home, radius_m: Number(accuracyM) }, hours: null, is_protected: false, name: "" }]);
  if (!isEditable) return;
  const take = () => {
    const place = marker.getLngLat();
    for (const [name, value] of /** @type {[string, number][]} */ ([["home_lon", place.lng], ["home_lat", place.lat]])) {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(`[name=${name}]`));
      field.value = value.toFixed(6);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const text = document.querySelector("[data-place-text]");
    if (text) text.textContent = `${place.lat.toFixed(5)}°, ${place.lng.toFixed(5)}°`;
  };
  map.on("click", (event) => {
    marker.setLngLat(event.lngLat).addTo(map);
    take();
  });
  marker.on("dragend", take);
}

start();
