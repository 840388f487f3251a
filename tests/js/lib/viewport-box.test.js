// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

/**
 * The module as a browser would run it whose answers are, or are not, in pixels of the window.
 * @param {boolean} standard
 */
async function inBrowser(standard) {
  const probe = { setAttribute() {}, remove() {}, getBoundingClientRect: () => ({ width: standard ? 16 : 8 }) };
  const ownerDocument = { createElement: () => probe, body: { append() {} } };
  Object.assign(globalThis, { getComputedStyle: (/** @type {any} */ { zoom }) => ({ zoom }) });
  const outer = { zoom: '2', parentElement: null };
  const box = { left: 10, top: 20, right: 30, bottom: 50, width: 20, height: 30 };
  const element = { ownerDocument, zoom: '0.5', parentElement: { zoom: 'normal', parentElement: outer }, getBoundingClientRect: () => box };
  const { viewportBox } = await import(`../../../components/frontend/lib/viewport-box.js?${standard}`);
  return (/** @type {string} */ zoom) => viewportBox(/** @type {any} */ ({ ...element, zoom }));
}

test('a browser that follows the standard is believed', async () => {
  const boxOf = await inBrowser(true);
  assert.equal(boxOf('0.25').left, 10);
});

test('an older one answers in pixels of the zoomed element: all zooms around it count', async () => {
  const boxOf = await inBrowser(false);
  assert.deepEqual(boxOf('0.25'), { left: 5, top: 10, right: 15, bottom: 25, width: 10, height: 15 });
  assert.equal(boxOf('0.5').left, 10, 'half of twice');
});
