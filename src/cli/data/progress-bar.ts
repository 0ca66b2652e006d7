import { plainText } from '../formats/plain-text.js';
import type { TextOutput } from '../io.js';
import type { Progress } from './tally.js';

export interface ProgressBar {
  show(progress: Progress): void;
  /** Writes a line of something else, above the bar where there is one. */
  say(line: string): void;
  /** Takes the bar away. */
  clear(): void;
}

/** A line that is written over again and again, for people who look on. A file or a pipe gets nothing of it. */
export function createProgressBar(output: TextOutput, env: Readonly<Record<string, string | undefined>>): ProgressBar {
  const isShown = output.isTTY === true && env['TERM'] !== 'dumb';
  const writeLine = (line: string) => output.write(`${plainText(line)}\n`);
  if (!isShown) return { show: () => {}, say: writeLine, clear: () => {} };
  let bar = '';
  return {
    show: (progress) => {
      bar = `\r${barOf(progress)}${ERASE}`;
      output.write(bar);
    },
    say: (line) => {
      if (bar !== '') output.write(`\r${ERASE}`);
      writeLine(line);
      output.write(bar);
    },
    clear: () => {
      bar = '';
      output.write(`\r${ERASE}`);
    },
  };
}

/** What is left of the line, for terminals. */
const ERASE = '\u001b[K';

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
