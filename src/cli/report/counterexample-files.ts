import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readHeaders, type WireExchange } from '#contract';
import { isRecord, valueAt } from '../../json.js';
import type { Counterexample } from '../../score/derived-evidence.js';
import { UsageError } from '../command.js';
import { writeFile } from '../files/output-file.js';
import { WriteError } from '../io.js';
import { plainText } from '../text.js';

/**
 * Makes sure that counterexamples will not be mixed with other files.
 *
 * @throws UsageError when the folder has anything in it.
 */
export async function checkCounterexampleFolder(command: string, folder: string, cwd: string): Promise<void> {
  const members = await readdir(resolve(cwd, folder)).catch((error: unknown) => {
    if (valueAt(error, 'code') === 'ENOENT') return [];
    throw new WriteError(folder, error);
  });
  if (members.length > 0)
    throw new UsageError(
      `${command}: --counterexamples ${plainText(folder)} is not empty; name a new folder, or empty it`,
    );
}

/**
 * Writes a file of exchanges for each operation, in the form of recordings.
 *
 * @returns How many files.
 * @throws WriteError
 */
export async function writeCounterexamples(
  all: readonly Counterexample[],
  folder: string,
  cwd: string,
): Promise<number> {
  const byOperation = new Map<string, Counterexample[]>();
  for (const one of all) byOperation.set(one.operationId, [...(byOperation.get(one.operationId) ?? []), one]);
  await mkdir(resolve(cwd, folder), { recursive: true }).catch((error: unknown) => {
    throw new WriteError(folder, error);
  });
  const taken = new Set<string>();
  for (const [operationId, counterexamples] of byOperation) {
    const name = join(folder, `${freeName(operationId, taken)}.json`);
    const content = {
      title: `Each exchange breaks one rule of ${operationId}`,
      exchanges: counterexamples.map(definitionOf),
    };
    await writeFile(resolve(cwd, name), name, `${JSON.stringify(content, null, 2)}\n`);
  }
  return byOperation.size;
}

/** Ids may have characters that file systems do not take, or differ in case only. */
function freeName(operationId: string, taken: Set<string>): string {
  const safe = operationId.replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'operation';
  let name = safe;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${safe}-${count}`;
  taken.add(name.toLowerCase());
  return name;
}

function definitionOf({ title, violation, exchange }: Counterexample): object {
  const { request, response } = exchange;
  const [origin = ''] = /^[a-z]+:\/\/[^/?#]*/i.exec(request.url) ?? [];
  return {
    title,
    breaks: { location: violation.location, keyword: violation.keyword, rule: violation.rule?.pointer },
    scope: origin,
    method: request.method,
    path: request.url.slice(origin.length),
    reqheaders: pairsOf(request),
    body: readable(request.body),
    status: response.status,
    rawHeaders: pairsOf(response),
    response: readable(response.body),
  };
}

/** Names and values in turn, as nock has them. */
function pairsOf({ headers }: Pick<WireExchange['request'], 'headers'>): string[] {
  return [...readHeaders(headers)].flat();
}

/** Objects are easier to read than texts of them, as long as they stay the same. */
function readable(body: unknown): unknown {
  if (typeof body !== 'string') return body ?? '';
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) && JSON.stringify(value) === body ? value : body;
  } catch {
    return body;
  }
}
