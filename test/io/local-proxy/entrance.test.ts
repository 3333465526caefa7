import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readTarget, whyNotIn} from '../../../source/io/local-proxy/entrance.js';
import {headersForApi, headersForProgram, pairsOf} from '../../../source/io/local-proxy/headers.js';
import {withOrganization} from '../../../source/io/local-proxy/organization.js';
import {statusOf} from '../../../source/io/local-proxy/refusals.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {apiAddress} from '../../../source/zoho/products/route.js';

const key = 'the-key-of-this-run';
const door = {port: 8795, names: ['zoho', 'acme_books'], isKey: (text: string) => text === key};
const host = ['Host', '127.0.0.1:8795'] as const;
const bearer = ['Authorization', `Bearer ${key}`] as const;

const enter = (more: readonly string[], method = 'GET', head: readonly string[] = [...host, ...bearer]) =>
	whyNotIn({method, target: '/', rawHeaders: [...head, ...more]}, door)?.id;

test('the key opens, in each of the ways that clients can send it', () => {
	assert.equal(enter([]), undefined);
	assert.equal(enter(['X-Zconn-Key', key], 'GET', host), undefined);
	assert.equal(enter(['authorization', `Zoho-oauthtoken ${key}`], 'POST', host), undefined);
	for (const name of ['localhost', '[::1]', 'LOCALHOST'])
		assert.equal(enter([], 'GET', ['Host', `${name}:8795`, ...bearer]), undefined);
});

test('without the key nothing else is told, whatever else is wrong', () => {
	const rows: readonly (readonly string[])[] = [
		[],
		['authorization', `Basic ${key}`],
		['authorization', key],
		['authorization', 'Bearer other'],
		['x-zconn-key', ''],
		['x-zconn-key', key, 'authorization', 'Bearer other'],
		['origin', 'https://evil.example'],
		['cookie', `x-zconn-key=${key}`],
	];
	for (const row of rows) assert.equal(enter(row, 'TRACE', host), 'proxy-key-missing', row.join(' '));
});

test('a web page does not get in, also with the key, and neither does another name for this machine', () => {
	assert.equal(enter(['Origin', 'http://127.0.0.1:8795']), 'proxy-web-page');
	assert.equal(enter(['Origin', 'null']), 'proxy-web-page');
	assert.equal(enter(['Sec-Fetch-Site', 'none']), 'proxy-web-page');
	for (const hosts of [
		[],
		['Host', 'rebound.example:8795'],
		['Host', '127.0.0.1'],
		['Host', '127.0.0.1:8796'],
		[...host, ...host],
		['Host', '127.0.0.1:8795, rebound.example'],
	])
		assert.equal(enter([], 'GET', [...hosts, ...bearer]), 'proxy-web-page', hosts.join(' '));
});

test('methods and framings that could be read in two ways are refused', () => {
	for (const method of ['TRACE', 'CONNECT', 'TRACK', 'PROPFIND', 'get'])
		assert.equal(enter([], method), 'proxy-method', method);
	for (const odd of [
		['content-length', '1', 'content-length', '1'],
		['content-length', '1', 'transfer-encoding', 'chunked'],
		['content-length', '+1'],
		['content-length', '1, 1'],
		['transfer-encoding', 'gzip, chunked'],
		['transfer-encoding', 'chunked', 'transfer-encoding', 'chunked'],
		['transfer-encoding', 'xchunked'],
	])
		assert.equal(enter(odd, 'POST'), 'proxy-request-odd', odd.join(' '));
	assert.equal(enter(['content-length', '1']), 'proxy-request-odd');
	assert.equal(enter(['content-length', '0']), undefined);
	assert.equal(enter(['transfer-encoding', 'Chunked'], 'POST'), undefined);
});

test('targets', () => {
	const ok = (target: string) => {
		const read = readTarget(target, door.names);
		assert.ok(read.ok, target);
		return [read.value.linkName, read.value.path, read.value.product, read.value.base];
	};
	assert.deepEqual(ok('/zoho/books/v3/contacts?per_page=2&a=b?c'), [
		'zoho',
		'/books/v3/contacts?per_page=2&a=b?c',
		undefined,
		'/zoho',
	]);
	assert.deepEqual(ok('/acme_books/~desk/api/v1/tickets'), [
		'acme_books',
		'/api/v1/tickets',
		'desk',
		'/acme_books/~desk',
	]);
	assert.deepEqual(ok('/zoho/~download.zoho.com/v1/x%20y'), [
		'zoho',
		'https://download.zoho.com/v1/x%20y',
		undefined,
		'/zoho/~download.zoho.com',
	]);
	assert.equal(ok('/zoho/~localhost:9510/books')[1], 'http://localhost:9510/books');
});

test('targets that lead somewhere else are refused', () => {
	const odd = [
		...[
			'http://127.0.0.1:8795/zoho/books',
			'https://www.zohoapis.com/books',
			'*',
			'',
			'zoho/books',
			'//zoho/books',
		],
		...['/zoho//books', '/zoho/../acme_books/x', '/zoho/books/./v3', '/zoho/books/..', '/zoho/%2e%2e/crm/v8'],
		...['/zoho/books/%2E%2e/crm', '/zoho/books%2f..%2fcrm', '/zoho/books%5c..', '/zoho/books\\..\\crm'],
		...[
			'/zoho/books/%252e%252e/crm',
			'/zoho/books/%25252fcrm',
			'/zoho/books/..;/crm',
			'/zoho/books%00',
			'/zoho/a%0d%0ab',
		],
		...['/zoho/books#x', '/zoho/a b', '/zoho/ü', '/zoho/%', '/zoho/%zz', '/zoho/books\r\nHost: x'],
	];
	for (const target of odd) {
		const read = readTarget(target, door.names);
		assert.equal(read.ok ? read.value.path : read.refusal.id, 'proxy-request-odd', target);
	}
	for (const target of ['/', '/nobody/books', '/ZOHO/books', '/zoho%5f/books']) {
		const read = readTarget(target, door.names);
		assert.equal(read.ok ? read.value.path : read.refusal.exitCode, 5, target);
	}
});

const us = builtInDataCenters.find(({id}) => id === 'us');
const place = {
	dataCenter: us,
	apiDomain: 'https://www.zohoapis.com',
	scopes: ['ZohoBooks.settings.READ', 'ZohoCRM.modules.ALL', 'Desk.tickets.READ'],
};

test("property: no target leads a token to a host that is not Zoho's", () => {
	const word = fc.constantFrom(
		...[
			'books',
			'crm',
			'v3',
			'..',
			'.',
			'~desk',
			'~evil.example',
			'~www.zohoapis.com',
			'~www.zohoapis.com@evil.example',
		],
		...[
			'~evil.example:443',
			'@evil.example',
			'%2f%2fevil.example',
			'https:',
			'',
			'~localhost:1',
			'\\\\evil.example',
			'~desk.zoho.com.evil.example',
		],
		...['~127.0.0.1:80', '~x.zohoapis.com', 'api', 'v1', 'tickets'],
	);
	const target = fc.oneof(
		fc.array(word).map(words => `/zoho/${words.join('/')}`),
		fc.string({unit: 'grapheme-ascii'}).map(text => `/zoho/${text}`),
		fc.webUrl().map(url => `/zoho/~${url}`),
	);
	fc.assert(
		fc.property(target, text => {
			const read = readTarget(text, door.names);
			if (!read.ok) return;
			const address = apiAddress(read.value.path, read.value.product, place);
			if (!address.ok) return;
			const {protocol, hostname, username, port} = new URL(address.value.url);
			assert.deepEqual([protocol, username, port], ['https:', '', ''], text);
			assert.match(hostname, /(?:^|\.)(?:zoho\.com|zohoapis\.com)$/, text);
		}),
		{numRuns: 400},
	);
});

test("property: what the API gets has the token once, and neither the key nor the program's own credentials", () => {
	const names = [
		...[
			'Authorization',
			'COOKIE',
			'Host',
			'Connection',
			'X-Zconn-Key',
			'orgId',
			'X-Trace',
			'Transfer-Encoding',
			'TE',
			'X-Forwarded-For',
		],
		...['Proxy-Authorization', 'Upgrade', 'X-HTTP-Method-Override', 'Content-Type', 'Expect', 'accept'],
	];
	const value = fc.constantFrom(
		'x',
		key,
		`Bearer ${key}`,
		'x-trace, keep-alive',
		'close',
		'mine',
		`a ${key} b`,
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.constantFrom(...names), value)), rows => {
			const raw = rows.flat();
			const sent = pairsOf(
				headersForApi(raw, key, {
					authorization: 'Zoho-oauthtoken secret-token',
					accept: undefined,
					userAgent: 'zconn/0',
					organization: undefined,
				}),
			);
			assert.deepEqual(
				sent.filter(([name]) => name === 'authorization'),
				[['authorization', 'Zoho-oauthtoken secret-token']],
			);
			assert.ok(!sent.flat().some(text => text.includes(key)));
			const dropped =
				/^(?:cookie|host|connection|te|transfer-encoding|upgrade|expect|proxy-.*|x-zconn-.*|x-forwarded-.*|x-http-.*)$/;
			assert.ok(!sent.some(([name]) => dropped.test(name)));
			const isNamed = rows.some(([name, text]) => name === 'Connection' && text.includes('x-trace'));
			if (isNamed) assert.ok(!sent.some(([name]) => name === 'x-trace'));
		}),
	);
});

test('property: no header of an answer shows the token', () => {
	const token = 'secret-token';
	const value = fc.oneof(
		fc.string(),
		fc.string().map(text => `${text}${token}${text}`),
	);
	const many = fc.oneof(value, fc.array(value));
	fc.assert(
		fc.property(
			fc.dictionary(fc.string({minLength: 1}), many),
			fc.option(value, {nil: undefined}),
			(headers, location) => {
				const shown = headersForProgram({...headers, 'set-cookie': 'session=1'}, token, location);
				assert.ok(!JSON.stringify(shown).includes(token));
				assert.equal(shown['set-cookie'], undefined);
			},
		),
	);
	assert.deepEqual(
		headersForProgram(
			{
				'content-type': 'application/json',
				connection: 'x-hop',
				'x-hop': '1',
				'access-control-allow-origin': '*',
				location: 'https://elsewhere.example',
				etag: 'a',
			},
			token,
			'/zoho/next',
		),
		{'content-type': 'application/json', etag: 'a', location: '/zoho/next'},
	);
});

test('the organization is named where the product insists on it, and the program does not name one', () => {
	const books = {id: '7', name: 'Acme', product: 'Zoho Books'};
	const url = 'https://www.zohoapis.com/books/v3/contacts';
	assert.equal(withOrganization(url, 'books', books).url, `${url}?organization_id=7`);
	assert.equal(withOrganization(`${url}?a=%20b`, 'books', books).url, `${url}?a=%20b&organization_id=7`);
	assert.equal(withOrganization(`${url}?organization_id=8`, 'books', books).url, `${url}?organization_id=8`);
	const list = 'https://www.zohoapis.com/books/v3/organizations';
	assert.equal(withOrganization(list, 'books', books).url, list);
	assert.equal(withOrganization(url, 'books', null).url, url);
	assert.equal(withOrganization(url, 'crm', books).url, url);
	assert.deepEqual(withOrganization('https://desk.zoho.com/api/v1/tickets', 'desk', books).header, undefined);
});

test('401 is for the key alone, and no refusal is a success', () => {
	const refusal = {id: 'x', what: '', why: '', next: ''};
	for (const exitCode of [1, 2, 3, 4, 5, 6] as const) {
		const status = statusOf({...refusal, exitCode});
		assert.ok(status >= 400 && status !== 401);
	}
	assert.equal(statusOf({...refusal, id: 'proxy-key-missing', exitCode: 2}), 401);
});
