// @ts-check
/** Two short tones for a new alert: once in the whole browser, and only after the officer has switched them on. */
import { say } from "./words.js";

const HEARD_FOR_MS = 10_000;
const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("sound"));
/** @type {AudioContext | null} */
let audio = null;

const isOn = () => localStorage.getItem("sound") !== "off";

function show() {
  if (!button) return;
  const blocked = isOn() && audio?.state !== "running";
  button.setAttribute("aria-pressed", String(isOn()));
  button.classList.toggle("is-blocked", blocked);
  button.textContent = say(blocked ? "soundBlocked" : isOn() ? "soundOn" : "soundOff");
  button.title = blocked ? say("soundBlockedWhy") : "";
}

async function unlock() {
  audio ??= new AudioContext();
  if (audio.state !== "running") await audio.resume();
  show();
}

/** Switch the sound with the button; any first click or key lets the browser sound. */
export function prepareSound() {
  if (!button) return;
  button.addEventListener("click", () => {
    const wasBlocked = button.classList.contains("is-blocked");
    if (!wasBlocked) localStorage.setItem("sound", isOn() ? "off" : "on");
    show();
  });
  addEventListener("storage", show);
  for (const gesture of ["click", "keydown"]) addEventListener(gesture, unlock, { once: true });
  show();
}

/** @param {number} frequency_hz @param {number} delay_s */
function tone(frequency_hz, delay_s) {
  if (!audio) return;
  const start = audio.currentTime + delay_s;
  const volume = audio.createGain();
  volume.connect(audio.destination);
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.35, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.32);
  const voice = audio.createOscillator();
  voice.frequency.value = frequency_hz;
  voice.connect(volume);
  voice.start(start);
  voice.stop(start + 0.34);
}

/** @param {string} id sounds for this alert, unless another tab just did */
export async function sound(id) {
  if (!button || !isOn() || audio?.state !== "running") return;
  const ring = () => {
    tone(880, 0);
    tone(660, 0.36);
    button.dataset.sounded = id;
  };
  if (!navigator.locks) return ring();
  await navigator.locks.request(`sounded-${id}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    ring();
    await new Promise((done) => setTimeout(done, HEARD_FOR_MS));
  });
}
