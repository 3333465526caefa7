import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {dirname, join, relative} from 'node:path';
import * as esbuild from 'esbuild';
import {type Bundle, bundleProgram, commonOptions} from '../build/bundle.js';
import type {Connection} from '../source/connection/connection.js';
import {emptyFile} from '../source/connection/file/format.js';
import type {Service} from '../source/connection/service.js';
import {pageName} from '../source/io/file/folder.js';
import {createLock} from '../source/io/file/lock.js';
import {createStore} from '../source/io/file/store.js';
import {ok} from '../source/zoho/refusal.js';

export const root = join(import.meta.dirname, '..');

/** What `npm run build` makes. */
export const builtProgram = join(root, 'dist/cli.js');

/** One way of running a program, and how to see that it did what it should. */
export type Program = {
	readonly name: string;
	/** Node itself when left out. */
	readonly command?: string;
	/** Behind the command; asked for again at each run. */
	readonly args: () => Promise<readonly string[]>;
	/** Where it keeps its compile cache. Node's default lies in the folder for temporary files. */
	readonly temporary: string;
	/** What its output must hold. */
	readonly expected: RegExp;
	/** The same of the output with all that steers the terminal. */
	readonly raw?: RegExp;
};

/** Our painter puts the cursor back to the frame's first row, and Ink begins. */
export const inkTakesOver = /\u001B\[\?2026h\u001B\[\?25l(?:\u001B\[\d+A)?\r\u001B\[\?2026h/;

const connectionName = 'bench';
const accessToken = '1000.bench.access-token';

/** Fills an empty config folder with one service and connections whose access tokens live for another hour. */
export const prepareConnections = async (directory: string, count = 1): Promise<void> => {
	const now = new Date().toISOString();
	const service: Service = {
		linkName: connectionName,
		name: 'Bench',
		authenticationType: 'oauth2',
		parameterType: 'header',
		grantType: 'authorization-code',
		dataCenter: 'us',
		sameCredentials: true,
		enabledDataCenters: [],
		clientId: '1000.BENCH',
		clientSecret: {plain: 'bench'},
		authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth',
		accessTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
		refreshTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
		scopes: ['AaaServer.profile.READ'],
		scopeDelimiter: 'comma',
		createdAt: now,
		updatedAt: now,
	};
	const connection: Connection = {
		linkName: connectionName,
		name: 'Bench',
		service: connectionName,
		dataCenter: 'us',
		apiDomain: 'https://www.zohoapis.com',
		scopesRequested: service.scopes,
		scopesGranted: service.scopes,
		refreshToken: {plain: '1000.bench.refresh-token'},
		accessToken: {plain: accessToken},
		accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
		refreshedAt: [now],
		throttledUntil: null,
		account: null,
		organization: null,
		refusal: null,
		doubt: null,
		verifiedAt: now,
		createdAt: now,
		updatedAt: now,
	};
	const file = {
		...emptyFile,
		services: {[connectionName]: service},
		connections: Object.fromEntries(
			Array.from({length: count}, (_none, index) => {
				const linkName = index === 0 ? connectionName : `${connectionName}_${index}`;
				return [linkName, {...connection, linkName, name: linkName}];
			}),
		),
	};
	const written = await createStore({folder: directory, lock: createLock()}).update(() => ok(file));
	if (!written.ok) throw new Error(written.refusal.what);
};

/** Stands in for React's developer tools, without which no bundle of Ink loads. */
const withoutDevTools: esbuild.Plugin = {
	name: 'without-dev-tools',
	setup: build => {
		build.onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'empty'}));
		build.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}', loader: 'js'}));
	},
};

/** Ink's select list in one file, as anybody would bundle it: minified, for production. @returns the script */
const bundlePlainly = async (folder: string): Promise<string> => {
	const script = join(folder, 'plain.mjs');
	await esbuild.build({
		...commonOptions,
		absWorkingDir: root,
		entryPoints: ['bench/peer-select.tsx'],
		outfile: script,
		write: true,
		target: 'node22.19',
		plugins: [withoutDevTools],
		banner: {js: "import {createRequire} from 'node:module';const require = createRequire(import.meta.url);"},
	});
	return script;
};

/** Writes a bundle below a folder, with the word that it is CommonJS. */
export const writeBundle = async (files: Bundle['files'], folder: string): Promise<void> => {
	for (const {path, contents} of files) {
		const target = join(folder, relative(root, path));
		await mkdir(dirname(target), {recursive: true});
		await writeFile(target, contents);
	}
	await writeFile(join(folder, 'package.json'), '{"type": "commonjs"}');
};

/** The same list, bundled as the wizard is. @returns the script */
const bundleOurWay = async (folder: string): Promise<string> => {
	const {files} = await bundleProgram({
		root,
		entry: 'bench/peer-door.ts',
		hot: [],
		whole: [{name: 'bench/peer-select.tsx'}],
		outputFolder: 'bundle',
	});
	await writeBundle(files, folder);
	return join(folder, 'bundle/peer-door.js');
};

const most = 10_000;
/** Home opens as quickly with very many as with a few. */
const homeSizes = [3, most];

const fixed = (args: readonly string[]) => async () => args;

/** Every program of the bench, made ready in a folder of its own below `work`. */
export const preparePrograms = async (work: string) => {
	const cli = builtProgram;
	const folder = (name: string) => join(work, name);
	const configFolder = folder('config');
	await prepareConnections(configFolder);
	for (const count of homeSizes) await prepareConnections(folder(`home-${count}`), count);
	for (const name of ['node', 'plain', 'ours', 'zconn']) await mkdir(folder(name), {recursive: true});
	const program = (name: string, home: string, args: Program['args'], expected: RegExp): Program => ({
		name,
		args,
		temporary: folder(home),
		expected,
	});
	const frame = /^\s*❯ /m;
	const home = (count: number): Program =>
		program(
			`zconn with ${count} connections`,
			'zconn',
			fixed([cli, '--config-dir', folder(`home-${count}`)]),
			/▸ bench/,
		);
	const foreign = folder('home-foreign');
	await prepareConnections(foreign, most);
	/** After another program has written the file there is no page of it, and Home looks through all of it. */
	const changed = program(
		`zconn with ${most} connections, written by another program`,
		'zconn',
		async () => {
			await rm(join(foreign, pageName), {force: true});
			return [cli, '--config-dir', foreign];
		},
		/▸ bench/,
	);
	const newWizard = async () => [cli, 'new', '--config-dir', await mkdtemp(join(work, 'new-'))];
	return {
		node: program('node -e 0', 'node', fixed(['-e', '0']), /^$/),
		version: program('zconn --version', 'zconn', fixed([cli, '--version']), /^\d+\.\d+\.\d+/),
		help: program('zconn --help', 'zconn', fixed([cli, '--help']), /^Usage: zconn/),
		token: program(
			'zconn token',
			'zconn',
			fixed([cli, 'token', connectionName, '--config-dir', configFolder]),
			new RegExp(`^${accessToken}`),
		),
		wizard: program('zconn new', 'zconn', newWizard, frame),
		wizardInInk: {...program('zconn new, Ink has taken over', 'zconn', newWizard, frame), raw: inkTakesOver},
		homes: homeSizes.map(home),
		changed,
		plain: program(
			'Ink select, bundled plainly',
			'plain',
			fixed([await bundlePlainly(folder('plain'))]),
			frame,
		),
		ours: program('Ink select, bundled our way', 'ours', fixed([await bundleOurWay(folder('ours'))]), frame),
	} as const;
};

export type Programs = Awaited<ReturnType<typeof preparePrograms>>;
