import { requests } from '../../generated/contract-requests.js';
import type { ValidationIssue } from '../../generated/descriptor.js';
import type { AdmittedCall } from './admit.js';
import { type AnswerDraft, MALFORMED_JSON, NO_CONTENT, problem, tooManyItems } from './answers.js';
import { readQuery } from './read-query.js';

/** What a call asks for. */
export interface StoreCall {
  readonly segmentId: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** What is wrong with members of the body. Everything else is as the document wants it. */
  readonly itemIssues: readonly ValidationIssue[];
}

/** Reads a call, or says why it makes no sense. What depends on what the store holds is looked at later. */
export function readCall({
  route,
  body: text,
}: AdmittedCall): { readonly call: StoreCall } | { readonly refusal: AnswerDraft } {
  const { operationId, operation, segmentId = '' } = route;
  const query = readQuery(route.query, operation.parameters.query);
  if (query.undeclared.length > 0) {
    const names = query.undeclared.join(', ');
    return { refusal: problem(422, `The filter(s): ${names} are not valid filter parameter(s).`) };
  }
  const body = operation.requestBody ? parseJson(text ?? '') : undefined;
  if (body === MALFORMED) return { refusal: MALFORMED_JSON };
  const { maxItems = Infinity } = operation.requestBody?.limits ?? {};
  if (Array.isArray(body) && body.length > maxItems) return { refusal: tooManyItems(maxItems) };
  const isWithout = (effect: string) =>
    operation.parameters.query.some(({ name, whenOmitted }) => whenOmitted === effect && !(name in query.values));
  if (isWithout('changes-nothing')) return { refusal: NO_CONTENT };

  const path = segmentId === '' ? {} : { segmentId };
  const validate = requests[operationId];
  const isValid = validate({ path, query: query.values, ...(body !== undefined && { body }) });
  const issues = isValid ? [] : (validate.errors ?? []);
  const isAboutItem = ({ instancePath }: ValidationIssue) => itemIndexOf(instancePath) !== undefined;
  const [issue] = issues.filter((candidate) => !isAboutItem(candidate));
  if (issue)
    return { refusal: problem(422, 'The request is not valid.', { [nameOf(issue)]: issue.message ?? issue.keyword }) };
  return { call: { segmentId: segmentId.toLowerCase(), query: query.values, body, itemIssues: issues } };
}

/** The position of a member of the body that a JSON pointer leads to or into. */
export function itemIndexOf(instancePath: string): number | undefined {
  const [, index] = /^\/body\/(\d+)(?:\/|$)/.exec(instancePath) ?? [];
  return index === undefined ? undefined : Number(index);
}

/** The parameter that an issue is about, or the body. */
function nameOf({ instancePath, params }: ValidationIssue): string {
  const [, place = '', name] = instancePath.split('/');
  const { missingProperty } = params;
  return name ?? (typeof missingProperty === 'string' ? missingProperty : place);
}

const MALFORMED = Symbol('malformed');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return MALFORMED;
  }
}
