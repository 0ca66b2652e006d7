import {
  appliedSchemas,
  bestRange,
  CLOSING_KEYWORDS,
  type Contract,
  type ContractDocument,
  type DocumentPart,
  documentedStatus,
  isTooDeep,
  matchOperation,
  mediaTypeOf,
  memberAt,
  partAt,
  readHeaders,
  schemasOfItem,
  schemasOfMember,
  type WireExchange,
} from '#contract';
import { isObject, ownMember, pointerTo } from '../../json.js';

/** Whether the document has no schema for the value at a JSON pointer into a body. */
type IsUndeclared = (pointer: string) => boolean;

/** Finds the values that a document does not declare. They can be anything, and about anybody. */
export function undeclaredIn(
  { request, response }: WireExchange,
  contract: Contract,
): { readonly request: IsUndeclared; readonly response: IsUndeclared } {
  const match = matchOperation(request, contract);
  const { document, responses } = contract;
  const operation = 'operation' in match ? match.operation : undefined;
  const part = operation && partAt(document, 'paths', operation.path, operation.method.toLowerCase());
  const status = documentedStatus(response.status, responses[operation?.operationId ?? ''] ?? {}) ?? '';
  const within = (message: DocumentPart | undefined, { headers, body }: Pick<typeof response, 'headers' | 'body'>) =>
    undeclaredPointers(document, schemaOf(document, message, headers), body);
  return {
    request: within(memberAt(document, part, 'requestBody'), request),
    response: within(memberAt(document, part, 'responses', status), response),
  };
}

function schemaOf(
  document: ContractDocument,
  message: DocumentPart | undefined,
  headers: WireExchange['request']['headers'],
): DocumentPart | undefined {
  const content = memberAt(document, message, 'content')?.value;
  const range = bestRange(Object.keys(isObject(content) ? content : {}), mediaTypeOf(readHeaders(headers)));
  return range === undefined ? undefined : memberAt(document, message, 'content', range, 'schema');
}

function undeclaredPointers(document: ContractDocument, schema: DocumentPart | undefined, body: unknown): IsUndeclared {
  const value = typeof body === 'string' ? parsed(body) : body;
  if (schema === undefined || isTooDeep(value)) return () => true;
  const found = new Set<string>();
  collect(document, [schema], value, '', found);
  return (pointer) => found.has(pointer);
}

/** Collects what the strict check reports, and forbidden members, which it leaves to other checks. */
function collect(
  document: ContractDocument,
  schemas: readonly DocumentPart[],
  value: unknown,
  pointer: string,
  found: Set<string>,
): void {
  if (schemas.length === 0) found.add(pointer);
  if (schemas.length === 0 || !isObject(value)) return;
  const applied = appliedSchemas(document, schemas, value);
  const isMap = !applied.some(({ value: schema }) => listsMembers(schema));
  for (const [name, member] of Object.entries(value)) {
    const declared = Array.isArray(value) ? schemasOfItem(applied, Number(name)) : schemasOfMember(applied, name);
    if (isMap && declared.length === 0) continue;
    collect(document, declared, member, pointerTo(pointer, name), found);
  }
}

/** Whether a schema lists the members of an object. */
function listsMembers(schema: unknown): boolean {
  return (
    ['properties', 'patternProperties'].some((keyword) => isObject(ownMember(schema, keyword))) ||
    CLOSING_KEYWORDS.some((keyword) => ownMember(schema, keyword) === false)
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
