import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {AnswerKey} from '../../source/wizard/answers.js';
import type {WizardEvent} from '../../source/wizard/events.js';
import type {WizardContext} from '../../source/wizard/field.js';
import {answersOf} from '../../source/wizard/state.js';
import {fieldOf, fields, steps} from '../../source/wizard/steps/index.js';
import {sampleNow} from '../connection/samples.js';
import {answers, attempt, context, Driver, withService} from './driver.js';

test('Enter alone walks through every question in the order of the console and of Sigma', () => {
	const driver = new Driver(answers);
	const seen: string[] = [];
	while (driver.state.field !== 'review') {
		seen.push(driver.state.field);
		driver.enter();
	}
	assert.deepEqual(seen, [
		'dataCenter',
		'clientType',
		'consoleForm',
		'sameCredentials',
		'enabledDataCenters',
		'clientId',
		'clientSecret',
		'useValues',
		'scopes',
		'connectionName',
	]);
});

test('the labels are those of Sigma and of the API Console', () => {
	const labels = fields.map(({label}) => label);
	for (const label of [
		'Data center',
		'Client Type',
		'Use the same OAuth credentials for all data centers',
		'Data centers to enable',
		'Client ID',
		'Client Secret',
		'Service Name',
		'Authentication Type',
		'Parameter Type',
		'Grant Type',
		'Authorize URL',
		'Access token URL',
		'Refresh token URL',
		'Scope',
		'Scope Delimiter',
		'Connection Name',
	]) {
		assert.ok(labels.includes(label), label);
	}
	const titles = steps.map(({title}) => title);
	assert.deepEqual(titles, [
		'Pick Your Service',
		'Register an OAuth Client',
		'Create New Service',
		'Scope',
		'Connection Name',
		'Connect',
		'Ready',
	]);
});

test("defaults are Sigma's, with the hosts of the data center", () => {
	const {authorizeUrl, accessTokenUrl, refreshTokenUrl, ...rest} = answersOf(
		new Driver({dataCenter: 'ca'}).state,
	);
	assert.equal(
		authorizeUrl,
		'https://accounts.zohocloud.ca/oauth/v2/auth?access_type=offline&prompt=consent',
	);
	assert.equal(accessTokenUrl, 'https://accounts.zohocloud.ca/oauth/v2/token');
	assert.equal(refreshTokenUrl, accessTokenUrl);
	assert.deepEqual(
		[rest.authenticationType, rest.parameterType, rest.grantType, rest.scopeDelimiter],
		['oauth2', 'header', 'authorization-code', 'comma'],
	);
});

test('a default that was only accepted goes on following the answer it was made from', () => {
	const driver = new Driver(answers).enterUntil('review').escape(40);
	assert.equal(driver.state.field, 'dataCenter');
	driver.type('dataCenter', 'eu').enterUntil('review');
	assert.match(answersOf(driver.state).accessTokenUrl, /^https:\/\/accounts\.zoho\.eu\//);
});

test('a missing answer is named where it is missing, and Enter stays there', () => {
	const driver = new Driver().enterUntil('clientId').enter();
	assert.equal(driver.state.field, 'clientId');
	assert.match(driver.state.problem?.text ?? '', /Client ID is missing/);
	driver.type('clientId', 'x');
	assert.equal(driver.state.problem, undefined);
});

test('ids and secrets are stripped on the way in', () => {
	const driver = new Driver(answers)
		.enterUntil('clientId')
		.type('clientId', ' "1000.AB\u200BCD\r\n EF" ')
		.enter();
	assert.equal(driver.state.given.clientId, '1000.ABCDEF');
});

test('http is only for this machine', () => {
	const driver = new Driver(answers)
		.enterUntil('authorizeUrl')
		.type('authorizeUrl', 'http://accounts.zoho.com/auth')
		.enter();
	assert.equal(driver.state.field, 'authorizeUrl');
	assert.match(driver.state.problem?.text ?? '', /https/);
	// The two others have lost their default with it.
	driver.type('authorizeUrl', 'http://localhost:9500/oauth/v2/auth').enter();
	assert.equal(driver.state.field, 'accessTokenUrl');
});

test('a line of the review opens again, and Enter or Esc lead back to it', () => {
	const driver = new Driver(answers).enterUntil('review');
	driver.send({type: 'opened-field', key: 'scopes', at: sampleNow});
	assert.deepEqual([driver.state.step, driver.state.field], ['scopes', 'scopes']);
	driver.type('scopes', ['ZohoCRM.modules.READ']).enter();
	assert.equal(driver.state.field, 'review');
	assert.deepEqual(answersOf(driver.state).scopes, ['ZohoCRM.modules.READ']);
	driver.send({type: 'opened-field', key: 'clientId', at: sampleNow}).escape();
	assert.equal(driver.state.field, 'review');
});

test('Create and Connect with a problem opens the line that has it', () => {
	const driver = new Driver(answers).enterUntil('review').type('clientSecret', '').enter();
	assert.equal(driver.state.field, 'clientSecret');
	assert.equal(driver.count('prepare-consent'), 0);
	driver.type('clientSecret', 'again').enter();
	assert.equal(driver.state.field, 'review');
});

test('with a service at hand it is offered first, and its questions are not asked again', () => {
	const driver = new Driver({}, withService());
	assert.equal(driver.state.step, 'pick-service');
	driver.type('service', 'suite').enter();
	assert.equal(driver.state.field, 'connectionName');
	driver.escape();
	assert.equal(driver.state.field, 'service');
	driver.type('service', '').enter();
	assert.equal(driver.state.field, 'dataCenter');
});

test('a service that is saved is suggested, unless a flag has asked for a type of client', () => {
	const suggestedWith = (brought: WizardContext['brought']): string | undefined => {
		const {state} = new Driver({}, {...withService(), ...(brought ? {brought} : {})});
		return fieldOf('service').suggested?.(answersOf(state), state.context);
	};
	assert.equal(suggestedWith(undefined), 'suite');
	assert.equal(suggestedWith({}), 'suite');
	assert.equal(suggestedWith({hasType: true}), '');
});

test('the first question has nothing before it, and says how to leave', () => {
	const driver = new Driver({}, context()).escape();
	assert.equal(driver.state.field, 'dataCenter');
	assert.match(driver.state.notice ?? '', /Ctrl\+C/);
});

test('the ports are proved free before they are named', () => {
	const driver = new Driver().enterUntil('consoleForm');
	assert.equal(driver.count('check-ports'), 1);
});

test('every accepted answer is kept in the draft', () => {
	const driver = new Driver(answers).enterUntil('clientId').type('clientId', 'kept').enter();
	assert.equal(driver.last('save-draft').draft.answers.clientId, 'kept');
	assert.equal(driver.last('save-draft').draft.field, 'clientSecret');
});

const textKeys: readonly AnswerKey[] = [
	'clientId',
	'clientSecret',
	'serviceName',
	'authorizeUrl',
	'connectionName',
	'dataCenter',
];

const anyEvent: fc.Arbitrary<WizardEvent> = fc.oneof(
	{weight: 4, arbitrary: fc.constant<WizardEvent>({type: 'accepted', at: sampleNow})},
	fc.constant<WizardEvent>({type: 'went-back', at: sampleNow}),
	fc.constantFrom<1 | -1>(1, -1).map((by): WizardEvent => ({type: 'moved-focus', by, at: sampleNow})),
	fc
		.constantFrom(...fields.map(({key}) => key))
		.map((key): WizardEvent => ({type: 'opened-field', key, at: sampleNow})),
	fc
		.tuple(fc.constantFrom(...textKeys), fc.string({unit: 'grapheme', minLength: 1}))
		.map(([key, value]): WizardEvent => ({type: 'typed', key, value})),
	fc.array(fc.string()).map((value): WizardEvent => ({type: 'typed', key: 'scopes', value})),
	fc.boolean().map((value): WizardEvent => ({type: 'typed', key: 'sameCredentials', value})),
	fc.constant<WizardEvent>({type: 'toggled-sigma-urls'}),
	fc.constant<WizardEvent>({type: 'opened-console'}),
	fc.string().map((value): WizardEvent => ({type: 'typed-paste', value})),
	fc.constant<WizardEvent>({type: 'left', at: sampleNow}),
	fc.nat(3).map((number): WizardEvent => {
		const id = `draft-1-${number}`;
		return {type: 'consent-prepared', id, attempt: attempt(id)};
	}),
	fc.tuple(fc.nat(3), fc.string(), fc.constantFrom<'loopback' | 'paste'>('loopback', 'paste')).map(
		([number, text, via]): WizardEvent => ({
			type: 'callback-arrived',
			id: `draft-1-${number}`,
			via,
			text,
			at: sampleNow,
		}),
	),
	fc.nat(3).map((number): WizardEvent => ({type: 'time-ran-out', id: `draft-1-${number}`})),
);

test('no sequence of keys and answers throws, and none loses what was typed', () => {
	fc.assert(
		fc.property(fc.array(anyEvent, {maxLength: 60}), fc.boolean(), (events, isFilled) => {
			const driver = new Driver(isFilled ? answers : {});
			for (const event of events) {
				const before = driver.state.given;
				driver.send(event);
				for (const key of textKeys) {
					const had = before[key];
					const isOwn = event.type === 'typed' && event.key === key;
					if (isOwn || typeof had !== 'string' || had.trim() === '') continue;
					// Cleaning may take white space and quotes away, never more.
					const clean = (text: unknown): string =>
						String(text ?? '').replace(/[\s\p{Cc}\p{Cf}"'“”‘’„‚«»`]/gu, '');
					assert.equal(clean(driver.state.given[key]), clean(had), `${key} after ${event.type}`);
				}
			}
		}),
		{numRuns: 300},
	);
});

test('Esc goes back from everywhere: from any point to the first question', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 30}), count => {
			const driver = new Driver(answers).enter(count).escape(40);
			assert.equal(driver.state.field, 'dataCenter');
			assert.deepEqual(driver.state.given, answers);
		}),
	);
});
