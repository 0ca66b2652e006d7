import { isRecord, type JsonObject } from '../../../json.js';
import { adding, dropping, METHODS, renamedMember, renaming, setting, type Variant } from '../mutant.js';

/** Changes where the operations are served. */
export function mutateServer(server: JsonObject): Variant[] {
  const url = String(server['url']);
  const changed = [
    ['SERVER-HOST', url.replace('://', '://other.')],
    ['SERVER-PATH', `${url}/more`],
    ['SERVER-SCHEME', url.replace(/^https:/, 'http:')],
  ] as const;
  return changed
    .filter(([, other]) => other !== url)
    .map(([operator, other]) => setting(operator, server, 'url', other));
}

/** Changes how requests prove who they come from. */
export function mutateSecurityScheme(scheme: JsonObject): Variant[] {
  if (scheme['type'] !== 'apiKey') return [];
  return [
    setting('SEC-HEADER-NAME', scheme, 'name', `${scheme['name']}-Renamed`),
    setting('SEC-IN', scheme, 'in', scheme['in'] === 'header' ? 'query' : 'header'),
  ];
}

/** Credentials that all operations ask for, unless they say otherwise. */
export function mutateDocument(document: JsonObject): Variant[] {
  return document['security'] === undefined ? [] : [dropping('SEC-REMOVE', document, 'security')];
}

/** Our own keywords: each is a rule for exchanges or for the client. */
export function mutateExtensions(node: JsonObject): Variant[] {
  return Object.keys(node)
    .filter((name) => name.startsWith('x-'))
    .map((name) => dropping('EXTENSION-DROP', node, name));
}

/** The statuses that a `default` answer covers. */
export function mutateStatusRange(range: JsonObject): Variant[] {
  return Object.entries(range).flatMap(([bound, status]) =>
    typeof status === 'number'
      ? [setting('BOUND-UP', range, bound, status + 1), setting('BOUND-DOWN', range, bound, status - 1)]
      : [],
  );
}

/** Changes which paths there are, and what they are called. */
export function mutatePaths(paths: JsonObject): Variant[] {
  return Object.keys(paths).flatMap((path) => [
    dropping('PATH-DROP', paths, path),
    renaming('PATH-SEG', paths, path, path.replace(/[^/{}]+$/, '$&-renamed')),
    ...(path.includes('{') ? [renaming('PATH-PARAM-RENAME', paths, path, path.replace(/\{(\w+)\}/, '{renamed}'))] : []),
  ]);
}

/** Changes which methods a path has. */
export function mutatePathItem(item: JsonObject): Variant[] {
  const methods = METHODS.filter((method) => method in item);
  const [first] = methods;
  const operation = first ? item[first] : undefined;
  const added = isRecord(operation) ? { ...operation, operationId: 'addedOperation' } : {};
  return [
    ...methods.map((method) => dropping('METHOD-DROP', item, method)),
    ...methods.map((method) => ({
      ...renaming('METHOD-SWAP', item, method, 'patch'),
      node: renamedMember(item, method, 'patch'),
    })),
    ...('patch' in item ? [] : [adding('METHOD-ADD', item, 'patch', added)]),
  ].map((variant) => (variant.replacement.length > 80 ? { ...variant, replacement: 'patch: …' } : variant));
}

/** Changes what an operation is called, whether it takes a body, and what credentials it asks for. */
export function mutateOperation(operation: JsonObject): Variant[] {
  const { requestBody } = operation;
  return [
    setting('OPERATION-ID', operation, 'operationId', `${operation['operationId']}Renamed`),
    ...(requestBody === undefined
      ? [adding('BODY-ADD', operation, 'requestBody', { content: { 'application/json': { schema: {} } } })]
      : [dropping('BODY-DROP', operation, 'requestBody')]),
    ...(Array.isArray(operation['parameters'])
      ? []
      : [
          adding('PARAM-ADD-OPT', operation, 'parameters', [{ name: 'undeclared', in: 'query', schema: {} }]),
          adding('PARAM-ADD-REQ', operation, 'parameters', [
            { name: 'another', in: 'query', required: true, schema: {} },
          ]),
        ]),
    setting('SEC-REMOVE', operation, 'security', []),
    setting('SEC-OPTIONAL', operation, 'security', [{}]),
  ];
}

export function mutateRequestBody(body: JsonObject): Variant[] {
  return body['required'] === true
    ? [dropping('BODY-REQ-DROP', body, 'required')]
    : [setting('BODY-REQ-ADD', body, 'required', true)];
}
