// @ts-check
/**
 * Types that the modules of the canvas share.
 *
 * @typedef {import('../lib/layout.js').Layout} Layout
 * @typedef {import('../lib/layout.js').Place} Place
 * @typedef {import('./describe.js').LayerSpec} LayerSpec
 * @typedef {import('../lib/types.js').ParameterScene} ParameterLabel
 * @typedef {import('../lib/types.js').LayerScene} LayerScene
 * @typedef {import('../lib/types.js').Plane} Plane
 * @typedef {import('../lib/store.js').Store} Store
 * @typedef {ReturnType<typeof import('../lib/actions.js').createActions>} Actions
 *
 * @typedef {{store: Store, actions: Actions}} Link
 *
 * @typedef {object} Env what every part of the canvas may use
 * @property {Store} store
 * @property {Actions} actions
 * @property {(layer: number, quron: number | null) => void} hover
 * @property {(layer: number, quron: number) => import('../chrome/hover-card.js').Note | null} note exact values of a
 *   node
 * @property {(card: import('./card.js').Card) => void} toggleGrid opens or closes the list of all dials of a
 *   card
 *
 * @typedef {object} CardData what a card shows; replaced as a whole when the scene changes
 * @property {number} index 0-based; the readout comes last
 * @property {LayerSpec} spec
 * @property {LayerScene} layer
 * @property {ParameterLabel[]} labels of its parameters
 * @property {string[]} names of their dials
 *
 * @typedef {object} Body the inside of a card
 * @property {Element[]} elements
 * @property {(place: Place, layout: Layout) => void} place
 * @property {() => void} [update] after the card's data were replaced
 * @property {(theta: Float32Array) => void} [angles]
 * @property {(point: readonly number[]) => void} [probe]
 * @property {(pen: CanvasRenderingContext2D, map: Plane, look: import('./surface.js').Look, probe: readonly number[]) => void}
 *   [readout] its map, and its value at the probe
 * @property {(map: Plane | undefined, probe: readonly number[]) => void} [readoutGhost] of the other network, if any
 * @property {(quron: number | null, parameter: number | null) => void} [mark]
 * @property {Omit<import('./sheet.js').Sheet, 'place'> | null} sheet pictures of all nodes, if they have any
 * @property {(pen: CanvasRenderingContext2D, look: import('./surface.js').Look, running: boolean) => void} [art] its
 *   couplings; `running`: with dots that run along them, while the network trains
 */
export {};
