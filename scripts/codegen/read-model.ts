import type { SpecSource } from '../spec/source.js';
import { DocumentNode } from './document.js';
import type { OperationModel, SpecModel } from './model.js';
import { readParameters } from './read-parameters.js';
import { readRequestBody, readResponses } from './read-payloads.js';
import type { CredentialDescriptor, OperationDescriptor } from './runtime/contract-descriptor.js';
import type { ServerDescriptor } from './runtime/descriptor.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;

/**
 * Reads what code is generated from out of a valid OpenAPI 3.1 document.
 *
 * @throws SpecProblemsError when the document asks for something that cannot be generated.
 */
export function readModel(source: SpecSource): SpecModel {
  const root = new DocumentNode(source);
  return {
    title: root.at('info').text('title'),
    version: root.at('info').text('version'),
    server: readServer(root),
    operations: root
      .at('paths')
      .members.filter(([path]) => path.startsWith('/'))
      .flatMap(([path, item]) =>
        METHODS.filter((method) => item.at(method.toLowerCase()).exists).map((method) =>
          readOperation(root, path, item, method),
        ),
      ),
  };
}

function readOperation(
  root: DocumentNode,
  path: string,
  item: DocumentNode,
  method: OperationDescriptor['method'],
): OperationModel {
  const operation = item.at(method.toLowerCase());
  const operationId = operation.text('operationId');
  if (!/^[a-z][A-Za-z0-9]*$/.test(operationId))
    operation.refuse(`operationId ${operationId} must be camelCase to name a function`);
  for (const node of [item, operation])
    if (node.at('servers').exists)
      node.at('servers').refuse('servers are the same for all operations; this one is not honoured');
  if (path.split('/').some((segment) => /[{}]/.test(segment) && !/^\{[^{}]+\}$/.test(segment)))
    item.refuse('a path parameter must be a whole segment of the path');
  const security = operation.at('security').exists ? operation.at('security') : root.at('security');
  return {
    operationId,
    pointer: operation.pointer,
    summary: operation.text('summary', operationId),
    method,
    path,
    parameters: readParameters(item, operation),
    requestBody: readRequestBody(operation.at('requestBody')),
    responses: readResponses(operation.at('responses')),
    security: security.members.map(([, alternative]) => readCredentials(root, alternative)),
    maxConcurrency: operation.integer('x-max-concurrency'),
    repeatable: operation.flag('x-repeatable'),
  };
}

function readCredentials(root: DocumentNode, alternative: DocumentNode): CredentialDescriptor[] {
  return alternative.members.map(([schemeName, scopes]) => {
    const scheme = root.at('components', 'securitySchemes', schemeName);
    const place = scheme.text('in');
    if (place !== 'header' && place !== 'query' && place !== 'cookie') {
      alternative.refuse(`security scheme ${schemeName} is not an apiKey defined under components.securitySchemes`);
    }
    return { in: place, name: scheme.text('name'), scopes: scopes.members.map(([, scope]) => String(scope.value)) };
  });
}

function readServer(root: DocumentNode): ServerDescriptor {
  const server = root.at('servers', 0);
  if (!server.text('url')) root.refuse('names no server');
  const variables = server.at('variables').members.map(([name, variable]) => {
    const pattern = variable.text('x-pattern');
    return [name, { default: variable.text('default'), ...(pattern && { pattern }) }] as const;
  });
  const maxUrlLength = server.integer('x-max-url-length');
  return {
    url: server.text('url'),
    variables: Object.fromEntries(variables),
    ...(maxUrlLength !== undefined && { maxUrlLength }),
  };
}
