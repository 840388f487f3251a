// @ts-check
/**
 * The values that cross the wire and the store. Types only; nothing here runs.
 *
 * @typedef {object} LayerScene One layer as the simulator sees it.
 * @property {string} kind
 * @property {number} n_in
 * @property {number} n_out
 * @property {number[]} qurons
 * @property {[number, number][]} pairs
 * @property {number[]} parameters Positions in theta.
 *
 * @typedef {{index: number, layer: number, qurons: number[], axis: string}} ParameterScene
 *
 * @typedef {object} Scene What is simulated: the experiment with what was derived from it.
 * @property {number} revision
 * @property {any} experiment
 * @property {boolean} playing
 * @property {number} speed Epochs a second; 0 is as fast as it goes, below 0.5 an epoch goes phase by phase.
 * @property {{epoch: number | null, loss: number | null}} stop Where training pauses by itself.
 * @property {boolean} can_undo
 * @property {boolean} can_redo
 * @property {LayerScene[]} layers
 * @property {ParameterScene[]} parameters
 * @property {number[]} widths
 * @property {any[]} readouts
 * @property {import('./shots.js').Reading | null} reading How the variance of the output follows from its value; null where it does not.
 * @property {boolean} regression
 * @property {string} cost
 * @property {string} plan How the network is evaluated, and why.
 * @property {{x: number[][], y: number[], train: number[]}} data
 * @property {string} link
 *
 * @typedef {{shape: number[], data: Float32Array}} Plane
 *
 * @typedef {object} Frame One picture of the truth.
 * @property {number} frame
 * @property {number} revision
 * @property {number} run
 * @property {number} epoch
 * @property {boolean} playing
 * @property {number | null} train_loss
 * @property {number | null} test_loss
 * @property {number | null} accuracy
 * @property {number | null} exact_accuracy Beside the sampled one; null without shots.
 * @property {number | null} margin
 * @property {number | null} purity
 * @property {[number, number]} reach First and last epoch that can be shown again.
 * @property {Ghost | null} ghost What decoherence costs; null without noise.
 * @property {boolean} swapped Whether the ideal network is drawn solid, and the noisy one as its ghost.
 * @property {string} phase Of an epoch in slow motion: encode, forward, loss, gradient or update; empty otherwise.
 * @property {number} epochs_per_second
 * @property {number} compute_ms
 * @property {number | null} echo
 * @property {import('./planes.js').PlanesHeader | {id: number} | null} [planes] Of the dial in the hand: new, or as before.
 * @property {Record<string, Plane>} arrays
 *
 * @typedef {object} Ghost Numbers of the ideal network at the same parameters.
 * @property {number} epoch It belongs to; of a heavy network an earlier one while it trains.
 * @property {number} train_loss
 * @property {number} accuracy
 * @property {number} margin
 * @property {number} purity At the probe.
 * @property {number} noisy_purity The same of the noisy network.
 * @property {number} fidelity Of both output states at the probe.
 *
 * @typedef {object} Run An earlier run.
 * @property {number} number
 * @property {string} name
 * @property {number} epoch Its last.
 * @property {number} train_loss
 * @property {number} accuracy
 * @property {number[][]} rows Epoch, train loss, test loss.
 *
 * @typedef {object} Preset A device that exists.
 * @property {Record<string, any>} device As in the experiment.
 * @property {string} gate Its two-quron gate.
 * @property {string} date
 * @property {string} source
 * @property {string} note What was changed or is missing; empty if nothing.
 *
 * @typedef {{layer: number, quron: number}} Place
 *
 * @typedef {object} Ui What the eye looks at; never part of the experiment.
 * @property {number} layer Chosen layer, from 0; -1 is the input.
 * @property {number | null} quron
 * @property {number | null} parameter Position in theta of the chosen dial.
 * @property {number[]} probe
 * @property {Place | null} hover
 * @property {Place | null} pinned Node whose map stays large until the output is wanted again.
 * @property {boolean} needed Whether the map shows how many shots a class needs.
 * @property {'state' | 'path' | 'rho'} tab Of the inspector.
 * @property {'concurrence' | 'mutual_information' | null} pairs Entanglement that is drawn, or none.
 * @property {{last: boolean, of: 'all' | 'one' | number}} matrix Of the panel ρ: after the last layer or the chosen
 *   one; of all qurons, the chosen one, or that with another.
 * @property {number[]} selected Layers chosen together, in rising order; empty where only `layer` is.
 * @property {(string | number)[] | null} sweep Dial that is to be swept from end to end, until the laboratory has taken it up.
 * @property {boolean} fit Whether a network that is larger than the stage is drawn small enough to be seen as a whole.
 * @property {'light' | 'dark'} theme
 * @property {'waiting' | 'live' | 'lost' | 'ended'} status Lost: tried again; ended: the page must be loaded anew.
 * @property {Map<string, any>} held Values in the hand, by path.
 *
 * @typedef {Frame & Scene & {preview: number}} Preview The picture of an edit that has not been made, with its network.
 * @typedef {{preview: number, level: 'error' | 'info', text: string, path: string}} Refusal Why there is none.
 *
 * @typedef {{level: 'error' | 'info', text: string, path?: string, placed?: boolean, action?: {name: string, act: () => void}}} Message
 *   `placed` by the view that shows it where it belongs.
 */

export {};
