// @ts-check
/**
 * Types that the modules of the canvas share.
 *
 * @typedef {import('../lib/layout.js').Layout} Layout
 * @typedef {import('../lib/layout.js').Place} Place
 * @typedef {import('./describe.js').LayerSpec} LayerSpec
 * @typedef {import('./describe.js').ParameterLabel} ParameterLabel
 *
 * @typedef {object} LayerScene a layer as the server compiled it
 * @property {string} kind
 * @property {number} n_in
 * @property {number} n_out
 * @property {number[]} qurons that it acts on
 * @property {number[][]} pairs
 * @property {number[]} parameters indices
 *
 * @typedef {object} Env what every part of the canvas may use
 * @property {any} store
 * @property {any} actions
 * @property {(layer: number, quron: number | null) => void} hover
 * @property {(layer: number, quron: number) => string} describe exact values of a node
 * @property {(card: any) => void} toggleGrid opens or closes the list of all dials of a card
 *
 * @typedef {object} CardData what a card shows; replaced as a whole when the scene changes
 * @property {number} index 0-based; the readout comes last
 * @property {LayerSpec} spec
 * @property {LayerScene} layer
 * @property {ParameterLabel[]} labels of its parameters
 * @property {string[]} names of their dials
 *
 * @typedef {object} NodeData
 * @property {number} x
 * @property {number} y
 * @property {number} z
 *
 * @typedef {object} Body the inside of a card
 * @property {Element[]} elements
 * @property {(place: Place, layout: Layout) => void} place
 * @property {() => void} [update] after the card's data were replaced
 * @property {(quron: number, x: number, y: number, z: number, length: number) => void} [point] Bloch vector
 * @property {(theta: Float32Array) => void} [angles]
 * @property {(point: readonly number[]) => void} [probe]
 * @property {(quron: number | null, parameter: number | null) => void} [mark]
 * @property {(HTMLCanvasElement | null)[]} maps one per quron, where it has a map
 */
export {};
