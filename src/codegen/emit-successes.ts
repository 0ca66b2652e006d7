import type { DocumentNode, OperationModel, SpecModel } from '../contract/load/model.js';
import { isJson, withoutParameters } from '../contract/read-body.js';
import type { JsonObject } from '../json.js';
import type { NamedSchemas } from './emit-checks.js';
import { identifierFor, printName } from './print.js';

/** The outlines of what each operation responds with when it succeeds, by the name of their validators. */
export function successSchemas({ operations }: SpecModel): NamedSchemas {
  return new Map(operations.flatMap((operation) => outlinesOf(operation).map(({ name, schema }) => [name, schema])));
}

/** Writes the table of the validators of successes, which stands in one module with them. */
export function emitSuccesses({ operations }: SpecModel): string {
  const members = operations.map((operation) => {
    const validators = outlinesOf(operation).map(({ status, name }) => `'${status}': ${name}`);
    return `  ${printName(operation.operationId)}: {${validators.length > 0 ? ` ${validators.join(', ')} ` : ''}},\n`;
  });
  return `/**
 * Whether the body of a success has its declared outline: its type, and the types and presence of its outermost members.
 * By status; a success that is declared without a body has no entry.
 */
export const successes: Readonly<Record<OperationId, Readonly<Record<string, Validator>>>> = {
${members.join('')}};
`;
}

function outlinesOf({ operationId, responses }: OperationModel) {
  return responses.flatMap(({ status, content }) => {
    const json = content.find(({ mediaType }) => isJson(withoutParameters(mediaType)));
    if (!status.startsWith('2') || !json) return [];
    return [{ status, name: `${identifierFor(operationId)}${status}`, schema: outlineOf(json.schema) }];
  });
}

/**
 * A schema without all that lies deeper than the outermost members. It refuses nothing that the whole schema allows.
 *
 * @param levels Members that lie within each other and are still looked at: of the innermost, only the type.
 */
function outlineOf(schema: DocumentNode, levels = 1, combined = 0): JsonObject {
  const { type, required, nullable } = schema.object;
  const outlines = (keyword: string) =>
    schema
      .at(keyword)
      .members.map(([, part]) => (combined < DEEPEST_COMBINATION ? outlineOf(part, levels, combined + 1) : {}));
  const members = levels > 0 ? schema.at('properties').members : [];
  const [all, alternatives] = [outlines('allOf'), [...outlines('anyOf'), ...outlines('oneOf')]];
  return {
    ...(type !== undefined && { type }),
    ...(nullable !== undefined && { nullable }),
    ...(required !== undefined && levels > 0 && { required }),
    ...(members.length > 0 && {
      properties: Object.fromEntries(members.map(([name, member]) => [name, outlineOf(member, levels - 1)])),
    }),
    ...(all.length > 0 && { allOf: all }),
    ...(alternatives.length > 0 && { anyOf: alternatives }),
  };
}

/** A schema may be combined of itself. Below this depth, anything is allowed. */
const DEEPEST_COMBINATION = 5;
