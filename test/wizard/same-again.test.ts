import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Service} from '../../source/connection/service.js';
import type {AnswerKey, Answers} from '../../source/wizard/answers.js';
import type {WizardContext} from '../../source/wizard/field.js';
import {fieldOf, fields} from '../../source/wizard/steps/index.js';
import {sampleConnection, sampleFile, sampleNow, sampleService} from '../connection/samples.js';
import {Driver, withTarget} from './driver.js';

/** Printable ASCII, blanks inside too: what RFC 6749 lets into a credential. */
const foreignSecret = fc
	.string({unit: fc.integer({min: 0x21, max: 0x7e}).map(code => String.fromCharCode(code)), minLength: 1})
	.chain(word => fc.constantFrom(word, `${word} ${word}`, `"${word}"`, 'as saved'));
const foreignScope = fc.constantFrom('patient/*.read', 'user:*', 'a(b)', 'Read', 'read', 'openid', "it's");

const zohoService = fc.record({
	secret: fc.stringMatching(/^[0-9a-f]{42}$/),
	change: fc.record({
		name: fc.constantFrom('Suite', 'Zoho'),
		dataCenter: fc.constantFrom('us', 'eu'),
		sameCredentials: fc.boolean(),
		parameterType: fc.constantFrom('header', 'query'),
		scopeDelimiter: fc.constantFrom('comma', 'space', 'plus'),
		scopes: fc.subarray(['ZohoBooks.contacts.READ', 'ZohoCRM.org.READ', 'openid'], {minLength: 1}),
	}),
});

const otherService = fc.record({
	secret: foreignSecret,
	change: fc.record({
		dataCenter: fc.constant(null),
		sameCredentials: fc.boolean(),
		enabledDataCenters: fc.constantFrom('us', 'eu').map(id => [id]),
		clientId: foreignSecret,
		authorizeUrl: fc.constantFrom(
			'https://auth.example/authorize',
			'https://accounts.zoho.com/oauth/v2/auth',
		),
		accessTokenUrl: fc.constantFrom('https://auth.example/token', 'https://token.example/t?a=b'),
		refreshTokenUrl: fc.constantFrom('https://auth.example/token', 'https://token.example/t'),
		scopes: fc.uniqueArray(foreignScope, {minLength: 1}),
	}),
});

type Case = {readonly secret: string; readonly change: Partial<Service>};

const zohoUrls = ({dataCenter}: Partial<Service>): Partial<Service> => ({
	authorizeUrl: `https://accounts.zoho.${dataCenter === 'eu' ? 'eu' : 'com'}/oauth/v2/auth?access_type=offline`,
	accessTokenUrl: `https://accounts.zoho.${dataCenter === 'eu' ? 'eu' : 'com'}/oauth/v2/token`,
	refreshTokenUrl: `https://accounts.zoho.${dataCenter === 'eu' ? 'eu' : 'com'}/oauth/v2/token`,
	enabledDataCenters: [dataCenter ?? 'us'],
});

const aboutSaved = ({secret, change}: Case): WizardContext => {
	const isZoho = change.dataCenter !== null;
	const service = sampleService({
		...(isZoho ? zohoUrls(change) : {}),
		...change,
		// Sealed: nothing of it can be compared but what was opened for that.
		clientSecret: {sealed: 'c2VhbGVk', key: 'key'},
	});
	const connection = sampleConnection({dataCenter: change.dataCenter ?? null});
	const file = {...sampleFile(), services: {suite: service}, connections: {acme: connection}};
	const context = withTarget('everything', file);
	return context.target ? {...context, target: {...context.target, savedSecret: secret}} : context;
};

/** What a person or a script types to say the same again: with blanks around it, lists as one text. */
const typedAgain = (key: AnswerKey, saved: Answers, secret: string): Answers[AnswerKey] => {
	const value = key === 'clientSecret' ? secret : saved[key];
	if (key === 'scopes') return [saved.scopes.join(',')];
	return typeof value === 'string' && fieldOf(key).kind !== 'choice' ? `${value}\n` : value;
};

/** What is asked of something saved. */
const keys = fields
	.map(({key}) => key)
	.filter(key => !['service', 'linkName', 'keptIn', 'authenticationType', 'grantType'].includes(key));
const cases = fc.oneof(zohoService, otherService);
const subset = fc.subarray(keys);

const assertUntouched = (driver: Driver): void => {
	const {consent, step} = driver.state;
	assert.deepEqual(consent, {phase: 'kept', isWritten: false, linkName: 'acme'});
	assert.equal(step, 'ready');
	assert.equal(driver.count('prepare-consent') + driver.count('apply-edit'), 0);
};

test('the same answers again, as flags, change nothing and cost no consent', () => {
	fc.assert(
		fc.property(cases, subset, (one, again) => {
			const about = aboutSaved(one);
			const saved = about.target?.saved;
			assert.ok(saved);
			const given = Object.fromEntries(again.map(key => [key, typedAgain(key, saved, one.secret)]));
			assertUntouched(new Driver(given, about).enter());
		}),
		{numRuns: 300},
	);
});

test('the same answers again, typed on the screen, change nothing and cost no consent', () => {
	fc.assert(
		fc.property(cases, subset, fc.boolean(), (one, again, isEnter) => {
			const about = aboutSaved(one);
			const saved = about.target?.saved;
			assert.ok(saved);
			const driver = new Driver({}, about);
			for (const key of again) {
				if (!fieldOf(key).isAsked(saved, about)) continue;
				driver.send({type: 'opened-field', key, at: sampleNow});
				driver.type(key, typedAgain(key, saved, one.secret));
				if (isEnter) driver.enter();
				else driver.escape();
				assert.equal(driver.state.field, 'review', driver.state.problem?.text);
			}
			assertUntouched(driver.enter());
		}),
		{numRuns: 300},
	);
});

test('another secret is a change, and so is one that only looks like the words for the saved one', () => {
	const one = {
		secret: 'old one',
		change: {
			dataCenter: null,
			authorizeUrl: 'https://a.example/',
			accessTokenUrl: 'https://a.example/t',
			refreshTokenUrl: 'https://a.example/t',
		},
	};
	for (const clientSecret of ['another', 'as saved', 'oldone', '"old one"']) {
		const driver = new Driver({clientSecret}, aboutSaved(one)).enter();
		assert.equal(driver.state.consent.phase, 'preparing', clientSecret);
	}
	assertUntouched(new Driver({clientSecret: ' old one\n'}, aboutSaved(one)).enter());
});
