import type { NeutralRule } from './neutral-rule.js';
import * as reasons from './reasons.js';

export const ADDRESS_RULES: readonly NeutralRule[] = [
  {
    name: 'another-store',
    reason: 'The segment names the store, and a store may have that name as well.',
    operators: ['REQUEST-SEGMENT-CHANGE'],
    holds: reasons.isOnlyServerChanged,
  },
  {
    name: 'another-operation',
    reason: 'The path without the segment belongs to another operation, and the exchange is one of that.',
    operators: ['REQUEST-SEGMENT-DROP'],
    holds: reasons.isOperationChanged,
  },
  {
    name: 'optional-parameter',
    reason: 'The operation does not require that parameter.',
    operators: ['REQUEST-QUERY-DROP'],
    holds: reasons.isRemovedParameterOptional,
  },
  {
    name: 'allowed-parameter-value',
    reason: 'The schema of the parameter allows that value as well.',
    operators: ['REQUEST-QUERY-VALUE'],
  },
  {
    name: 'same-value',
    reason: 'What has no meaning in URLs may be percent-encoded, and stands for the same.',
    operators: ['REQUEST-QUERY-ENCODE'],
    holds: reasons.isSameDecoded,
  },
  {
    name: 'order-of-parameters',
    reason: 'The document gives parameters no order.',
    operators: ['REQUEST-QUERY-ORDER'],
    holds: reasons.areParametersTheSame,
  },
];
