import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {connectionProblem, serviceProblem} from '../../source/connection/accepted.js';
import {parseExport, printExport} from '../../source/connection/file/export.js';
import {answers, Driver} from '../wizard/driver.js';
import {sampleConnection, sampleFile, sampleService} from './samples.js';

const urls = [
	'javascript:alert(1)',
	'http://auth.example/',
	'https://user:word@auth.example/',
	'file:///etc/passwd',
	'',
	'nonsense',
	`https://auth.example/${'a'.repeat(5000)}`,
	'https://auth.example/\u202Ea',
];
const names = [
	'',
	'x'.repeat(51),
	'x'.repeat(1_000_000),
	'a\u200Bb',
	'a\uD800b',
	'a\u202Eb',
	'a\u0000b',
	'a\u{E000}b',
];

const importOf = (
	change: Parameters<typeof sampleService>[0],
	row: Parameters<typeof sampleConnection>[0] = {},
) =>
	parseExport(
		printExport({
			hasSecrets: true,
			file: {services: {suite: sampleService(change)}, connections: {acme: sampleConnection(row)}},
		}),
		'x',
	);

test('what the wizard would refuse is not imported either', () => {
	for (const url of urls) {
		for (const key of ['authorizeUrl', 'accessTokenUrl', 'refreshTokenUrl'] as const) {
			assert.ok(!importOf({[key]: url}).ok, `${key} ${url}`);
		}
	}
	for (const name of names) {
		assert.ok(!importOf({name}).ok, name.slice(0, 60));
		const read = importOf({}, {name});
		assert.ok(!read.ok, name.slice(0, 60));
		assert.ok(read.refusal.why.length < 200, 'The name is not repeated.');
	}
	for (const change of [
		{clientId: ''},
		{clientSecret: {plain: ''}},
		{clientSecret: {sealed: 'x', key: 'y'}},
		{scopes: []},
		{scopes: ['a b']},
	])
		assert.ok(!importOf(change).ok, JSON.stringify(change));
	for (const change of [
		{refreshToken: {plain: ''}},
		{apiDomain: 'javascript:1'},
		{apiDomain: 'https://a.example/path'},
	])
		assert.ok(!importOf({}, change).ok, JSON.stringify(change));
	assert.ok(importOf({}).ok);
});

test('what the wizard accepts is accepted in an import, and the other way round', () => {
	const text = fc.oneof(
		fc.string(),
		fc.string({unit: 'binary', maxLength: 60}),
		fc.constantFrom(...names.slice(0, 2), ...urls.slice(0, 6), 'Zoho', 'https://auth.example/a'),
	);
	fc.assert(
		fc.property(text, value => {
			const typed = value.trim();
			const driver = (key: 'serviceName' | 'accessTokenUrl') => {
				const wizard = new Driver({...answers, serviceName: 'Zoho'}).enterUntil(key).type(key, typed).enter();
				return wizard.state.problem?.key !== key;
			};
			// An empty answer stands for the default.
			if (typed === '') return;
			assert.equal(
				driver('serviceName'),
				serviceProblem(sampleService({name: typed}), true) === undefined,
				typed,
			);
			assert.equal(
				driver('accessTokenUrl'),
				serviceProblem(sampleService({accessTokenUrl: typed}), true) === undefined,
				typed,
			);
		}),
		{numRuns: 200},
	);
	assert.equal(connectionProblem(sampleConnection(), true), undefined);
	assert.equal(serviceProblem(sampleFile().services.suite ?? assert.fail(), false), undefined);
});
