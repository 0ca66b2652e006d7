import type { BulkProgress } from '../../index.js';
import type { Io, TextOutput } from '../io.js';
import { plainText } from '../text.js';

export interface ProgressBar {
  show(progress: BulkProgress): void;
  /** Writes a line above the bar. */
  say(line: string): void;
  /** Removes the bar. */
  clear(): void;
}

/** Milliseconds since some moment, and a timer. */
export interface BarClock {
  now(): number;
  /** @returns A function that stops the timer. */
  everySecond(callback: () => void): () => void;
}

const SYSTEM_CLOCK: BarClock = {
  now: () => performance.now(),
  everySecond: (callback) => {
    const timer = setInterval(callback, 1_000);
    return () => clearInterval(timer);
  },
};

/**
 * A line that is rewritten in place. It is shown in terminals only, not in files and pipes. While the job waits, it counts
 * the seconds.
 */
export function createProgressBar(output: TextOutput, env: Io['env'], clock = SYSTEM_CLOCK): ProgressBar {
  const isShown = output.isTTY === true && env['TERM'] !== 'dumb';
  const writeLine = (line: string) => output.write(`${plainText(line)}\n`);
  if (!isShown) return { show: () => {}, say: writeLine, clear: () => {} };
  let progress: BulkProgress | undefined;
  let shownAt = 0;
  let shownLength = 0;
  let stopCounting = () => {};
  const draw = () => {
    if (!progress) return;
    const waitingMs = Math.max(0, (progress.waitingMs ?? 0) - (clock.now() - shownAt));
    const bar = barOf({ ...progress, waitingMs }, widthOf(output));
    shownLength = bar.length;
    output.write(`\r${bar}${ERASE}`);
  };
  const erase = () => {
    if (shownLength === 0) return;
    // A terminal that has become narrower shows the bar in several rows.
    const rowsAbove = Math.floor((shownLength - 1) / widthOf(output));
    output.write(`${rowsAbove > 0 ? `\u001b[${rowsAbove}A` : ''}\r${rowsAbove > 0 ? ERASE_BELOW : ERASE}`);
    shownLength = 0;
  };
  const redraw = () => {
    erase();
    draw();
  };
  return {
    show: (next) => {
      if (!progress) output.on?.('resize', redraw);
      progress = next;
      shownAt = clock.now();
      stopCounting();
      stopCounting = next.waitingMs ? clock.everySecond(draw) : () => {};
      draw();
    },
    say: (line) => {
      erase();
      writeLine(line);
      draw();
    },
    clear: () => {
      output.off?.('resize', redraw);
      stopCounting();
      erase();
      progress = undefined;
    },
  };
}

/** Erases from the cursor to the end of the line. */
const ERASE = '\u001b[K';

/** Erases from the cursor to the end of the screen. */
const ERASE_BELOW = '\u001b[J';

/** Characters in a row. Some terminals say that they have none. */
function widthOf({ columns }: TextOutput): number {
  return columns !== undefined && columns > 0 ? columns : USUAL_WIDTH;
}

const USUAL_WIDTH = 80;

/**
 * `[##########----------] 250 of 500, 2 failed, 17 a second, 15 s left`, as far as it fits into one row. What matters least
 * is left out first.
 *
 * @param columns The width of the terminal. The last column stays free: some terminals begin a new row when it is written.
 */
export function barOf(progress: BulkProgress, columns: number): string {
  const { done, failed, total = 0, ratePerSecond, waitingMs = 0 } = progress;
  const share = total === 0 ? 1 : (done + failed) / total;
  const count = `${done} of ${total}`;
  const failures = failed > 0 ? `, ${failed} failed` : '';
  const isWaiting = waitingMs > 0;
  const rate = isWaiting ? '' : `, ${Math.round(ratePerSecond)} a second`;
  const left = isWaiting
    ? `, waiting for the rate limit, ${Math.ceil(waitingMs / 1_000)} s`
    : ratePerSecond > 0
      ? `, ${Math.max(0, Math.ceil((total - done - failed) / ratePerSecond))} s left`
      : '';
  const bar = (width: number) => {
    const filled = Math.min(width, Math.floor(share * width));
    return `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] `;
  };
  const lines = [
    bar(LONG_BAR) + count + failures + rate + left,
    bar(SHORT_BAR) + count + failures + rate + left,
    bar(SHORT_BAR) + count + failures + left,
    count + failures + left,
    count + failures,
    count,
    `${Math.floor(share * 100)}%`,
  ];
  return lines.find((line) => line.length < columns) ?? '';
}

/** Characters. */
const LONG_BAR = 20;
const SHORT_BAR = 8;
