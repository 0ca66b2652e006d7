import { isObject, type JsonObject } from '../../spec/json.js';
import { adding, dropping, renamedMember, renaming, setting } from '../edit.js';
import type { Variant } from '../mutant.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

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
  const added = isObject(operation) ? { ...operation, operationId: 'addedOperation' } : {};
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
