import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Answers} from '../../../source/wizard/answers.js';
import {differenceOf} from '../../../source/wizard/edit/difference.js';
import type {Consequence} from '../../../source/wizard/field.js';
import {sampleFile, sampleNow, sampleService} from '../../connection/samples.js';
import {Driver, withTarget} from '../driver.js';

const saved = {
	connectionName: 'Acme',
	serviceName: 'Suite',
	sameCredentials: true,
	parameterType: 'header',
	scopeDelimiter: 'comma',
	clientId: '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE',
	authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
	scopes: ['ZohoBooks.contacts.READ', 'ZohoCRM.org.READ'],
} as const;

type Key = keyof typeof saved;

const values: Readonly<Record<Key, fc.Arbitrary<Answers[Key]>>> = {
	connectionName: fc.constantFrom('Acme', 'Other', 'Third'),
	serviceName: fc.constantFrom('Suite', 'Else'),
	sameCredentials: fc.boolean(),
	parameterType: fc.constantFrom('header', 'query'),
	scopeDelimiter: fc.constantFrom('comma', 'space', 'plus'),
	clientId: fc.constantFrom(saved.clientId, `1000.${'B'.repeat(30)}`),
	authorizeUrl: fc.constantFrom(saved.authorizeUrl, 'https://accounts.zoho.com/oauth/v2/auth?prompt=login'),
	scopes: fc.subarray([...saved.scopes, 'ZohoBooks.bills.READ'], {minLength: 1}),
};
const keys: readonly Key[] = [
	...(['connectionName', 'serviceName', 'sameCredentials', 'parameterType'] as const),
	...(['scopeDelimiter', 'clientId', 'authorizeUrl', 'scopes'] as const),
];

/** A line that is opened, something typed there, and the way back: with Enter, or with Esc, which loses nothing. */
const edit = fc
	.constantFrom(...keys)
	.chain(key => fc.record({key: fc.constant(key), value: values[key], isEnter: fc.boolean()}));

const same = (one: Answers[Key], other: Answers[Key]): boolean =>
	JSON.stringify(typeof one === 'object' ? one.toSorted() : one) ===
	JSON.stringify(typeof other === 'object' ? other.toSorted() : other);

/** What the changes of an edit cost, said once more, apart from the fields. */
const costOf = (changed: readonly Key[], scopes: readonly string[]): Consequence => {
	const needsGrant: readonly Key[] = ['clientId', 'sameCredentials', 'authorizeUrl'];
	if (changed.some(key => needsGrant.includes(key))) return 'new-grant';
	if (!changed.includes('scopes')) return 'nothing';
	return saved.scopes.every(scope => scopes.includes(scope)) ? 'wider-consent' : 'new-consent';
};

const about = withTarget('everything', {
	...sampleFile(),
	services: {suite: sampleService({scopes: [...saved.scopes]})},
});

const play = (
	edits: readonly {readonly key: Key; readonly value: Answers[Key]; readonly isEnter: boolean}[],
) => {
	const driver = new Driver({}, about);
	for (const {key, value, isEnter} of edits) {
		driver.send({type: 'opened-field', key, at: sampleNow});
		assert.equal(driver.state.field, key);
		driver.type(key, value);
		if (isEnter) driver.enter();
		else driver.escape();
		assert.equal(driver.state.field, 'review');
	}
	return driver;
};

const differenceNow = ({state}: Driver) => {
	const {target} = state.context;
	assert.ok(target);
	return differenceOf(state, target);
};

test('any sequence of edits: the diff is exact, the cost right, and Enter does that and no more', () => {
	fc.assert(
		fc.property(fc.array(edit, {maxLength: 12}), edits => {
			const driver = play(edits);
			const last = new Map<Key, Answers[Key]>(edits.map(({key, value}) => [key, value]));
			const changed = keys.filter(key => !same(last.get(key) ?? saved[key], saved[key]));
			const {changes, consequence, addedScopes, removedScopes, touchesService} = differenceNow(driver);
			assert.deepEqual(changes.map(({key}) => key).toSorted(), changed.toSorted());
			const scopes = [last.get('scopes') ?? saved.scopes].flat().map(String);
			assert.deepEqual(
				addedScopes.toSorted(),
				scopes.filter(scope => ![...saved.scopes].map(String).includes(scope)).toSorted(),
			);
			assert.deepEqual(
				removedScopes.toSorted(),
				saved.scopes.filter(scope => !scopes.includes(scope)).toSorted(),
			);
			const cost = costOf(changed, scopes);
			assert.equal(consequence, cost);
			assert.equal(
				touchesService,
				changed.some(key => key !== 'connectionName'),
			);
			for (const {before, after} of changes) assert.notEqual(before, after);

			const drafts = driver.count('save-draft');
			driver.enter();
			const writes = driver.effects
				.map(({type}) => type)
				.filter(type => /^(apply-edit|prepare-consent)$/.test(type));
			assert.deepEqual(
				writes,
				changed.length === 0 ? [] : [cost === 'nothing' ? 'apply-edit' : 'prepare-consent'],
			);
			if (edits.length === 0) assert.equal(drafts, 0);
		}),
	);
});

test('any sequence of edits that ends where it began changes nothing and writes nothing', () => {
	fc.assert(
		fc.property(fc.array(edit, {maxLength: 8}), edits => {
			const driver = play([...edits, ...keys.map(key => ({key, value: saved[key], isEnter: true}))]);
			assert.deepEqual(differenceNow(driver).changes, []);
			driver.enter();
			assert.deepEqual(driver.state.consent, {phase: 'kept', isWritten: false, linkName: 'acme'});
			assert.equal(driver.count('apply-edit') + driver.count('prepare-consent'), 0);
		}),
	);
});
