import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {createConnectionActions} from '../../../source/io/grants/index.js';
import {actionWorld} from '../helpers/actions.js';
import {temporaryFolder} from '../helpers/files.js';

test('an unknown name makes no lock: it may lead out of the folder, or be longer than names of files', async t => {
	const {world, store} = await actionWorld(t);
	const elsewhere = path.join(temporaryFolder(t), 'new');
	const out = path.relative(path.join(store.folder, 'refresh-..'), elsewhere);
	const actions = createConnectionActions(world);
	const before = fs.readdirSync(store.folder);
	for (const name of [`../${out}/x`, 'a/b', '', 'constructor', 'x'.repeat(300)]) {
		for (const act of [
			() => actions.rename(name, 'New'),
			() => actions.undo(name),
			() => actions.endReplaced(name),
			() => actions.revoke(name),
			() => actions.remove(name),
		]) {
			const result = await act();
			assert.ok(!result.ok);
			assert.deepEqual([result.refusal.id, result.refusal.exitCode], ['no-such-connection', 5], name);
		}
	}
	assert.deepEqual(fs.readdirSync(store.folder), before);
	assert.ok(!fs.existsSync(elsewhere));
});
