import type { OperationDescriptor } from '../../../generated/contract-descriptor.js';
import type { ServerDescriptor } from '../../../generated/descriptor.js';
import { DocumentNode } from './document.js';
import type { OperationModel, SpecModel } from './model.js';
import { readCredentials } from './read-credentials.js';
import { readParameters } from './read-parameters.js';
import { readRequestBody, readResponses } from './read-payloads.js';
import { readServer, readServers } from './read-servers.js';
import type { SpecSource } from './source.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;

/**
 * Reads what code is generated from out of a valid OpenAPI 3.1 document.
 *
 * @throws SpecProblemsError when the document asks for something that cannot be generated.
 */
export function readModel(source: SpecSource): SpecModel {
  const root = DocumentNode.in(source);
  const server = readFirstServer(root);
  root.at('webhooks').note('webhooks are not looked at');
  return {
    title: root.at('info').text('title'),
    version: root.at('info').text('version'),
    server,
    servers: readAllServers(root, server),
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
  if (
    !item.source.isForeign &&
    path.split('/').some((segment) => /[{}]/.test(segment) && !/^\{[^{}]+\}$/.test(segment))
  )
    item.refuse('a path parameter must be a whole segment of the path');
  operation.at('callbacks').note('callbacks are not looked at');
  const security = operation.at('security').exists ? operation.at('security') : root.at('security');
  return {
    operationId,
    pointer: operation.pointer,
    summary: operation.text('summary', operationId),
    method,
    path,
    servers: readOwnServers(item, operation),
    parameters: readParameters(item, operation),
    requestBody: readRequestBody(operation.at('requestBody')),
    responses: readResponses(operation.at('responses')),
    security: security.members.map(([, alternative]) => readCredentials(root, alternative)),
    maxConcurrency: operation.integer('x-max-concurrency'),
    repeatable: operation.flag('x-repeatable'),
  };
}

/** Code is generated for the first server. */
function readFirstServer(root: DocumentNode): ServerDescriptor {
  const server = root.at('servers', 0);
  if (!server.text('url') && !root.source.isForeign) root.refuse('names no server');
  return readServer(server);
}

/** Servers of its own that an operation has, or its path. */
function readOwnServers(item: DocumentNode, operation: DocumentNode): readonly ServerDescriptor[] | undefined {
  const nodes = [operation, item].map((node) => node.at('servers')).filter(({ exists }) => exists);
  if (!operation.source.isForeign)
    for (const node of nodes) node.refuse('servers are the same for all operations; this one is not honoured');
  return nodes.map(readServers).find((servers) => servers !== undefined);
}

/** Nothing where there is but one, which is the same for all. */
function readAllServers(root: DocumentNode, first: ServerDescriptor): readonly ServerDescriptor[] | undefined {
  const servers = root.source.isForeign ? readServers(root.at('servers')) : undefined;
  return servers?.some(({ url }) => url !== first.url) ? servers : undefined;
}
