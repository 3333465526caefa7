import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {promisify} from 'node:util';
import * as z from 'zod/mini';
import {prepareConnections, writeBundle} from '../bench/programs.js';
import type {Bundle} from './bundle.js';

/** Where the functions begin that are called, by the name of their file. */
export type Called = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Has V8 keep account of what is called until a frame is drawn, or the program ends. What it is drawn on only says that it is a
 * terminal, for those of two machines not to differ.
 */
const recorder = `
	const session = new (require('node:inspector').Session)();
	session.connect();
	session.post('Profiler.enable');
	session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: false});
	process.once('exit', () =>
		session.post('Profiler.takePreciseCoverage', (_error, taken) =>
			require('node:fs').writeFileSync(process.env.CALLED, JSON.stringify(taken)),
		),
	);
	const {PassThrough} = require('node:stream');
	const looks = {isTTY: true, columns: 80, rows: 24, setRawMode() {}, ref() {}, unref() {}};
	const write = text => !text.includes('\\x1B[?2026l') || process.exit();
	const value = Object.assign(new PassThrough(), looks);
	Object.defineProperty(process, 'stdin', {value});
	Object.defineProperty(process, 'stdout', {value: Object.assign(new PassThrough(), looks, {write})});
`;

const takenSchema = z.object({
	result: z.array(
		z.object({
			url: z.string(),
			functions: z.array(z.object({ranges: z.array(z.object({startOffset: z.number(), count: z.number()}))})),
		}),
	),
});

/**
 * What is called before a frame, for a token and for a Tab. Rejects when the program fails, or does not end.
 *
 * @param cli the door, below the folder of the bundle
 * @param timeout milliseconds for each run of it
 */
export const calledAtOnce = async ({files}: Bundle, cli: string, timeout = 60_000): Promise<Called> => {
	const work = await mkdtemp(join(tmpdir(), 'zconn-build-'));
	const called = new Map<string, Set<number>>();
	const run = async (...args: readonly string[]): Promise<void> => {
		const [record, taken] = [join(work, 'record.cjs'), join(work, 'called.json')];
		await writeFile(record, recorder);
		const {SYSTEMROOT} = process.env;
		const home = {HOME: work, USERPROFILE: work};
		const env = {...home, SYSTEMROOT, TERM: 'xterm-256color', LANG: 'C.UTF-8', CALLED: taken};
		// The program hears the gentler signals.
		const options = {env, timeout, killSignal: 'SIGKILL'} as const;
		await promisify(execFile)(process.execPath, ['--require', record, join(work, cli), ...args], options);
		for (const {url, functions} of takenSchema.parse(JSON.parse(await readFile(taken, 'utf8'))).result) {
			const starts = functions.flatMap(({ranges: [whole]}) => (whole?.count ? [whole.startOffset] : []));
			const file = basename(url);
			called.set(file, new Set([...(called.get(file) ?? []), ...starts]));
		}
	};
	try {
		await writeBundle(files, work);
		const home = join(work, 'home');
		await prepareConnections(home, 3);
		await run('new', '--config-dir', join(work, 'new'));
		await run('--config-dir', home);
		await run('token', 'bench', '--config-dir', home);
		await run('__complete', 'token', '');
		// Those behind the door are loaded before there is a cache.
		return new Map(
			[...called].filter(([file]) => /^(?!program-main).*\.js$/.test(file) && file !== basename(cli)),
		);
	} finally {
		await rm(work, {recursive: true, force: true});
	}
};
