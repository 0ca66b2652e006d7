import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  checkRequest,
  checkResponse,
  type Violation,
  type WireRequest,
  type WireResponse,
} from '../../../src/contract/index.js';
import type { Counterexample } from './counterexample.js';
import type { DerivedCounterexamples } from './derive.js';

/**
 * A counterexample that is stored. Those derived from the document change with it, and so cannot tell when it allows more
 * than before; these can. Of an exchange only the half that is broken is kept.
 */
export interface KeptCounterexample extends Pick<Counterexample, 'title' | 'constraint' | 'violation'> {
  readonly request?: WireRequest;
  readonly response?: WireResponse;
}

const FOLDER = fileURLToPath(new URL('kept/', import.meta.url));
const EXTENSION = '.ndjson';

/** Those to keep of an operation: of each constraint, all at the first place where it applies. */
export function selectToKeep(counterexamples: readonly Counterexample[]): KeptCounterexample[] {
  const places = new Map<string, string>();
  for (const counterexample of counterexamples) {
    const { constraint } = counterexample;
    if (!places.has(constraint)) places.set(constraint, placeOf(counterexample));
  }
  return counterexamples
    .filter((counterexample) => places.get(counterexample.constraint) === placeOf(counterexample))
    .map(({ title, constraint, violation, exchange: { request, response } }) => ({
      title,
      constraint,
      violation,
      ...(violation.location.startsWith('request') ? { request } : { response }),
    }));
}

function placeOf({ violation, exchange: { response } }: Counterexample): string {
  if (violation.location.startsWith('request')) return 'request';
  return JSON.stringify([
    response.status,
    Object.entries(response.headers ?? {}).find(([name]) => name === 'Content-Type'),
  ]);
}

/** What the contract says about a kept counterexample today. */
export function verdictOn({ request, response }: KeptCounterexample, operationId: string): Violation[] {
  return [...(request ? checkRequest(request) : []), ...(response ? checkResponse(response, operationId) : [])];
}

export async function readKept(operationId: string): Promise<KeptCounterexample[]> {
  const text = await readFile(keptPath(operationId), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export async function keptOperations(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files.map((file) => file.slice(0, -EXTENSION.length)).sort();
}

/** Where those of an operation are. */
export function keptPath(operationId: string): string {
  return `${FOLDER}${operationId}${EXTENSION}`;
}

/** Keeps these, and none of other operations. */
export async function keepOnly(derived: readonly DerivedCounterexamples[]): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await keep(derived);
}

/** One line for each, so that a change shows which are gone and which are new. */
export async function keep(derived: readonly DerivedCounterexamples[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const [operationId, , counterexamples] of derived) {
    const lines = selectToKeep(counterexamples).map((counterexample) => `${JSON.stringify(counterexample)}\n`);
    await writeFile(keptPath(operationId), lines.join(''));
  }
}
