import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import type { SpecModel } from '../contract/load/model.js';
import { readModel } from '../contract/load/read-model.js';
import { type SpecProblem, SpecProblemsError } from '../contract/load/source.js';
import { isJson } from '../contract/read-body.js';
import type { CodegenSource } from './codegen-source.js';
import { emitCaller } from './emit-caller.js';
import { emitCalls } from './emit-calls.js';
import { emitChecks } from './emit-checks.js';
import { emitClient } from './emit-client.js';
import { emitDocument, emitLines } from './emit-document.js';
import { emitExamples } from './emit-examples.js';
import { emitOperations, emitRequests, requestSchemas } from './emit-operations.js';
import { emitSuccesses, successSchemas } from './emit-successes.js';
import { emitTypes } from './emit-types.js';
import { publishedFile } from './published-file.js';
import { withSendableOperations } from './sendable-operations.js';

/** Generated files by name, in a folder of their own. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** How every generated file begins, that of this package first. */
export const BANNERS = ['npm run generate', 'bigcommerce-customers generate'].map(
  (command) => `// Written by "${command}" from the OpenAPI document. Do not edit.\n\n`,
);

/** What the tables of validators need. */
const TABLE_TYPES = `import type { Validator } from './descriptor.js';
import type { OperationId } from './operations.js';
`;

/** Files that are the same for every document. */
const RUNTIME = ['descriptor.ts', 'serialize.ts'];
const CALLER_RUNTIME = ['body.ts', 'call.ts', 'credentials.ts', 'multipart.ts', 'parameters.ts'];

/**
 * Generates everything from a document. The same document gives the same bytes.
 *
 * @throws SpecProblemsError when the document asks for something that cannot be generated.
 */
export async function generate(source: CodegenSource): Promise<GeneratedFiles> {
  const isOurs = source.warn === undefined;
  const model = withSendableOperations(readModel(source), source);
  if (isOurs) refuseOthers(source, model);
  const checks = emitChecks(source, new Map([...requestSchemas(model), ...successSchemas(model)]));
  const files: [string, string][] = [
    ['types.ts', isOurs ? astToString(await openapiTS(source.text)) : emitTypes(source.document)],
    ['operations.ts', emitOperations(model)],
    ['client.ts', isOurs ? emitClient(model) : emitCaller(source, model)],
    ['validators.ts', [TABLE_TYPES + checks.validators, emitRequests(model), emitSuccesses(model)].join('\n')],
    ['checks.ts', checks.combinators],
    ['contract-document.ts', emitDocument(source.document)],
    ['contract-lines.ts', emitLines(source)],
    [isOurs ? 'examples.ts' : 'calls.ts', (isOurs ? emitExamples : emitCalls)(source, model)],
    ...(await Promise.all(
      [...RUNTIME, ...(isOurs ? [] : CALLER_RUNTIME)].map(async (name): Promise<[string, string]> => {
        return [name, await readFile(publishedFile(`codegen/runtime/${name}`), 'utf8')];
      }),
    )),
  ];
  return new Map(files.map(([name, text]) => [name, (BANNERS[isOurs ? 0 : 1] ?? '') + text]));
}

/** The client of this package sends and reads JSON, and its functions have plain names. */
function refuseOthers({ problemAt }: CodegenSource, { operations }: SpecModel): void {
  const problems: SpecProblem[] = [];
  const refuse = (pointer: string, reason: string) => problems.push(problemAt(pointer, 'generate', reason));
  for (const { operationId, pointer, requestBody, responses } of operations) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(operationId))
      refuse(pointer, `operationId ${operationId} must be camelCase to name a function`);
    if (requestBody && !requestBody.content.some(({ mediaType }) => mediaType === 'application/json'))
      refuse(requestBody.pointer, 'a request body without application/json cannot be generated');
    for (const response of responses.filter(({ status }) => status.startsWith('2'))) {
      const other = response.content.find(({ mediaType }) => !isJson(mediaType));
      if (other) refuse(response.pointer, `a success that is not JSON (${other.mediaType}) cannot be generated`);
    }
  }
  if (problems.length > 0) throw new SpecProblemsError(problems);
}
