import type { OperationId } from '../../../generated/operations.js';
import type { BulkOperation } from '../../bulk/send-chunk.js';
import { type Distinct, distinctOf } from '../data/items.js';
import type { Journal } from '../data/journal.js';
import { FieldError } from '../data/record.js';
import type { Failure } from '../data/send-plan.js';
import type { Item, Task, Wanted } from '../data/task.js';
import type { AskedEmail, LookUpResult } from './look-up-customers.js';
import { customerOf, emailKey, type FoundCustomer, idsOfSeveral } from './match-customers.js';

type Operation<Value> = Pick<BulkOperation<OperationId, Value, unknown>, 'keyOf' | 'lastWins'>;

/** What the records ask for, as far as it is to be sent. */
export interface Resolved<Value> extends Pick<Distinct<never>, 'notes' | 'replacements'> {
  readonly items: readonly Item<Value>[];
  /** What an earlier run has done. */
  readonly doneCount: number;
  /** What is not sent, because an e-mail address does not stand for one customer. */
  readonly unresolved: readonly Failure<Value>[];
  /** Who has the addresses, to be recorded before anything is sent. */
  readonly customers: ReadonlyMap<string, FoundCustomer>;
}

/** What the journal says of the records, before their addresses are looked up. */
export interface Remaining<Read> {
  /** What is not done. */
  readonly wanted: readonly Wanted<Read>[];
  /** Each address once. */
  readonly emails: readonly AskedEmail[];
}

/** Leaves out what the journal says is done. Nobody is looked up for it: a deleted customer cannot be found again. */
export function remainingOf<Value, Read>(
  task: Task<Value, Read>,
  operation: Operation<Value>,
  all: readonly Wanted<Read>[],
  journal: Journal | undefined,
): Remaining<Read> {
  const wanted = journal ? all.filter((one) => !doneItemOf(task, operation, one, journal)) : all;
  const emails = new Map<string, AskedEmail>();
  for (const { read, source } of wanted) {
    const email = task.byEmail?.emailOf(read);
    if (email !== undefined && !emails.has(emailKey(email)))
      emails.set(emailKey(email), { email, place: source.place });
  }
  return { wanted, emails: [...emails.values()] };
}

/** What an earlier run has done for a record, if it has. */
function doneItemOf<Value, Read>(
  task: Task<Value, Read>,
  operation: Operation<Value>,
  one: Wanted<Read>,
  journal: Journal | undefined,
): Item<Value> | undefined {
  const email = task.byEmail?.emailOf(one.read);
  const customer = email === undefined ? undefined : journal?.customerOf(emailKey(email));
  if (!journal || (email !== undefined && !customer)) return undefined;
  const item = itemOf(task, operation, one, customer);
  return typeof item !== 'string' && journal.has(item) ? item : undefined;
}

/** Decides for each record what is sent, or why nothing is. */
export function resolve<Value, Read>(
  task: Task<Value, Read>,
  operation: Operation<Value>,
  all: readonly Wanted<Read>[],
  { found, refused }: LookUpResult,
  journal: Journal | undefined,
): Resolved<Value> {
  const moving = idsOfSeveral(found);
  const customers = new Map<string, FoundCustomer>();
  const resolved: (Wanted<Read> & { readonly item: Item<Value> })[] = [];
  const unresolved: Failure<Value>[] = [];
  const customerFor = (key: string): FoundCustomer | string => {
    const problem = refused.get(key);
    if (problem !== undefined) return problem;
    const customer = customerOf(found.get(key) ?? [], journal?.customerOf(key));
    if (typeof customer === 'string' || !moving.has(customer.id)) return customer;
    return `customer ${customer.id} was found by another e-mail address as well, so its address has just been changed`;
  };
  const decide = (one: Wanted<Read>): Item<Value> | string => {
    const email = task.byEmail?.emailOf(one.read);
    if (email === undefined) return itemOf(task, operation, one, undefined);
    const customer = customerFor(emailKey(email));
    if (typeof customer === 'string') return customer;
    const item = itemOf(task, operation, one, customer);
    if (typeof item !== 'string') customers.set(emailKey(email), customer);
    return item;
  };
  for (const one of all) {
    const item = doneItemOf(task, operation, one, journal) ?? decide(one);
    if (typeof item !== 'string') resolved.push({ ...one, key: item.key, item });
    else unresolved.push({ item: itemAt(task, one), status: 'unresolved', reason: item });
  }
  // A record can have the id of a customer, and another one the address.
  const { wanted, ...more } = distinctOf(task, operation, resolved);
  const items = wanted.map(({ item }) => item);
  const left = journal ? items.filter((item) => !journal.has(item)) : items;
  return { items: left, doneCount: items.length - left.length, unresolved, customers, ...more };
}

function itemAt<Value, Read>(
  { columnOf }: Task<Value, Read>,
  { read, source }: Wanted<Read>,
): Pick<Item<Value>, 'source' | 'column'> {
  return { source, column: columnOf?.(read) };
}

/** What is sent for a customer, or why nothing is. */
function itemOf<Value, Read>(
  task: Task<Value, Read>,
  { keyOf }: Operation<Value>,
  { read, source }: Wanted<Read>,
  customer: FoundCustomer | undefined,
): Item<Value> | string {
  try {
    const value = task.valueOf(read, customer);
    const column = task.columnOf?.(read);
    return {
      value,
      key: String(keyOf(value)),
      source,
      ...(column !== undefined && { column }),
      ...(customer && { customerId: customer.id }),
    };
  } catch (error) {
    if (error instanceof FieldError) return error.message;
    throw error;
  }
}
