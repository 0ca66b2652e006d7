export * from '../../src/contract/load/model.js';
