import type { NeutralRule } from './neutral-rule.js';
import * as reasons from './reasons.js';

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
