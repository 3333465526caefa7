import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {parseStoreAddress} from '../../../source/connection/shared/store-address.js';
import {createDatabase} from '../../../source/io/shared/engines/database.js';
import {temporaryFolder} from '../helpers/files.js';

const noUsers = {skip: process.getuid ? false : 'NOT TESTED where files have no modes'};

test('a root certificate is looked for in the home folder of the given environment', noUsers, async t => {
	const HOME = temporaryFolder(t);
	const file = path.join(HOME, 'authority.pem');
	fs.writeFileSync(file, 'a certificate');
	// Found, it is refused before anything is asked of a server.
	fs.chmodSync(file, 0o666);
	const address = parseStoreAddress('postgres://store.example/zoho?sslrootcert=~/authority.pem');
	assert.ok(address);
	const database = createDatabase(address, {HOME});
	t.after(database.close);
	const answer = await database.run('select 1');
	assert.equal(answer.ok ? '' : answer.refusal.id, 'open-to-others');
});
