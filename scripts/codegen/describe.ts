export * from '../../src/contract/load/describe.js';
