// @ts-check
/**
 * Where the cards of the network stand: pure geometry, no DOM.
 *
 * A network is a row of cards, one per layer and one for the readout; each quron is a row of pictures that
 * the
 * wires run through. Everything here is a function of the layers' shapes and of the room there is.
 */

/**
 * @typedef {'encode' | 'rotate' | 'entangle' | 'evolve' | 'decohere' | 'perceptron' | 'readout'} Kind
 *
 * @typedef {object} Shape what the geometry needs to know of one card
 * @property {Kind} kind
 * @property {number} inputs qurons before the layer
 * @property {number} outputs qurons after it
 * @property {number} columns dials side by side below one node (0: none), those of pairs apart
 * @property {number} [pairs] captioned dials of pairs side by side below one node
 * @property {boolean} [joined] whether it couples any qurons
 * @property {number} tracks vertical runs of couplings left of the dots
 *
 * @typedef {object} Measures sizes in pixels that follow from the room and the number of qurons
 * @property {boolean} small projector: 1280 wide or at most 800 high
 * @property {number} picture edge of a node's map and of its Bloch glyph
 * @property {number} space between map and glyph
 * @property {number} pad from a card's edge to its pictures
 * @property {number} column width of one dial
 * @property {number} gutter room for the quron labels
 * @property {number} lane room for couplings inside an entangling card
 * @property {number} fan room for the curves of a perceptron
 * @property {number} slot width of the drop slot
 * @property {number} top upper edge of the cards
 * @property {number} head from a card's upper edge to its first row
 * @property {number} pitch from row to row
 * @property {number} lift from a row's middle up to its wire
 * @property {number} foot height of the depth lanes below the cards
 *
 * @typedef {object} Place of one card
 * @property {number} x left edge
 * @property {number} width
 * @property {number} enter from the left edge to where the wires end
 * @property {number} leave from the right edge to where the wires begin
 * @property {number} picture from the left edge to the map
 * @property {number} step from the map to the Bloch glyph
 *
 * @typedef {object} Layout
 * @property {Measures} measures
 * @property {number} rows
 * @property {Place[]} places one per layer, then the readout
 * @property {{index: number, x: number, width: number} | null} slot
 * @property {number} height of a card
 * @property {number} worldWidth
 * @property {number} worldHeight down to the lower edge of the lanes
 */

const PITCH_BELOW = 25; // the line with dials under a picture, and a breath before the next picture
const VALUE_WIDTH = 46; // a feature and its value, left of the dial of its scale
const EVOLVE_WIDTH = 148; // the title with the dial of the duration beside it
const BARE_FOOT = 6; // below the cards, where the lanes are hidden
const GAP = { least: 6, most: 40 };

/** @type {Omit<Measures, 'picture' | 'pitch'>} */
const LARGE = {
  small: false,
  space: 8,
  pad: 9,
  column: 51,
  gutter: 68,
  lane: 24,
  fan: 78,
  slot: 38,
  top: 14,
  head: 46,
  lift: 11,
  foot: 138,
};

/** @type {Omit<Measures, 'picture' | 'pitch'>} */
const SMALL = {
  small: true,
  space: 8,
  pad: 6,
  column: 49,
  gutter: 65,
  lane: 18,
  fan: 66,
  slot: 34,
  top: 10,
  head: 40,
  lift: 10,
  foot: 112,
};

/**
 * The largest pictures whose rows fit; when not even the smallest fit, the rows stay legible and the network
 * scrolls.
 * @param {number} width of the stage
 * @param {number} height of the stage
 * @param {number} rows
 * @param {boolean} [lanes] whether the depth lanes are shown
 * @returns {Measures}
 */
export function measuresFor(width, height, rows, lanes = true) {
  const usual = height < 520 || width < 860 ? SMALL : LARGE;
  const base = lanes ? usual : { ...usual, foot: BARE_FOOT };
  const free = (height - base.top - base.head - 6 - base.foot) / rows;
  const sizes = base.small ? [32, 24] : [40, 32, 24];
  const picture = sizes.find((size) => free >= size + PITCH_BELOW) ?? 24;
  return { ...base, picture, pitch: Math.max(free, picture + PITCH_BELOW - 2) };
}

const ROOM = { width: 1300, height: 720 }; // of a stage that is drawn in its plain size
const SCALES = { least: 0.35, most: 2.5, step: 0.25 };

/**
 * By how much a network is drawn larger where there is much more room than on a desk, as on a 4K wall.
 * @param {number} width of the stage
 * @param {number} height of the stage
 */
export function growScale(width, height) {
  const room = Math.min(width / ROOM.width, height / ROOM.height, SCALES.most);
  return Math.max(1, Math.floor(room / SCALES.step) * SCALES.step);
}

/**
 * The largest scale, at most the one that the stage asks for, at which the whole network is in sight.
 * @param {readonly Shape[]} shapes one per layer, then the readout
 * @param {{width: number, height: number, lanes?: boolean}} room the stage
 * @param {number} [least] scale below which it scrolls instead
 */
export function fitScale(shapes, { width, height, lanes }, least = SCALES.least) {
  let scale = growScale(width, height);
  for (let turn = 0; turn < 8 && scale > least; turn += 1) {
    const world = layoutNetwork(shapes, { width: width / scale, height: height / scale, lanes });
    const next = Math.min(scale, width / world.worldWidth, height / world.worldHeight);
    if (next > scale - 1e-3) return scale;
    scale = Math.max(least, next); // smaller, there is more room: the rows may have become taller and the cards wider
  }
  return scale;
}

/**
 * @param {Shape} shape
 * @param {Measures} m
 * @param {number} number of the card on screen; two digits need more room
 * @returns {Omit<Place, 'x'>}
 */
export function placeFor(shape, m, number) {
  const pair = 2 * m.picture + m.space;
  const digits = number >= 10 ? 7 : 0;
  const lane = m.lane + Math.max(0, Math.min(shape.tracks, 6) - 1) * 8;
  const pairs = (shape.pairs ?? 0) * (m.column + 24);
  /** @type {(picture: number, inner: number, least?: number) => Omit<Place, 'x'>} */
  const plain = (picture, inner, least = 0) => {
    const width = Math.max(picture + inner + m.pad, least + digits);
    return { width, enter: picture, leave: width - picture - pair, picture, step: m.picture + m.space };
  };
  switch (shape.kind) {
    case 'rotate':
      return shape.columns < 2 ? plain(m.pad, pair, 84) : rotatePlace(shape.columns, m);
    case 'entangle': {
      return plain(m.pad + lane, Math.max(pair, pairs));
    }
    case 'evolve': {
      const dials = shape.columns * m.column + pairs;
      return plain(m.pad + (shape.joined ? lane : 0), Math.max(pair, dials), EVOLVE_WIDTH);
    }
    case 'perceptron':
      return { ...plain(m.pad + m.fan, pair), enter: m.pad + 2 };
    case 'decohere': {
      const bare = (m.small ? 70 : 72) + digits; // the names of the channels in the widest of the fonts
      const edge = bare / 2 - ballRadius(m);
      const joins = shape.joined ? 8 + 8 * Math.min(shape.tracks, 6) : 0; // room for what joins pairs
      return { width: bare + joins, enter: edge + joins, leave: edge, picture: edge + joins, step: 0 };
    }
    case 'readout': {
      const width = (m.small ? 84 : 90) + digits; // its title in the widest of the fonts
      return { width, enter: m.pad, leave: m.pad, picture: m.pad, step: 0 };
    }
    default:
      return plain(m.pad, Math.max(pair, shape.columns * (VALUE_WIDTH + m.column)), 84);
  }
}

/**
 * @param {number} columns
 * @param {Measures} m
 * @returns {Omit<Place, 'x'>}
 */
function rotatePlace(columns, m) {
  const width = columns * m.column + (m.small ? 8 : 10);
  const picture = (width - 2 * m.column) / 2 + (m.column - m.picture) / 2;
  return { width, enter: picture, leave: picture, picture, step: m.column };
}

/**
 * Radius of the unit ball on a channel tile.
 * @param {Measures} m
 */
export const ballRadius = (m) => m.picture * 0.42;

/**
 * @param {readonly Shape[]} shapes one per layer, then the readout
 * @param {{width: number, height: number, lanes?: boolean, slot?: number | null, wide?: number}} room the stage, with or
 *   without its depth lanes; `slot` opens a gap before that card, `wide` is the width of what will stand there
 * @returns {Layout}
 */
export function layoutNetwork(shapes, { width, height, lanes = true, slot = null, wide }) {
  const rows = Math.max(1, ...shapes.flatMap((shape) => [shape.inputs, shape.outputs]));
  const m = measuresFor(width, height, rows, lanes);
  const bare = shapes.map((shape, index) => placeFor(shape, m, index + 1));
  const opened = wide ?? m.slot;
  const held = slot === null ? 0 : opened;
  const total = bare.reduce((sum, place) => sum + place.width, held);
  const spaces = Math.max(1, shapes.length - (slot === null ? 1 : 0));
  const gap = Math.max(GAP.least, Math.min(GAP.most, (width - m.gutter - 14 - total) / spaces));
  const { places, opening } = putInARow(bare, m, gap, { slot, wide: opened });
  const last = places[places.length - 1];
  const cards = m.head + 6 + m.pitch * rows;
  return {
    measures: m,
    rows,
    places,
    slot: opening,
    height: cards,
    worldWidth: Math.max(width, last ? last.x + last.width + 14 : 0),
    worldHeight: m.top + cards + m.foot,
  };
}

/**
 * @param {Omit<Place, 'x'>[]} bare
 * @param {Measures} m
 * @param {number} gap
 * @param {{slot: number | null, wide: number}} held
 * @returns {{places: Place[], opening: Layout['slot']}}
 */
function putInARow(bare, m, gap, { slot, wide }) {
  let x = m.gutter;
  /** @type {Layout['slot']} */
  let opening = null;
  const places = bare.map((place, index) => {
    if (slot === index) {
      opening = { index, x, width: wide };
      x += wide + gap;
    }
    const placed = { ...place, x };
    x += place.width + gap;
    return placed;
  });
  return { places, opening };
}

/**
 * Height of the wire of quron `k` where `n` qurons share the rows: fewer qurons stand evenly between them.
 * @param {Layout} layout
 * @param {number} n
 * @param {number} k
 * @returns {number} measured from the upper edge of the cards
 */
export function wireY(layout, n, k) {
  const { head, pitch, lift } = layout.measures;
  return Math.round(head + (pitch * layout.rows * (k + 0.5)) / n - lift); // pictures stay sharp
}

/**
 * Which gap between the cards a point belongs to: the index a layer dropped there gets.
 * The readout stays last, so nothing lands behind it.
 * @param {Layout} layout
 * @param {number} x
 * @returns {number}
 */
export function slotAt(layout, x) {
  const layers = layout.places.slice(0, -1);
  return layers.filter((place) => place.x + place.width / 2 < x).length;
}

/**
 * Where a channel dropped at a point acts: behind the card under it, and on one quron only if the point is on its wire.
 * @param {Layout} layout
 * @param {readonly number[]} widths qurons before the first layer and after every layer
 * @param {number} x
 * @param {number} y measured from the upper edge of the cards
 * @returns {{gap: number, quron: number | null}}
 */
export function wireAt(layout, widths, x, y) {
  const gap = layout.places.slice(0, -1).filter((place) => place.x <= x).length;
  const reach = Math.max(7, Math.min(14, layout.measures.pitch * 0.2));
  const near = (/** @type {number} */ quron) => Math.abs(wireY(layout, widths[gap], quron) - y) <= reach;
  const quron = widths[gap] > 1 ? Array.from({ length: widths[gap] }, (_, k) => k).findIndex(near) : -1;
  return { gap, quron: quron < 0 ? null : quron };
}
