import { bigcommerceContract, type CheckOptions, type Contract, secretsIn } from '#contract';
import { type Entry, type ExchangeEntry, type SkipReason, UnreadableError } from '../input/entry.js';
import { type AgeLimit, stalenessOf } from '../input/freshness.js';
import { type FoundFile, type ReadFile, readExchanges } from '../input/read-file.js';
import { areStripped, checkEntry, fromCache, type Verdict, whySkipped } from './check-entry.js';
import type { CheckedExchange, Findings, Problem, StaleRecording } from './findings.js';
import { createMask } from './mask.js';
import type { Servers } from './servers.js';

/** Checks all exchanges of files. Only one file at a time is in memory. */
export async function checkFiles(files: readonly FoundFile[], settings: CheckSettings): Promise<Findings> {
  const checked: { readonly path: string | undefined; readonly findings: Findings }[] = [];
  // A folder with a HAR also has the files of its bodies, which are not files of exchanges.
  const attached = new Set<string>();
  for (const file of files) {
    const path = 'path' in file ? file.path : undefined;
    const note = (paths: readonly string[]) => {
      for (const one of paths) attached.add(one);
    };
    const findings = 'path' in file ? await checkFile(file.source, file.path, settings, note) : unreadable(file);
    checked.push({ path, findings });
  }
  const isBody = ({ path, findings }: (typeof checked)[number]) =>
    path !== undefined && attached.has(path) && findings.exchanges.length === 0;
  const all = checked.filter((one) => !isBody(one)).map(({ findings }) => findings);
  return {
    exchanges: all.flatMap(({ exchanges }) => exchanges),
    problems: all.flatMap(({ problems }) => problems),
    stale: all.flatMap(({ stale }) => stale),
    skipped: all.flatMap(({ skipped }) => skipped),
    stripped: all.flatMap(({ stripped }) => stripped),
  };
}

async function checkFile(
  source: string,
  path: string,
  settings: CheckSettings,
  noteAttached: (paths: readonly string[]) => void,
): Promise<Findings> {
  try {
    const isOwn = (url: string) => settings.servers.contractAtUrl(url) !== undefined;
    const file = await readExchanges(path, isOwn);
    noteAttached(file.attached);
    return checkEntries(source, file, settings);
  } catch (error) {
    if (error instanceof UnreadableError) return unreadable({ source, reason: error.message });
    throw error;
  }
}

function unreadable(problem: Problem): Findings {
  return { exchanges: [], problems: [problem], stale: [], skipped: [], stripped: [] };
}

interface CheckSettings {
  readonly contract: Contract;
  readonly servers: Servers;
  readonly strict: CheckOptions['strict'];
  readonly allow: CheckOptions['allow'];
  readonly ageLimit: AgeLimit;
}

type Mask = ReturnType<typeof createMask>;
type Judged = readonly [entry: ExchangeEntry, verdict: Verdict | Pick<Problem, 'reason'>];

/** @throws UnreadableError when a file has too many credentials to mask. */
function checkEntries(source: string, { entries, provenance }: ReadFile, settings: CheckSettings): Findings {
  const { contract, ageLimit } = settings;
  const recorded = entries
    .filter((entry) => entry.kind === 'exchange')
    .map((entry) => fromCache(entry, contractOf(entry, settings)));
  const skipped = recorded.map((entry) => whySkipped(entry, contractOf(entry, settings)));
  const own = recorded.filter((_, at) => skipped[at] === undefined);
  const secrets = new Set(own.flatMap(({ exchange }) => secretsIn(exchange, contract)));
  if (secrets.size > MAX_SECRETS) throw new UnreadableError(`more than ${MAX_SECRETS} different credentials`);
  const mask = createMask([...secrets]);
  const shownSource = mask.text(source);
  const isStripped = areStripped(own, contract);
  const judged = own.map(
    (entry): Judged => [entry, verdictOn(isStripped ? withoutCredentials(entry) : entry, settings)],
  );
  const counted = judged.filter((one) => !isLeftOut(one));
  const checked = counted.map((one) => checkedExchange(shownSource, one, mask));
  const stale = provenance ? stalenessOf(provenance, contract, ageLimit) : [];
  return {
    exchanges: checked.filter((result) => 'violations' in result),
    problems: [...unreadableOf(shownSource, entries), ...checked.filter((result) => 'reason' in result)],
    stale: stale.map(({ reason, operationId, message }): StaleRecording => {
      const operation = operationId === undefined ? {} : { operationId: mask.text(operationId) };
      return { source: shownSource, reason, ...operation, message: mask.text(message) };
    }),
    skipped: [
      ...skippedIn(entries),
      ...skipped.filter((why) => why !== undefined),
      ...Array.from({ length: judged.length - counted.length }, (): SkipReason => 'allowed'),
    ],
    stripped: isStripped && judged.some(lacksCredential) ? [source] : [],
  };
}

/** Whether an exchange calls nothing of the contract, which `--allow` permits, so that nothing in it was checked. */
function isLeftOut([, verdict]: Judged): boolean {
  return 'violations' in verdict && verdict.operationId === null && verdict.violations.length === 0;
}

function unreadableOf(source: string, entries: readonly Entry[]): Problem[] {
  return entries.flatMap((entry) =>
    entry.kind === 'unreadable' ? [{ source, reason: `exchange ${entry.index}: ${entry.reason}` }] : [],
  );
}

function skippedIn(entries: readonly Entry[]): SkipReason[] {
  return entries.flatMap((entry) => (entry.kind === 'skipped' ? [entry.why] : []));
}

function withoutCredentials(entry: ExchangeEntry): ExchangeEntry {
  return { ...entry, unrecorded: [...entry.unrecorded, 'request.security'] };
}

function lacksCredential([, verdict]: Judged): boolean {
  return 'unjudged' in verdict && verdict.unjudged.some(({ location }) => location === 'request.security');
}

function checkedExchange(
  source: string,
  [{ index, exchange, unseen }, verdict]: Judged,
  mask: Mask,
): CheckedExchange | Problem {
  if ('reason' in verdict) return { source, reason: `exchange ${index}: ${mask.text(verdict.reason)}` };
  return {
    source,
    index,
    method: mask.text(exchange.request.method),
    url: mask.url(exchange.request.url),
    status: exchange.response.status,
    operationId: verdict.operationId,
    violations: verdict.violations.map(mask.violation),
    ...(unseen.length > 0 && { unseen: unseen.map((body) => ({ ...body, reason: mask.text(body.reason) })) }),
    gaps: verdict.gaps,
  };
}

/** The rules of another document are compiled when they are needed, and some cannot be. */
function verdictOn(entry: ExchangeEntry, settings: CheckSettings): Judged[1] {
  const { contract, strict, allow } = settings;
  try {
    return checkEntry(entry, contractOf(entry, settings), { strict, allow });
  } catch (error) {
    if (contract === bigcommerceContract) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { reason: `cannot be checked because of the OpenAPI document: ${message}` };
  }
}

/** The contract at the server of an exchange. In a recording of this package, another host is a mistake. */
function contractOf({ exchange }: ExchangeEntry, { contract, servers }: CheckSettings): Contract {
  return servers.contractAtUrl(exchange.request.url) ?? contract;
}

/** Each of them is searched for in all output. Real files have one or two. */
const MAX_SECRETS = 1_000;
