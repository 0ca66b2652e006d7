export * from '../../src/contract/load/read-parameters.js';
