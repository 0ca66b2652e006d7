import type { TextOutput } from '../io.js';
import type { Progress } from './send.js';

export interface ProgressBar {
  show(progress: Progress): void;
  /** Takes the bar away. */
  clear(): void;
}

/** A line that is written over again and again, for people who look on. A file or a pipe gets nothing of it. */
export function createProgressBar(output: TextOutput, env: Readonly<Record<string, string | undefined>>): ProgressBar {
  const isShown = output.isTTY === true && env['TERM'] !== 'dumb';
  if (!isShown) return { show: () => {}, clear: () => {} };
  return {
    show: (progress) => output.write(`\r${barOf(progress)}\u001b[K`),
    clear: () => output.write('\r\u001b[K'),
  };
}

/** `[##########----------] 250 of 500, 2 failed, 17 a second, 15 s left` */
export function barOf({ done, failed, total, ratePerSecond }: Progress): string {
  const settled = done + failed;
  const filled = total === 0 ? WIDTH : Math.floor((settled / total) * WIDTH);
  const parts = [
    `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done} of ${total}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    `${Math.round(ratePerSecond)} a second`,
    ...(ratePerSecond > 0 ? [`${Math.ceil((total - settled) / ratePerSecond)} s left`] : []),
  ];
  return parts.join(', ');
}

/** Characters. */
const WIDTH = 20;
