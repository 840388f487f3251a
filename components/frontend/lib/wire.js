// @ts-check
/** Binary frames: header length (uint32, little endian), JSON header, then float32 arrays back to back. */

/**
 * @param {ArrayBuffer} buffer
 * @returns {import('./types.js').Frame}
 */
export function decodeFrame(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  /** @type {Record<string, import('./types.js').Plane>} */
  const arrays = Object.create(null);
  let offset = 4 + length;
  for (const [name, shape] of header.arrays) {
    const size = shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1);
    arrays[name] = { shape, data: new Float32Array(buffer, offset, size) };
    offset += 4 * size;
  }
  return { ...header, arrays };
}
