// @ts-check
/** What the eye is on, as the simulator is told: it sends nothing else, and computes nothing else. Pure. */

/**
 * @typedef {import('./types.js').Ui} Ui
 * @typedef {import('./types.js').Scene} Scene
 */

/** Most qurons whose density matrix is drawn as a whole. */
export const MOST_IN_MATRIX = 5;

/**
 * The density matrix that the panel shows.
 * @param {Ui} ui
 * @param {Scene} scene
 * @returns {{layer: number, qurons: number[]}} layer 0-based, -1 the input; the leftmost tensor factor first
 */
export function matrixGroup({ layer: chosen, quron, matrix }, { layers, widths }) {
  const layer = matrix.last ? layers.length - 1 : Math.min(chosen, layers.length - 1);
  const width = widths[layer + 1];
  const one = Math.min(quron ?? 0, width - 1);
  const { of } = matrix;
  if (of === 'all' && width <= MOST_IN_MATRIX) return { layer, qurons: Array.from({ length: width }, (_, k) => k) };
  const pair = typeof of === 'number' && of !== one && of < width;
  return { layer, qurons: pair ? [one, of].sort((a, b) => a - b) : [one] };
}

/**
 * @param {Ui} ui
 * @param {Scene | null} scene
 * @returns {Record<string, any>} the message `view`
 */
export function viewMessage(ui, scene) {
  const { layer, quron, pairs, tab } = ui;
  const node = ui.hover ?? ui.pinned;
  const message = {
    type: 'view',
    layer: layer + 1,
    quron: quron ?? 0,
    hover: node && { layer: node.layer + 1, quron: node.quron },
    pairs,
  };
  if (tab !== 'rho' || !scene) return message;
  const group = matrixGroup(ui, scene);
  return { ...message, matrix: { ...group, layer: group.layer + 1 } };
}
