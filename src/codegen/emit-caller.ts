import { DocumentNode, type OperationModel, type SpecModel } from '../contract/load/model.js';
import type { CodegenSource } from './codegen-source.js';
import { readsOfOperation } from './emit-calls.js';
import { printName, quote } from './print.js';

/** Writes the typed client of any document: one function for each operation, over openapi-fetch. */
export function emitCaller(source: CodegenSource, { operations }: SpecModel): string {
  const idsThat = (reads: string) =>
    operations
      .filter((operation) => readsOfOperation(operation) === reads)
      .map(({ operationId }) => quote(operationId))
      .join(' | ') || 'never';
  return `import type { FetchResponse, HeadersOptions, ParamsOption, RequestBodyOption } from 'openapi-fetch';
import { type CallerOptions, createCaller } from './call.js';
import { type Credentials, calls, schemes, serverUrl } from './calls.js';
import { operations as descriptors, type OperationId } from './operations.js';
import type { operations, Writable } from './types.js';

/** Parameters and body of a call, as the operation defines them. */
export type OperationInput<Id extends OperationId> = Writable<ParamsOption<operations[Id]>> &
  RequestBodyOption<operations[Id]>;

/** What a call takes besides: what \`fetch\` takes, and a server and a \`fetch\` for this call alone. */
export interface OperationInit extends Omit<RequestInit, 'body' | 'headers' | 'method'> {
  baseUrl?: string;
  fetch?: (request: Request) => Promise<Response>;
  headers?: HeadersOptions;
}

export type OperationOptions<Id extends OperationId> = OperationInput<Id> & OperationInit;

/** Operations whose successes are not JSON: \`data\` is the body of the response, to be read as text, a Blob or a stream. */
type StreamedId = ${idsThat('stream')};

/** Operations of which some successes are JSON, and others are read as those above. */
type MixedId = ${idsThat('mixed')};

type Media = \`\${string}/\${string}\`;

/**
 * What a call resolves to, as openapi-fetch has it: \`data\` or \`error\`, and the \`response\`. \`error\` is what the document
 * declares, or the text of a body that is not JSON, or \`HTTP 503 Service Unavailable\` if there is none: never empty.
 */
export type OperationResult<Id extends OperationId> = Id extends StreamedId
  ? FetchResponse<operations[Id], { parseAs: 'stream' }, Media>
  : Id extends MixedId
    ? FetchResponse<operations[Id], object, Media> | FetchResponse<operations[Id], { parseAs: 'stream' }, Media>
    : FetchResponse<operations[Id], object, Media>;

export interface OperationFunctions {
${operations.map((operation) => emitSignature(source, operation)).join('\n')}}

export interface OperationsOptions extends Omit<CallerOptions, 'auth'> {
  /** The credentials that calls are sent with, by the name of their security scheme. */
  readonly auth?: Credentials;
}

/**
 * Creates one function for each operation. They send what they are given: values are checked by the compiler only.
 *
 * @param options \`baseUrl\` defaults to the first server of the document, its variables filled in.
 */
export function createOperations(options: OperationsOptions = {}): OperationFunctions {
  const call = createCaller({ ...options, auth: { ...options.auth } }, schemes, serverUrl);
  // As openapi-fetch does, it trusts the server to answer as the document says.
  const send =
    <Id extends OperationId>(id: Id) =>
    (input?: OperationOptions<Id>) =>
      call(descriptors[id], calls[id], input) as Promise<OperationResult<Id>>;
  return {
${operations.map(({ operationId }) => `    ${printName(operationId)}: send(${quote(operationId)}),\n`).join('')}  };
}
`;
}

function emitSignature(source: CodegenSource, operation: OperationModel): string {
  const { operationId, parameters, requestBody } = operation;
  const optional = !parameters.some(({ required }) => required) && !requestBody?.required;
  const id = quote(operationId);
  return `${emitComment(source, operation)}  ${printName(operationId)}(options${optional ? '?' : ''}: OperationOptions<${id}>): Promise<OperationResult<${id}>>;
`;
}

/** What editors show of an operation. */
function emitComment(source: CodegenSource, { pointer, summary }: OperationModel): string {
  const node = DocumentNode.in(source, pointer);
  const description = node.text('description').trim();
  const paragraphs = [
    summary.replaceAll(/\s+/g, ' ').trim(),
    description === summary.trim() ? '' : description,
    node.flag('deprecated') ? '@deprecated' : '',
  ].filter((paragraph) => paragraph !== '');
  if (paragraphs.length === 0) return '';
  const lines = paragraphs.join('\n\n').replaceAll('*/', '*\\/').split(/\r?\n/);
  if (lines.length === 1) return `  /** ${lines[0]} */\n`;
  return `  /**\n${lines.map((line) => `   * ${line}`.trimEnd()).join('\n')}\n   */\n`;
}
