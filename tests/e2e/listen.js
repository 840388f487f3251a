// @ts-check
/** Keeps what the simulator sends on `live`, before the page handles it. */
(() => {
  const Native = window.WebSocket;
  /** @type {any} */
  const seen = { scene: null, frame: null };

  seen.header = () => {
    if (!seen.frame) return null;
    const length = new DataView(seen.frame).getUint32(0, true);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(seen.frame, 4, length)));
  };
  seen.decode = (/** @type {string[]} */ names) => {
    const header = seen.header();
    let offset = 4 + new DataView(seen.frame).getUint32(0, true);
    const found = {};
    for (const [name, shape] of header.arrays) {
      const count = shape.reduce((/** @type {number} */ product, /** @type {number} */ size) => product * size, 1);
      const values = new Float32Array(seen.frame, offset, count);
      if (names.includes(name)) Object.assign(found, { [name]: Array.from(values) });
      offset += 4 * count;
    }
    return { ...header, ...found };
  };

  /** @type {any} */ (window).__seen = seen;
  window.WebSocket = class extends Native {
    /** @param {string | URL} url @param {string | string[]} [protocols] */
    constructor(url, protocols) {
      super(url, protocols);
      if (!String(url).includes('live?token')) return;
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') seen.frame = data;
        else if (JSON.parse(data).type === 'scene') seen.scene = JSON.parse(data);
      });
    }
  };
})();
