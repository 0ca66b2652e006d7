import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import type { SpecModel } from '../../src/contract/load/model.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { SpecProblemsError } from '../../src/contract/load/source.js';
import { checkConformance } from '../spec/check.js';
import type { SpecSource } from '../spec/source.js';
import { emitChecks } from './emit-checks.js';
import { emitClient } from './emit-client.js';
import { emitDocument, emitLines } from './emit-document.js';
import { emitOperations, emitRequests, requestSchemas } from './emit-operations.js';
import { emitSuccesses, successSchemas } from './emit-successes.js';

/** Generated files by name, in a folder of their own. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** How every generated file begins. */
export const BANNER = '// Written by "npm run generate" from the OpenAPI document. Do not edit.\n\n';

/** What the tables of validators need. */
const TABLE_TYPES = `import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
`;

/** Files that are the same for every document. */
const RUNTIME = ['descriptor.ts', 'serialize.ts'];

/**
 * Generates everything from a document. The same document gives the same bytes.
 *
 * @throws SpecProblemsError when the document is not valid, or asks for something that cannot be generated.
 */
export async function generate(source: SpecSource): Promise<GeneratedFiles> {
  await checkConformance(source);
  const model = readModel(source);
  refuseOtherNames(source, model);
  refuseOtherRequests(source, model);
  refuseOtherSuccesses(source, model);
  const checks = emitChecks(source, new Map([...requestSchemas(model), ...successSchemas(model)]));
  const files: [string, string][] = [
    ['types.ts', astToString(await openapiTS(source.text))],
    ['operations.ts', emitOperations(model)],
    ['client.ts', emitClient(model)],
    ['validators.ts', [TABLE_TYPES + checks.validators, emitRequests(model), emitSuccesses(model)].join('\n')],
    ['checks.ts', checks.combinators],
    ['contract-document.ts', emitDocument(source.document)],
    ['contract-lines.ts', emitLines(source)],
    ...(await Promise.all(RUNTIME.map(async (name) => [name, await runtimeFile(name)] as [string, string]))),
  ];
  return new Map(files.map(([name, text]) => [name, BANNER + text]));
}

/** Operations become functions. */
function refuseOtherNames(source: SpecSource, { operations }: SpecModel): void {
  const other = operations.find(({ operationId }) => !/^[a-z][A-Za-z0-9]*$/.test(operationId));
  if (other) refuse(source, other.pointer, `operationId ${other.operationId} must be camelCase to name a function`);
}

/** The client sends every body as JSON. */
function refuseOtherRequests(source: SpecSource, { operations }: SpecModel): void {
  for (const { requestBody } of operations) {
    if (!requestBody || requestBody.content.some(({ mediaType }) => mediaType === 'application/json')) continue;
    refuse(source, requestBody.pointer, 'a request body without application/json cannot be generated');
  }
}

/** The client parses every success as JSON. */
function refuseOtherSuccesses(source: SpecSource, { operations }: SpecModel): void {
  for (const { pointer, status, content } of operations.flatMap(({ responses }) => responses)) {
    const other = content.find(({ mediaType }) => !/^application\/([^/]+\+)?json$/.test(mediaType));
    if (!status.startsWith('2') || !other) continue;
    const reason = `a success that is not JSON (${other.mediaType}) cannot be generated`;
    refuse(source, pointer, reason);
  }
}

function refuse(source: SpecSource, pointer: string, reason: string): never {
  throw new SpecProblemsError([source.problemAt(pointer, 'generate', reason)]);
}

function runtimeFile(name: string): Promise<string> {
  return readFile(new URL(`./runtime/${name}`, import.meta.url), 'utf8');
}
