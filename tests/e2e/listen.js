// @ts-check
/** Keeps what the simulator sends on `live`, before the page handles it. */
(() => {
  const Native = window.WebSocket;
  /** @type {any} */
  const seen = { scene: null, frame: null, previews: 0, /** Whether an edit waits for the scene that answers it. */ asking: false };

  /** @param {ArrayBuffer} frame */
  const headerOf = (frame) => {
    const length = new DataView(frame).getUint32(0, true);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(frame, 4, length)));
  };
  seen.header = () => (seen.frame ? headerOf(seen.frame) : null);
  /** A preview is no frame of what is simulated; it is counted. @param {ArrayBuffer} frame */
  const keep = (frame) => {
    if ('preview' in headerOf(frame)) seen.previews += 1;
    else seen.frame = frame;
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
        if (typeof data !== 'string') return keep(data);
        const message = JSON.parse(data);
        if (message.type !== 'scene') return;
        seen.scene = message;
        seen.asking = false;
      });
    }

    /** @param {string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>} data */
    send(data) {
      super.send(data);
      if (this.url.includes('live?token') && JSON.parse(String(data)).type === 'edit') seen.asking = true;
    }
  };
})();
