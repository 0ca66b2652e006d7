import { UsageError } from '../command.js';
import type { Io } from '../io.js';
import { plainText, shortened } from '../text.js';
import type { Failure } from './send-plan.js';
import { leftOut } from './summary.js';
import { counted, type Item, type Task } from './task.js';

/** What people are asked before anything is deleted or written. */
export interface Question {
  /** What will happen, with the number of items and the store. */
  readonly text: string;
  /** Lines about what will be done. */
  readonly details: readonly string[];
  /** Accepted answers. They show that the question was read: the number, or a word of it. */
  readonly answers: readonly string[];
}

/** What a job is about to do. */
export interface Intent {
  readonly items: readonly Item<unknown>[];
  /** What is left out, because e-mail addresses do not stand for one customer. */
  readonly unresolved: readonly Failure<unknown>[];
  readonly store: string;
}

export function questionOf(task: Wording, { items, unresolved, store }: Intent): Question {
  const { verb = '', warning = '', nouns } = task;
  const more = items.length - SHOWN_RECORDS;
  return {
    text: `${verb} ${counted(items.length, nouns)} of ${store}? ${warning}`.trim(),
    details: [
      ...items.slice(0, SHOWN_RECORDS).map(recordText),
      ...(more > 0 ? [`and ${more.toLocaleString('en-US')} more`] : []),
      ...leftOut(nouns, unresolved),
    ],
    answers: [String(items.length), verb.toLowerCase()],
  };
}

type Wording = Pick<Task<unknown>, 'verb' | 'warning' | 'nouns'>;

/** Enough to see whether it is the right file. */
const SHOWN_RECORDS = 3;

/** `erase.csv:2: customer_id 17, name Ann`, or `erase.csv:2: customer 17 has email ann@example.com, name Ann` */
function recordText({ source: { place, fields }, customerId }: Item<unknown>): string {
  const cells = Object.entries(fields).map(
    ([column, value]) => `${column} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const found = customerId === undefined ? '' : `customer ${customerId} has `;
  return shortened(`${place}: ${found}${cells.join(', ')}`, SHOWN_LENGTH);
}

/** Characters. Fits a line of most terminals. */
const SHOWN_LENGTH = 100;

/**
 * Asks a question.
 *
 * @returns Whether one of the accepted answers was given.
 * @throws UsageError when standard input is not a terminal.
 */
export async function confirm({ text, details, answers }: Question, io: Io): Promise<boolean> {
  const shown = [text, ...details.map((line) => `  ${line}`)].map(plainText).join('\n');
  if (!io.ask || io.stdin?.isTTY !== true)
    throw new UsageError(
      `${shown}\nThere is nobody to ask, because standard input is not a terminal. Pass --yes to go on without asking.`,
    );
  const given = await io.ask(`${shown}\nType ${answers.join(' or ')} to go on: `);
  return given !== undefined && answers.includes(given.trim().toLowerCase().replaceAll(',', ''));
}
