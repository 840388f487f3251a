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
 * @property {number} speed Epochs a second; 0 is as fast as it goes.
 * @property {boolean} can_undo
 * @property {boolean} can_redo
 * @property {LayerScene[]} layers
 * @property {ParameterScene[]} parameters
 * @property {number[]} widths
 * @property {any[]} readouts
 * @property {boolean} regression
 * @property {string} cost
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
 * @property {number | null} margin
 * @property {number | null} purity
 * @property {number} epochs_per_second
 * @property {number} compute_ms
 * @property {number | null} echo
 * @property {Record<string, Plane>} arrays
 *
 * @typedef {{layer: number, quron: number}} Place
 *
 * @typedef {object} Ui What the eye looks at; never part of the experiment.
 * @property {number} layer Chosen layer, from 0; -1 is the input.
 * @property {number | null} quron
 * @property {number | null} parameter Position in theta of the chosen dial.
 * @property {number[]} probe
 * @property {Place | null} hover
 * @property {'light' | 'dark'} theme
 * @property {'waiting' | 'live' | 'lost' | 'ended'} status Lost: tried again; ended: the page must be loaded anew.
 * @property {Map<string, any>} held Values in the hand, by path.
 *
 * @typedef {{level: 'error' | 'info', text: string, path?: string}} Message
 */

export {};
