import { server } from '../../../generated/operations.js';
import { type Chunk, splitIntoChunks } from '../../bulk/chunks.js';
import { inParallel } from '../../bulk/in-parallel.js';
import { concurrencyOf, type ProgressListener, progressOf } from '../../bulk/run-bulk.js';
import { type CustomersClient, InvalidRequestError, ValidationError } from '../../index.js';
import { limitsOf } from '../../resources/list.js';
import { followSignal } from '../../transport/abort.js';
import { InputError } from '../command.js';
import { inCommandWords } from '../store-settings.js';
import {
  byEmail,
  emailKey,
  type FoundByEmail,
  type FoundCustomer,
  type Included,
  type KeyedCustomer,
  readCustomer,
} from './match-customers.js';

const OPERATION_ID = 'listCustomers';
const PARAMETER = 'email:in';

/** An address to look up, with the place of the first record that has it. */
export interface AskedEmail {
  readonly email: string;
  readonly place: string;
}

/** Addresses that are asked for in one request. */
type Question = Chunk<AskedEmail>;

/**
 * Splits addresses into questions: as many in each as the document and the length of a URL allow, and no more than one page
 * can answer.
 *
 * @throws InputError with the places of the addresses that the client refuses.
 */
export async function planLookUps(
  client: CustomersClient,
  emails: readonly AskedEmail[],
  include: Included | undefined,
): Promise<readonly Question[]> {
  const preview = (some: readonly AskedEmail[]) =>
    client.customers.list(filtersFor(some, include), { dryRun: true }).then(({ requests: [request] }) => request);
  const sample = { email: 'a@b', place: '' };
  const urlLength = (await preview([sample]))?.url.length ?? 0;
  const questions = splitIntoChunks(
    emails.map((item, index) => ({ item, index })),
    {
      maxItems: Math.min(pageSize(), limitsOf(OPERATION_ID, PARAMETER).maxItems ?? Number.POSITIVE_INFINITY),
      maxLength: server.maxUrlLength - urlLength + lengthInUrl(sample),
      lengthOf: lengthInUrl,
    },
  );
  const problems: string[] = [];
  for (const question of questions) {
    const asked = question.map(({ item }) => item);
    await preview(asked).catch((error: unknown) => {
      if (!(error instanceof InvalidRequestError)) throw error;
      problems.push(...error.issues.map((issue) => describeIssue(issue, asked)));
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return questions;
}

function filtersFor(asked: readonly AskedEmail[], include: Included | undefined) {
  const emails = asked.map(({ email }) => email);
  return { limit: pageSize(), page: 1, [PARAMETER]: emails, ...(include && { include: [include] }) };
}

function pageSize(): number {
  return limitsOf(OPERATION_ID, 'limit').maximum ?? 1;
}

/** Characters that an address and the comma before it take. */
function lengthInUrl({ email }: AskedEmail): number {
  return encodeURIComponent(email).length + 1;
}

/** The client names a position in its list, `filters["email:in"][16]`; people look for the place in their file. */
function describeIssue({ path, message }: InvalidRequestError['issues'][number], asked: readonly AskedEmail[]): string {
  const [, position] = /\[(\d+)\]$/.exec(path) ?? [];
  return `${asked[Number(position)]?.place ?? path}: the e-mail address ${message}`;
}

export interface LookUpSettings {
  readonly include: Included | undefined;
  readonly signal: AbortSignal;
  onProgress: ProgressListener;
  /** Milliseconds since some moment. */
  now(): number;
}

/** What was found by the addresses that the store answered for, and why it did not for the others, by their keys. */
export interface LookUpResult {
  readonly found: FoundByEmail;
  readonly refused: ReadonlyMap<string, string>;
}

/** The result of no look-up. */
export const NOBODY: LookUpResult = { found: new Map(), refused: new Map() };

/**
 * Asks the store who has the addresses, several questions at once.
 *
 * @throws BigCommerceError when a question cannot be answered for a reason that would hit the others as well.
 */
export async function lookUpCustomers(
  client: CustomersClient,
  questions: readonly Question[],
  { include, signal, onProgress, now }: LookUpSettings,
): Promise<LookUpResult> {
  const found = new Map<string, readonly FoundCustomer[]>();
  const refused = new Map<string, string>();
  const stop = followSignal(signal);
  let halvings = MOST_HALVINGS;

  /** What is wrong with one address makes the answer to a whole question unusable, so the others are asked for without it. */
  const ask = async (question: Question): Promise<number> => {
    const asked = question.map(({ item }) => item);
    const answer = await answerTo(client, asked, include, stop.signal);
    if (typeof answer !== 'string') {
      for (const [key, customers] of answer) found.set(key, customers);
    } else if (question.length > 1 && halvings > 0) {
      halvings -= 1;
      const middle = Math.ceil(question.length / 2);
      for (const half of [question.slice(0, middle), question.slice(middle)]) await ask(half);
    } else {
      for (const { email } of asked) refused.set(emailKey(email), answer);
    }
    return question.length;
  };

  const total = questions.reduce((sum, { length }) => sum + length, 0);
  const startedAt = now();
  let done = 0;
  const parallel = concurrencyOf(OPERATION_ID);
  try {
    for await (const count of inParallel(questions.values(), ask, { parallel, maxAhead: parallel })) {
      done += count;
      onProgress(progressOf({ done, failed: 0 }, total, now() - startedAt));
    }
  } finally {
    stop.abort();
    stop.release();
  }
  return { found, refused };
}

/** Enough for a few odd addresses, and few enough if the store refuses all of them. */
const MOST_HALVINGS = 40;

/** Who has these addresses, on as many pages as it takes to list all of them, or why the answer is of no use. */
async function answerTo(
  client: CustomersClient,
  asked: readonly AskedEmail[],
  include: Included | undefined,
  signal: AbortSignal,
): Promise<FoundByEmail | string> {
  const keys = new Set(asked.map(({ email }) => emailKey(email)));
  const filters = filtersFor(asked, include);
  const customers = new Map<string, KeyedCustomer>();
  try {
    for (let page = 1; ; page += 1) {
      const { data, meta } = await client.customers.list({ ...filters, page }, { signal });
      const { total } = meta.pagination;
      const before = customers.size;
      for (const customer of data) {
        const read = readCustomer(keys, customer);
        if (typeof read === 'string') return read;
        customers.set(`${read.customer.id} ${read.key}`, read);
      }
      if (customers.size === total) return byEmail([...customers.values()]);
      // The one that is missing may have the address of another.
      if (customers.size === before || customers.size > total)
        return `the store said that there are ${total} such customers, and listed ${customers.size}`;
    }
  } catch (error) {
    if (error instanceof ValidationError) return inCommandWords(error.message);
    throw error;
  }
}
