/** What the command needs without starting a server. Nothing here is public. */
export { FAULT_KINDS, isFaultKind, NAMED_FAULT_KINDS } from './faults/fault.js';
export { SWITCH_CHECKS } from './switches.js';
