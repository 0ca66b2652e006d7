import type { RequestPreview } from '../../index.js';
import { capitalised, plainText, shortened } from '../text.js';
import type { Failure, JobOutcome } from './send-plan.js';
import { counted, type Task } from './task.js';

/** `Store abc123 at https://…: 2 customers accepted for deletion, 1 failed, 1 of unknown outcome, 3 not sent, 1 unresolved.` */
export function summaryOf(
  task: Pick<Task<unknown>, 'nouns' | 'confirmed'>,
  store: string,
  { doneCount, failures }: JobOutcome<unknown>,
): string {
  const count = (wanted: Failure<unknown>['status']) => failures.filter(({ status }) => status === wanted).length;
  const rest = [
    [count('failed'), 'failed'],
    [count('unknown'), 'of unknown outcome'],
    [count('unsent'), 'not sent'],
    [count('unresolved'), 'unresolved'],
  ] as const;
  const parts = rest
    .filter(([number]) => number > 0)
    .map(([number, label]) => `, ${number.toLocaleString('en-US')} ${label}`);
  return `${capitalised(store)}: ${counted(doneCount, task.nouns)} ${task.confirmed}${parts.join('')}.`;
}

/**
 * A line for each reason, with the places of the first few records that it applies to.
 *
 * @param toldReason A reason that need not be repeated.
 */
export function listFailures(failures: readonly Failure<unknown>[], toldReason: string | undefined): string[] {
  const places = new Map<string, string[]>();
  for (const failure of failures) {
    const { item, status } = failure;
    const reason = reasonOf(failure);
    const key = failure.reason === toldReason ? status : `${status}: ${reason}`;
    const known = places.get(key);
    if (known) known.push(item.source.place);
    else places.set(key, [item.source.place]);
  }
  const lines = [...places].map(([reason, all]) => plainText(`${someOf(all)}: ${reason}`));
  return lines.length > LISTED ? [...lines.slice(0, LISTED), `and ${lines.length - LISTED} more reasons`] : lines;
}

/** With the column that it is about, where a record has several. */
export function reasonOf({ item: { column }, reason }: Pick<Failure<unknown>, 'item' | 'reason'>): string {
  return column === undefined ? reason : `${column}: ${reason}`;
}

/** `a.csv:2, a.csv:3 and 12 more` */
function someOf(places: readonly string[]): string {
  const more = places.length - LISTED_PLACES;
  return `${places.slice(0, LISTED_PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What is left out of a job, and why. */
export function leftOut({ one, many }: Task<unknown>['nouns'], unresolved: readonly Failure<unknown>[]): string[] {
  if (unresolved.length === 0) return [];
  return [
    `${counted(unresolved.length, { one: `${one} is`, many: `${many} are` })} left out:`,
    ...listFailures(unresolved, undefined).map((line) => `  ${line}`),
  ];
}

/** What would be sent. */
export interface Plan {
  readonly store: string;
  readonly items: { readonly length: number };
  readonly unresolved: readonly Failure<unknown>[];
  readonly requestCount: number;
  /** The first few requests. */
  readonly requests: readonly RequestPreview[];
  /** Whether the store has been asked for what the records name. */
  readonly isLookedUp: boolean;
}

/** `300 customers of store abc123 at … would be deleted, in 2 requests:`, followed by the first few requests. */
export function planText(
  task: Pick<Task<unknown>, 'nouns' | 'participle'>,
  { store, items, unresolved, requestCount, requests, isLookedUp }: Plan,
): string {
  const plural = requestCount === 1 ? 'request' : 'requests';
  const more = requestCount - requests.length;
  return [
    `${counted(items.length, task.nouns)} of ${plainText(store)} would be ${task.participle}, in ${requestCount.toLocaleString('en-US')} ${plural}:`,
    ...requests.flatMap((request) => requestLines(task, request)),
    ...(more > 0 ? [`  and ${more.toLocaleString('en-US')} more`] : []),
    ...leftOut(task.nouns, unresolved),
    isLookedUp ? 'Only look-ups were sent.\n' : 'Nothing was sent.\n',
  ].join('\n');
}

/** A request with its contents: ids are in its URL, and records in its body, which get a line each. */
function requestLines(
  { nouns }: Pick<Task<unknown>, 'nouns'>,
  { method, url, body, itemCount }: RequestPreview,
): string[] {
  const count = itemCount === undefined ? '' : ` (${counted(itemCount, nouns)})`;
  const content: unknown = body === undefined ? [] : JSON.parse(body);
  const records = Array.isArray(content) ? content : [content];
  const contents = records.map((record) => shortened(JSON.stringify(record), RECORD_LENGTH));
  return [`  ${method} ${url}${count}`, ...contents.map((line) => `    ${line}`)].map(plainText);
}

/** Characters of a record. Fits ids, and enough of a value to recognise it. */
const RECORD_LENGTH = 400;

const LISTED = 10;

const LISTED_PLACES = 3;
