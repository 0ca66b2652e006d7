import { textMask } from '../transport/mask-text.js';

/** Takes secrets out of texts: of most lengths wherever they stand, short ones where they are the whole text. */
export function secretMask(secrets: readonly string[]): (text: string) => string {
  const within = textMask(secrets.filter(({ length }) => length >= SHORTEST_WITHIN_TEXTS));
  const whole = new Set(secrets);
  return (text) => (whole.has(text) ? '[redacted]' : within(text));
}

/** Characters. What is shorter is a stand-in in somebody's test, and would be found in ordinary words. */
const SHORTEST_WITHIN_TEXTS = 8;
