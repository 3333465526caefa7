/** The built program in a real terminal and a real browser, the first half of the files: `npm run test:e2e-first`. */
import {loadTests} from './helpers/load-tests.js';

await loadTests('test/e2e/[a-k]*.test.ts');
