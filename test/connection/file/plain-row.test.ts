import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Connection} from '../../../source/connection/connection.js';
import {bare} from '../../../source/connection/file/contents.js';
import {
	emptyFile,
	parseConnectionsFile,
	parseOneConnection,
	printConnectionsFile,
} from '../../../source/connection/file/format.js';
import {readPlainFile} from '../../../source/connection/file/plain-file.js';
import {readPlainRow} from '../../../source/connection/file/plain-row.js';
import {plainOf, sampleConnection, sampleService} from '../samples.js';

type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};
type Path = readonly (string | number)[];

const at = '2026-11-24T12:00:00.000Z';
const {clientSecret: _secret, ...serviceBefore} = sampleService();
const {apiDomain, scopesGranted, refreshedAt, account, organization} = sampleConnection();

/** Every optional part that a plain row can have, and rows beside it. */
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

/** All of a row that decides about its token. Keys that the schemas do not know may stand beside. */
const decisive = ({linkName, service, dataCenter, apiDomain, accessToken, ...row}: Connection) => ({
	...{
		linkName,
		service,
		dataCenter,
		apiDomain,
		token: plainOf(accessToken),
		expiresAt: row.accessTokenExpiresAt,
	},
	...{refusal: row.refusal?.id, refreshedAt: row.refreshedAt, noRefreshToken: row.noRefreshToken},
});

/** The same of a whole file, in which what the schemas do not know may stand at any depth. */
const compareFile = (text: string): boolean => {
	const quick = readPlainFile(text);
	if (!quick) return false;
	const whole = parseConnectionsFile(text, 'connections.json');
	assert.ok(whole.ok, text);
	assert.partialDeepStrictEqual(quick, whole.value);
	return true;
};

/** What both readers see in a text: the quick one nothing, or the same row. */
const compare = (text: string, linkName: string): boolean => {
	compareFile(text);
	const quick = readPlainRow(text, linkName);
	const whole = parseOneConnection(text, 'connections.json', linkName);
	if (quick) {
		assert.ok(whole.ok && whole.value, text);
		assert.deepEqual(decisive(quick), decisive(whole.value.connection));
	}
	return quick !== undefined;
};

const textOf = (file: Json | undefined): string => (file === gone ? '' : JSON.stringify(file));

test('a plain row is read without schemas, with all that it can have', () => {
	const text = textOf(fullFile());
	for (const name of ['acme', 'constructor']) assert.ok(compare(text, name), name);
	for (const name of ['toString', '__proto__', '', 'beta']) assert.ok(!compare(text, name), name);
});

test('whatever one value of the file becomes, nothing is read that the schemas refuse', () => {
	const file = fullFile();
	const seen = {read: 0, left: 0};
	for (const path of pathsOf(file))
		for (const value of odd) seen[compare(textOf(changed(file, path, value)), 'acme') ? 'read' : 'left']++;
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
				compare(cut === null ? text : text.slice(0, cut), name);
			},
		),
		{numRuns: 1500},
	);
});

test('a whole file is read without schemas, however its secrets are kept; what is rare in it is not', () => {
	const file = fullFile();
	const row = ['connections', 'acme'];
	const usual: readonly (readonly [Path, Json | undefined])[] = [
		[['format'], 1],
		[['secrets'], gone],
		[['secrets'], {kept: 'keychain', key: 'k', check: 'c'}],
		[[...row, 'accessToken'], null],
		[[...row, 'accessToken'], sealed],
		[[...row, 'refreshToken'], {shared: 'acme', grant: 1}],
		[['drafts'], {}],
	];
	for (const [path, to] of usual) assert.ok(compareFile(textOf(changed(file, path, to))), path.join('.'));
	const rare: readonly (readonly [Path, Json])[] = [
		[['secrets'], {kept: 'passphrase', key: 'k', check: 'c'}],
		[[...row, 'outgoing'], []],
		[['drafts', 'd1', 'answers', 'scopes'], 7],
		[['connections', '__proto__'], {}],
		[['format'], 2],
	];
	for (const [path, to] of rare)
		assert.equal(readPlainFile(textOf(changed(file, path, to))), undefined, path.join('.'));
});

test('what the schemas have to decide is left to them', () => {
	const file = fullFile();
	const row = ['connections', 'acme'];
	const rows: readonly (readonly [Path, Json])[] = [
		[[...row, 'accessToken'], null],
		[[...row, 'accessToken'], sealed],
		[[...row, 'refreshToken'], {shared: 'acme', grant: 1}],
		[[...row, 'accessTokenExpiresAt'], null],
		[[...row, 'outgoing'], []],
		[['services', 'suite', 'clientSecret'], sealed],
		[['services'], {}],
		[['format'], 2],
	];
	for (const [path, to] of rows)
		assert.equal(readPlainRow(textOf(changed(file, path, to)), 'acme'), undefined, path.join('.'));
	assert.equal(readPlainRow(`\uFEFF${textOf(file)}`, 'acme'), undefined);
});
