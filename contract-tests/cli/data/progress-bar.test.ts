import { expect, test } from '@jest/globals';
import { barOf, createProgressBar } from '../../../src/cli/data/progress-bar.js';

const progress = { done: 12_345, failed: 67, total: 20_000, ratePerSecond: 61.4 };

test.each([
  [120, '[############--------] 12345 of 20000, 67 failed, 61 a second, 124 s left'],
  [74, '[############--------] 12345 of 20000, 67 failed, 61 a second, 124 s left'],
  [73, '[####----] 12345 of 20000, 67 failed, 61 a second, 124 s left'],
  [61, '[####----] 12345 of 20000, 67 failed, 124 s left'],
  [40, '12345 of 20000, 67 failed, 124 s left'],
  [30, '12345 of 20000, 67 failed'],
  [20, '12345 of 20000'],
  [10, '62%'],
  [3, ''],
])('the bar fits a terminal of %i columns', (columns, bar) => {
  expect(barOf(progress, columns)).toBe(bar);
});

test('the bar never takes more than one row', () => {
  for (let columns = 1; columns < 100; columns += 1) expect(barOf(progress, columns).length).toBeLessThan(columns);
});

test('the bar says when the job waits', () => {
  expect(barOf({ ...progress, failed: 0, waitingMs: 12_001 }, 80)).toBe(
    '[############--------] 12345 of 20000, waiting for the rate limit, 13 s',
  );
});

test.each([
  [{ done: 0, failed: 0, total: 0, ratePerSecond: 0 }, '[####################] 0 of 0, 0 a second'],
  [{ done: 3, failed: 0, total: 2, ratePerSecond: 1 }, '[####################] 3 of 2, 1 a second, 0 s left'],
])('the bar is never longer than itself: %j', (odd, bar) => {
  expect(barOf(odd, 80)).toBe(bar);
});

/** A terminal that changes its width. */
function terminal(columns: number) {
  const listeners = new Set<() => void>();
  const written: string[] = [];
  const output = {
    isTTY: true,
    columns,
    write: (text: string) => written.push(text),
    on: (_: string, listener: () => void) => listeners.add(listener),
    off: (_: string, listener: () => void) => listeners.delete(listener),
  };
  const resize = (width: number) => {
    output.columns = width;
    for (const listener of listeners) listener();
  };
  return { output, written, resize, listeners };
}

test('the bar follows the terminal when it becomes wider and narrower, until the bar is gone', () => {
  const { output, written, resize, listeners } = terminal(80);
  const bar = createProgressBar(output, {});
  bar.show(progress);
  expect(written.at(-1)).toBe(`\r${barOf(progress, 80)}\u001b[K`);
  written.length = 0;
  // 73 characters take four rows of 20.
  resize(20);
  expect(written).toEqual(['\u001b[3A\r\u001b[J', '\r12345 of 20000\u001b[K']);
  resize(200);
  expect(written.at(-1)).toBe(`\r${barOf(progress, 200)}\u001b[K`);
  bar.clear();
  written.length = 0;
  resize(20);
  expect([written, listeners.size]).toEqual([[], 0]);
});

test('a terminal that does not know its width gets the usual one', () => {
  const { output, written } = terminal(0);
  createProgressBar(output, {}).show(progress);
  expect(written.at(-1)).toBe(`\r${barOf(progress, 80)}\u001b[K`);
});

test('the bar counts the seconds of a wait, until there is other news', () => {
  const { output, written } = terminal(80);
  let now = 0;
  const ticks = new Set<() => void>();
  const everySecond = (tick: () => void) => {
    ticks.add(tick);
    return () => ticks.delete(tick);
  };
  const tick = (milliseconds: number) => {
    now += milliseconds;
    for (const draw of ticks) draw();
  };
  const bar = createProgressBar(output, {}, { now: () => now, everySecond });
  bar.show({ ...progress, waitingMs: 12_500 });
  expect(written.at(-1)).toContain('waiting for the rate limit, 13 s');
  tick(1_000);
  expect(written.at(-1)).toContain('waiting for the rate limit, 12 s');
  tick(20_000);
  expect(written.at(-1)).toContain('61 a second');
  bar.show(progress);
  expect(ticks.size).toBe(0);
  bar.show({ ...progress, waitingMs: 500 });
  bar.clear();
  expect(ticks.size).toBe(0);
});
