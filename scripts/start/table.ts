import type { BulkProgress } from '../../src/index.js';

const WIDTH = 30;

/** `[##########          ] 170 of 500, 212 a second, 2 s left` */
export function progressBar({ done, failed, total = 0, ratePerSecond, etaMs = 0 }: BulkProgress): string {
  const share = total > 0 ? (done + failed) / total : 0;
  const filled = Math.round(WIDTH * share);
  const bar = '#'.repeat(filled) + ' '.repeat(WIDTH - filled);
  const left = share < 1 ? `, ${Math.ceil(etaMs / 1000)} s left` : '';
  return `[${bar}] ${done + failed} of ${total}, ${Math.round(ratePerSecond)} a second${left}`;
}
