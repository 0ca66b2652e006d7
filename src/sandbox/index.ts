export { FAULT_KINDS, type Fault, type FaultInput } from './faults/fault.js';
export type { Faults, RandomFaults } from './faults/faults.js';
export type { SandboxEvent, SandboxExchange } from './http/exchange-log.js';
export type { SandboxOptions } from './options.js';
export { SeedError } from './seed/seed-reader.js';
export { type Sandbox, startSandbox } from './start-sandbox.js';
export type { Attribute, AttributeType, StoredValue, StoreState } from './state.js';
export type { Switches } from './switches.js';
