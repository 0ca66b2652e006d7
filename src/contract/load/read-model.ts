import type { ServerDescriptor } from '../../../generated/descriptor.js';
import type { CredentialDescriptor, OperationDescriptor } from '../contract.js';
import type { OperationModel, SpecModel } from './model.js';
import { DocumentNode } from './model.js';
import { readParameters, readRequestBody, readResponses } from './read-parameters.js';
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

/**
 * Gives each operation an id of its own. One that has none, or the id of another, is known by what it is called with; two
 * paths may refer to the same operations.
 *
 * @param note Is told of each id that is there before.
 */
export function withUniqueIds(
  operations: readonly OperationModel[],
  note: (pointer: string, reason: string) => void,
): OperationModel[] {
  const first = new Map<string, OperationModel>();
  return operations.map((operation) => {
    const { operationId, method, path, pointer } = operation;
    const call = `${method} ${path}`;
    const known = first.get(operationId);
    if (known) {
      const unique = `${operationId} (${call})`;
      const reason = `${operationId} is also the operationId of ${known.method} ${known.path}; the operation is called ${unique} here`;
      note(`${pointer}/operationId`, reason);
      return { ...operation, operationId: unique };
    }
    const named = operationId === '' ? { ...operation, operationId: call } : operation;
    first.set(named.operationId, named);
    return named;
  });
}

/** The credentials of one alternative, which go together. */
export function readCredentials(root: DocumentNode, alternative: DocumentNode): CredentialDescriptor[] {
  return alternative.members.flatMap(([schemeName, scopes]): CredentialDescriptor[] => {
    const scheme = root.at('components', 'securitySchemes', schemeName);
    const required = scopes.members.map(([, scope]) => String(scope.value));
    const place = scheme.text('in');
    if (place === 'header' || place === 'query' || place === 'cookie')
      return [{ in: place, name: scheme.text('name'), scopes: required }];
    const word = schemeWord(scheme);
    if (!word || !root.source.isForeign)
      alternative.decline(`security scheme ${schemeName} is not an apiKey defined under components.securitySchemes`);
    return word ? [{ in: 'header', name: 'Authorization', scheme: word, scopes: required }] : [];
  });
}

/** What a credential begins with in the header Authorization; nothing where it is not sent there, as certificates. */
function schemeWord(scheme: DocumentNode): string {
  const type = scheme.text('type');
  if (type === 'oauth2' || type === 'openIdConnect') return 'Bearer';
  // Schemes of HTTP have one, and no others.
  const word = scheme.text('scheme');
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

export function readServer(server: DocumentNode): ServerDescriptor {
  const variables = server.at('variables').members.map(([name, variable]) => {
    const pattern = variable.text('x-pattern');
    return [name, { default: variable.text('default'), ...(pattern && { pattern }) }] as const;
  });
  const maxUrlLength = server.integer('x-max-url-length');
  return {
    url: trimmed(server.text('url')),
    variables: Object.fromEntries(variables),
    ...(maxUrlLength !== undefined && { maxUrlLength }),
  };
}

/** All servers of a list, each as often as its variables have listed values; nothing where there is no list. */
export function readServers(list: DocumentNode): readonly ServerDescriptor[] | undefined {
  const servers = list.members.flatMap(([, server]) => withValues(server));
  return servers.length > 0 ? servers : undefined;
}

/** A variable without a list may be anything within a segment; its default may also be none or several of them. */
function withValues(node: DocumentNode): ServerDescriptor[] {
  const server = readServer(node);
  let urls = [server.url];
  for (const [name, variable] of node.at('variables').members) {
    const fallback = variable.text('default');
    const listed = variable.at('enum').members.map(([index]) => String(variable.at('enum', index).value));
    const others = fallback === '' || fallback.includes('/') ? [`{${name}}`, fallback] : [`{${name}}`];
    const values = listed.length > 0 ? listed : others;
    if (urls.length * values.length <= MOST_URLS)
      urls = urls.flatMap((url) => values.map((value) => trimmed(url.replaceAll(`{${name}}`, () => value))));
    else variable.decline('a server has too many listed values; any is taken for one of them');
  }
  return urls.map((url) => ({ ...server, url }));
}

function trimmed(url: string): string {
  return url.replace(/(?<!\/)\/+$/, '');
}

/** URLs of one server. Real ones have ten. */
const MOST_URLS = 200;
