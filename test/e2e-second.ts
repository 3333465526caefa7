/** The other half: `npm run test:e2e-second`. */
import {loadTests} from './helpers/load-tests.js';

await loadTests('test/e2e/[!a-k]*.test.ts');
