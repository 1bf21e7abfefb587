// @ts-check
/** One strip of time per condition: inside, outside, unknown, leave. They share the slider's scale. */
import { element, say, timeOf } from "./words.js";

/**
 * @typedef {{from: string, to: string, state: "inside" | "outside" | "unknown" | "leave" | "not-applicable"}} Span
 * @typedef {{label: string, kind: "required" | "forbidden", spans: Span[]}} Strip
 */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 10_000;
const HOUR_MS = 3_600_000;
/** Steps of the axis in hours, from fine to coarse; the first whose marks have room beside each other is taken. */
const STEPS_H = [1 / 12, 0.25, 0.5, 1, 2, 3, 6];
const MARK_PIXELS = 70;

/** Inside is right for a required zone and wrong for a forbidden one. @param {Strip["kind"]} kind @param {Span["state"]} state */
function compliance(kind, state) {
  if (state === "inside") return kind === "required" ? "kept" : "broken";
  if (state === "outside") return kind === "required" ? "broken" : "kept";
  return state;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

export class Strips {
  /** @param {HTMLElement} container @param {number} from_ms @param {number} to_ms */
  constructor(container, from_ms, to_ms) {
    this.container = container;
    this.from_ms = from_ms;
    this.length_ms = Math.max(1, to_ms - from_ms);
    /** @type {SVGElement[]} */
    this.cursors = [];
  }

  /** @param {number} at_ms */
  #x(at_ms) {
    return Math.max(0, Math.min(WIDTH, ((at_ms - this.from_ms) / this.length_ms) * WIDTH));
  }

  /** @param {Strip[]} strips @param {{occurred_at: string}[]} [alerts] */
  draw(strips, alerts = []) {
    this.cursors = [];
    this.container.replaceChildren(...strips.map((strip) => this.#strip(strip, alerts)), this.#axis());
  }

  /** @param {Strip} strip @param {{occurred_at: string}[]} alerts */
  #strip(strip, alerts) {
    const drawing = shape("svg", { viewBox: `0 0 ${WIDTH} 14`, preserveAspectRatio: "none" });
    for (const span of strip.spans) {
      const start = this.#x(Date.parse(span.from));
      const bar = shape("rect", { class: `span-${compliance(strip.kind, span.state)}`, x: start, y: 0, width: Math.max(8, this.#x(Date.parse(span.to)) - start), height: 14 });
      bar.append(Object.assign(document.createElementNS(SVG, "title"), { textContent: `${timeOf(span.from)}–${timeOf(span.to)} ${say(span.state)}` }));
      drawing.append(bar);
    }
    for (const alert of alerts) drawing.append(shape("rect", { class: "span-alert", x: this.#x(Date.parse(alert.occurred_at)) - 8, y: 0, width: 16, height: 14 }));
    const cursor = shape("line", { class: "span-now", x1: 0, x2: 0, y1: 0, y2: 14, "vector-effect": "non-scaling-stroke", visibility: "hidden" });
    this.cursors.push(cursor);
    drawing.append(cursor);
    return element("div", { class: "strip" }, element("div", { class: "strip-label" }, strip.label), drawing);
  }

  #axis() {
    const hours = this.length_ms / HOUR_MS;
    const most = this.container.clientWidth / MARK_PIXELS;
    const step_ms = (STEPS_H.find((step) => hours / step <= most) ?? STEPS_H[STEPS_H.length - 1]) * HOUR_MS;
    const axis = shape("svg", { class: "axis" });
    const legalMidnight_ms = 8 * HOUR_MS;
    let mark_ms = Math.ceil((this.from_ms + legalMidnight_ms) / step_ms) * step_ms - legalMidnight_ms;
    for (; mark_ms <= this.from_ms + this.length_ms; mark_ms += step_ms) {
      const place = this.#x(mark_ms) / 100;
      const text = shape("text", { x: `${place}%`, y: 14, "text-anchor": place < 2 ? "start" : place > 98 ? "end" : "middle" });
      text.textContent = place > 98 && timeOf(mark_ms) === "00:00" ? "24:00" : timeOf(mark_ms);
      axis.append(text);
    }
    return element("div", { class: "strip" }, /** @type {any} */ (axis));
  }

  /** @param {number} at_ms */
  point(at_ms) {
    for (const cursor of this.cursors) {
      cursor.setAttribute("x1", String(this.#x(at_ms)));
      cursor.setAttribute("x2", String(this.#x(at_ms)));
      cursor.setAttribute("visibility", "visible");
    }
  }
}
