/**
 * Opens a page as on another system: `node --import tsx open-as.ts win32 https://…`. The package that does it looks at the
 * platform when it is loaded, so this is a process of its own.
 */
import process from 'node:process';
import * as z from 'zod/mini';

const [, , platform, url] = z.parse(
	z.tuple([z.string(), z.string(), z.enum(['win32', 'darwin']), z.string()]),
	process.argv,
);
Object.defineProperty(process, 'platform', {value: platform});
const {createBrowser} = await import('../../../source/io/system/browser.js');
const outcome = await createBrowser({environment: {}, platform}).open(url);
process.stdout.write(JSON.stringify(outcome));
