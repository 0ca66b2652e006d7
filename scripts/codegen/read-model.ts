export * from '../../src/contract/load/read-model.js';
