import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

const root = path.join(import.meta.dirname, '..', 'source');

/** What Zoho says in words of its own, other servers say by the standards: the same ids, in one file. */
const otherServers = path.join('zoho', 'tokens', 'other-server.ts');

/** Each place where a refusal is worded: its id, followed by what happened. */
const wordedIn = (text: string): readonly string[] =>
	[...text.matchAll(/\bid: '([a-z][a-z0-9-]*)',\s*what\b/g)].map(([, id = '']) => id);

test('an id is worded in one place', () => {
	const places = new Map<string, Set<string>>();
	for (const file of fs.readdirSync(root, {recursive: true, encoding: 'utf8'})) {
		if (!/\.tsx?$/.test(file) || file === otherServers) continue;
		for (const id of wordedIn(fs.readFileSync(path.join(root, file), 'utf8')))
			places.set(id, (places.get(id) ?? new Set()).add(file));
	}
	assert.ok(places.size > 60, `Only ${places.size} refusals were found.`);
	assert.deepEqual(
		[...places].filter(([, files]) => files.size > 1),
		[],
	);
});

test('a second text would be found', () => {
	const one = "({id: 'no-such-service', what: `There is no service.`, why, next, exitCode: 5})";
	assert.deepEqual(wordedIn(`${one}; const other = {\n\tid: 'no-such-service',\n\twhat: 'None.'};`), [
		'no-such-service',
		'no-such-service',
	]);
});
