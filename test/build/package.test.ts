import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {test} from 'node:test';
import {publint} from 'publint';
import * as z from 'zod/mini';
import packageJson from '../../package.json' with {type: 'json'};
import lock from '../../package-lock.json' with {type: 'json'};
import {ensureBuilt} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {root} from './bundled.js';

ensureBuilt();

const packedSchema = z.object({
	filename: z.string(),
	size: z.number(),
	unpackedSize: z.number(),
	files: z.array(z.object({path: z.string(), mode: z.number()})),
});

/** Without the scripts: what is built already is packed, and is not built again under the other tests. */
const npm = (args: readonly string[], cwd: string): string =>
	execFileSync('npm', [...args, '--ignore-scripts', '--offline', '--no-audit', '--no-fund'], {
		cwd,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});

/** npm 11 prints a list, npm 12 an object by name; one package either way. */
const readPacked = (printed: string) =>
	z.parse(
		z.tuple([packedSchema]),
		Object.values(
			z.parse(z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]), JSON.parse(printed)),
		),
	)[0];

const folder = temporaryDirectory();
const packed = readPacked(npm(['pack', '--json', '--pack-destination', folder], root));
const paths = packed.files.map(({path}) => path);

test('the package holds the program, its docs and manual, and nothing else', () => {
	const others = paths.filter(path => !path.startsWith('dist/') && !path.startsWith('docs/'));
	assert.deepEqual(others.toSorted(), ['LICENSE', 'README.md', 'SECURITY.md', 'man/zconn.1', 'package.json']);
	for (const path of paths) assert.match(path, /\.(?:m?js|d\.ts|json|md|svg|txt|wasm|1)$|^LICENSE$/);
});

test('the package is no bigger than it was decided to be', () => {
	assert.ok(packed.size < 988_000, `${packed.size} bytes packed`);
	assert.ok(packed.unpackedSize < 2_610_000, `${packed.unpackedSize} bytes unpacked`);
});

test('only the door is executable, and it says by whom', () => {
	const executable = packed.files.filter(({mode}) => (mode & 0o111) !== 0).map(({path}) => path);
	assert.deepEqual(executable, [packageJson.bin.zconn]);
	assert.match(readFileSync(join(root, packageJson.bin.zconn), 'utf8'), /^#!\/usr\/bin\/env node\n/);
});

test('no file that is built names a folder of the machine that built it', () => {
	const built = paths.filter(path => path.startsWith('dist/'));
	assert.ok(built.length > 50);
	for (const path of built) assert.ok(!readFileSync(join(root, path), 'utf8').includes(root), path);
});

test('publint finds nothing to say', async () => {
	const {messages} = await publint({pkgDir: root, strict: true, pack: false});
	assert.deepEqual(messages, []);
});

test('installed globally, the program has its manual beside it', () => {
	const prefix = temporaryDirectory();
	npm(['install', '--global', '--prefix', prefix, join(folder, packed.filename)], prefix);
	assert.equal(
		readFileSync(join(prefix, 'share/man/man1/zconn.1'), 'utf8'),
		readFileSync(join(root, 'man/zconn.1'), 'utf8'),
	);
});

test('the library and package.json can be imported, and nothing is installed beside them', () => {
	assert.deepEqual(Object.keys(packageJson.exports), ['.', './package.json']);
	assert.ok(!('dependencies' in packageJson));
});

test('are the types wrong: they are not, for an import from a module', async () => {
	const {createPackageFromTarballData, checkPackage} = await import('@arethetypeswrong/core');
	const checked = await checkPackage(
		createPackageFromTarballData(readFileSync(join(folder, packed.filename))),
	);
	assert.ok(checked.types);
	// There is no CommonJS in this package: what resolves as it did before modules is out of the question.
	const problems = checked.problems.filter(
		problem =>
			!('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(String(problem.resolutionKind)),
	);
	assert.deepEqual(problems, []);
});

test('every install script is approved or not there, so that installing is quiet', () => {
	const withScripts = Object.entries(lock.packages)
		.filter(([, facts]) => 'hasInstallScript' in facts)
		.map(([path, facts]) => ({name: path.replace(/^.*node_modules\//, ''), isOptional: 'optional' in facts}));
	const approved = Object.keys(packageJson.allowScripts);
	const silent = withScripts.filter(({name, isOptional}) => !isOptional && !approved.includes(name));
	assert.deepEqual(silent, []);
	assert.deepEqual(
		approved.filter(name => !withScripts.some(one => one.name === name)),
		[],
	);
});

test('each file that a shipped page links to is shipped; pictures are to be seen where the project is', () => {
	for (const page of paths.filter(path => path.endsWith('.md'))) {
		for (const [, target = ''] of readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
			if (URL.canParse(target) || target.endsWith('.svg')) continue;
			assert.ok(paths.includes(posix.join(posix.dirname(page), target)), `${page} links to ${target}`);
		}
	}
});

test('installed into an empty folder, without a network, it runs', () => {
	const place = temporaryDirectory();
	npm(['install', '--prefix', place, join(folder, packed.filename)], place);
	const home = temporaryDirectory();
	const run = (...args: readonly string[]) =>
		spawnSync(process.execPath, [join(place, 'node_modules/zoho-connections/dist/cli.js'), ...args], {
			cwd: home,
			env: {HOME: home, PATH: process.env.PATH},
			encoding: 'utf8',
		});
	assert.deepEqual([run('--version').stdout, run('--version').status], [`${packageJson.version}\n`, 0]);
	assert.match(run('--help').stdout, /^Usage: zconn /);
	assert.match(run('new', '--help').stdout, /--client-secret-file/);
	assert.deepEqual(JSON.parse(run('list', '--json').stdout), {format: 1, connections: []});
	const consumer = join(place, 'consumer.ts');
	writeFileSync(
		consumer,
		`import {ConnectionError, createTokenStore, openConnection} from 'zoho-connections';
try {
	openConnection('nobody');
} catch (error) {
	if (error instanceof ConnectionError) console.log(error.id, error.exitCode);
}
const read = async (): Promise<Response> => {
	await using connection = openConnection('acme');
	const token: string = await connection.accessToken({minimumSeconds: 600});
	return connection.fetch('/books/v3/organizations', {headers: {'x-token-length': String(token.length)}});
};
export const store = createTokenStore({createToken: () => ({setId() {}, setAccessToken() {}, setExpiresIn() {}})});
export const ids: Promise<number> = store.getTokens().then(tokens => tokens.length);
export {read};
`,
	);
	writeFileSync(join(place, 'package.json'), '{"type": "module"}');
	// Node takes the types away by itself.
	const library = spawnSync(process.execPath, [consumer], {
		cwd: home,
		env: {HOME: home, PATH: process.env.PATH},
		encoding: 'utf8',
	});
	assert.deepEqual([library.stdout, library.stderr], ['no-such-connection 5\n', '']);
	const compiler = join(root, 'node_modules/typescript/bin/tsc');
	const types = spawnSync(
		process.execPath,
		[
			...[
				compiler,
				'--noEmit',
				'--strict',
				'--exactOptionalPropertyTypes',
				'--module',
				'nodenext',
				'--target',
				'es2024',
			],
			...[
				'--lib',
				'es2024,esnext.disposable',
				'--types',
				'node',
				'--typeRoots',
				join(root, 'node_modules/@types'),
			],
			consumer,
		],
		{cwd: place, encoding: 'utf8'},
	);
	assert.deepEqual([types.stdout, types.status], ['', 0]);
	const refused = run('new', '--no-input', '--client-id', '1000.AB12CD34EF56GH78IJ90KL12MN34OP');
	assert.equal(refused.status, 2);
	assert.match(refused.stderr, /--client-secret-file/);
});
