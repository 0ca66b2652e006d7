import type { NeutralRule } from './neutral-rule.js';
import * as reasons from './reasons.js';

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
