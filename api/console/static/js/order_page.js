// @ts-check
/** The zones of an order beside its paper. */
import { boundsOf, ringsOf } from "./geometry.js";
import { fit, makeMap, showZones } from "./map_base.js";

async function start() {
  const container = document.getElementById("order-map");
  if (!container) return;
  /** @type {import("./geometry.js").Zone[]} */
  const zones = JSON.parse(document.getElementById("zones")?.textContent ?? "[]");
  const places = zones.flatMap(({ shape }) => (shape ? ringsOf(shape)[0] : []));
  if (!places.length) {
    container.hidden = true;
    return;
  }
  const map = await makeMap(container, { centre: places[0], still: true });
  if (!map) return;
  showZones(map, zones);
  fit(map, boundsOf(places));
}

start();
