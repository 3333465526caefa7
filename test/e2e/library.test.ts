import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {distCli, runProgram} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene} from './scene.js';

const library = pathToFileURL(join(distCli, '../index.js')).href;

test('a program with the library: calls, one refresh for many, and the end of a grant', async () => {
	await using scene = await openScene();
	await connect(scene);
	const script = join(temporaryDirectory(), 'program.mjs');
	const run = async (text: string) => {
		writeFileSync(script, `import {openConnection} from ${JSON.stringify(library)};\n${text}`);
		const {code, stdout, stderr} = await runProgram([], {script, env: scene.environment});
		return {code, stderr, printed: stdout === '' ? undefined : JSON.parse(stdout)};
	};

	const asked = async () => (await scene.tokenRequests())['refresh_token asked'] ?? 0;
	const before = await asked();
	const calls = await run(`const connection = openConnection('bennett_books');
		const answers = await Promise.all(Array.from({length: 5}, () => connection.fetch('/books/v3/organizations')));
		const {organizations} = await answers[0].json();
		const tokens = await Promise.all(Array.from({length: 20}, () => connection.accessToken({force: true})));
		console.log(JSON.stringify([answers.map(({status}) => status), organizations.length > 0, new Set(tokens).size]));`);
	assert.deepEqual(calls, {
		code: 0,
		stderr: '',
		printed: [[200, 200, 200, 200, 200], true, 1],
	});
	assert.equal((await asked()) - before, 1);

	await endTokens(scene);
	const ended = await run(`try { await openConnection('bennett_books').accessToken({force: true}); }
		catch (error) { console.log(JSON.stringify([error.name, error.id, error.exitCode, error.nextStep])); }`);
	assert.equal(ended.code, 0);
	assert.deepEqual(ended.printed.slice(0, 3), ['ConnectionError', 'invalid-code', 3]);
	assert.match(ended.printed[3], /zconn reconnect bennett_books/);
});
