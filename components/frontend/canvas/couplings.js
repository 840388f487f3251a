// @ts-check
/** Couplings of an entangling layer: violet dots on the wires and the lines that join them. */
import { explain } from '../chrome/hover-card.js';
import { channelNote, fixedGateNote, parameterNote } from '../chrome/notes.js';
import { s } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { valueOf } from './describe.js';
import { couplingPath, couplingTracks, trackOffset } from './geometry.js';
import { Stamp } from './surface.js';

/** Gates whose two qurons play different parts: a tick on the line points at the target. */
const DIRECTED = new Set(['cnot', 'crx', 'cry', 'crz']);

/** Dots that run along couplings while the network trains: pixels from one to the next, and their time for that. */
const RUN = { apart: 14, milliseconds: 900, width: 1.3 };
/** Widths of a coupling that are told apart. */
const STEPS = 50;
/** Radius of the dots at the ends. */
const END = 4;

/**
 * @typedef {CanvasRenderingContext2D} Pen
 * @typedef {ReturnType<typeof couplingLine>} CouplingLine
 */

/**
 * One coupling: what is painted, and a wide line for the pointer.
 * @param {number} [width] of a line without a strength
 */
export function couplingLine(width = 2) {
  const hit = s('path', { class: 'coupling-hit' });
  let route = new Path2D();
  let look = { width, alpha: 1, dashes: /** @type {number[]} */ ([]) };
  return {
    hit,
    route: () => route,
    /** @param {string} path */
    trace: (path) => {
      hit.setAttribute('d', path);
      route = new Path2D(path);
    },
    /**
     * Width and opacity follow the size of the coupling, dashes say that it is negative.
     * @param {number} strength radians
     */
    weigh: (strength) => {
      const part = Math.round(STEPS * Math.min(1, Math.abs(strength) / Math.PI)) / STEPS;
      look = { width: 1.25 + 3.25 * part, alpha: 0.35 + 0.65 * part, dashes: strength < 0 ? [5, 3] : [] };
    },
    /** What it looks like, in short. */
    key: () => `${look.width.toFixed(2)}${look.dashes.length ? '-' : '+'}`,
    /** @param {Pen} pen */
    stroke: (pen) => {
      const whole = pen.globalAlpha;
      pen.lineWidth = look.width;
      pen.globalAlpha = whole * look.alpha;
      pen.setLineDash(look.dashes);
      pen.stroke(route);
      pen.globalAlpha = whole;
    },
  };
}

/** Stamps the couplings of a card, and while the network trains lets dots run along them. */
export class CouplingPicture {
  #stamp = new Stamp();
  #size = { width: 0, height: 0 };
  #turn = 0;

  /** @param {readonly CouplingLine[]} lines */
  constructor(lines) {
    this.lines = lines;
  }

  /** The lines have been traced anew. @param {number} width that they need @param {number} height */
  place(width, height) {
    this.#size = { width, height };
    this.#turn += 1;
  }

  /**
   * @param {Pen} pen
   * @param {string} theme
   * @param {string} colour
   * @param {string | null} running colour of the dots
   * @param {(pen: Pen) => void} ends draws what lies on the lines
   */
  paint(pen, theme, colour, running, ends) {
    const key = `${theme} ${this.#turn} ${this.lines.map((line) => line.key()).join(' ')}`;
    this.#stamp.paint(pen, key, this.#size, ORIGIN, (own) => {
      own.strokeStyle = colour;
      for (const line of this.lines) line.stroke(own);
      own.setLineDash([]);
      ends(own);
    });
    if (running) this.#run(pen, running);
  }

  /** @param {Pen} pen @param {string} colour */
  #run(pen, colour) {
    pen.strokeStyle = colour;
    pen.lineWidth = RUN.width;
    pen.lineCap = 'round';
    pen.setLineDash([0.01, RUN.apart - 0.01]);
    pen.lineDashOffset = (-RUN.apart * (performance.now() % RUN.milliseconds)) / RUN.milliseconds;
    for (const { route } of this.lines) pen.stroke(route());
    pen.lineDashOffset = 0;
    pen.setLineDash([]);
  }
}

const ORIGIN = [{ x: 0, y: 0 }];

/** Dots at the ends of couplings, as one path. @param {readonly {x: number, y: number}[]} points */
export function dotsAt(points) {
  const dots = new Path2D();
  for (const { x, y } of points) {
    dots.moveTo(x + END, y);
    dots.arc(x, y, END, 0, 2 * Math.PI);
  }
  return dots;
}

/**
 * The width of a line is the size of its angle, where it has one.
 * @param {import('./types.js').Env} env
 * @param {import('./types.js').CardData} data
 */
export function couplingArt(env, data) {
  const { pairs } = data.layer;
  const { gate, kind } = data.spec;
  const angles = () => data.labels.filter(({ qurons }) => qurons.length > 1);
  const tracks = couplingTracks(pairs);
  const most = Math.max(0, ...tracks);
  const isNoise = kind === 'decohere';
  const lines = pairs.map(() => couplingLine(isNoise ? 1.5 : 2));
  const joined = [...new Set(pairs.flat())];
  const picture = new CouplingPicture(lines);
  let [dots, ticks] = [new Path2D(), new Path2D()];
  const element = s('svg', { class: 'art', 'aria-hidden': 'true' }, ...lines.map(({ hit }) => hit));
  lines.forEach(({ hit }, place) =>
    explain(hit, () => {
      if (isNoise) return channelNote(env.store, data.index);
      return angles().length ? parameterNote(env.store, angles()[place].index) : fixedGateNote(gate, [pairs[place]], data.index);
    }),
  );
  /** @type {import('./types.js').Body['place']} */
  const place = (card, layout) => {
    const x = card.picture - 8;
    const y = (/** @type {number} */ quron) => wireY(layout, data.layer.n_out, quron);
    ticks = new Path2D();
    pairs.forEach(([a, b], index) => {
      const offset = trackOffset(tracks[index], most);
      lines[index].trace(couplingPath(x, Math.min(y(a), y(b)), Math.max(y(a), y(b)), offset));
      const middle = (y(a) + y(b)) / 2;
      const back = y(b) > y(a) ? -4 : 4;
      if (DIRECTED.has(gate)) ticks.addPath(new Path2D(`M${x - offset - 4} ${middle + back}l4 ${-back} 4 ${back}`));
    });
    dots = dotsAt(joined.map((quron) => ({ x, y: y(quron) })));
    picture.place(card.picture, layout.height);
  };
  /** @param {Float32Array} theta */
  const weigh = (theta) => {
    angles().forEach((label, index) => lines[index].weigh(valueOf(kind, label, theta[label.index])));
  };
  /** @type {NonNullable<import('./types.js').Body['art']>} */
  const art = (pen, { colours, theme }, running) => {
    const colour = isNoise ? colours.ink3 : colours.violet;
    picture.paint(pen, theme, colour, running ? colours.surface : null, (own) => {
      own.strokeStyle = own.fillStyle = colour;
      own.lineWidth = 1.5;
      own.stroke(ticks);
      own.fill(dots);
    });
  };
  return { element, place, weigh, art };
}
