// @ts-check
/** The clock of a replay: a slider over the day, and a button that lets time run at 1 to 60 times its speed. */
import { say, timeWithSeconds } from "./words.js";

const SHOW_EVERY_MS = 100;

export class Replay {
  /**
   * @param {HTMLElement} root @param {number} from_ms @param {number} to_ms @param {number} at_ms where to begin
   * @param {(at_ms: number) => void} onTime
   */
  constructor(root, from_ms, to_ms, at_ms, onTime) {
    this.slider = /** @type {HTMLInputElement} */ (root.querySelector("[data-slider]"));
    this.button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-play]"));
    this.speed = /** @type {HTMLSelectElement} */ (root.querySelector("[data-speed]"));
    this.output = /** @type {HTMLOutputElement} */ (root.querySelector("[data-time]"));
    [this.from_ms, this.to_ms, this.at_ms, this.onTime] = [from_ms, to_ms, at_ms, onTime];
    this.isPlaying = false;
    this.slider.max = String((to_ms - from_ms) / 1000);
    this.slider.addEventListener("input", () => this.#show(from_ms + Number(this.slider.value) * 1000));
    this.button.addEventListener("click", () => (this.isPlaying ? this.pause() : this.play()));
    this.#show(at_ms);
  }

  /** @param {number} at_ms */
  #show(at_ms) {
    this.at_ms = Math.min(Math.max(at_ms, this.from_ms), this.to_ms);
    this.slider.value = String((this.at_ms - this.from_ms) / 1000);
    this.output.value = timeWithSeconds(this.at_ms);
    this.slider.setAttribute("aria-valuetext", this.output.value);
    this.onTime(this.at_ms);
  }

  play() {
    if (this.at_ms >= this.to_ms) this.#show(this.from_ms);
    this.isPlaying = true;
    this.#label();
    let before = performance.now();
    const tick = (/** @type {number} */ now) => {
      if (!this.isPlaying) return;
      if (now - before >= SHOW_EVERY_MS) {
        this.#show(this.at_ms + (now - before) * Number(this.speed.value));
        before = now;
      }
      if (this.at_ms >= this.to_ms) this.pause();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  pause() {
    this.isPlaying = false;
    this.#label();
  }

  #label() {
    this.button.textContent = say(this.isPlaying ? "pause" : "play");
    this.button.setAttribute("aria-pressed", String(this.isPlaying));
  }
}
