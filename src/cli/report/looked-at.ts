import {
  bestRange,
  type CheckOptions,
  type Contract,
  type ContractDocument,
  type DocumentPart,
  documentedStatus,
  hasBody,
  isJson,
  mediaTypeOf,
  memberAt,
  membersOf,
  type OperationDescriptor,
  operationPart,
  partAt,
  readBody,
  readHeaders,
  referredTo,
  type SpecProblem,
  type WireExchange,
} from '#contract';
import type { ViolationLocation } from '#errors';
import { isRecord } from '../../json.js';

/** Parts of an exchange of which a check saw nothing, or only some. All others were checked in full. */
export type Gaps = Readonly<Partial<Record<ViolationLocation, 'none' | 'some'>>>;

/**
 * What a check of an exchange did not look at, because the document asks for nothing there, or for something that cannot be read.
 *
 * @param operation `undefined` if the request calls none, so that its violation is all that was checked.
 */
export function gapsIn(
  { request, response }: WireExchange,
  operation: OperationDescriptor | undefined,
  contract: Contract,
  strict: CheckOptions['strict'],
): Gaps {
  if (!operation) return Object.fromEntries(LOCATIONS.map((location) => [location, 'none'] as const));
  const { parameters, requestBody, security, operationId } = operation;
  const responses = contract.responses[operationId] ?? {};
  const status = documentedStatus(response.status, responses) ?? '';
  const { headers = [], content = {}, texts } = responses[status] ?? {};
  const names = Object.keys(responses);
  const mediaTypes = Object.keys(content);
  const own = operationPart(contract.document, operation);
  const contentOf = (...path: string[]) => memberAt(contract.document, own, ...path, 'content');
  const named = parameters.header.length + (parameters.cookie?.length ?? 0);
  const gaps: Record<string, 'none' | 'some' | undefined> = {
    'request.header': named > 0 || strict ? undefined : 'none',
    'request.security':
      security.every((credentials) => credentials.length > 0) && security.length > 0 ? undefined : 'none',
    'request.body':
      requestBody &&
      (schemaGap(request, requestBody.mediaTypes, contentOf('requestBody'), contract.document) ??
        bodyGap(request, requestBody.mediaTypes, requestBody.texts)),
    'response.status': names.join() === 'default' && !responses['default']?.statusRange && !strict ? 'none' : undefined,
    // Of a response with an undocumented status, nothing else is checked.
    'response.header': status !== '' && (headers.length > 0 || mediaTypes.length === 0 || strict) ? undefined : 'none',
    'response.body':
      status === ''
        ? 'none'
        : (schemaGap(response, mediaTypes, contentOf('responses', status), contract.document) ??
          bodyGap(response, mediaTypes, texts)),
  };
  return Object.fromEntries(Object.entries(gaps).filter(([, gap]) => gap !== undefined));
}

/** Without a schema, only the media type of a body is checked, and not even that where any is allowed. */
function schemaGap(
  { headers, body }: WireExchange['request'] | WireExchange['response'],
  documented: readonly string[],
  content: DocumentPart | undefined,
  document: ContractDocument,
): 'none' | 'some' | undefined {
  const range = bestRange(documented, mediaTypeOf(readHeaders(headers)));
  const allowsAny = documented.length > 0 && documented.every((one) => one === '*/*');
  if (range === undefined && !(allowsAny && !hasBody(body))) return undefined;
  const at = memberAt(document, content, range ?? '*/*', 'schema');
  const { value: schema = true } = (at && referredTo(document, at)) ?? at ?? {};
  const saysNothing = schema === true || (isRecord(schema) && Object.keys(schema).length === 0);
  if (!saysNothing) return undefined;
  if (allowsAny) return 'none';
  return hasBody(body) ? 'some' : undefined;
}

/** Of bodies that are not read, such as images, only the media type is checked. */
function bodyGap(
  { headers, body }: WireExchange['request'] | WireExchange['response'],
  documented: readonly string[],
  texts: Parameters<typeof readBody>[4],
): 'some' | undefined {
  const mediaType = mediaTypeOf(readHeaders(headers));
  if (!hasBody(body) || isJson(mediaType) || bestRange(documented, mediaType) === undefined) return undefined;
  const place = { operationId: undefined, location: 'response.body', pointer: '' } as const;
  return readBody(body, mediaType, documented, place, texts).isRead ? undefined : 'some';
}

/** The order in which an exchange travels. */
export const LOCATIONS: readonly ViolationLocation[] = [
  'request.server',
  'request.path',
  'request.method',
  'request.query',
  'request.header',
  'request.security',
  'request.body',
  'response.status',
  'response.header',
  'response.body',
];

/** For each operation, the parts of its exchanges for which the document has rules that are not checked. */
export function uncheckedLocations(
  contract: Contract,
  unchecked: readonly Pick<SpecProblem, 'pointer'>[],
): (id: string) => ViolationLocation[] {
  const { document, operations, placeOf } = contract;
  const pointers = unchecked.map(({ pointer = '' }) => pointer);
  if (pointers.length === 0) return () => [];
  const isIncomplete = (part: DocumentPart | undefined) =>
    rootsOf(document, part).some((root) => {
      const own = placeOf?.(root).pointer ?? root;
      return pointers.some((pointer) => pointer === own || pointer.startsWith(`${own}/`));
    });
  return (id) => {
    const operation = operations[id];
    if (!operation) return [];
    const own = (...names: string[]) => operationPart(document, operation, ...names);
    const parts = [...partsOf(own('parameters')), ...partsOf(partAt(document, 'paths', operation.path, 'parameters'))];
    const wrong = parts.filter(isIncomplete).map((part) => locationOf(memberAt(document, part, 'in')?.value));
    const responses = partsOf(own('responses'));
    const bodies = responses.map((response) => memberAt(document, response, 'content'));
    return [
      ...wrong,
      ...(isIncomplete(own('requestBody')) ? (['request.body'] as const) : []),
      ...(isIncomplete(own('security')) ? (['request.security'] as const) : []),
      ...(responses.some((response) => isIncomplete(memberAt(document, response, 'headers')))
        ? (['response.header'] as const)
        : []),
      ...(bodies.some(isIncomplete) ? (['response.body'] as const) : []),
    ];
  };
}

function partsOf(list: DocumentPart | undefined): DocumentPart[] {
  return list ? membersOf(list).map(([, part]) => part) : [];
}

function locationOf(place: unknown): ViolationLocation {
  if (place === 'query' || place === 'path') return `request.${place}`;
  return 'request.header';
}

/** The pointers to a part and to all that it refers to, directly or not. */
function rootsOf(document: ContractDocument, part: DocumentPart | undefined): string[] {
  const roots = new Set<string>();
  const pending = part ? [part] : [];
  for (const at of pending) {
    if (roots.has(at.pointer)) continue;
    roots.add(at.pointer);
    const inner = [at];
    for (const one of inner) {
      const target = referredTo(document, one);
      if (target) pending.push(target);
      inner.push(...membersOf(one).map(([, member]) => member));
    }
  }
  return [...roots];
}
