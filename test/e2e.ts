/** The built program in a real terminal and a real browser: `npm run test:e2e`. */
import {loadTests} from './helpers/load-tests.js';

await loadTests('test/e2e/*.test.ts');
