import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeOver} from '../../../source/connection/changes/take-over.js';
import {
	type ConnectionsFile,
	emptyFile,
	parseConnectionsFile,
	parseSecretPolicy,
	printConnectionsFile,
} from '../../../source/connection/file/format.js';
import {
	bringsStrays,
	hasForeignSeals,
	mapSecrets,
	policyOf,
	secretsIn,
} from '../../../source/connection/secrets/places.js';
import type {SecretPolicy} from '../../../source/connection/secrets/policy.js';
import type {Secret, SecretPlace} from '../../../source/connection/secrets/secret.js';
import {sampleConnection, sampleFile, sampleService} from '../samples.js';

const at = '2026-11-24T12:00:00.000Z';
const nameOf = ({owner, linkName, field}: SecretPlace): string => `${owner} ${linkName} ${field}`;

/** A file that has a secret wherever one can stand. */
const fullFile = (): ConnectionsFile => {
	const row = sampleConnection();
	const secret = (plain: string): Secret => ({plain});
	return {
		...emptyFile,
		services: {suite: sampleService()},
		connections: {
			acme: {
				...row,
				incoming: {
					name: row.name,
					dataCenter: 'us',
					apiDomain: null,
					scopesRequested: [],
					scopesGranted: null,
					refreshToken: secret('incoming-refresh'),
					accessToken: secret('incoming-access'),
					accessTokenExpiresAt: at,
					refreshedAt: [],
					account: null,
					organization: null,
					service: sampleService({linkName: 'other', clientSecret: secret('incoming-client')}),
					at,
				},
				outgoing: [
					{
						refreshToken: secret('outgoing-refresh'),
						dataCenter: 'us',
						service: 'gone',
						clientId: '1000.GONE',
						clientSecret: secret('outgoing-client'),
						at,
						problem: null,
					},
				],
			},
		},
		drafts: {
			d: {
				id: 'd',
				step: 'client',
				field: 'clientId',
				answers: {},
				clientSecret: secret('draft-client'),
				createdAt: at,
				updatedAt: at,
			},
		},
	};
};

const keychain: SecretPolicy = {kept: 'keychain', key: 'K', check: 'c'};
const sealed = (text: string, key = 'K'): Secret => ({sealed: text, key});
const sealAll = (file: ConnectionsFile, key = 'K'): ConnectionsFile => ({
	...mapSecrets(file, secret => sealed(JSON.stringify(secret), key)),
	secrets: {...keychain, key},
});

test('every secret of a file is found, each with its place', () => {
	const file = fullFile();
	const places: string[] = [];
	const same = mapSecrets(file, (secret, place) => {
		places.push(nameOf(place));
		return secret;
	});
	assert.equal(printConnectionsFile(same), printConnectionsFile(file));
	assert.deepEqual(places.toSorted(), [
		'connection acme accessToken',
		'connection acme accessToken',
		'connection acme refreshToken',
		'connection acme refreshToken',
		'connection acme refreshToken',
		'draft d clientSecret',
		'service gone clientSecret',
		'service other clientSecret',
		'service suite clientSecret',
	]);
});

test('no plain text is left anywhere when every secret was changed', () => {
	const text = printConnectionsFile(mapSecrets(fullFile(), () => ({sealed: 'x', key: 'K'})));
	assert.doesNotMatch(text, /"plain"/);
	assert.equal(secretsIn(fullFile()).length, 9);
	assert.equal(text.match(/"sealed"/g)?.length, 9);
});

test('the way is remembered in the file, and read alone', () => {
	const file = sealAll(fullFile());
	const text = printConnectionsFile(file);
	assert.deepEqual(parseConnectionsFile(text, 'x'), {ok: true, value: file});
	assert.deepEqual(parseSecretPolicy(text, 'x'), {ok: true, value: keychain});
	assert.deepEqual(parseSecretPolicy(printConnectionsFile(sampleFile()), 'x'), {
		ok: true,
		value: {kept: 'plain'},
	});
	assert.deepEqual(policyOf(sampleFile()), {kept: 'plain'});
});

test('an unknown key location, or one that asks for endless memory, is refused', () => {
	const scrypt = {cost: 2 ** 17, blockSize: 8, parallelization: 1, salt: 'AAAA'};
	const passphrase = {kept: 'passphrase', key: 'K', check: 'c', scrypt};
	const textWith = (secrets: unknown) => JSON.stringify({...emptyFile, secrets});
	assert.ok(parseConnectionsFile(textWith(passphrase), 'x').ok);
	for (const wrong of [
		{kept: 'cloud', key: 'K', check: 'c'},
		{kept: 'keychain'},
		{...passphrase, scrypt: {...scrypt, cost: 2 ** 21}},
		{...passphrase, scrypt: {...scrypt, cost: 100_000}},
		{...passphrase, scrypt: {...scrypt, blockSize: 1024}},
		// Each by itself within its bounds, together 2 GiB.
		{...passphrase, scrypt: {...scrypt, cost: 2 ** 20, blockSize: 16}},
		{...passphrase, scrypt: {...scrypt, cost: 2 ** 19, blockSize: 8}},
		{...passphrase, scrypt: {...scrypt, parallelization: 0}},
		{...passphrase, scrypt: {...scrypt, parallelization: 1.5}},
	]) {
		for (const parse of [parseConnectionsFile, parseSecretPolicy]) {
			const result = parse(textWith(wrong), 'x');
			assert.ok(!result.ok, JSON.stringify(wrong));
			assert.equal(result.refusal.id, 'file-unreadable');
		}
	}
});

test('a new secret that is not kept as the file says is a stray', () => {
	const file = sealAll(fullFile());
	const withSecret = (refreshToken: Secret): ConnectionsFile => ({
		...file,
		connections: {
			...file.connections,
			two: sampleConnection({linkName: 'two', refreshToken, accessToken: null}),
		},
	});
	assert.equal(bringsStrays(file, withSecret(sealed('new'))), false);
	assert.equal(bringsStrays(file, withSecret({plain: 'new'})), true);
	assert.equal(bringsStrays(file, withSecret(sealed('new', 'OLD'))), true);
	const plain = fullFile();
	assert.equal(bringsStrays(plain, {...plain, services: {...plain.services, s: sampleService()}}), false);
	const one = sampleService({linkName: 's', clientSecret: sealed('x')});
	assert.equal(bringsStrays(plain, {...plain, services: {...plain.services, s: one}}), true);
});

test('what is sealed with a key that the file does not name is foreign; plain text and the named key are not', () => {
	const file = sealAll(fullFile());
	const {secrets: _gone, ...nameless} = file;
	assert.equal(hasForeignSeals(file), false);
	assert.equal(hasForeignSeals(fullFile()), false);
	assert.equal(hasForeignSeals(nameless), true);
	assert.equal(hasForeignSeals({...nameless, secrets: {kept: 'keychain', key: 'OTHER', check: 'c'}}), true);
	assert.equal(hasForeignSeals({...file, services: {...file.services, s: sampleService()}}), false);
});

test('another way counts for every secret, whether its row was touched or not', () => {
	const before = fullFile();
	assert.equal(bringsStrays(before, sealAll(before)), false);
	assert.equal(bringsStrays(before, {...before, secrets: keychain}), true);
	assert.equal(bringsStrays(sealAll(before), sealAll(before, 'K2')), false);
	assert.equal(bringsStrays(sealAll(before), {...sealAll(before), secrets: {...keychain, key: 'K2'}}), true);
	assert.equal(bringsStrays(sealAll(before), {...sealAll(before), secrets: {kept: 'plain'}}), true);
});

test('what stands in the file already may stay, and move', () => {
	const file: ConnectionsFile = {...fullFile(), secrets: keychain};
	assert.equal(bringsStrays(file, takeOver(file, 'acme', at)), false);
	const {acme} = file.connections;
	assert.ok(acme);
	assert.equal(bringsStrays(file, {...file, connections: {other: {...acme, linkName: 'other'}}}), false);
	assert.equal(bringsStrays(file, {...file, connections: {}}), false);
});
