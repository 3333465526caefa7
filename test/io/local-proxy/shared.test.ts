import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {createMemory} from '../../../source/io/local-proxy/memory.js';
import {openLocalProxy} from '../../../source/io/local-proxy/server.js';
import type {Runtime} from '../../../source/io/runtime.js';
import {realScene, token, value} from '../shared/real-scene.js';
import {key} from './scene.js';

/** A door of a machine to the connection that its fleet shares. */
const openDoor = async (t: TestContext, machine: Runtime) => {
	value(await machine.overlay.pull());
	const {clock, dataCenters, http, noteUse} = machine;
	const door = value(
		await openLocalProxy({
			...{key, clock, dataCenters, noteUse, names: ['acme'], port: undefined, guard: undefined},
			memory: createMemory(machine),
			streaming: http,
			userAgent: 'zconn/0',
			tell: ({id}) => JSON.stringify({error: {id}}),
		}),
	);
	t.after(door.close);
	return (path: string) => fetch(`${door.url}/acme${path}`, {headers: {'x-zconn-key': key}});
};

test('a shared connection: a machine with an empty disk calls, and a rejected token is replaced once for the fleet', async t => {
	const fleet = await realScene(t);
	let dead = '';
	fleet.scene.api = ({headers}) =>
		headers.authorization === `Zoho-oauthtoken ${dead}`
			? {status: 401, body: {code: 14, message: 'Invalid value passed for authtoken.'}}
			: {status: 200, body: {code: 0}};
	fleet.scene.answer = (_asked, count) => token(count);
	const [one, other] = [await openDoor(t, fleet.machine()), await openDoor(t, fleet.machine())];
	const answer = await one('/books/v3/contacts');
	assert.deepEqual([answer.status, await answer.json()], [200, {code: 0}]);
	const first = fleet.asked.at(-1);
	assert.match(first?.path ?? '', /^\/books\/v3\/contacts/);
	assert.equal(first?.headers.authorization, 'Zoho-oauthtoken sample-access-token');
	assert.equal((await other('/books/v3/contacts')).status, 200);
	assert.equal(fleet.requests(), 0);

	dead = 'sample-access-token';
	const all = await Promise.all([1, 2, 3, 4].map(count => (count % 2 ? one : other)('/books/v3/contacts')));
	assert.deepEqual([...new Set(all.map(({status}) => status))], [200]);
	assert.equal(fleet.requests(), 1);
	assert.equal(fleet.asked.at(-1)?.headers.authorization, 'Zoho-oauthtoken access-token-1');
});
