import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';

/** What people are asked before something is deleted. */
export interface Question {
  /** What will happen, with the number and the store. */
  readonly text: string;
  /** What shows that it was read: the number, or a word. */
  readonly answers: readonly string[];
}

/**
 * Whether a person agrees.
 *
 * @throws UsageError when there is nobody to ask.
 */
export async function isAgreed({ text, answers }: Question, io: Io): Promise<boolean> {
  if (!io.ask || io.stdin?.isTTY !== true)
    throw new UsageError(
      `${text}\nThere is nobody to ask, because standard input is no terminal. --yes goes on without.`,
    );
  const given = await io.ask(`${text}\nType ${answers.join(' or ')} to go on: `);
  return given !== undefined && answers.includes(given.trim().toLowerCase().replaceAll(',', ''));
}
