import type { OperationDescriptor } from '../../../generated/contract-descriptor.js';
import type { ValidationIssue } from '../../../generated/descriptor.js';
import { pointerTokens, valueAt } from '../../value-at.js';
import { type ContractDocument, type DocumentPart, memberAt, membersOf, pointerTo } from '../openapi/document-part.js';
import { headerPart, operationPart, parameterPart } from './document-places.js';
import { schemaRule } from './schema-rule.js';

/** Where the document says what a finding in `{ path, query, header, body }` of a request is about. */
export function requestRule(
  document: ContractDocument,
  operation: OperationDescriptor,
  mediaType: string | undefined,
  carried: unknown,
  issue: ValidationIssue,
): string | undefined {
  const [part, name, ...rest] = pointerTokens(issue.instancePath);
  if (part === undefined) return operationPart(document, operation, 'requestBody', 'required')?.pointer;
  if (part === 'body') {
    const schema = operationPart(document, operation, 'requestBody', 'content', mediaType ?? '', 'schema');
    return ruleWithin(document, schema, valueAt(carried, part), issue, issue.instancePath.slice('/body'.length));
  }
  const missing = String(issue.params['missingProperty']);
  const parameter = parameterPart(document, operation, part, name ?? missing);
  return ruleOfNamed(
    document,
    parameter,
    valueAt(carried, part, name ?? ''),
    issue,
    name === undefined ? undefined : rest,
  );
}

/** Where the document says what a finding in the headers of an answer is about. */
export function headerRule(
  document: ContractDocument,
  response: DocumentPart | undefined,
  values: unknown,
  issue: ValidationIssue,
): string | undefined {
  const [name, ...rest] = pointerTokens(issue.instancePath);
  const header = headerPart(document, response, name ?? String(issue.params['missingProperty']));
  return ruleOfNamed(document, header, valueAt(values, name ?? ''), issue, name === undefined ? undefined : rest);
}

/** As {@link schemaRule}, for a value that stands within another. */
export function ruleWithin(
  document: ContractDocument,
  schema: DocumentPart | undefined,
  value: unknown,
  issue: ValidationIssue,
  instancePath = issue.instancePath,
): string | undefined {
  return schema && schemaRule(document, schema, value, { ...issue, instancePath });
}

/** A parameter or a header is missing, or something is wrong with its value. */
function ruleOfNamed(
  document: ContractDocument,
  part: DocumentPart | undefined,
  value: unknown,
  issue: ValidationIssue,
  names: readonly string[] | undefined,
): string | undefined {
  if (names === undefined) return (memberAt(document, part, 'required') ?? part)?.pointer;
  const content = memberAt(document, part, 'content');
  const [, media] = (content && membersOf(content)[0]) ?? [];
  const schema = memberAt(document, part, 'schema') ?? memberAt(document, media, 'schema');
  return ruleWithin(document, schema, value, issue, pointerTo('', ...names)) ?? part?.pointer;
}
