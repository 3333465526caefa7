import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import * as z from 'zod/mini';

const run = promisify(execFile);

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const packageSchema = z.object({version: z.string()});

/** Where the browser lies once unpacked. */
export type ChromiumFiles = {
	readonly executable: string;
	/** For FONTCONFIG_PATH, on a machine without fonts. */
	readonly fonts: string;
};

const filesIn = (directory: string): ChromiumFiles => ({
	executable: path.join(directory, 'chromium'),
	fonts: path.join(directory, 'fonts'),
});

/** Runs the package's own unpacking in a process whose temporary folder is `directory`: it always unpacks into that. */
const unpackInto = async (directory: string): Promise<void> => {
	const code = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
	await run(process.execPath, ['--input-type=module', '--eval', code], {
		cwd: modules,
		env: {PATH: process.env.PATH, HOME: directory, TMPDIR: directory, TMP: directory, TEMP: directory},
	});
};

/**
 * The unpacked Chromium of the npm package @sparticuz/chromium, unpacked at the first use after an install.
 *
 * The package takes a file that exists for a file that is whole, which is wrong while another test process is still
 * writing it. So each process unpacks into a folder of its own and then renames it: the first one wins, and no process
 * ever sees half a browser.
 *
 * @param cache The folder that keeps it between runs.
 */
export const unpackChromium = async (
	cache = path.join(modules, '.cache', 'zoho-connections'),
): Promise<ChromiumFiles> => {
	const text = await readFile(path.join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8');
	const {version} = packageSchema.parse(JSON.parse(text));
	const final = path.join(cache, `chromium-${version}`);
	if (existsSync(final)) return filesIn(final);
	await mkdir(cache, {recursive: true});
	const own = await mkdtemp(path.join(cache, 'unpacking-'));
	try {
		await unpackInto(own);
		await rename(own, final);
	} catch (error) {
		if (!existsSync(final)) throw error;
	} finally {
		await rm(own, {recursive: true, force: true});
	}
	return filesIn(final);
};
