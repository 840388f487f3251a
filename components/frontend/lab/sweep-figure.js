// @ts-check
/** The chart of a sweep: a pure function of the answer and the tokens. Shapes and dashes tell the quantities apart. */

/**
 * @typedef {object} Sweep Answer of the study.
 * @property {{path: (string | number)[], name: string, unit: string}} dial
 * @property {number[]} values so far
 * @property {[number, number]} range from where to where they go
 * @property {boolean} logarithmic
 * @property {Record<string, number[]>} quantities
 * @property {number} epochs
 * @property {string} formula empty where no exact curve is known
 * @property {number[]} exact_values
 * @property {Record<string, number[]>} exact
 * @property {number | null} deviation
 *
 * @typedef {{name: string, title: string, axis: 'y' | 'y2', symbol: string, dash: string, ink: string, convention: string}} Quantity
 */

/** @type {Quantity[]} */
export const QUANTITIES = [
  { name: 'accuracy', title: 'Accuracy', axis: 'y', symbol: 'circle', dash: 'solid', ink: 'ink', convention: 'Share of the test points on the right side of zero; R² for regression.' },
  { name: 'margin', title: 'Margin', axis: 'y', symbol: 'diamond', dash: 'dash', ink: 'ink', convention: 'Mean of y f over the test points.' },
  { name: 'purity', title: 'Purity', axis: 'y', symbol: 'square', dash: 'dot', ink: 'ink3', convention: 'Tr ρ² of the whole state after the last layer, at the probe.' },
  { name: 'output', title: 'Output', axis: 'y', symbol: 'triangle-up', dash: 'dashdot', ink: 'ink3', convention: 'The first readout at the probe.' },
  { name: 'train_loss', title: 'Train loss', axis: 'y2', symbol: 'cross', dash: 'longdash', ink: 'ink2', convention: 'The loss over the training points.' },
  { name: 'test_loss', title: 'Test loss', axis: 'y2', symbol: 'x', dash: 'longdashdot', ink: 'ink2', convention: 'The loss over the test points.' },
];

/** @param {string} unit */
const unitText = (unit) => ({ us: 'µs', 'rad/us': 'rad/µs' })[unit] ?? unit;

/** The dial with its unit. @param {Sweep['dial']} dial */
export const dialText = ({ name, unit }) => (unit ? `${name} (${unitText(unit)})` : name);

/**
 * @param {Sweep} sweep
 * @param {readonly string[]} shown names of quantities
 * @param {number | null} present where the dial stands
 * @param {Record<string, string>} colours
 * @returns {import('../plot/plotly.js').Figure}
 */
export function sweepFigure(sweep, shown, present, colours) {
  const chosen = QUANTITIES.filter(({ name }) => shown.includes(name));
  const losses = chosen.some(({ axis }) => axis === 'y2');
  const others = chosen.some(({ axis }) => axis === 'y');
  const { logarithmic, range: [low, high] } = sweep;
  const inside = present !== null && present >= low && present <= high;
  const mark = { type: 'line', xref: 'x', yref: 'paper', x0: present, x1: present, y0: 0, y1: 1, line: { color: colours.ink3, width: 1.25, dash: 'dot' } };
  return {
    data: chosen.flatMap((quantity) => traces(sweep, quantity, colours)),
    layout: {
      margin: { l: 46, r: losses && others ? 50 : 12, t: 26, b: 40 },
      showlegend: true,
      uirevision: `sweep ${sweep.dial.path.join('/')}`,
      hovermode: 'x unified',
      shapes: inside ? [mark] : [],
      xaxis: { title: dialText(sweep.dial), type: logarithmic ? 'log' : 'linear', range: widened(logarithmic ? [Math.log10(low), Math.log10(high)] : [low, high]), tickformat: '~g', hoverformat: '.4~g' },
      yaxis: { visible: others, range: reach(sweep, chosen, 'y'), tickformat: '~g' },
      yaxis2: {
        visible: losses, range: reach(sweep, chosen, 'y2'), overlaying: others ? 'y' : undefined, side: others ? 'right' : 'left',
        showgrid: !others, tickmode: 'auto', tickformat: '~g', title: { text: 'loss', standoff: 4 },
      },
    },
  };
}

/**
 * Range of an axis: all that is drawn along it.
 * @param {Sweep} sweep @param {Quantity[]} chosen @param {Quantity['axis']} along
 */
function reach({ quantities, exact }, chosen, along) {
  const rows = chosen.filter(({ axis }) => axis === along).flatMap(({ name }) => [quantities[name], exact[name] ?? []]);
  const values = rows.flat();
  const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const room = 0.05 * Math.max(high - low, 0.02);
  return [low - room, high + room];
}

/** A range with room at both ends. @param {[number, number]} ends */
const widened = ([low, high]) => [low - 0.03 * (high - low), high + 0.03 * (high - low)];

/**
 * The points, and the exact curve below them where there is one; otherwise a line from point to point.
 * @param {Sweep} sweep @param {Quantity} quantity @param {Record<string, string>} colours
 */
function traces(sweep, { name, title, axis, symbol, dash, ink }, colours) {
  const exact = sweep.exact[name];
  const colour = colours[ink];
  const line = { color: colour, width: 1.5, dash };
  const points = {
    type: 'scatter', name: title, x: sweep.values, y: sweep.quantities[name], yaxis: axis, line,
    mode: exact ? 'markers' : 'lines+markers',
    marker: { symbol, size: 6, color: exact ? colours.surface : colour, line: { color: colour, width: 1.25 } },
    hovertemplate: `${title} %{y:.4f}<extra></extra>`,
  };
  if (!exact) return [points];
  const curve = { type: 'scatter', mode: 'lines', name: `${title}, exact`, x: sweep.exact_values, y: exact, yaxis: axis, line, hoverinfo: 'skip', showlegend: false };
  return [curve, points];
}

/**
 * Rows of the table to save; the first one has the names with units.
 * @param {Sweep} sweep
 * @returns {(string | number | null)[][]}
 */
export function sweepRows({ dial, values, quantities }) {
  const names = QUANTITIES.map(({ name }) => name);
  const head = [`${dial.name} [${dial.unit || '1'}]`, ...names.map((name) => `${name} [1]`)];
  return [head, ...values.map((value, k) => [value, ...names.map((name) => quantities[name][k])])];
}
