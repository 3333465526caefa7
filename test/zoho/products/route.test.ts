import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {builtInDataCenters, findDataCenter} from '../../../source/zoho/data-center.js';
import {hostText, isHostOf} from '../../../source/zoho/products/hosts.js';
import {type ApiPlace, apiAddress} from '../../../source/zoho/products/route.js';
import {fitter} from '../../../source/zoho/products/segments.js';
import {findProduct, products} from '../../../source/zoho/products/table.js';

const place = (id: string, scopes: readonly string[] = [], apiDomain?: string): ApiPlace => ({
	dataCenter: findDataCenter(builtInDataCenters, id),
	apiDomain,
	scopes,
});

const desk = ['Desk.tickets.READ', 'ZohoBooks.contacts.READ'];
const deskAndMail = ['Desk.tickets.READ', 'ZohoMail.accounts.READ', 'ZohoSign.templates.READ'];
const sandbox = 'https://sandbox.zohoapis.com';

const found: readonly (readonly [string, string | undefined, ApiPlace, string, string])[] = [
	[
		'/books/v3/contacts?page=2',
		undefined,
		place('us'),
		'https://www.zohoapis.com/books/v3/contacts?page=2',
		'books',
	],
	['books/v3/contacts', undefined, place('eu'), 'https://www.zohoapis.eu/books/v3/contacts', 'books'],
	['/crm/v8/Leads', undefined, place('ca'), 'https://www.zohoapis.ca/crm/v8/Leads', 'crm'],
	['/crm/v8/Leads', undefined, place('us', [], sandbox), `${sandbox}/crm/v8/Leads`, 'crm'],
	['/api/v1/tickets', undefined, place('us', desk), 'https://desk.zoho.com/api/v1/tickets', 'desk'],
	[
		'/api/v1/organizations',
		undefined,
		place('us', desk),
		'https://desk.zoho.com/api/v1/organizations',
		'desk',
	],
	['/api/v1/tickets', undefined, place('ca', desk), 'https://desk.zohocloud.ca/api/v1/tickets', 'desk'],
	['/api/v1/tickets', 'desk', place('in', deskAndMail), 'https://desk.zoho.in/api/v1/tickets', 'desk'],
	['/api/accounts', 'ZohoMail', place('us'), 'https://mail.zoho.com/api/accounts', 'mail'],
	['/something/new', 'desk', place('us', desk), 'https://desk.zoho.com/something/new', 'desk'],
	[
		'/recruit/v2/Jobs',
		undefined,
		place('us', [...deskAndMail, 'ZohoRecruit.modules.ALL']),
		'https://recruit.zoho.com/recruit/v2/Jobs',
		'recruit',
	],
	[
		'/api/v1.1/getmailinglists',
		undefined,
		place('us', ['Desk.tickets.READ', 'ZohoCampaigns.contact.READ']),
		'https://campaigns.zoho.com/api/v1.1/getmailinglists',
		'campaigns',
	],
	[
		'/restapi/portals/',
		undefined,
		place('us', ['ZohoAnalytics.data.read', 'ZohoProjects.portals.READ']),
		'https://projectsapi.zoho.com/restapi/portals/',
		'projects',
	],
	[
		'/restapi/v2/orgs',
		undefined,
		place('us', ['ZohoAnalytics.data.read', 'ZohoProjects.portals.READ']),
		'https://analyticsapi.zoho.com/restapi/v2/orgs',
		'analytics',
	],
	[
		'/people/api/forms',
		undefined,
		place('us', ['ZOHOPEOPLE.forms.READ', 'Desk.tickets.READ']),
		'https://people.zoho.com/people/api/forms',
		'people',
	],
	[
		'/api/forms',
		undefined,
		place('us', ['ZOHOPEOPLE.forms.READ', 'Desk.tickets.READ']),
		'https://people.zoho.com/api/forms',
		'people',
	],
	[
		'/api/accounts',
		undefined,
		place('us', ['ZOHOPEOPLE.forms.READ', 'ZohoMail.accounts.READ']),
		'https://mail.zoho.com/api/accounts',
		'mail',
	],
	[
		'/fsm/v1/users',
		undefined,
		place('in', ['ZohoFSM.users.READ']),
		'https://fsm.zoho.in/fsm/v1/users',
		'fsm',
	],
	[
		'/baas/v1/project',
		undefined,
		place('eu', ['ZohoCatalyst.projects.READ']),
		'https://api.catalyst.zoho.eu/baas/v1/project',
		'catalyst',
	],
	[
		'/api/v3/requests',
		undefined,
		place('au', ['SDPOnDemand.requests.READ']),
		'https://servicedeskplus.net.au/api/v3/requests',
		'servicedesk-plus',
	],
	[
		'/api/monitors',
		undefined,
		place('jp', ['Site24x7.Admin.Read']),
		'https://app.site24x7.jp/api/monitors',
		'site24x7',
	],
	[
		'/blueprint/api/org',
		undefined,
		place('us', ['Qntrl.org.READ']),
		'https://coreapi.qntrl.com/blueprint/api/org',
		'qntrl',
	],
	[
		'/api/v2.1/meta/applications',
		undefined,
		place('us', ['ZohoCreator.dashboard.READ']),
		'https://creator.zoho.com/api/v2.1/meta/applications',
		'creator',
	],
	[
		'/creator/v2.1/meta/applications',
		undefined,
		place('us', ['ZohoCreator.dashboard.READ']),
		'https://www.zohoapis.com/creator/v2.1/meta/applications',
		'creator',
	],
	[
		'/oauth/user/info',
		undefined,
		place('ca', desk),
		'https://accounts.zohocloud.ca/oauth/user/info',
		'identity',
	],
	['/books/../crm/v8/Leads', undefined, place('us', desk), 'https://www.zohoapis.com/crm/v8/Leads', 'crm'],
	[
		'https://www.zohoapis.com/books/v3/items',
		undefined,
		place('us'),
		'https://www.zohoapis.com/books/v3/items',
		'books',
	],
	[
		'https://desk.zoho.com/api/v1/tickets',
		undefined,
		place('us'),
		'https://desk.zoho.com/api/v1/tickets',
		'desk',
	],
	[
		'https://sign.zoho.com/api/v1/requests',
		undefined,
		place('us', desk),
		'https://sign.zoho.com/api/v1/requests',
		'sign',
	],
	[
		'https://content.zohoapis.com/crm/v8/upload',
		undefined,
		place('us'),
		'https://content.zohoapis.com/crm/v8/upload',
		'crm',
	],
	[
		'https://accounts.zoho.com/oauth/user/info',
		undefined,
		place('us'),
		'https://accounts.zoho.com/oauth/user/info',
		'identity',
	],
	[
		'https://acme.trainercentral.com/api/v4/x',
		undefined,
		place('us', ['TrainerCentral.userapi.CREATE']),
		'https://acme.trainercentral.com/api/v4/x',
		'trainercentral',
	],
	[
		'https://files.zohostratus.eu/a.pdf',
		undefined,
		place('eu', ['Stratus.fileop.READ']),
		'https://files.zohostratus.eu/a.pdf',
		'catalyst-stratus',
	],
	[
		'https://console.catalyst.zoho.com/baas/v1/x',
		undefined,
		place('us', ['ZohoCatalyst.projects.READ']),
		'https://console.catalyst.zoho.com/baas/v1/x',
		'catalyst',
	],
];

test('each path goes to the host of its product in the data center of the connection', () => {
	for (const [text, product, where, url, productId] of found) {
		const address = apiAddress(text, product, where);
		assert.ok(address.ok, `${text}: ${!address.ok && address.refusal.why}`);
		assert.deepEqual([address.value.url, address.value.productId], [url, productId], text);
	}
});

const notSent: readonly (readonly [string, (readonly string[])?])[] = [
	['https://www.zohoapis.eu/books/v3/items'],
	['https://evil.example/books/v3/items'],
	['https://www.zohoapis.com.evil.example/'],
	['https://evil-zohoapis.com/books'],
	['https://desk.zoho.com.evil.example/api'],
	['https://evil.example/.zoho.com/'],
	['https://a.b.zoho.com/api/v1/x'],
	['http://www.zohoapis.com/books/v3/items'],
	['https://me:pw@www.zohoapis.com/books'],
	['https://www.zohoapis.com:8443/books/v3/items'],
	['//evil.example/books'],
	['/\\evil.example/books'],
	['/books/v3/a b'],
	['file:///etc/passwd'],
	['https://coreapi.qntrl.com/blueprint/api/org'],
	['https://api.catalyst.zoho.com/baas/v1/project'],
	['https://sdpondemand.manageengine.eu/api/v3/requests', ['SDPOnDemand.requests.READ']],
	['http://coreapi.qntrl.com/blueprint/api/org', ['Qntrl.org.READ']],
	['https://coreapi.qntrl.com:444/blueprint/api/org', ['Qntrl.org.READ']],
	['https://a.b.trainercentral.com/api/v4/x', ['TrainerCentral.userapi.CREATE']],
	['https://trainercentral.com.evil.example/', ['TrainerCentral.userapi.CREATE']],
	['/blueprint/api/org'],
	['/api/v4/org/portals.json', ['TrainerCentral.portalapi.READ']],
];

test('a token never goes to a foreign host, to one of another data center, or over http', () => {
	for (const [text, scopes = desk] of notSent) {
		const address = apiAddress(text, undefined, place('us', scopes));
		assert.ok(!address.ok, text);
		assert.equal(address.refusal.exitCode, 2);
	}
});

const asked: readonly (readonly [string, string | undefined, readonly string[], RegExp])[] = [
	[
		'/restapi/portals/',
		undefined,
		['ZohoBugTracker.bugs.READ', 'ZohoProjects.portals.READ'],
		/--product projects/,
	],
	['/api/v1/things', undefined, ['ZohoMail.accounts.READ'], /--product mail/],
	['/api/v1/requests', undefined, desk, /--product books/],
	['/something/new', undefined, desk, /--product books/],
	['/something/new', undefined, [], /--product.*whole address/],
	['/api/v2/user', undefined, [], /--product/],
	['/x', 'dexk', [], /--product/],
	['/books/v3/contacts', 'desk', desk, /--product books/],
	['/api/v1/forms', 'zoho-one', [], /whole address/],
	['/blueprint/api/org', 'qntrl', desk, /zconn scopes --service qntrl/],
];

test('nothing that is unclear or unknown is sent anywhere; the hosts that can be meant are named', () => {
	for (const [text, product, scopes, next] of asked) {
		const address = apiAddress(text, product, place('us', scopes));
		assert.ok(!address.ok, text);
		assert.match(address.refusal.next, next, text);
		assert.equal(address.refusal.exitCode, 2);
	}
	const unclear = apiAddress('/something/new', undefined, place('ca', desk));
	assert.ok(!unclear.ok);
	assert.match(unclear.refusal.why, /desk\.zohocloud\.ca/);
});

test("a server that is not Zoho's is called at the API it named, or by whole addresses", () => {
	const other = {dataCenter: undefined, apiDomain: undefined, scopes: []};
	assert.equal(apiAddress('/users', undefined, other).ok, false);
	const named = apiAddress('/users', undefined, {...other, apiDomain: 'https://api.example.com'});
	assert.ok(named.ok);
	assert.equal(named.value.url, 'https://api.example.com/users');
	const hosts = ['auth.example.com', 'api.example.com', 'localhost:9000'];
	const allowed = {...other, hosts, apiHosts: ['api.example.com']};
	assert.equal(apiAddress('https://api.example.com/users', undefined, allowed).ok, true);
	assert.equal(apiAddress('https://auth.example.com/me', undefined, allowed).ok, true);
	assert.equal(apiAddress('http://localhost:9000/', undefined, allowed).ok, true);
	for (const url of [
		'https://api.example.com:8443/',
		'https://evil.example/',
		'https://api.example.com.evil.example/',
		'http://localhost:9001/',
		'http://127.0.0.1:9000/',
	]) {
		const foreign = apiAddress(url, undefined, allowed);
		assert.equal(!foreign.ok && foreign.refusal.id, 'api-host-foreign', url);
	}
	const path = apiAddress('/users', undefined, allowed);
	assert.equal(path.ok && path.value.url, 'https://api.example.com/users');
	assert.equal(apiAddress('/users', undefined, {...allowed, apiHosts: hosts}).ok, false);
	assert.equal(apiAddress('http://api.example.com/users', undefined, other).ok, false);
});

const withPaths = products.filter(
	({host, prefixes, segments}) => host && prefixes.length > 0 && segments.length > 0,
);
const center = fc.constantFrom(...builtInDataCenters);
const tail = fc.constantFrom('', '/', '/x', '/x/1?page=2', '?a=b');

test('no path of one product is ever sent to the host of another', () => {
	fc.assert(
		fc.property(
			center,
			fc.constantFrom(...withPaths),
			fc.nat(),
			fc.array(fc.constantFrom(...withPaths), {maxLength: 4}),
			tail,
			(dataCenter, owner, at, named, rest) => {
				const segment = owner.segments[at % owner.segments.length] ?? '';
				const path = `${segment.replaceAll(/\{[^}]*\}/g, 'some')}${rest}`;
				const scopes = named.flatMap(({prefixes}) => prefixes.map(prefix => `${prefix}.any.READ`));
				const address = apiAddress(path, undefined, {dataCenter, apiDomain: undefined, scopes});
				if (!address.ok) return;
				const chosen = findProduct(address.value.productId);
				assert.ok(chosen && fitter(path)(chosen.segments) > 0, path);
				// It fits no product better, and of those that it fits as well none else was named.
				assert.ok(
					fitter(path)(chosen.segments) >= fitter(path)(owner.segments) || chosen.id === owner.id,
					path,
				);
			},
		),
		{numRuns: 500},
	);
});

test('a token leaves for hosts of its data center, and of the products that its scopes name, alone', () => {
	const hosts = builtInDataCenters.flatMap(dataCenter =>
		products.flatMap(product => hostText(product, dataCenter) ?? []),
	);
	fc.assert(
		fc.property(
			center,
			fc.constantFrom(...hosts, 'evil.example', 'zoho.com', 'a.zoho.com.evil.example'),
			fc.array(fc.constantFrom(...withPaths), {maxLength: 3}),
			(dataCenter, host, named) => {
				const scopes = named.flatMap(({prefixes}) => prefixes.map(prefix => `${prefix}.any.READ`));
				const text = `https://${host.replaceAll(/\{[^}]*\}/g, 'mine')}/x`;
				const address = apiAddress(text, undefined, {dataCenter, apiDomain: undefined, scopes});
				if (!address.ok) return;
				const url = new URL(address.value.url);
				const domains = [new URL(dataCenter.api).host, new URL(dataCenter.accounts).host].map(name =>
					name.replace(/^(?:www|accounts)\./, ''),
				);
				const isWithin = domains.some(domain => url.host.endsWith(`.${domain}`));
				const isNamed = named.some(product => isHostOf(url, product, dataCenter));
				assert.ok(isWithin || isNamed, `${dataCenter.id} ${text}`);
			},
		),
		{numRuns: 500},
	);
});

test('each product that has a host and paths is reached in each data center where it is', () => {
	let reached = 0;
	for (const dataCenter of builtInDataCenters) {
		for (const product of withPaths) {
			const expected = hostText(product, dataCenter);
			const segment = product.segments.find(
				one => !Object.hasOwn(product.segmentHosts, one) && /\/[a-z]/.test(one),
			);
			if (expected === undefined || expected.includes('{') || segment === undefined) continue;
			const path = `${segment.replaceAll(/\{[^}]*\}/g, '1')}/x`;
			const scopes = [`${product.prefixes[0]}.any.READ`];
			const address = apiAddress(path, undefined, {dataCenter, apiDomain: undefined, scopes});
			const named = address.ok
				? address
				: apiAddress(path, product.id, {dataCenter, apiDomain: undefined, scopes});
			assert.ok(named.ok, `${product.id} ${dataCenter.id}: ${!named.ok && named.refusal.what}`);
			assert.equal(new URL(named.value.url).host, expected, `${product.id} ${dataCenter.id}`);
			assert.equal(named.value.isAssumed, product.host?.centers.get(dataCenter.id)?.confidence === 'U');
			reached += 1;
		}
	}
	assert.ok(reached > 500, String(reached));
});
