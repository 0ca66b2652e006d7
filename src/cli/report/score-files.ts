import {
  type Contract,
  checkExchange,
  matchOperation,
  operationIdOf,
  partsOfServer,
  type WireExchange,
} from '#contract';
import { wireRequest, withCredentials } from '../../score/derive/requests.js';
import { plainExchange, withHeader } from '../../score/exchanges/exchange.js';
import type { ScoredExchange } from '../../score/own-evidence.js';
import { type ExchangeEntry, UnreadableError } from '../input/entry.js';
import { type FoundFile, readExchanges } from '../input/read-file.js';
import { areStripped, whySkipped } from './check-entry.js';
import type { Problem } from './findings.js';
import type { Servers } from './servers.js';

/** Exchanges of files, as far as they can be scored. */
export interface FilesToScore {
  /** By file. */
  readonly files: readonly (readonly ScoredExchange[])[];
  readonly problems: readonly Problem[];
  /** Exchanges with another API, without a response, for CORS only, or not modified. */
  readonly skipped: number;
  /** Exchanges of which the file lacks a part that would decide, such as a body, or whose operation cannot be read. */
  readonly incomplete: number;
}

export async function readFilesToScore(
  found: readonly FoundFile[],
  contract: Contract,
  servers: Servers,
): Promise<FilesToScore> {
  const read: FilesToScore[] = [];
  for (const file of found)
    read.push('path' in file ? await readFile(file.source, file.path, contract, servers) : unreadable(file));
  return {
    files: read.flatMap(({ files }) => files),
    problems: read.flatMap(({ problems }) => problems),
    skipped: read.reduce((sum, { skipped }) => sum + skipped, 0),
    incomplete: read.reduce((sum, { incomplete }) => sum + incomplete, 0),
  };
}

async function readFile(source: string, path: string, contract: Contract, servers: Servers): Promise<FilesToScore> {
  try {
    const { entries } = await readExchanges(path, (url) => servers.contractAtUrl(url) !== undefined);
    const recorded = entries.filter((entry) => entry.kind === 'exchange');
    const own = recorded.filter((entry) => whySkipped(entry, contract) === undefined);
    const isStripped = areStripped(own, contract);
    const completed = own.map((entry) => completedExchange(entry, isStripped, contract, servers));
    const complete = completed.filter((exchange) => exchange !== undefined);
    return {
      files: [complete.map((exchange) => ({ exchange, source }))],
      problems: entries.flatMap((entry) =>
        entry.kind === 'unreadable' ? [{ source, reason: `exchange ${entry.index}: ${entry.reason}` }] : [],
      ),
      skipped: entries.filter(({ kind }) => kind === 'skipped').length + recorded.length - own.length,
      incomplete: completed.length - complete.length,
    };
  } catch (error) {
    if (error instanceof UnreadableError) return unreadable({ source, reason: error.message });
    throw error;
  }
}

function unreadable(problem: Problem): FilesToScore {
  return { files: [], problems: [problem], skipped: 0, incomplete: 0 };
}

/** With placeholders for what the file does not hold; `undefined` if that leaves anything to be judged unseen or without rules. */
function completedExchange(
  { exchange, unrecorded }: ExchangeEntry,
  isStripped: boolean,
  contract: Contract,
  servers: Servers,
): WireExchange | undefined {
  const moved = atOwnServer(exchange, contract, servers);
  const missing = new Set([...unrecorded, ...(isStripped ? ['request.security'] : [])]);
  if (missing.has('request.body') || missing.has('response.body')) return undefined;
  if (Object.hasOwn(contract.refused ?? {}, operationIdOf(moved.request, contract) ?? '')) return undefined;
  if (missing.size === 0) return moved;
  const match = matchOperation(moved.request, contract);
  if (!('operation' in match)) return moved;
  const { request } = plainExchange(moved);
  const [mediaType] = match.operation.requestBody?.mediaTypes ?? [];
  const isUntyped = request.body !== '' && !request.headers.some(([name]) => name === 'content-type');
  const typed =
    missing.has('request.header') && isUntyped && mediaType !== undefined
      ? withHeader(request, 'content-type', mediaType)
      : request;
  const sent = missing.has('request.security') ? withCredentials(typed, match.operation) : typed;
  const completed = { ...moved, request: wireRequest(sent) };
  const isUnknown = checkExchange(completed, contract).some(({ location }) => missing.has(location));
  return isUnknown ? undefined : completed;
}

/** An exchange with a server of `--base-url`, as if it had been with that of the document. */
function atOwnServer(exchange: WireExchange, contract: Contract, servers: Servers): WireExchange {
  const { url } = exchange.request;
  const moved = servers.contractAtUrl(url);
  if (moved === undefined || moved === contract || moved.server.url === contract.server.url) return exchange;
  const { origin, path } = partsOfServer(contract.server.url);
  const base = moved.server.url.slice(0, moved.server.url.length - path.length);
  if (!url.startsWith(base)) return exchange;
  const own = origin.replace(/\{([^{}]*)\}/g, (_, name: string) => contract.server.variables[name]?.default || 'a');
  return { ...exchange, request: { ...exchange.request, url: own + url.slice(base.length) } };
}
