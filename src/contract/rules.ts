import type { Violation, ViolationRule } from '#errors';
import { pointerTokens } from '../json.js';
import type { Contract, OperationDescriptor } from './contract.js';
import { type ContractDocument, type DocumentPart, memberAt, membersOf, operationPart, partAt } from './document.js';
import { DOCUMENT } from './load/read-schemas.js';
import type { FoundIssue } from './violations.js';

/** JSON pointer to the rule of a violation that no schema has found. */
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

/** The rule of a violation in the URL, before an operation is known. */
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

/** The rule for a serialization mistake is in its parameter. For an undeclared one there is only the list of parameters. */
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

/** A rule and its line. */
export function ruleAt({ lineOf, placeOf }: Contract, pointer: string | undefined): ViolationRule | undefined {
  if (pointer === undefined) return undefined;
  if (placeOf) return placeOf(pointer);
  const line = lineOf(pointer);
  return line === undefined ? undefined : { pointer, line };
}

/** Adds the rule to violations that have none yet. */
export function withRules(violations: readonly Violation[], contract: Contract, status?: string): Violation[] {
  return violations.map((violation) =>
    violation.rule ? violation : { ...violation, rule: ruleAt(contract, exchangeRule(contract, violation, status)) },
  );
}

/** JSON pointer to the rule of an issue in `{ path, query, header, body }` of a request. */
export function requestRule(
  document: ContractDocument,
  operation: OperationDescriptor,
  mediaType: string | undefined,
  issue: FoundIssue,
): string | undefined {
  const own = schemaRule(issue);
  if (own !== undefined) return own;
  const [part, name] = pointerTokens(issue.instancePath);
  if (part === undefined) return operationPart(document, operation, 'requestBody', 'required')?.pointer;
  if (part === 'body')
    return operationPart(document, operation, 'requestBody', 'content', mediaType ?? '', 'schema')?.pointer;
  const parameter = parameterPart(document, operation, part, name ?? String(issue.params['missingProperty']));
  return ruleOfNamed(document, parameter, name === undefined);
}

/** JSON pointer to the rule of an issue in the headers of a response. */
export function headerRule(
  document: ContractDocument,
  response: DocumentPart | undefined,
  issue: FoundIssue,
): string | undefined {
  const [name] = pointerTokens(issue.instancePath);
  const header = headerPart(document, response, name ?? String(issue.params['missingProperty']));
  return schemaRule(issue) ?? ruleOfNamed(document, header, name === undefined);
}

/** JSON pointer to the keyword of an issue, if it is in the document and not in a schema made by the checker. */
export function schemaRule({ rule }: FoundIssue): string | undefined {
  return rule?.document === DOCUMENT ? rule.pointer : undefined;
}

/** For a missing parameter or header, its `required`. */
function ruleOfNamed(
  document: ContractDocument,
  part: DocumentPart | undefined,
  isMissing: boolean,
): string | undefined {
  return ((isMissing && memberAt(document, part, 'required')) || part)?.pointer;
}

/** A parameter of an operation or, if it has none of that name, of its path. */
export function parameterPart(
  document: ContractDocument,
  operation: OperationDescriptor,
  place: string,
  name: string,
): DocumentPart | undefined {
  const lists = [
    operationPart(document, operation, 'parameters'),
    partAt(document, 'paths', operation.path, 'parameters'),
  ];
  const named = (wanted: string) => (place === 'header' ? wanted.toLowerCase() : wanted);
  return lists
    .flatMap((list) => (list ? membersOf(list) : []))
    .map(([, parameter]) => parameter)
    .find((parameter) => {
      const found = memberAt(document, parameter, 'name')?.value;
      return (
        memberAt(document, parameter, 'in')?.value === place &&
        typeof found === 'string' &&
        named(found) === named(name)
      );
    });
}

/** A header of a response. */
export function headerPart(
  document: ContractDocument,
  response: DocumentPart | undefined,
  name: string,
): DocumentPart | undefined {
  const headers = memberAt(document, response, 'headers');
  return headers && membersOf(headers).find(([header]) => header.toLowerCase() === name)?.[1];
}
