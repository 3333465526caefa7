import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createProbing} from '../../../source/io/network/probing.js';
import type {Http, HttpRequest, HttpResponse} from '../../../source/io/ports.js';
import {builtInDataCenters, findDataCenter} from '../../../source/zoho/data-center.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';

const dataCenter = findDataCenter(builtInDataCenters, 'ca');
assert.ok(dataCenter);

const books = 'ZohoBooks.settings.READ';
const desk = 'Desk.basic.READ';
const crm = 'ZohoCRM.org.READ';
const workdrive = 'WorkDrive.users.READ';
const scopes = [books, desk, crm, workdrive, 'ZohoMail.accounts.READ', 'ZohoSign.templates.READ'];

const request = (granted: readonly string[], apiDomain: string | null = null) => ({
	dataCenter,
	apiDomain,
	accessToken: 'the-token',
	scopes: granted,
	isFreshToken: true,
});

const answers = (answer: (url: URL) => {status?: number; body: string} | 'broken') => {
	const seen: HttpRequest[] = [];
	const http: Http = {
		send: async (sent): Promise<Result<HttpResponse>> => {
			seen.push(sent);
			const given = answer(new URL(sent.url));
			if (given === 'broken') {
				return refused({id: 'network-failed', what: '', why: '', next: '', exitCode: 4});
			}
			return ok({status: given.status ?? 200, headers: {}, body: given.body});
		},
		close: async () => undefined,
	};
	return {probe: createProbing(http), seen};
};

test('only calls that a granted scope allows are made, each on the host of its product, the token in a header', async () => {
	const {probe, seen} = answers(() => ({body: '{}'}));
	const {probes} = await probe(request([books, desk, workdrive], 'https://www.zohoapis.ca'));
	assert.deepEqual(seen.map(({url}) => new URL(url).host).sort(), [
		'desk.zohocloud.ca',
		'www.zohoapis.ca',
		'www.zohoapis.ca',
	]);
	for (const {url, method, headers, form} of seen) {
		assert.equal(method, 'GET');
		assert.equal(headers?.authorization, 'Zoho-oauthtoken the-token');
		assert.doesNotMatch(url, /the-token/);
		assert.equal(form, undefined);
	}
	const special = seen.find(({url}) => url.includes('workdrive'));
	assert.equal(special?.headers?.accept, 'application/vnd.api+json');
	assert.deepEqual(
		probes.map(({scope, verdict}) => [scope, verdict]),
		[
			[books, 'works'],
			[desk, 'works'],
			[workdrive, 'works'],
		],
	);
	assert.deepEqual(await answers(() => assert.fail()).probe(request(['AaaServer.profile.READ'])), {
		probes: [],
		organization: null,
	});
});

test('each product is judged by its own error bodies; what broke could not be told', async () => {
	const {probe} = answers(({pathname, host}) => {
		if (pathname.startsWith('/books')) return {status: 401, body: '{"code":57,"message":"not authorized"}'};
		if (pathname.startsWith('/crm')) return {status: 401, body: '{"code":"INVALID_TOKEN"}'};
		return host.startsWith('desk') ? 'broken' : {body: '{}'};
	});
	const {probes, organization} = await probe(request([books, crm, desk]));
	assert.deepEqual(
		probes.map(({verdict}) => verdict),
		['scope-missing', 'token-rejected', 'could-not-tell'],
	);
	assert.equal(organization, null);
});

test('the organization is the default one of the first product that tells one, whichever answers first', async () => {
	const {probe} = answers(({pathname, host}) => {
		if (pathname.startsWith('/books')) {
			return {
				body: JSON.stringify({
					code: 0,
					organizations: [
						{organization_id: '1', name: 'First'},
						{organization_id: '2', name: 'Default', is_default_org: true},
					],
				}),
			};
		}
		return {body: host.startsWith('desk') ? '{"data":[{"id":9,"companyName":"Desk org"}]}' : '{}'};
	});
	const {organization} = await probe(request([desk, books]));
	assert.deepEqual(organization, {id: '2', name: 'Default', product: 'Zoho Books'});
	const later = await probe(request([desk]));
	assert.deepEqual(later.organization, {id: '9', name: 'Desk org', product: 'Zoho Desk'});
});

test('four at a time, in the order of the table', async () => {
	let running = 0;
	let most = 0;
	const http: Http = {
		send: async () => {
			running++;
			most = Math.max(most, running);
			await new Promise(resolve => setImmediate(resolve));
			running--;
			return ok({status: 200, headers: {}, body: '{}'});
		},
		close: async () => undefined,
	};
	const {probes} = await createProbing(http)(request([...scopes].reverse()));
	assert.equal(most, 4);
	assert.equal(probes.length, 6);
	assert.equal(probes[0]?.product, 'Zoho Books');
});

test('ending the consent ends the calls', async () => {
	const controller = new AbortController();
	const signals: (AbortSignal | undefined)[] = [];
	const http: Http = {
		send: async ({signal}) => {
			signals.push(signal);
			controller.abort();
			return refused({id: 'canceled', what: '', why: '', next: '', exitCode: 130});
		},
		close: async () => undefined,
	};
	await createProbing(http)(request([books]), controller.signal);
	assert.equal(signals.length, 1);
	assert.equal(signals[0]?.aborted, true);
});
