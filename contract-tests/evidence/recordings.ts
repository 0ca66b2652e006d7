import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Definition } from 'nock';
import nock from 'nock';
import type { WireExchange } from '../../src/contract/exchange.js';
import { createCustomersClient } from '../../src/index.js';
import { callMethod, METHODS, type MethodName } from '../support/call-method.js';
import { fetchOfRequest } from '../support/fetch-of-request.js';
import { ORIGIN } from '../support/server.js';

/** A `fetch` that keeps what was sent and what came back, as it was on the wire. */
export function createExchangeLog() {
  const exchanges: WireExchange[] = [];
  const fetch = fetchOfRequest(async (request) => {
    const sent = {
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      body: await request.clone().text(),
    };
    const response = await globalThis.fetch(request);
    const received = { status: response.status, headers: [...response.headers], body: await response.clone().text() };
    exchanges.push({ request: sent, response: received });
    return response;
  });
  return { exchanges, fetch };
}

/** Where the shape of a recording comes from. Its values are ours in any case. */
export type ProvenanceKind = 'observed' | 'documented' | 'own';

/** A call of the client, the exchanges that it leads to, and what comes of it. */
export interface Recording {
  readonly title: string;
  readonly provenance: {
    readonly kind: ProvenanceKind;
    /** What was observed or documented, and what was not. */
    readonly note: string;
    /** The day the recording was written. */
    readonly written: string;
    /** The version of the specification that it was written for. */
    readonly specification: string;
    /** What it said of each operation in the recording, as a fingerprint by operationId. */
    readonly contract: Readonly<Record<string, string>>;
  };
  readonly call: { readonly method: MethodName; readonly arguments: readonly unknown[] };
  /** What the call returns, `null` for nothing, or the error it throws, as far as it matters; or anything at all. */
  readonly outcome:
    | { readonly returns: unknown }
    | { readonly throws: Readonly<Record<string, unknown>> }
    | { readonly any: true };
  readonly exchanges: readonly RecordedExchange[];
}

/** A nock definition with the members that recordings use. */
export interface RecordedExchange extends Definition {
  readonly scope: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly rawHeaders: Record<string, string>;
}

export interface NamedRecording {
  /** `deleteCustomers/204-deleted` */
  readonly name: string;
  readonly operationId: string;
  readonly recording: Recording;
}

export const RECORDINGS_FOLDER = fileURLToPath(new URL('recordings', import.meta.url));

/** Every recording of a folder that has one folder for each operation, in the order of their names. */
export async function readRecordings(folder = RECORDINGS_FOLDER): Promise<NamedRecording[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const recording: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
      assertRecording(recording, file);
      const name = relative('.', file).replace(/\.json$/, '');
      return { name, operationId: name.split('/')[0] ?? '', recording };
    }),
  );
}

/**
 * A recording as if it had been made at the address that the document has now, for whoever is not concerned with that.
 * `npm run recordings:check` names those of another address.
 */
export function atThisAddress(recording: Recording): Recording {
  return { ...recording, exchanges: recording.exchanges.map((exchange) => ({ ...exchange, scope: ORIGIN })) };
}

const text = { type: 'string', minLength: 1 };
const ajv = new Ajv2020({ allErrors: true });
const isRecording = ajv.compile({
  type: 'object',
  required: ['title', 'provenance', 'call', 'outcome', 'exchanges'],
  additionalProperties: false,
  properties: {
    title: text,
    provenance: { type: 'object', required: ['kind', 'note', 'written', 'specification', 'contract'] },
    call: {
      type: 'object',
      required: ['method', 'arguments'],
      properties: { method: { enum: METHODS }, arguments: { type: 'array' } },
    },
    outcome: { type: 'object', minProperties: 1, maxProperties: 1, properties: { returns: {}, throws: {} } },
    exchanges: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['scope', 'method', 'path', 'status', 'rawHeaders'] },
    },
  },
});

/** @throws Error when a file is not a recording, with the file and what is wrong. */
function assertRecording(recording: unknown, file: string): asserts recording is Recording {
  if (!isRecording(recording)) throw new Error(`${file} is not a recording: ${ajv.errorsText(isRecording.errors)}`);
}

/** What happened when a recorded call was made again. */
export interface Replay {
  readonly outcome: { readonly returns: unknown } | { readonly throws: unknown };
  /** What the client really sent, and what it was answered. */
  readonly exchanges: readonly WireExchange[];
}

/**
 * The retries of a recorded call, which has every exchange. A 429 that states when to come back does not count, but is
 * repeated only where retries are on.
 */
function countedRetries(exchanges: Recording['exchanges']): number {
  const counted = exchanges.slice(0, -1).filter(({ status, rawHeaders }) => {
    const names = Object.keys(rawHeaders ?? {});
    return status !== 429 || !names.some((name) => /retry-after|time-reset/i.test(name));
  });
  return exchanges.length > 1 ? Math.max(counted.length, 1) : 0;
}

/** Makes a recorded call through the client. nock answers with the recorded exchanges, and with nothing else. */
export async function replay({ call, exchanges }: Recording): Promise<Replay> {
  nock.define(structuredClone([...exchanges]));
  const log = createExchangeLog();
  const client = createCustomersClient({
    storeHash: /\/stores\/([^/]+)/.exec(exchanges[0]?.path ?? '')?.[1],
    accessToken: 'replayed-token',
    fetch: log.fetch,
    retry: { maxRetries: countedRetries(exchanges), minDelayMs: 1, maxDelayMs: 1 },
    // A recording answers at once: nothing is gained by seconds between its exchanges.
    limiter: { acquire: () => 0, observe: () => {} },
  });
  try {
    const returns = await callMethod(client, call.method, call.arguments);
    return { outcome: { returns: returns ?? null }, exchanges: log.exchanges };
  } catch (error) {
    return { outcome: { throws: error }, exchanges: log.exchanges };
  }
}
