import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {bare} from '../../../source/connection/file/contents.js';
import {
	emptyFile,
	parseConnectionsFile,
	parseOneConnection,
	printConnectionsFile,
} from '../../../source/connection/file/format.js';
import {sampleConnection, sampleService} from '../samples.js';

type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};
type Path = readonly (string | number)[];

const at = '2026-11-24T12:00:00.000Z';
const {clientSecret: _secret, ...serviceBefore} = sampleService();
const {apiDomain, scopesGranted, refreshedAt, account, organization} = sampleConnection();

/** Every optional part that a row can have, and rows beside it. */
const fullFile = (): Json =>
	JSON.parse(
		printConnectionsFile({
			...emptyFile,
			secrets: {kept: 'plain'},
			services: bare({
				suite: sampleService({
					clientAuth: 'post',
					issuer: 'https://login.example.com',
					namesIssuer: true,
					revocationUrl: 'https://login.example.com/revoke',
					userinfoUrl: 'https://login.example.com/userinfo',
					allowedHosts: ['api.example.com'],
				}),
			}),
			connections: bare({
				acme: sampleConnection({
					rotates: true,
					noRefreshToken: true,
					throttledUntil: at,
					doubt: {id: 'network-dns', reason: 'There was no network.', at},
					sigma: {done: ['a'], of: 3, extension: 'crm', at},
					undo: {
						name: 'Acme',
						linkName: 'acme',
						service: 'suite',
						serviceBefore,
						serviceUpdatedAt: at,
						scopesRequested: ['a'],
						grant: {apiDomain, scopesGranted, refreshedAt, account, organization},
						at,
					},
				}),
				constructor: sampleConnection({linkName: 'constructor'}),
			}),
			drafts: bare({
				d1: {
					id: 'd1',
					step: 'client',
					field: 'clientId',
					answers: {clientId: 'x', sameCredentials: true, scopes: ['a']},
					clientSecret: {plain: 'x'},
					target: 'acme',
					createdAt: at,
					updatedAt: at,
				},
			}),
		}),
	);

/** Where a value stands, for every value there is. */
const pathsOf = (value: Json, path: Path = []): readonly Path[] => [
	path,
	...(typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
		: []),
];

/** In the place of a value that is taken away. */
const gone = undefined;

const changed = (value: Json, [key, ...rest]: Path, to: Json | undefined): Json | undefined => {
	if (key === undefined) return to;
	if (typeof value !== 'object' || value === null) return value;
	const copy: Record<string, Json> = {...(value as Record<string, Json>)};
	const inner = changed(copy[key] ?? null, rest, to);
	if (inner === gone) delete copy[key];
	// Not by assignment, for which "__proto__" is no key.
	else Object.defineProperty(copy, key, {value: inner, enumerable: true, configurable: true, writable: true});
	return Array.isArray(value) ? Object.values(copy) : copy;
};

const sealed = {sealed: 'AAAA', key: 'k'};
const odd: readonly (Json | undefined)[] = [
	...[gone, null, true, false, 0, 1, 2, -1, '', 'x', 'acme', 'suite', 'Not A Name', 'not a time', at],
	...[[], ['x'], [at], [null], [7], {}, {plain: 'other'}, {plain: 7}, {plain: null}, sealed],
	...[{shared: 'acme', grant: 1}, {...sealed, plain: 'both'}, {id: 'x', reason: 'y', at}, 'none', 'comma'],
	...[
		{id: 'a', email: null, name: null},
		{id: 'a', name: 'b', product: 'c'},
	],
];

const textOf = (file: Json | undefined): string => (file === gone ? '' : JSON.stringify(file));

/** Whether the file is read, whole as well as this one row: then nothing of it is lost, and else the place is named. */
const isRead = (text: string, linkName: string, place?: string): boolean => {
	const whole = parseConnectionsFile(text, 'connections.json');
	const one = parseOneConnection(text, 'connections.json', linkName);
	if (whole.ok) {
		assert.deepEqual(JSON.parse(printConnectionsFile(whole.value)), JSON.parse(text));
		// A row whose service is gone is of no use by itself.
		assert.ok(one.ok || one.refusal.why.startsWith('services.'), text);
		const row = Object.hasOwn(whole.value.connections, linkName)
			? whole.value.connections[linkName]
			: undefined;
		if (one.ok) assert.deepEqual(one.value?.connection, row);
	} else {
		assert.equal(whole.refusal.exitCode, 6);
		if (place !== undefined) assert.ok(whole.refusal.why.startsWith(`at ${place}`), whole.refusal.why);
	}
	return whole.ok;
};

test('a file is read with all that it can have', () => {
	const text = textOf(fullFile());
	for (const name of ['acme', 'constructor', 'toString', '__proto__', '', 'beta'])
		assert.ok(isRead(text, name));
});

test('whatever one value of the file becomes, it is read as it is, or refused with its place', () => {
	const file = fullFile();
	const seen = {read: 0, left: 0};
	for (const path of pathsOf(file))
		for (const value of odd) {
			// What is wrong with the format has words of its own, and one secret has several forms.
			const place =
				path[0] === 'format' || path.length === 0
					? undefined
					: path.slice(0, path[0] === 'secrets' ? 1 : 2).join('.');
			seen[isRead(textOf(changed(file, path, value)), 'acme', place) ? 'read' : 'left']++;
		}
	// Both happen often, or this proves nothing.
	assert.ok(seen.read > 500 && seen.left > 500, JSON.stringify(seen));
});

test('whatever several values become, keys are added or the text is torn, the same', () => {
	const file = fullFile();
	const paths = pathsOf(file);
	const place = fc.oneof(
		fc.constantFrom(...paths),
		fc
			.tuple(
				fc.constantFrom(...paths),
				fc.constantFrom('extra', '__proto__', 'constructor', 'incoming', 'outgoing', 'plain'),
			)
			.map(([path, key]): Path => [...path, key]),
	);
	const value = fc.oneof(
		fc.constantFrom(...odd),
		fc.jsonValue({maxDepth: 2}).map(json => json as Json),
	);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(place, value), {minLength: 1, maxLength: 4}),
			fc.constantFrom('acme', 'constructor', '__proto__', 'extra'),
			fc.option(fc.nat(6000), {freq: 20}),
			(changes, name, cut) => {
				let torn: Json | undefined = file;
				for (const [path, to] of changes) torn = torn === gone ? gone : changed(torn, path, to);
				const text = textOf(torn);
				isRead(cut === null ? text : text.slice(0, cut), name);
			},
		),
		{numRuns: 1500},
	);
});

test('secrets are read however they are kept, and each field holds what it can', () => {
	const file = fullFile();
	const row = ['connections', 'acme'];
	const right: readonly (readonly [Path, Json | undefined])[] = [
		[['secrets'], gone],
		[['secrets'], {kept: 'keychain', key: 'k', check: 'c'}],
		[[...row, 'accessToken'], null],
		[[...row, 'accessToken'], sealed],
		[[...row, 'refreshToken'], {shared: 'acme', grant: 1}],
		[[...row, 'outgoing'], []],
		[[...row, 'undo'], gone],
		[['drafts'], {}],
	];
	for (const [path, to] of right) assert.ok(isRead(textOf(changed(file, path, to)), 'acme'), path.join('.'));
	const wrong: readonly (readonly [Path, Json | undefined])[] = [
		[['secrets'], {kept: 'passphrase', key: 'k', check: 'c'}],
		[['drafts', 'd1', 'answers', 'scopes'], 7],
		[['drafts', 'd1', 'target'], 'No Name'],
		[['connections', '__proto__'], file],
		[[...row, 'refreshToken'], {sealed: 'AAAA'}],
		[[...row, 'name'], gone],
		[[...row, 'rotates'], 'yes'],
		[[...row, 'noRefreshToken'], false],
		[[...row, 'createdAt'], 'not a time'],
		[[...row, 'outgoing'], [{}]],
		[[...row, 'sigma', 'of'], '3'],
		[['services', 'suite', 'scopeDelimiter'], 'none'],
		[['services', 'suite', 'clientAuth'], null],
	];
	for (const [path, to] of wrong)
		assert.ok(!isRead(textOf(changed(file, path, to)), 'acme', path.slice(0, 2).join('.')), path.join('.'));
});
