// @ts-check
/** What every page does. */
import { watchAlerts } from "./alerts.js";
import { prepareForms } from "./forms.js";
import { prepareKeys } from "./keys.js";
import { prepareTicks } from "./ticks.js";
import { prepareWalk } from "./walk_worker_link.js";

prepareKeys();
prepareForms();
prepareTicks();
prepareWalk();
if (document.body.dataset.stream) watchAlerts(document.body.dataset.stream);
