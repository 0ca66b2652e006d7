import { entriesOf, isRecord, type Json, pointerInFragment, pointerTo, valueAtPointer } from '../../json.js';
import { type Inlining, METHODS, type Touch } from './mutant.js';

/** What OpenAPI calls an object of a document. */
export type PlaceKind =
  | 'document'
  | 'server'
  | 'server-variable'
  | 'security-scheme'
  | 'paths'
  | 'path-item'
  | 'operation'
  | 'parameters'
  | 'parameter'
  | 'request-body'
  | 'responses'
  | 'response'
  | 'status-range'
  | 'headers'
  | 'header'
  | 'content'
  | 'media'
  | 'schema'
  | 'reference';

/** An object of a document, as one operation gets to it or as it is written. */
export interface Place {
  readonly kind: PlaceKind;
  readonly value: Json;
  /** Where it is written. */
  readonly written: string;
  /** Where it stands once the references on the way are written out. */
  readonly site: string;
  readonly inlinings: readonly Inlining[];
  readonly touch: Touch;
}

/** Everything that a document says, as it is written: references are places of their own, and not followed. */
export function writtenPlaces(document: Json): Place[] {
  return [...walk({ document, follows: false }, placeAt(document, 'document', '', {}))];
}

/** Everything that a document says of its operations: references are followed, those to what they are in once. */
export function usedPlaces(document: Json, most = Infinity): Place[] {
  const found: Place[] = [];
  // Schemas that refer to each other have more uses than anybody could count.
  for (const place of walk({ document, follows: true }, placeAt(document, 'document', '', {}))) {
    if (found.length >= most) break;
    found.push(place);
  }
  return found;
}

interface Walk {
  readonly document: Json;
  readonly follows: boolean;
}

function placeAt(document: Json, kind: PlaceKind, pointer: string, touch: Touch): Place {
  return {
    kind,
    value: valueAtPointer(document, pointer) ?? null,
    written: pointer,
    site: pointer,
    inlinings: [],
    touch,
  };
}

function* walk(how: Walk, place: Place): Generator<Place> {
  const { value } = place;
  if (isRecord(value) && typeof value['$ref'] === 'string') {
    yield { ...place, kind: 'reference' };
    const target = pointerInFragment(value['$ref']);
    if (how.follows && !place.inlinings.some((inlining) => inlining.target === target)) {
      const inlinings = [...place.inlinings, { at: place.site, target }];
      yield* walk(how, { ...place, value: valueAtPointer(how.document, target) ?? null, written: target, inlinings });
    }
    return;
  }
  yield place;
  for (const [kind, tokens, touch] of childrenOf(place, how)) {
    const child = valueAtPointer(value, pointerTo('', ...tokens));
    if (!isRecord(child) && !Array.isArray(child)) continue;
    yield* walk(how, {
      ...place,
      kind,
      value: child,
      written: pointerTo(place.written, ...tokens),
      site: pointerTo(place.site, ...tokens),
      touch: { ...place.touch, ...touch },
    });
  }
}

type Child = readonly [kind: PlaceKind, tokens: readonly (string | number)[], touch?: Touch];

function childrenOf({ kind, value }: Place, { follows }: Walk): Child[] {
  const each = (kindOfEach: PlaceKind, ...path: string[]): Child[] => {
    const map = valueAtPointer(value, pointerTo('', ...path)) ?? null;
    const names = Array.isArray(map) ? map.map((_, index) => index) : entriesOf(map).map(([name]) => name);
    return names.map((name) => [kindOfEach, [...path, name]]);
  };
  const components: Child[] = [
    ...each('schema', 'components', 'schemas'),
    ...each('header', 'components', 'headers'),
    ...each('parameter', 'components', 'parameters'),
    ...each('request-body', 'components', 'requestBodies'),
    ...each('response', 'components', 'responses'),
  ];
  const children: Readonly<Record<PlaceKind, () => Child[]>> = {
    document: () => [
      ...each('server', 'servers'),
      ...each('security-scheme', 'components', 'securitySchemes'),
      ['paths', ['paths']],
      ...(follows ? [] : components),
    ],
    server: () => each('server-variable', 'variables'),
    paths: () => each('path-item').map(([each, tokens]) => [each, tokens, { path: String(tokens[0]) }]),
    'path-item': () => [
      ['parameters', ['parameters'], { half: 'request' }],
      ...METHODS.map((method): Child => ['operation', [method], operationTouch(value, method)]),
    ],
    operation: () => [
      ['parameters', ['parameters'], { half: 'request' }],
      ['request-body', ['requestBody'], { half: 'request' }],
      ['responses', ['responses'], { half: 'response' }],
    ],
    parameters: () => each('parameter'),
    parameter: () => [['schema', ['schema']]],
    'request-body': () => [['content', ['content']]],
    responses: () => each('response').map(([each, tokens]) => [each, tokens, { status: String(tokens[0]) }]),
    response: () => [
      ['headers', ['headers']],
      ['content', ['content']],
      ['status-range', ['x-status-range']],
    ],
    headers: () => each('header'),
    header: () => [['schema', ['schema']]],
    content: () => each('media'),
    media: () => [['schema', ['schema']]],
    schema: () => [
      ...each('schema', 'properties'),
      ['schema', ['items']],
      ['schema', ['additionalProperties']],
      ...['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => each('schema', keyword)),
    ],
    reference: () => [],
    'server-variable': () => [],
    'security-scheme': () => [],
    'status-range': () => [],
  };
  return children[kind]();
}

function operationTouch(item: Json, method: string): Touch {
  const operation = isRecord(item) ? item[method] : undefined;
  return isRecord(operation) ? { operationId: String(operation['operationId']) } : {};
}
