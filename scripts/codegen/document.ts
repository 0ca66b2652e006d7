export * from '../../src/contract/load/document.js';
