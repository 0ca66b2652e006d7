import {
  bestRange,
  type Contract,
  documentedStatus,
  isTooDeep,
  matchOperation,
  mediaTypeOf,
  operationPart,
  readHeaders,
  type SchemaValidator,
  type WireExchange,
  type WireResponse,
} from '#contract';

/** Whether the document has no schema for the value at a JSON pointer into a body. */
type IsUndeclared = (pointer: string) => boolean;

/** What checks the bodies of a message, by media type. */
type Content = Readonly<Record<string, SchemaValidator>>;

/** Finds the values that a document does not declare. They can be anything, and about anybody. */
export function undeclaredIn(
  { request, response }: WireExchange,
  contract: Contract,
): { readonly request: IsUndeclared; readonly response: IsUndeclared } {
  const match = matchOperation(request, contract);
  const operation = 'operation' in match ? match.operation : undefined;
  const { operationId = '', path = '', method = '' } = operation ?? {};
  const responses = contract.responses[operationId] ?? {};
  const status = documentedStatus(response.status, responses) ?? '';
  const within = (content: Content, { headers, body }: Pick<WireResponse, 'headers' | 'body'>, ...names: string[]) => {
    const range = bestRange(Object.keys(content), mediaTypeOf(readHeaders(headers))) ?? '';
    const part = operationPart(contract.document, { path, method }, ...names, 'content', range, 'schema');
    return undeclaredPointers(part && content[range], body);
  };
  return {
    request: within(contract.bodies[operationId] ?? {}, request, 'requestBody'),
    response: within(responses[status]?.content ?? {}, response, 'responses', status),
  };
}

/** Members that nobody declares or that are forbidden, and items of which nobody says what they are. */
function undeclaredPointers(validate: Content[string] | undefined, body: unknown): IsUndeclared {
  const value = typeof body === 'string' ? parsed(body) : body;
  if (!validate || isTooDeep(value)) return () => true;
  const found = new Set(validate.undescribed(value));
  return (pointer) => found.has(pointer);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
