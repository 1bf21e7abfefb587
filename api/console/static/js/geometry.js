// @ts-check
/** Zones as the server writes them, and as the map draws them. */

/**
 * @typedef {[number, number]} Place longitude, latitude
 * @typedef {{type: "Circle", coordinates: Place, radius_m: number}} Circle
 * @typedef {{type: "Polygon", coordinates: Place[][]}} Polygon
 * @typedef {{windows: {weekdays: number[], start: string, end: string}[]}} Hours
 * @typedef {{condition_id?: string, kind: "required" | "forbidden", shape: Circle | Polygon | null, hours: Hours | null,
 *   is_protected: boolean, name: string, supervisee_id?: string, applies_now?: boolean}} Zone
 */

const EARTH_RADIUS_M = 6_371_008.8;
const CORNERS = 72;
/** Pixels on the map at zoom 0, where a world is 512 pixels wide, are this many metres at the equator. */
const METRES_PER_PIXEL = 78_271.517;
const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
const degrees = (/** @type {number} */ angle) => (angle * 180) / Math.PI;

/** @param {Place} from @param {Place} to @returns {number} metres between two places, good enough to draw by */
export function distance_m([lon, lat], [otherLon, otherLat]) {
  const [a, b] = [radians(lat), radians(otherLat)];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(otherLon - lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** @param {Place} centre @param {number} radius_m @returns {Place[]} a closed ring */
export function circleRing([lon, lat], radius_m) {
  const angle = radius_m / EARTH_RADIUS_M;
  const phi = radians(lat);
  /** @type {Place[]} */
  const ring = [];
  for (let corner = 0; corner <= CORNERS; corner += 1) {
    const bearing = (2 * Math.PI * corner) / CORNERS;
    const north = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(north));
    ring.push([lon + degrees(east), degrees(north)]);
  }
  return ring;
}

/** @param {Circle | Polygon} shape @returns {Place[][]} */
export const ringsOf = (shape) => (shape.type === "Circle" ? [circleRing(shape.coordinates, shape.radius_m)] : shape.coordinates);

/** A town that many must stay in is drawn once, or its fill would grow darker with each of them.
 * @param {Zone[]} zones @returns {Zone[]} each shape of a kind once, applying now if it does for anybody */
function eachShapeOnce(zones) {
  /** @type {Map<string, Zone>} */
  const found = new Map();
  for (const zone of zones) {
    const key = `${zone.kind} ${JSON.stringify(zone.shape)}`;
    const same = found.get(key);
    if (!same || ((zone.applies_now ?? true) && !(same.applies_now ?? true))) found.set(key, zone);
  }
  return [...found.values()];
}

/** @param {Zone[]} zones @returns {GeoJSON.FeatureCollection} the zones whose shape may be seen */
export function zoneFeatures(zones) {
  return {
    type: "FeatureCollection",
    features: eachShapeOnce(zones).flatMap((zone, index) => (zone.shape ? [{
      type: /** @type {const} */ ("Feature"),
      id: index,
      properties: { kind: zone.kind, isProtected: zone.is_protected, name: zone.name, appliesNow: zone.applies_now ?? true },
      geometry: { type: /** @type {const} */ ("Polygon"), coordinates: ringsOf(zone.shape) },
    }] : [])),
  };
}

/** @param {Place[]} places @returns {[Place, Place] | null} south-west and north-east corner */
export function boundsOf(places) {
  if (!places.length) return null;
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

/** @param {number} metres @param {number} lat @returns {number} pixels at zoom 0, for a circle layer that grows with the zoom */
export const pixelsAtZoomZero = (metres, lat) => metres / (METRES_PER_PIXEL * Math.cos(radians(lat)));

/** A circle layer's radius that keeps its metres: features carry `pixels` from `pixelsAtZoomZero`. */
export const RADIUS_IN_METRES = /** @type {const} */ (["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "pixels"], 24, ["*", ["get", "pixels"], 16777216]]);
