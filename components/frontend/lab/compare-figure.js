// @ts-check
/** The loss curves of a comparison: ideal training solid, noisy training dashed; means thick, seeds thin. Pure. */

/**
 * @typedef {object} Comparison Answer of the study.
 * @property {boolean} regression
 * @property {number[]} seeds
 * @property {Record<Role, number[]>} accuracies
 * @property {Record<Role, [number, number | null]>} spread mean and standard deviation over the seeds
 * @property {Record<Role, number>} best of the starts with the lowest train loss
 * @property {number[]} epochs
 * @property {Record<'ideal' | 'noisy', number[][]>} losses
 * @property {Record<'reference' | 'exposed' | 'adapted', number[]>[]} maps
 * @property {number[][]} theta of the noisy trainings
 *
 * @typedef {'reference' | 'exposed' | 'adapted' | 'gain'} Role
 */

const BRANCHES = /** @type {const} */ ([
  { name: 'ideal', title: 'trained ideal', dash: 'solid', symbol: 'circle' },
  { name: 'noisy', title: 'trained noisy', dash: 'dash', symbol: 'diamond' },
]);

/** @param {number[][]} rows of equal length */
const meanOf = (rows) => rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);

/**
 * @param {Comparison} found
 * @param {Record<string, string>} colours
 * @returns {import('../plot/plotly.js').Figure}
 */
export function compareFigure({ epochs, losses, seeds }, colours) {
  const base = { type: 'scatter', mode: 'lines', x: epochs };
  const thin = BRANCHES.flatMap(({ name, dash }) =>
    losses[name].map((row) => ({ ...base, y: row, line: { color: colours.line2, width: 1, dash }, hoverinfo: 'skip', showlegend: false })),
  );
  const thick = BRANCHES.map(({ name, title, dash, symbol }) => ({
    ...base, y: meanOf(losses[name]), name: title, mode: 'lines+markers',
    marker: { symbol, size: 6, color: colours.ink, maxdisplayed: 6 },
    line: { color: colours.ink, width: 2, dash },
    hovertemplate: `${title} %{y:.4f}<extra></extra>`,
  }));
  const highest = Math.max(...Object.values(losses).flat(2));
  return {
    data: [...(seeds.length > 1 ? thin : []), ...thick],
    layout: {
      margin: { l: 46, r: 10, t: 26, b: 38 },
      showlegend: true,
      hovermode: 'x unified',
      xaxis: { title: 'epoch' },
      yaxis: { title: 'train loss, each under its own noise', range: [0, 1.04 * highest], tickformat: '~g' },
    },
  };
}

/**
 * A figure over the seeds, such as 91.2 ± 3.4.
 * @param {[number, number | null]} spread
 * @param {(value: number) => string} write
 */
export const spreadText = ([mean, deviation], write) => (deviation === null ? write(mean) : `${write(mean)} ± ${write(deviation)}`);

/** @param {Comparison} found @returns {(string | number | null)[][]} */
export function compareRows({ seeds, accuracies, regression }) {
  const unit = regression ? '[R²]' : '[1]';
  const roles = /** @type {Role[]} */ (['reference', 'exposed', 'adapted', 'gain']);
  const head = ['seed', 'ideal run ideal', 'ideal run noisy', 'trained noisy', 'gain'].map((name, k) => (k ? `${name} ${unit}` : name));
  return [head, ...seeds.map((seed, k) => [seed, ...roles.map((role) => accuracies[role][k])])];
}
