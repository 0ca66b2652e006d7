import openapiTS, { astToString } from 'openapi-typescript';
import { sampleOf } from '../../contract-tests/counterexamples/sample.js';
import { describeForClient } from '../codegen/describe-client.js';
import type { OperationModel, SpecModel } from '../codegen/model.js';
import { readModel } from '../codegen/read-model.js';
import { serializePath, serializeQuery } from '../codegen/runtime/serialize.js';
import type { Json, JsonObject } from '../spec/json.js';
import type { SpecSource } from '../spec/source.js';

/** What calls are made with, by operationId and parameter: the same for a document and for its mutants. */
export type SampleArguments = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A value for each parameter, which shows in which form it is written: two items, and characters with a meaning. */
export function sampleArguments({ operations }: SpecModel): SampleArguments {
  return Object.fromEntries(
    operations.map(({ operationId, parameters }) => [
      operationId,
      Object.fromEntries(
        parameters.map(({ name, schema }) => {
          const sample = sampleOf(schema) ?? null;
          return [name, Array.isArray(sample) ? [...sample, ...sample] : sample === 'text' ? 'a:b, c' : sample];
        }),
      ),
    ]),
  );
}

/** What a client that is generated from a document would send, and what it knows about when and how often. */
export function wireForm(source: SpecSource, samples: SampleArguments): string {
  const { server, operations } = readModel(source);
  return JSON.stringify([
    server,
    operations.map((operation) => [requestLine(operation, samples), describeForClient(operation)]),
  ]);
}

function requestLine(operation: OperationModel, samples: SampleArguments): string {
  const values = samples[operation.operationId] ?? {};
  const among = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === place)
        .map(({ name }) => [name, values[name] ?? null] as const)
        .filter(([, value]) => value !== null),
    );
  try {
    const path = serializePath(operation.path, among('path'));
    return `${operation.method} ${path}?${serializeQuery(describeForClient(operation).parameters.query, among('query'))}`;
  } catch (error) {
    return String(error);
  }
}

/** The types that users compile against. What is said in comments is not part of them. */
export async function typeSurface(document: JsonObject): Promise<string> {
  const printed = astToString(await openapiTS(JSON.stringify(document)));
  return printed.replace(/\/\*\*[\s\S]*?\*\//g, '');
}
