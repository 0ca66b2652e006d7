export * from '../../src/contract/load/json.js';
