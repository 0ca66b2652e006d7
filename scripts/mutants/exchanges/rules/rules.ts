import { ADDRESS_RULES } from './addresses.js';
import { BODY_RULES } from './bodies.js';
import type { NeutralRule } from './neutral-rule.js';
import { HEADER_RULES, STATUS_RULES } from './statuses-and-headers.js';

export const NEUTRAL_RULES: readonly NeutralRule[] = [
  ...STATUS_RULES,
  ...HEADER_RULES,
  ...BODY_RULES,
  ...ADDRESS_RULES,
];
