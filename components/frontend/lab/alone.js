// @ts-check
/** A study that runs by itself while its tab is open and its subject changes, as long as it is cheap. */

/** Dearest study that starts without being asked, in milliseconds. */
export const CHEAP_MS = 300;
/** A study takes a fifth of the time, runs at most four times a second, and never pauses long: the server may have been busy. */
const [PAUSE, SHARE, LONGEST] = [250, 4, 2000];

/**
 * What a study is about, as a text that changes with it.
 * @param {import('../lib/store.js').Store} store
 */
export function subjectOf({ scene, frame, ui }) {
  if (!scene || !frame) return '';
  const { run, epoch, train_loss, purity, accuracy } = frame;
  return JSON.stringify([scene.revision, run, epoch, train_loss, purity, accuracy, ui.probe]);
}

/**
 * @param {import('../lib/store.js').Store} store
 * @param {import('./study.js').Study} study
 * @param {() => Record<string, any>} options
 * @param {{now?: () => number, later?: (run: () => void, milliseconds: number) => unknown}} [clock]
 */
export function runAlone(store, study, options, clock = {}) {
  const now = clock.now ?? (() => performance.now());
  const later = clock.later ?? ((run, milliseconds) => setTimeout(run, milliseconds));
  let open = false;
  let [done, weighed] = ['', '']; // subject answered, and question whose cost is known
  let cheap = false;
  let [begun, free, alarm] = [0, 0, false];

  const ask = () => {
    const subject = subjectOf(store);
    if (!open || !subject || study.busy) return;
    const { scene } = store;
    const question = JSON.stringify([scene?.revision, options()]);
    if (question !== weighed) {
      weighed = question;
      cheap = false;
      study.estimate(options());
      return;
    }
    const key = question + subject;
    if (!cheap || key === done) return;
    if (now() < free) {
      if (!alarm) later(wake, free - now());
      alarm = true;
      return;
    }
    done = key;
    begun = now();
    study.run(options());
  };
  const wake = () => {
    alarm = false;
    ask();
  };
  // Not as soon as the probe moves: the simulator would be asked before it knows where the probe is. Its frame follows.
  for (const topic of /** @type {const} */ (['scene', 'frame'])) store.on(topic, ask);
  study.on(({ state, cost_ms }) => {
    if (state === 'estimate') cheap = cost_ms <= CHEAP_MS;
    if (state === 'done') free = now() + Math.min(LONGEST, Math.max(PAUSE, SHARE * (now() - begun)));
    if (state !== 'running') ask();
  });
  return {
    /** The tab is shown, or its options have changed. */
    start() {
      open = true;
      ask();
    },
    stop() {
      open = false;
    },
  };
}
