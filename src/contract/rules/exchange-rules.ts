import type { OperationDescriptor } from '../../../generated/contract-descriptor.js';
import type { Violation } from '../../errors/contract-violation-error.js';
import { pointerTokens } from '../../value-at.js';
import type { Contract } from '../contract.js';
import { type ContractDocument, type DocumentPart, membersOf, partAt } from '../openapi/document-part.js';
import { operationPart, parameterPart } from './document-places.js';

/** Where the document says what a violation is about that no schema has found. */
export function exchangeRule(
  { document, operations }: Contract,
  violation: Pick<Violation, 'operationId' | 'location' | 'keyword' | 'pointer' | 'expected'>,
  status?: string,
): string | undefined {
  const operation = operations[violation.operationId ?? ''];
  if (!operation) return serverRule(document, violation)?.pointer;
  const own = (...names: string[]) => operationPart(document, operation, ...names);
  const response = own('responses', status ?? '');
  const found = {
    'request.server': own('servers'),
    'request.method': undefined,
    'request.path': namedRule(document, operation, violation),
    'request.security': own('security') ?? partAt(document, 'security'),
    'request.query': namedRule(document, operation, violation),
    'request.header': namedRule(document, operation, violation) ?? own('parameters'),
    'request.body': own('requestBody', 'content'),
    'response.status': own('responses'),
    'response.header': (violation.keyword === 'undeclared' && own('responses', status ?? '', 'headers')) || response,
    'response.body': own('responses', status ?? '', 'content') ?? response,
  }[violation.location];
  return (found ?? own())?.pointer;
}

/** What is about the URL, before an operation is known. */
function serverRule(
  document: ContractDocument,
  { location, keyword, expected }: Pick<Violation, 'location' | 'keyword' | 'expected'>,
) {
  if (location === 'request.path' || location === 'request.method') return partAt(document, 'paths');
  if (keyword !== 'x-pattern')
    return partAt(document, 'servers', ...(partAt(document, 'servers', '1') ? [] : ['0', 'url']));
  const variables = partAt(document, 'servers', '0', 'variables');
  const [, variable] = variables
    ? (membersOf(variables).find(([name]) => expected.startsWith(`a ${name} `)) ?? [])
    : [];
  return variable && { ...variable, pointer: `${variable.pointer}/${keyword}` };
}

/** A parameter that is declared is written in a wrong way; for others, there is only the list that they are not in. */
function namedRule(
  document: ContractDocument,
  operation: OperationDescriptor,
  { pointer, keyword }: Pick<Violation, 'pointer' | 'keyword'>,
): DocumentPart | undefined {
  const declared = operationPart(document, operation, 'parameters');
  if (keyword === 'parameters') return declared;
  const [place = '', ...names] = pointerTokens(pointer.replace('/headers/cookie/', '/cookie/')).slice(1);
  const parameter = parameterPart(document, operation, place === 'headers' ? 'header' : place, names[0] ?? '');
  return parameter && (membersOf(parameter).find(([name]) => name === keyword)?.[1] ?? parameter);
}
