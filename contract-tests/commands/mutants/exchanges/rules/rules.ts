import type { Opinion } from '../judge/opinion.js';
import type { ReasonContext } from './reasons.js';
import * as reasons from './reasons.js';

/**
 * Why an exchange that was broken conforms all the same. A rule holds only where the judge, which is not the checker,
 * says that the exchange conforms: it says nothing about exchanges that the checker happens to accept.
 */
export interface NeutralRule {
  readonly name: string;
  readonly reason: string;
  /** Operators that may be excused so. One that the rule never excuses is stale. */
  readonly operators: readonly string[];
  /** What must hold as well, where a reason is for some mutations of its operators alone. */
  readonly holds?: (context: ReasonContext) => boolean;
}

/** The rule that says why an exchange conforms. None where it does not. */
export function neutralRule(
  rules: readonly NeutralRule[],
  operator: string,
  opinion: Opinion,
  context: ReasonContext,
): NeutralRule | undefined {
  if (opinion === 'violates') return undefined;
  return rules.find(({ operators, holds }) => operators.includes(operator) && (holds?.(context) ?? true));
}

export const ADDRESS_RULES: readonly NeutralRule[] = [
  {
    name: 'another-store',
    reason: 'The segment names the store, and a store may have that name as well.',
    operators: ['REQUEST-SEGMENT-CHANGE'],
    holds: reasons.isOnlyServerChanged,
  },
  {
    name: 'another-operation',
    reason:
      'The path without the segment, or with the other method, belongs to another operation, and the exchange is one of that.',
    operators: ['REQUEST-SEGMENT-DROP', 'REQUEST-METHOD'],
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

export const BODY_RULES: readonly NeutralRule[] = [
  {
    name: 'list-within-bounds',
    reason: 'The list may have as many elements, each is as described, and the document gives them no order.',
    operators: ['AEA', 'AER', 'AEE', 'EAS', 'REQUEST-AEA', 'REQUEST-AER', 'REQUEST-AEE'],
  },
  {
    name: 'undeclared-member',
    reason: 'Members that nobody declares are for strict checks, and for none where nothing is declared of an object.',
    operators: ['OPA'],
  },
  {
    name: 'optional-member',
    reason: 'No schema of the object requires that member.',
    operators: ['OPR', 'OTPR', 'REQUEST-OPR'],
  },
  {
    name: 'other-alternative',
    reason: 'The document allows that type there as well, or says nothing about the value.',
    operators: ['PTC', 'NPS'],
  },
  {
    name: 'allowed-number',
    reason: 'The number is within the bounds of the schema as well.',
    operators: ['NPR', 'REQUEST-NPR'],
  },
  {
    name: 'allowed-text',
    reason: 'The schema allows any text, or any of that length.',
    operators: ['SPR', 'SCA', 'SRE', 'REQUEST-SPR', 'REQUEST-SCA', 'REQUEST-SRE'],
  },
  {
    name: 'optional-body',
    reason: 'The document says that the body of the answer may be missing, and it is as described where it is there.',
    operators: ['BODY-DROP', 'BODY-ADD'],
    holds: reasons.isBodyOptional,
  },
  {
    name: 'any-text-as-body',
    reason: 'Half of a text is a text as well, where the body is not JSON.',
    operators: ['BODY-CUT'],
    holds: reasons.isBodyText,
  },
];

export const STATUS_RULES: readonly NeutralRule[] = [
  {
    name: 'listed-status',
    reason: 'The operation lists that status as well, and the answer is as it is described there.',
    operators: ['R2XX', 'R4XX', 'R5XX'],
    holds: reasons.isStatusListed,
  },
  {
    name: 'default-status',
    reason: 'The range of `default` has that status, and the answer is as `default` describes it.',
    operators: ['R4XX', 'R5XX'],
    holds: (context) => !reasons.isStatusListed(context),
  },
];

export const HEADER_RULES: readonly NeutralRule[] = [
  {
    name: 'other-media-type',
    reason: 'The answer may have that media type as well, and the body is as described for it.',
    operators: ['CTC'],
  },
  {
    name: 'media-type-parameter',
    reason: 'The document names media types without parameters, which leaves the charset open.',
    operators: ['CPC', 'REQUEST-CPC'],
    holds: reasons.hasNoMediaTypeParameters,
  },
  {
    name: 'optional-header',
    reason: 'No answer must have that header.',
    operators: ['HEADER-DROP'],
  },
  {
    name: 'header-not-asked-for',
    reason: 'The operation does not ask for that header, and it is no credential.',
    operators: ['REQUEST-HEADER-DROP', 'REQUEST-HEADER-EMPTY'],
  },
  {
    name: 'undeclared-header',
    reason: 'Headers that nobody declares are for strict checks.',
    operators: ['HEADER-ADD', 'REQUEST-HEADER-ADD'],
  },
  {
    name: 'header-not-described',
    reason: 'The document does not describe that header of the answer: it belongs to HTTP.',
    operators: ['HEADER-VALUE', 'HEADER-REPEAT'],
    holds: (context) => !reasons.isChangedHeaderDescribed(context),
  },
  {
    name: 'allowed-header-value',
    reason: 'The schema of the header allows that value as well.',
    operators: ['HEADER-VALUE', 'HEADER-REPEAT'],
    holds: reasons.isChangedHeaderDescribed,
  },
];

export const NEUTRAL_RULES: readonly NeutralRule[] = [
  ...STATUS_RULES,
  ...HEADER_RULES,
  ...BODY_RULES,
  ...ADDRESS_RULES,
];
