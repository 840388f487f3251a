import assert from 'node:assert/strict';
import test from 'node:test';
import { chartLayout } from '../../../components/frontend/lab/chart.js';
import { csvText, duration } from '../../../components/frontend/lab/parts.js';

test('durations are said as people say them', () => {
  const said = { 3: 'about 10 ms', 234: 'about 230 ms', 960: 'about 1.0 s', 1540: 'about 1.5 s', 3400: 'about 3 s', 59600: 'about 60 s' };
  for (const [ms, text] of Object.entries(said)) assert.equal(duration(Number(ms)), text);
});

test('a table as CSV: quotes where they are needed, no formulas, no value for what is none', () => {
  const text = csvText([['layer', 'a, b'], ['say "so"', 0.5], ['=1+1', null], ['two\nlines', NaN], ['-x', -2]]);
  assert.equal(text, 'layer,"a, b"\n"say ""so""",0.5\n =1+1,\n"two\nlines",\n -x,-2\n');
});

test('axes and layout of a chart need only what differs', () => {
  const colours = { line: '#111', line2: '#222', ink: '#333', ink2: '#444', ink3: '#555', surface: '#fff', font: 'sans' };
  const layout = chartLayout(colours, { xaxis: { title: 'strength' }, yaxis2: { overlaying: 'y' }, showlegend: true });
  assert.equal(layout.xaxis.title.text, 'strength');
  assert.equal(layout.xaxis.gridcolor, '#111');
  assert.equal(layout.yaxis.gridcolor, '#111');
  assert.equal(layout.yaxis2.overlaying, 'y');
  assert.equal(layout.showlegend, true);
  assert.equal(layout.font.family, 'sans');
});
