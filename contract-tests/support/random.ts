export { createRandom } from '../../src/sandbox/random.js';
