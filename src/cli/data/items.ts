import type { Chunk } from '../../bulk/chunks.js';
import { planChunks, previewChunks } from '../../bulk/send-items.js';
import { InvalidRequestError, type RequestIssue, type RequestPreview } from '../../index.js';
import type { Transport } from '../../transport/transport.js';
import { InputError } from '../command.js';
import { emailKey } from '../look-up/match-customers.js';
import { rangesOf } from './places.js';
import { FieldError, type SourceTable } from './record.js';
import type { Replacement } from './replacements.js';
import { type AnyOperation, counted, type Item, type Task, type Wanted } from './task.js';

/**
 * Reads what records ask for.
 *
 * @throws InputError with everything that is wrong with the records.
 */
export function readWanted<Value, Read>(
  task: Task<Value, Read>,
  { keyOf }: Pick<AnyOperation<Value>, 'keyOf'>,
  tables: readonly SourceTable[],
): Wanted<Read>[] {
  const problems: string[] = [];
  const keyFor = (read: Read) => {
    const email = task.byEmail?.emailOf(read);
    if (email === undefined) return String(keyOf(task.valueOf(read)));
    return `${emailKey(email)} ${task.byEmail?.topicOf?.(read) ?? ''}`;
  };
  const wanted = tables.flatMap((table): Wanted<Read>[] => {
    if (table.records.length === 0) return [];
    const read = task.reader(table);
    return table.records.flatMap((source): Wanted<Read>[] => {
      try {
        return read(source).map((one) => ({ read: one, key: keyFor(one), source }));
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        problems.push(`${source.place}: ${error.message}`);
        return [];
      }
    });
  });
  if (problems.length > 0) throw new InputError(problems);
  // A file that is empty by accident must not look like a completed job.
  if (wanted.length === 0) throw new InputError([`there are no ${task.nouns.many} in the input`]);
  return wanted;
}

/** @throws InputError when values are blank, with their number and the first few places. */
export function refuseBlanks<Value, Read>(task: Task<Value, Read>, wanted: readonly Wanted<Read>[]): void {
  const blank = wanted.filter(({ read }) => task.isBlank?.(read));
  if (blank.length === 0) return;
  const isOne = blank.length === 1;
  throw new InputError([
    `${counted(blank.length, task.nouns)} ${isOne ? 'is' : 'are'} blank and would erase what the store has: ${rangesOf(blank.map(({ source }) => source.place))}`,
    `Remove ${isOne ? 'this record' : 'these records'}, or pass --allow-empty to write ${isOne ? 'it' : 'them'}.`,
  ]);
}

export interface Distinct<One> {
  /** One for each key, in the order of the input. */
  readonly wanted: readonly One[];
  /** A line for each duplicate. */
  readonly notes: readonly string[];
  readonly replacements: readonly Replacement[];
}

/** Removes duplicates, and reports them. */
export function distinctOf<Value, Read, One extends Wanted<Read>>(
  task: Pick<Task<Value, Read>, 'describe'>,
  { lastWins }: Pick<AnyOperation<Value>, 'lastWins'>,
  all: readonly One[],
): Distinct<One> {
  const kept = new Map<string, One>();
  const notes: string[] = [];
  const replacements: Replacement[] = [];
  for (const one of all) {
    const former = kept.get(one.key);
    if (!former || lastWins) kept.set(one.key, one);
    if (!former) continue;
    if (lastWins) replacements.push({ former: former.source, by: one.source });
    const counts = lastWins ? `; ${one.source.place} counts` : '';
    notes.push(`${one.source.place}: ${task.describe(one.read)} is already at ${former.source.place}${counts}`);
  }
  return { wanted: all.filter((one) => kept.get(one.key) === one), notes, replacements };
}

/**
 * Checks all items, and splits them into the chunks that become requests.
 *
 * @throws InputError with the places of the items that the client refuses.
 */
export function planItems<Value>(
  transport: Transport,
  operation: AnyOperation<Value>,
  items: readonly Item<Value>[],
): Chunk<Value>[] {
  try {
    const entries = items.map(({ value }, index) => ({ item: value, index }));
    return planChunks(transport, operation, entries, Infinity);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new InputError(error.issues.map((issue) => describeIssue(issue, items)));
  }
}

/** The client names a position in its list, `ids[16]` or `values[16].value`; people look for the place in their file. */
function describeIssue({ path, message }: RequestIssue, items: readonly Item<unknown>[]): string {
  const [, list, position, member] = /^(\w+)\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
  const item = items[Number(position)];
  if (!item) return `${path === 'segmentId' ? 'SEGMENT_ID' : path} ${message}`;
  return `${item.source.place}: ${member ?? singular(list)} ${message}`;
}

function singular(list = ''): string {
  return list.replace(/s$/, '');
}

/** The first few requests of a plan. */
export async function previewPlan<Value>(
  transport: Transport,
  operation: AnyOperation<Value>,
  chunks: readonly Chunk<Value>[],
): Promise<readonly RequestPreview[]> {
  const { requests } = await previewChunks(transport, operation, chunks.slice(0, SHOWN_REQUESTS), {});
  return requests;
}

/** Their contents are shown as well. */
const SHOWN_REQUESTS = 3;
