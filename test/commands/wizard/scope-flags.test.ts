import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {changedScopes} from '../../../source/commands/wizard/scope-flags.js';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {processStreams} from '../../../source/kit/output/streams.js';
import {sampleFile} from '../../connection/samples.js';
import {callProgram} from '../../helpers/called-program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

const saved = ['ZohoBooks.contacts.READ', 'Desk.tickets.READ'];

const changed = (options: Readonly<Record<string, readonly string[]>>) =>
	changedScopes(
		{positionals: ['x'], options, environment: {}, streams: processStreams, main: async () => 0},
		saved,
	);

test('scopes are added to those that are saved, and taken away from them', () => {
	assert.deepEqual(changed({}), {ok: true, value: undefined});
	assert.deepEqual(changed({'add-scope': ['ZohoCRM.org.READ,Desk.basic.READ']}), {
		ok: true,
		value: [...saved, 'ZohoCRM.org.READ,Desk.basic.READ'],
	});
	assert.deepEqual(changed({'remove-scope': ['desk.tickets.read'], 'add-scope': ['A.b.READ']}), {
		ok: true,
		value: ['ZohoBooks.contacts.READ', 'A.b.READ'],
	});
});

test('what cannot be meant is refused', () => {
	for (const options of [
		{'remove-scope': ['ZohoCRM.org.READ']},
		{scope: ['A.b.READ'], 'add-scope': ['C.d.READ']},
	]) {
		const result = changed(options);
		assert.ok(!result.ok);
		assert.equal(result.refusal.exitCode, 2);
	}
});

test('a scope that is there already changes nothing, and one that is not there is no change', async t => {
	const folder = temporaryDirectory(t);
	const file = path.join(folder, 'connections.json');
	const content = sampleFile();
	writeFileSync(file, printConnectionsFile(content), {mode: 0o600});
	const before = readFileSync(file, 'utf8');
	const edit = ['edit', 'acme', '--no-input', '--config-dir', folder];
	const [service] = Object.values(content.services);
	const same = await callProgram([...edit, '--add-scope', service?.scopes[0]?.toLowerCase() ?? ''], {
		env: {ZCONN_NO_BROWSER: '1'},
	});
	assert.deepEqual([same.code, same.stdout], [0, 'acme\n'], same.stderr);
	const stranger = await callProgram([...edit, '--remove-scope', 'ZohoMail.x.READ'], {env: {}});
	assert.equal(stranger.code, 2);
	assert.match(stranger.stderr, /ZohoMail\.x\.READ cannot be removed/);
	assert.equal(readFileSync(file, 'utf8'), before);
});
