export * from '../../src/contract/load/read-payloads.js';
