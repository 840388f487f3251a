// @ts-check
/**
 * Questions to the laboratory, and their answers. Each name has one question in flight; a newer one takes its place, on
 * both sides of the wire.
 *
 * @typedef {object} Answer
 * @property {number} ticket
 * @property {string} name
 * @property {'estimate' | 'running' | 'done' | 'cancelled' | 'failed'} state
 * @property {number} progress from 0 to 1
 * @property {number} cost_ms
 * @property {any} result perhaps partial; null if there is nothing yet
 * @property {string} text what went wrong
 * @property {string} path of the field at fault
 *
 * @typedef {ReturnType<ReturnType<typeof createStudies>>} Study
 */

const LOST = 'The connection was lost while this was worked out. Run it again.';

/**
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx
 * @returns {(name: string) => ReturnType<typeof createStudy>} one study for each name
 */
export function createStudies(ctx) {
  /** @type {Map<string, ReturnType<typeof createStudy>>} */
  const studies = new Map();
  let tickets = 0;
  const next = () => ++tickets;
  ctx.store.on('study', (answer) => studies.get(answer.name)?.receive(answer));
  ctx.store.on('ui', ({ status }) => {
    if (status === 'lost' || status === 'ended') for (const study of studies.values()) study.lose();
  });
  return (name) => {
    const study = studies.get(name) ?? createStudy(ctx, name, next);
    studies.set(name, study);
    return study;
  };
}

/**
 * @param {{actions: import('../lib/actions.js').Actions}} ctx
 * @param {string} name
 * @param {() => number} next ticket
 */
function createStudy({ actions }, name, next) {
  /** @type {Set<(answer: Answer) => void>} */
  const listeners = new Set();
  let running = 0; // ticket in flight; 0: none
  let weighing = 0;

  /** @param {Answer} answer */
  const tell = (answer) => {
    for (const listener of [...listeners]) listener(answer);
  };
  return {
    name,
    /** Whether an answer is on its way. */
    get busy() {
      return running !== 0;
    },
    /** Ask; an earlier question of the same name is cancelled. @param {Record<string, any>} [options] */
    run(options = {}) {
      running = next();
      actions.study(running, name, options, false);
    },
    /** Ask what `run` would cost: answered by the state `estimate`. @param {Record<string, any>} [options] */
    estimate(options = {}) {
      weighing = next();
      actions.study(weighing, name, options, true);
    },
    cancel() {
      if (running) actions.cancel(running);
    },
    /** @param {(answer: Answer) => void} listener @returns {() => void} Stops listening. */
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** @param {Answer} answer from the wire; one to an earlier question is dropped */
    receive(answer) {
      if (answer.ticket !== running && answer.ticket !== weighing) return;
      if (answer.ticket === weighing) weighing = 0;
      else if (answer.state !== 'running') running = 0;
      tell(answer);
    },
    /** The connection has gone, and the answer with it. */
    lose() {
      if (running) tell({ ticket: running, name, state: 'failed', progress: 0, cost_ms: 0, result: null, text: LOST, path: '' });
      running = weighing = 0;
    },
  };
}
