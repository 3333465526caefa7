import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {sampleFile, sampleService} from '../../connection/samples.js';
import {callProgram} from '../../helpers/called-program.js';
import {runProgram} from '../../helpers/program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {sealLightly} from '../../io/helpers/secrets.js';

const secret = '0123456789abcdef0123456789abcdef0123456789';
const passphrase = {ZCONN_PASSPHRASE: 'correct horse battery staple'};

for (const how of ['plain', 'sealed'] as const) {
	test(`the same Client Secret again costs nothing, whichever way it is given (${how})`, async t => {
		const folder = temporaryDirectory(t);
		const file = path.join(folder, 'connections.json');
		const service = sampleService({clientSecret: {plain: secret}});
		writeFileSync(file, printConnectionsFile({...sampleFile(), services: {suite: service}}), {mode: 0o600});
		const env = {ZCONN_NO_BROWSER: '1', ...(how === 'sealed' ? passphrase : {})};
		if (how === 'sealed') await sealLightly(folder, passphrase.ZCONN_PASSPHRASE);
		const before = readFileSync(file, 'utf8');
		assert.equal(before.includes(secret), how === 'plain');
		const secretFile = path.join(folder, 'secret.txt');
		writeFileSync(secretFile, ` ${secret}\r\n`, {mode: 0o600});
		const home = {HOME: folder, USERPROFILE: folder};
		writeFileSync(path.join(folder, 'powershell.txt'), `\uFEFF${secret}\r\n`, {
			encoding: 'utf16le',
			mode: 0o600,
		});
		const edit = ['edit', 'acme', '--no-input', '--config-dir', folder];
		const ways = [
			callProgram(edit, {env: {...env, ZCONN_CLIENT_SECRET: secret}}),
			callProgram([...edit, '--client-secret-file', secretFile], {env}),
			callProgram([...edit, '--client-secret-file=~/powershell.txt'], {env: {...env, ...home}}),
			runProgram([...edit, '--client-secret-file', '-'], {env, input: `${secret}\n`}),
			callProgram([...edit, '--connection-name', 'Acme', '--scope', 'zohobooks.contacts.READ'], {env}),
		];
		for (const {code, stdout, stderr} of await Promise.all(ways))
			assert.deepEqual([code, stdout], [0, 'acme\n'], stderr);
		assert.equal(readFileSync(file, 'utf8'), before);
	});
}
