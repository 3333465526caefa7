import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Connection} from '../../../source/connection/connection.js';
import type {Service} from '../../../source/connection/service.js';
import {makeSheet} from '../../../source/wizard/sheet/make.js';
import {sheetText} from '../../../source/wizard/sheet/text.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import type {Product} from '../../../source/zoho/products/product.js';
import {findProduct} from '../../../source/zoho/products/table.js';
import {sampleConnection, sampleService} from '../../connection/samples.js';

const sheetOf = (
	change: {readonly service?: Partial<Service>; readonly connection?: Partial<Connection>} = {},
	clientSecret?: string,
	extension?: Product,
) =>
	makeSheet(
		{service: sampleService(change.service), connection: sampleConnection(change.connection)},
		{dataCenters: builtInDataCenters, ports: [8790, 8791], clientSecret, extension},
	);

test("the form has Sigma's labels and words, in Sigma's order", () => {
	const {form} = sheetOf({service: {scopes: ['A.b.READ', 'C.d.READ', 'E.f.READ', 'G.h.READ']}});
	assert.deepEqual(
		form.map(({label, value}) => [label, value]),
		[
			['Service Name', 'Suite'],
			['Authentication Type', 'OAuth2'],
			['Parameter Type', 'Header'],
			['Grant Type', 'Authorization Code'],
			['Client ID', '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE'],
			['Client Secret', 'as saved'],
			['Authorize URL', 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent'],
			['Access token URL', 'https://accounts.zoho.com/oauth/v2/token'],
			['Refresh token URL', 'https://accounts.zoho.com/oauth/v2/token'],
			['Scope', 'A.b.READ,C.d.READ,E.f.READ,G.h.READ'],
			['Scope Delimiter', 'Comma'],
			['Connection Name', 'Acme'],
		],
	);
	assert.deepEqual(
		form.filter(({copyable}) => !copyable).map(({key}) => key),
		['authenticationType', 'parameterType', 'grantType', 'clientSecret', 'scopeDelimiter'],
	);
});

test('nothing of a secret is in it, unless it was handed in', () => {
	assert.doesNotMatch(JSON.stringify(sheetOf()), /sample-(?:client-secret|refresh|access)/);
	const secret = sheetOf({}, 'open-secret').form.find(({key}) => key === 'clientSecret');
	assert.deepEqual([secret?.value, secret?.copyable], ['open-secret', true]);
});

test('redirect URLs of every data center that the client is enabled for; none is guessed', () => {
	const {redirectUrls, client} = sheetOf({service: {enabledDataCenters: ['us', 'eu', 'uk']}});
	assert.deepEqual(redirectUrls, [
		{dataCenter: 'us', name: 'United States', urls: ['https://deluge.zoho.com/delugeauth/callback']},
		{
			dataCenter: 'eu',
			name: 'Europe',
			urls: ['https://dre.zoho.eu/delugeauth/callback', 'https://deluge.zoho.eu/delugeauth/callback'],
		},
		{dataCenter: 'uk', name: 'United Kingdom', urls: []},
	]);
	assert.deepEqual(
		client.filter(({label}) => label === 'Authorized Redirect URIs').map(({value}) => value),
		[
			'http://localhost:8790/callback',
			'http://localhost:8791/callback',
			'https://deluge.zoho.com/delugeauth/callback',
			'https://dre.zoho.eu/delugeauth/callback',
			'https://deluge.zoho.eu/delugeauth/callback',
		],
	);
});

const extensionOf = (id: string) => {
	const product = findProduct(id);
	assert.ok(product);
	return product;
};

test("the manifest has the key that the extension's product takes, or none", () => {
	const key = (id?: string) => {
		const {manifest, extension} = sheetOf({}, undefined, id === undefined ? undefined : extensionOf(id));
		return [Object.keys(manifest ?? {}).join(), extension.manifestKey];
	};
	assert.deepEqual(sheetOf().manifest, {
		usedConnections: [{connectionLinkName: 'acme', connectionName: 'Acme'}],
	});
	for (const id of ['books', 'inventory', 'billing', 'expense'])
		assert.deepEqual(key(id), ['usedConnections', 'usedConnections'], id);
	for (const id of ['desk', 'projects', 'people', 'mail', 'writer', 'sprints', 'qntrl'])
		assert.deepEqual(key(id), ['connectors', 'connectors'], id);
	for (const id of ['crm', 'bigin', 'recruit', 'creator', 'fsm']) assert.deepEqual(key(id), ['', 'none'], id);
	assert.deepEqual(key('learn'), ['', null]);
	assert.deepEqual(sheetOf({}, undefined, extensionOf('desk')).manifest?.connectors, [
		{
			connectionLinkName: 'acme',
			connectionName: 'Acme',
			serviceName: 'suite',
			userAccess: false,
			isUserDefinedService: true,
			scope: sampleService().scopes,
		},
	]);
});

/** Runs the example as a widget would, with a ZFAPPS that writes down what it is asked for. */
const requested = async (request: string): Promise<unknown> => {
	let asked: unknown;
	const widget = {
		request: async (options: unknown) => {
			asked = options;
			return {code: 0, data: {status_code: 200, body: '{"code":0}'}};
		},
	};
	const run: unknown = new Function(
		'ZFAPPS',
		`return (async () => {${request}\nreturn [status_code, answer];})();`,
	)(widget);
	assert.deepEqual(await run, [200, {code: 0}]);
	return asked;
};

test('the example is a program that calls what the scopes allow, on the host of the product', async () => {
	const rows: readonly (readonly [string, Record<string, unknown>])[] = [
		['ZohoBooks.settings.READ', {url: 'https://www.zohoapis.com/books/v3/organizations'}],
		['Desk.basic.READ', {url: 'https://desk.zoho.com/api/v1/organizations'}],
		[
			'ZohoBigin.users.READ',
			{
				url: 'https://www.zohoapis.com/bigin/v2/users',
				url_query: [{key: 'type', value: 'CurrentUser'}],
			},
		],
	];
	for (const [scope, wanted] of rows) {
		const {request} = sheetOf({service: {enabledDataCenters: ['us']}, connection: {scopesGranted: [scope]}});
		assert.deepEqual(await requested(request ?? ''), {
			method: 'GET',
			connection_link_name: 'acme',
			...wanted,
		});
	}
});

test("a service that is not Zoho's has no redirect URLs of Sigma's, and its own addresses", () => {
	const sheet = sheetOf({
		service: {dataCenter: null, enabledDataCenters: [], authorizeUrl: 'https://auth.example.com/authorize'},
		connection: {dataCenter: null, apiDomain: null},
	});
	assert.deepEqual(sheet.redirectUrls, []);
	assert.ok(sheet.form.some(({value}) => value === 'https://auth.example.com/authorize'));
});

test('a client of another server is not registered in the API Console', () => {
	const {isZoho, client} = sheetOf({service: {dataCenter: null}, connection: {dataCenter: null}});
	assert.equal(isZoho, false);
	assert.deepEqual([...new Set(client.map(({label}) => label))], ['Authorized Redirect URIs']);
	assert.equal(sheetOf().isZoho, true);
});

test('the call follows from a granted scope: a list where the harmless call is not allowed, none with a reason where nothing is', () => {
	const of = (scope: string, id?: string) =>
		sheetOf(
			{service: {enabledDataCenters: ['us']}, connection: {scopesGranted: [scope]}},
			undefined,
			id === undefined ? undefined : extensionOf(id),
		);
	assert.match(of('ZohoBooks.contacts.READ').request ?? '', /www\.zohoapis\.com\/books\/v3\/contacts"/);
	assert.match(of('ZohoCampaigns.contact.READ').request ?? '', /campaigns\.zoho\.com\/api\/v1\.1\//);
	assert.match(of('Desk.basic.READ', 'desk').request ?? '', /ZOHODESK\.request.*desk\.zoho\.com/s);
	assert.match(of('ZohoCRM.org.READ', 'crm').request ?? '', /ZOHO\.CRM\.CONNECTION\.invoke\("acme"/);
	assert.match(of('ZohoMail.accounts.READ', 'mail').request ?? '', /invokeurl.*connection: "acme"/s);
	for (const scope of [
		'SalesIQ.visitors.ALL',
		'ZohoBooks.contacts.CREATE',
		'TrainerCentral.portalapi.READ',
	]) {
		const {request, requestReason} = of(scope);
		assert.equal(request, null, scope);
		assert.match(requestReason, /scopes allow no|No host/);
	}
});

test('of two products the one of the extension is called, and every data center that is on has its host', () => {
	const {request} = sheetOf(
		{
			service: {enabledDataCenters: ['us', 'eu', 'ca']},
			connection: {scopesGranted: ['ZohoBooks.settings.READ', 'Desk.basic.READ']},
		},
		undefined,
		extensionOf('desk'),
	);
	assert.match(
		request ?? '',
		/United States desk\.zoho\.com, Europe desk\.zoho\.eu, Canada desk\.zohocloud\.ca/,
	);
	assert.match(request ?? '', /`https:\/\/\$\{host\}\/api\/v1\/organizations`/);
});

test('the way into Sigma is 27 steps for a client of the United States and Europe, in the words and order of the guide', () => {
	const {steps} = sheetOf({service: {enabledDataCenters: ['us', 'eu']}});
	assert.equal(steps.length, 27);
	assert.deepEqual(
		steps.map(({part}) => part).filter((part, index, all) => part !== all[index - 1]),
		['redirects', 'clicks', 'values', 'connect', 'manifest'],
	);
	assert.deepEqual(
		steps.filter(({kind}) => kind === 'click').map(({label}) => label),
		[
			'Log in to Zoho Sigma.',
			'Select the workspace in which you created the extension.',
			'In the Extensions tab, hover over the extension and click Edit.',
			'Switch to the Build tab.',
			'Select Connections on the left sidebar.',
			'Click New Connection at the top right corner of the page.',
			'Under Pick Your Service, go to Custom Service.',
			'Click + Create New Service.',
			'Create Service',
			'Create and Connect',
			'Connect',
		],
	);
	assert.equal(new Set(steps.map(({id}) => id)).size, 27);
	const secret = steps.find(({kind}) => kind === 'secret');
	assert.deepEqual([secret?.label, secret?.value], ['Client Secret', '']);
});

test('Desk has its connections in the workspace, CRM in its organization, and what is not documented says so', () => {
	const of = (id: string) => sheetOf({}, undefined, extensionOf(id)).entrance;
	assert.equal(of('desk').door, 'workspace');
	assert.match(of('desk').clicks.join('\n'), /Choose Zoho Desk under Service/);
	assert.equal(of('crm').door, 'product');
	assert.match(of('crm').note, /Connectors/);
	assert.deepEqual([of('people').door, of('people').note], ['extension', '']);
	assert.match(of('qntrl').note, /not documented/);
});

test('the manifest and the call name the link name that Sigma makes of the name, whatever it is here', () => {
	const of = (name: string) =>
		sheetOf({service: {enabledDataCenters: ['us']}, connection: {linkName: 'acme_2', name}});
	const renamed = of('ZohoBooks-ContactSync');
	assert.equal(renamed.connection.sigmaLinkName, 'zohobookscontactsync');
	assert.deepEqual(renamed.manifest, {
		usedConnections: [{connectionLinkName: 'zohobookscontactsync', connectionName: 'ZohoBooks-ContactSync'}],
	});
	assert.match(renamed.request ?? '', /connection_link_name: "zohobookscontactsync"/);
	const japanese = of('日本の帳簿');
	assert.equal(japanese.connection.sigmaLinkName, null);
	assert.match(sheetText(japanese), /Sigma asks for a Connection Link Name/);
});

test('what will fail in Sigma is said before the first click, warnings first', () => {
	const ids = (service: Partial<Service>, connection: Partial<Connection> = {}) =>
		sheetOf({service, connection}).lints.map(({id, tone}) => `${tone} ${id}`);
	assert.deepEqual(ids({name: 'Suite', enabledDataCenters: ['us', 'eu']}, {name: 'Suite-Sync'}), [
		'note login-user',
	]);
	assert.deepEqual(
		ids({
			name: 'Zoho',
			authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?prompt=consent',
			scopeDelimiter: 'space',
			sameCredentials: false,
			enabledDataCenters: ['us', 'uk'],
		}),
		[
			'warning offline',
			'warning delimiter',
			'warning secret-per-data-center',
			'note client-name',
			'note redirect-unknown',
			'note login-user',
			'note name-pattern',
		],
	);
	assert.ok(ids({enabledDataCenters: ['us']}).includes('note one-data-center'));
	for (const clientType of ['self-client', 'non-browser'] as const) {
		const told = ids({clientType, enabledDataCenters: ['us']});
		assert.equal(told[0], 'warning client-type');
		assert.ok(!told.includes('note one-data-center'));
	}
	assert.ok(!ids({clientType: 'server-based'}).includes('warning client-type'));
});

test('the printed sheet numbers every step, in order, and prints no secret', () => {
	const sheet = sheetOf({service: {enabledDataCenters: ['us', 'eu']}});
	const text = sheetText(sheet);
	assert.deepEqual(
		[...text.matchAll(/^ {2}(?: |(?=\d\d))(\d+)\. /gm)].map(([, number]) => Number(number)),
		Array.from({length: 27}, (_none, index) => index + 1),
	);
	assert.match(text, /^ {2}16\. Client ID +1000\.SAMPLE/m);
	assert.match(text, /^ {2}17\. Client Secret +as saved; --reveal shows it$/m);
	assert.match(text, /^ {2}23\. Click Create Service\.$/m);
	assert.doesNotMatch(text, /sample-(?:client-secret|refresh|access)/);
});
