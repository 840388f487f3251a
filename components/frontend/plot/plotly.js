// @ts-check
/**
 * Plotly, loaded once and after the first picture, and charts that are updated in place.
 *
 * The 4.8 MB come from the installed `plotly` package, served beside the page. Plotly writes its style rules
 * into the document's head, which does not reach into a shadow root: they are copied there.
 */

/**
 * @typedef {object} PlotlyApi
 * @property {(element: HTMLElement, data: object[], layout: object, config?: object) => Promise<unknown>} newPlot
 * @property {(element: HTMLElement, data: object[], layout: object, config?: object) => Promise<unknown>} react
 * @property {(element: HTMLElement, update: object) => Promise<unknown>} relayout
 * @property {(element: HTMLElement) => void} purge
 * @property {(element: HTMLElement, options: object) => Promise<string>} downloadImage
 *
 * @typedef {{data: object[], layout: Record<string, any>}} Figure
 * @typedef {HTMLElement & {on?: (event: string, listener: (detail: any) => void) => void, _fullLayout?: any}} Graph
 */

/** @type {Promise<PlotlyApi> | null} */
let loading = null;

/** @returns {Promise<PlotlyApi>} */
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('plotlyjs/plotly.min.js', document.baseURI).href;
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = () => {
      script.remove();
      loading = null; // a later try may succeed
      reject(new Error('The charts could not be loaded: plotly.min.js did not arrive.'));
    };
    document.head.append(script);
  });
  return loading;
}

/** Calls back when the page has painted and has a moment to spare. @param {() => void} callback */
export function afterFirstPaint(callback) {
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 200));
  requestAnimationFrame(() => requestAnimationFrame(() => idle(callback, { timeout: 1500 })));
}

/** @type {WeakSet<Node>} */
const styled = new WeakSet();

/** @param {HTMLElement} element somewhere inside the root that is to know Plotly's styles */
export function adoptPlotlyStyles(element) {
  const root = element.getRootNode();
  const source = /** @type {HTMLStyleElement | null} */ (document.getElementById('plotly.js-style-global'));
  if (!(root instanceof ShadowRoot) || styled.has(root) || !source?.sheet) return;
  const sheet = new CSSStyleSheet();
  [...source.sheet.cssRules].forEach((rule, index) => sheet.insertRule(rule.cssText, index));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  styled.add(root);
}

/** Layout that every chart shares: our type, our ink, no paper of its own. @param {Record<string, string>} t tokens */
export function baseLayout(t) {
  return {
    font: { family: t.font, size: 11, color: t.ink3 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    showlegend: false,
    hoverlabel: { bgcolor: t.surface, bordercolor: t.line2, font: { family: t.font, size: 11, color: t.ink } },
    transition: { duration: 0 },
  };
}

/** Axis in the style of the tokens. @param {Record<string, string>} t tokens */
export function baseAxis(t) {
  return {
    gridcolor: t.line,
    linecolor: t.line2,
    zeroline: false,
    tickfont: { color: t.ink3, size: 11 },
    fixedrange: false,
    automargin: false,
  };
}

const CONFIG = { displayModeBar: false, displaylogo: false, doubleClick: false, scrollZoom: false, showTips: false };

/**
 * A Plotly chart in an element of its own, drawn once and then updated in place.
 *
 * @param {object} options
 * @param {Graph} options.holder
 * @param {import('./clock.js').Clock} options.clock
 * @param {() => Figure} options.figure what to show now
 * @param {object} [options.config]
 * @param {(plotly: PlotlyApi) => void} [options.onReady] after the first drawing
 */
export function createChart({ holder, clock, figure, config = {}, onReady }) {
  /** @type {PlotlyApi | null} */
  let plotly = null;
  let [drawn, closed] = [false, false];
  const pointer = followPointer(holder, () => turn.invalidate(true));

  async function render() {
    if (!plotly || closed || pointer.pressed() || !holder.isConnected) return;
    if (!holder.clientWidth || !holder.clientHeight) return;
    const { data, layout } = figure();
    const sized = { ...layout, width: holder.clientWidth, height: holder.clientHeight };
    adoptPlotlyStyles(holder); // every time: the screen may have moved into another shadow root
    if (drawn) {
      await plotly.react(holder, data, sized, { ...CONFIG, ...config });
      return pointer.hoverAgain();
    }
    drawn = true;
    await plotly.newPlot(holder, data, sized, { ...CONFIG, ...config });
    onReady?.(plotly);
  }

  const turn = clock.add(render);
  const resize = new ResizeObserver(() => turn.invalidate(true));
  return {
    /** Loads Plotly if need be, then draws. Rejects if it cannot be loaded. */
    async open() {
      plotly = await loadPlotly();
      resize.observe(holder);
      turn.invalidate(true);
    },
    invalidate: turn.invalidate,
    close() {
      closed = true;
      resize.disconnect();
      turn.remove();
      if (drawn) plotly?.purge(holder);
    },
  };
}

/**
 * What the pointer does on a chart. While it is pressed nothing is redrawn, for that would end a turn or a zoom.
 * While it rests its label has to be asked for again after each update: Plotly tries, but keeps the event, whose
 * target is no longer known outside the shadow root once it has been handled.
 *
 * @param {HTMLElement} holder
 * @param {() => void} onRelease
 */
function followPointer(holder, onRelease) {
  /** @type {PointerEvent | null} */
  let last = null;
  let pressed = false;
  const release = () => {
    pressed = false;
    onRelease();
  };
  holder.addEventListener('pointermove', (event) => (last = event));
  holder.addEventListener('pointerleave', () => (last = null));
  holder.addEventListener('pointerdown', () => {
    pressed = true;
    for (const type of ['pointerup', 'pointercancel']) window.addEventListener(type, release, { once: true });
  }, true);
  return {
    pressed: () => pressed,
    hoverAgain() {
      if (!last || pressed) return;
      const { clientX, clientY } = last;
      const root = /** @type {Document | ShadowRoot} */ (holder.getRootNode());
      const target = root.elementFromPoint(clientX, clientY);
      if (!target || !holder.contains(target)) return;
      target.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, bubbles: true }));
    },
  };
}

/** @typedef {ReturnType<typeof createChart>} Chart */
