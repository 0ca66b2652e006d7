import type { OperationDescriptor } from '../../../generated/contract-descriptor.js';
import { type ContractDocument, type DocumentPart, memberAt, membersOf, partAt } from '../openapi/document-part.js';

/** Where an operation is described. */
export function operationPart(document: ContractDocument, operation: OperationDescriptor, ...names: readonly string[]) {
  return partAt(document, 'paths', operation.path, operation.method.toLowerCase(), ...names);
}

/** Where a parameter is described: in its operation, or else with its path. */
export function parameterPart(
  document: ContractDocument,
  { path, method }: OperationDescriptor,
  place: string,
  name: string,
): DocumentPart | undefined {
  const lists = [
    partAt(document, 'paths', path, method.toLowerCase(), 'parameters'),
    partAt(document, 'paths', path, 'parameters'),
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

/** Where a header of an answer is described. */
export function headerPart(
  document: ContractDocument,
  response: DocumentPart | undefined,
  name: string,
): DocumentPart | undefined {
  const headers = memberAt(document, response, 'headers');
  return headers && membersOf(headers).find(([header]) => header.toLowerCase() === name)?.[1];
}
