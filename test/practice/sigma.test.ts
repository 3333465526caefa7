import assert from 'node:assert/strict';
import {test} from 'node:test';
import {serviceFields} from '../../source/practice/sigma/fields.js';
import {sigmaProducts} from '../../source/practice/sigma/state.js';
import {extensionIds} from '../../source/zoho/extensions/ids.js';
import {findProduct} from '../../source/zoho/products/table.js';
import {entranceOf} from '../../source/zoho/sigma/entrances.js';
import {sigmaCallback, sigmaWalk} from './sigma-walk.js';
import {at, enable, register, startTestPractice, visitor} from './visitor.js';

const {practice} = await startTestPractice();
const us = at(practice, 'us');
const client = await register(us.console, [sigmaCallback(us)]);
const ready = 'The connection has been authenticated and is ready for use.';

test("the form has the guide's fields in its order, each with what it is for", async () => {
	const {go, path} = await sigmaWalk(us);
	const {text} = await go(`${path}/services/new`);
	assert.deepEqual(
		[...text.matchAll(/<label for="[^"]+">([^<]+)<\/label>/g)].map(([, label]) => label),
		[
			'Service Name',
			'Authentication Type',
			'Parameter Type',
			'Grant Type',
			'Client ID',
			'Client Secret',
			'Authorize URL',
			'Access token URL',
			'Refresh token URL',
			'Scope',
			'Scope Delimiter',
		],
	);
	for (const {key} of serviceFields) assert.ok(text.includes(`id="${key}-hint"`), key);
	assert.match(text, /Not known of the real Sigma, so ours/);
});

test('the whole flow ends in tokens, with the summary and both samples of code', async () => {
	const sigma = await sigmaWalk(us);
	const connection = await sigma.makeConnection(await sigma.makeService(client));
	const page = (await sigma.go(connection)).text;
	assert.ok(page.includes(sigmaCallback(us)), page);
	const done = await sigma.connect(connection);
	assert.ok(done.text.includes(ready), done.text);
	assert.match(done.text, /Connected/);
	const json = (await sigma.go(`${connection}?code=json`)).text;
	assert.match(json, /&quot;connectionLinkName&quot;: &quot;bennett_books&quot;/);
	assert.match(json, /&quot;serviceName&quot;: &quot;zoho&quot;/);
	assert.doesNotMatch(done.text + json, new RegExp(client.client_secret));
	const state = await (await fetch(`${us.accounts}/practice/control/state`)).text();
	assert.match(state, /"refreshTokens":1/);
});

test('each product whose entrance is documented has it here', async () => {
	for (const id of extensionIds) {
		const product = findProduct(id);
		assert.ok(product);
		const {door, note} = entranceOf(product);
		if (door !== 'workspace' || note !== '') continue;
		const sigma = await sigmaWalk(us, id);
		assert.match((await sigma.go(`${sigma.path}/connections`)).text, /Create Connection/, id);
	}
	assert.deepEqual(
		sigmaProducts.filter(({hasOwnConnections}) => !hasOwnConnections).map(({id}) => id),
		['desk', 'projects', 'sprints', 'mail', 'writer'],
	);
	assert.ok(sigmaProducts.some(({id}) => id === 'bigin') && !sigmaProducts.some(({id}) => id === 'crm'));
});

test('a redirect URL that is not registered, a wrong scope and the plus sign end at Zoho', async () => {
	const stranger = await register(us.console, ['http://localhost:1/other']);
	const rows: readonly (readonly [typeof client, Record<string, string>, RegExp])[] = [
		[stranger, {}, /Invalid Redirect Uri/],
		[client, {scope: 'ZohoBooks.contact'}, /Invalid OAuth scope/],
		[client, {'scope-delimiter': 'Plus'}, /Invalid OAuth scope/],
		[client, {'client-id': '1000.UNKNOWN'}, /Invalid Client/],
	];
	for (const [whose, changes, expected] of rows) {
		const sigma = await sigmaWalk(us);
		const service = await sigma.makeService(whose, changes);
		const connection = await sigma.makeConnection(service, `Wrong ${Math.floor(performance.now() * 1000)}`);
		assert.match((await sigma.connect(connection)).text, expected);
		assert.ok(!(await sigma.go(connection)).text.includes(ready));
	}
});

test("Zoho's refusal of the secret, and a rejected consent, stand on the page of the connection", async () => {
	const sigma = await sigmaWalk(us);
	const service = await sigma.makeService(client, {'client-secret': 'wrong'});
	const connection = await sigma.makeConnection(service, 'Wrong secret');
	const done = await sigma.connect(connection);
	assert.match(done.text, /could not be authenticated.*invalid_client/s);
	const rejected = await sigma.go(`${sigmaCallback(us)}?error=access_denied&state=forged`);
	assert.match(rejected.text, /did not come from a connection that is waiting/);
});

test('an account of another data center connects only where the client is enabled', async () => {
	const sigma = await sigmaWalk(us);
	const service = await sigma.makeService(client);
	const refused = await sigma.connect(await sigma.makeConnection(service, 'Elena'), 'elena');
	assert.match(refused.text, /Access denied in your region/);
	await enable(client.page, ['eu'], true);
});

test('without access_type=offline it connects, and says that it will end', async () => {
	const sigma = await sigmaWalk(us);
	const service = await sigma.makeService(client, {'authorize-url': `${us.accounts}/oauth/v2/auth`});
	const done = await sigma.connect(await sigma.makeConnection(service, 'Online'));
	assert.match(done.text, /no refresh token: the connection ends after an hour/);
});

test('what the form cannot take is said field by field, and nothing leaves this machine', async () => {
	const sigma = await sigmaWalk(us);
	const empty = await sigma.postService(client, {'client-id': '', 'authorize-url': 'accounts.zoho.com'});
	assert.equal(empty.status, 400);
	assert.match(empty.text, /Enter Client ID[\s\S]*Enter a valid Authorize URL/);
	assert.match((await sigma.postService(client, {'authentication-type': 'API Key'})).text, /not part of/);
	const away = await sigma.makeService(client, {
		'access-token-url': 'https://accounts.zoho.com/oauth/v2/token',
	});
	const connection = await sigma.makeConnection(away, 'Away');
	const {status, text} = await sigma.go(`${connection}/connect`, {});
	assert.equal(status, 400);
	assert.match(text, /nowhere else/);
	for (const [name, expected] of [
		['', /Enter a Connection Name/],
		['日本', /Enter a Connection Link Name/],
		['Away', /^/],
	] as const)
		assert.match((await sigma.go(away, {'connection-name': name})).text, expected);
});

test('Desk has its connections in the workspace, and another site may change nothing', async () => {
	const sigma = await sigmaWalk(us, 'desk');
	assert.match((await sigma.go(`${sigma.path}/connections`)).text, /Create Connection/);
	const connection = await sigma.makeConnection(await sigma.makeService(client), 'Desk bridge');
	assert.ok((await sigma.connect(connection)).text.includes(ready));
	const forged = await fetch(`${connection}/delete`, {
		method: 'POST',
		headers: {origin: 'http://localhost:1'},
	});
	assert.equal(forged.status, 403);
	assert.equal((await visitor().go(`${us.sigma}/unknown`)).status, 404);
	assert.equal(
		(await visitor().go(`${at(practice, 'eu').console}${new URL(connection).pathname}`)).status,
		404,
	);
});
