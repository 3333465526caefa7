/** Everything but `test/e2e/`: `npm run test:unit`. */
import {loadTests} from './helpers/load-tests.js';

await loadTests('test/*.test.ts', 'test/!(e2e|helpers)/**/*.test.{ts,tsx}');
