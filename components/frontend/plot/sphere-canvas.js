// @ts-check
/**
 * The Bloch sphere drawn on a flat canvas: until Plotly has arrived, and for good where there is no WebGL.
 * It can be turned with the pointer as the other one can.
 */

import { fitCanvas, traceMark } from './map-layers.js';
import { LABELS, VIEW, axes, greatCircles, pathLabels, project } from './sphere-geometry.js';

const CIRCLES = greatCircles();
const AXES = axes();
const ROOM = 1.3; // edge of the picture in diameters of the sphere

/** @typedef {import('./sphere-figure.js').SphereState} SphereState */

/** @param {HTMLCanvasElement} canvas @param {() => void} onTurn */
export function createSphereCanvas(canvas, onTurn) {
  const view = { ...VIEW };
  turnWithPointer(canvas, view, onTurn);
  return {
    view,
    /** @param {SphereState} state */
    paint(state) {
      const size = canvas.clientWidth;
      if (!size) return;
      const pen = fitCanvas(canvas, size);
      const radius = scaleTo(pen, size);
      pen.lineWidth = 1 / radius;
      paintBall(pen, view, state.colours);
      paintCloud(pen, view, state, radius);
      paintPath(pen, view, state, radius);
      paintArrow(pen, view, state, radius);
      paintNames(pen, view, state.colours, radius);
    },
  };
}

/** @typedef {typeof VIEW} View @typedef {CanvasRenderingContext2D} Pen */

/** Coordinates of the sphere: its centre in the middle, up is up. @param {Pen} pen @param {number} size @returns {number} pixels of its radius */
export function scaleTo(pen, size) {
  const radius = size / 2 / ROOM;
  pen.translate(size / 2, size / 2);
  pen.scale(radius, -radius);
  return radius;
}

/** @param {Pen} pen @param {View} view @param {Record<string, string>} colours */
function paintBall(pen, view, colours) {
  pen.beginPath();
  pen.arc(0, 0, 1, 0, 2 * Math.PI);
  pen.fillStyle = colours.bg;
  pen.fill();
  for (const { x, y, z } of [CIRCLES, AXES]) {
    for (let k = 0; k + 1 < x.length; k++) {
      if (x[k] === null || x[k + 1] === null) continue;
      const from = project([Number(x[k]), Number(y[k]), Number(z[k])], view);
      const to = project([Number(x[k + 1]), Number(y[k + 1]), Number(z[k + 1])], view);
      line(pen, from, to, from[2] + to[2] < -1e-9 ? colours.line : colours.line2);
    }
  }
  pen.beginPath();
  pen.arc(0, 0, 1, 0, 2 * Math.PI);
  pen.strokeStyle = colours.line2;
  pen.stroke();
}

/** @param {Pen} pen @param {number[]} from @param {number[]} to @param {string} colour */
function line(pen, from, to, colour) {
  pen.beginPath();
  pen.moveTo(from[0], from[1]);
  pen.lineTo(to[0], to[1]);
  pen.strokeStyle = colour;
  pen.stroke();
}

/**
 * Far points first and fainter.
 *
 * @param {Pen} pen @param {View} view @param {SphereState} state @param {number} radius
 */
function paintCloud(pen, view, { cloud, labels, colours }, radius) {
  const count = Math.min(labels.length, Math.floor(cloud.length / 3));
  const points = Array.from({ length: count }, (_, k) => {
    const [right, up, out] = project([cloud[3 * k], cloud[3 * k + 1], cloud[3 * k + 2]], view);
    return { right, up, out, positive: labels[k] > 0 };
  }).sort((p, q) => p.out - q.out);
  for (const { right, up, out, positive } of points) {
    const near = (out + 1) / 2;
    traceMark(pen, right, up, (1.6 + 1.2 * near) / radius, positive);
    pen.globalAlpha = 0.35 + 0.6 * near;
    pen.fillStyle = positive ? colours.blue : colours.orange;
    pen.fill();
  }
  pen.globalAlpha = 1;
}

/** From layer to layer, with their numbers. @param {Pen} pen @param {View} view @param {SphereState} state @param {number} radius */
function paintPath(pen, view, { path, colours }, radius) {
  const names = pathLabels(path);
  const points = path.map(({ vector }) => project(vector, view));
  pen.lineWidth = 1.5 / radius;
  path.forEach(({ joined }, k) => {
    if (joined) line(pen, points[k - 1], points[k], colours.ink2);
    pen.beginPath();
    pen.arc(points[k][0], points[k][1], 2.2 / radius, 0, 2 * Math.PI);
    pen.fillStyle = colours.ink2;
    pen.fill();
  });
  pen.save();
  pen.scale(1 / radius, -1 / radius);
  pen.font = `11px ${colours.font}`;
  pen.fillStyle = colours.ink;
  points.forEach(([right, up], k) => pen.fillText(names[k], right * radius + 4, -up * radius - 4));
  pen.restore();
}

/** @param {Pen} pen @param {View} view @param {SphereState} state @param {number} radius */
export function paintArrow(pen, view, { arrow, thin, colours }, radius) {
  if (thin) {
    pen.lineWidth = 1.5 / radius;
    pen.setLineDash([4 / radius, 2 / radius]);
    line(pen, [0, 0], project(thin, view), colours.ink3);
    pen.setLineDash([]);
  }
  const tip = project(arrow, view);
  pen.lineWidth = 2.5 / radius;
  pen.lineCap = 'round';
  line(pen, [0, 0], tip, colours.ink);
  pen.beginPath();
  pen.arc(tip[0], tip[1], 4 / radius, 0, 2 * Math.PI);
  pen.fillStyle = colours.ink;
  pen.fill();
}

/** @param {Pen} pen @param {View} view @param {Record<string, string>} colours @param {number} radius */
function paintNames(pen, view, colours, radius) {
  pen.scale(1 / radius, -1 / radius); // text upright, in pixels
  pen.font = `11px ${colours.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = colours.ink2;
  for (const { text, at } of LABELS) {
    const [right, up] = project(at, view);
    pen.fillText(text, right * radius, -up * radius);
  }
}

/** @param {HTMLCanvasElement} canvas @param {View} view @param {() => void} onTurn */
function turnWithPointer(canvas, view, onTurn) {
  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    view.azimuth -= event.movementX * 0.012;
    view.elevation = Math.max(-1.5, Math.min(1.5, view.elevation + event.movementY * 0.012));
    onTurn();
  });
}
