import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Connection} from '../../source/connection/connection.js';
import {emptyFile} from '../../source/connection/file/format.js';
import {connectionFacts} from '../../source/home/facts.js';
import {renderCallbackPage} from '../../source/io/callback/page.js';
import {connectTopic} from '../../source/ui/wizard/connect.js';
import {type Answers, otherServer, stepIds} from '../../source/wizard/answers.js';
import {consoleLabel} from '../../source/wizard/console.js';
import {targetOf} from '../../source/wizard/edit/target.js';
import {helpOf} from '../../source/wizard/select.js';
import {answersOf, itemsOf} from '../../source/wizard/state.js';
import {builtInDataCenters} from '../../source/zoho/data-center.js';
import {explainTokenError} from '../../source/zoho/errors.js';
import {sampleConnection, sampleNow, sampleService} from '../connection/samples.js';
import {homeOf, iso} from '../home/samples.js';
import {attempt, callbackUrl, context, Driver, tokens} from '../wizard/driver.js';
import {Screen, textOf} from './samples.js';
import {HomeScreen} from './states/shown.js';

/** What is true of Zoho alone. */
const ofZoho = /zoho|data center|API Console/i;

const assertNone = (text: string, where: string): void => {
	// Where the server is chosen, the question names Zoho's data centers.
	const lines = text.split('\n').filter(line => !line.includes('Another OAuth 2.0 server'));
	const found = lines.filter(line => ofZoho.test(line));
	assert.deepEqual(found, [], where);
};

const host = 'https://sso.example.com';
const urls = {
	authorizeUrl: `${host}/authorize`,
	accessTokenUrl: `${host}/token`,
	refreshTokenUrl: `${host}/token`,
};
const answers: Partial<Answers> = {
	...urls,
	dataCenter: otherServer,
	clientId: 'app',
	clientSecret: 'secret',
	scopes: ['openid'],
	connectionName: 'Work',
};
const service = sampleService({
	...urls,
	linkName: 'sso',
	name: 'SSO',
	dataCenter: null,
	enabledDataCenters: [],
	clientId: 'app',
	scopes: ['openid'],
});

const sizes = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 45},
];

const framesOf = (screen: {frame: () => {lines: readonly Parameters<typeof textOf>[0][]}}): string =>
	sizes.map(size => Object.assign(screen, size).frame().lines.map(textOf).join('\n')).join('\n');

const assertScreen = (driver: Driver, where: string): void => {
	assertNone(framesOf(new Screen(driver)), where);
	const helped = new Screen(driver);
	helped.press('ctrl-g');
	assertNone(framesOf(helped), `${where}, help`);
};

const wizards: Readonly<Record<string, () => Driver>> = {
	new: () => new Driver(answers),
	edit: () => {
		const file = {
			...emptyFile,
			services: {sso: service},
			connections: {work: sampleConnection({linkName: 'work', service: 'sso', dataCenter: null})},
		};
		const target = targetOf(file, 'work', 'everything');
		return new Driver({}, context({services: [service], connectionLinkNames: ['work'], target}));
	},
};

describe('nothing that is said of another server is true of Zoho alone', () => {
	for (const [name, make] of Object.entries(wizards)) {
		it(`the questions of the wizard (${name}), their help, options and prices`, () => {
			const {state} = make();
			for (const step of stepIds)
				for (const item of itemsOf(state, step)) {
					// Here the server is chosen.
					if (item.key === 'dataCenter') continue;
					const {why, where = '', short = '', example = ''} = helpOf(state, item);
					const options =
						item.kind === 'choice'
							? item.options(answersOf(state), state.context).flatMap(Object.values)
							: [];
					const label = item.key === 'consoleForm' ? consoleLabel(state) : item.label;
					assertNone([why, where, short, example, label, ...options].join('\n'), item.key);
				}
		});
	}

	it('the screens of the wizard, with help and in every size', () => {
		for (const step of ['client', 'service', 'scopes', 'connection'] as const)
			for (const {key} of itemsOf(new Driver(answers).state, step)) {
				if (key === 'dataCenter') continue;
				const driver = new Driver(answers);
				driver.state = {...driver.state, step, field: key};
				assertScreen(driver, key);
			}
		assertScreen(wizards.edit?.() ?? assert.fail(), 'edit');
	});

	const id = 'draft-1-1';
	const waiting = (): Driver =>
		new Driver(answers)
			.enterUntil('review')
			.enter()
			.send({type: 'consent-prepared', id, attempt: attempt(id)});
	const state = 'S'.repeat(43);
	const arrive = (query: Record<string, string>): Driver =>
		waiting().send({
			type: 'callback-arrived',
			id,
			via: 'loopback',
			text: callbackUrl({state, ...query}),
			at: sampleNow,
		});
	const exchanged = (reading: object): Driver =>
		arrive({code: 'a-code'}).send({type: 'code-exchanged', id, reading: reading as never, at: sampleNow});
	const saved = (): Driver =>
		exchanged(tokens({apiDomain: undefined, scopes: ['openid']})).send({
			type: 'connection-saved',
			id,
			linkName: 'work',
			path: '/home/me/connections.json',
		});
	const proof = {account: {id: 'ada', email: 'ada@example.org', name: null}, organization: null, probes: []};
	const diskFull = {id: 'disk-full', what: 'Full.', why: 'Full.', next: 'Free.', exitCode: 6} as const;

	const consents: Readonly<Record<string, () => Driver>> = {
		preparing: () => new Driver(answers).enterUntil('review').enter(),
		waiting,
		'not opened': () => waiting().send({type: 'browser-tried', id, isOpen: false, note: ''}),
		'timed out': () => waiting().send({type: 'time-ran-out', id}),
		exchanging: () => arrive({code: 'a-code'}),
		proving: saved,
		done: () => saved().send({type: 'proven', id, proof}),
		'done without scopes': () =>
			exchanged(tokens({refreshToken: undefined, apiDomain: undefined, scopes: ['email']}))
				.send({type: 'connection-saved', id, linkName: 'work', path: '/x'})
				.send({type: 'proven', id, proof: {...proof, account: null}}),
		unsaved: () => exchanged(tokens()).send({type: 'save-failed', id, refusal: diskFull}),
		'unsaved, revoked': () =>
			exchanged(tokens())
				.send({type: 'save-failed', id, refusal: diskFull})
				.send({type: 'answered-unsaved', choice: 'revoke', at: sampleNow})
				.send({type: 'unsaved-revoked', id, refusal: undefined}),
		throttled: () => exchanged({kind: 'throttled', description: undefined}),
		overloaded: () => exchanged({kind: 'throttled', description: undefined, isBusy: true}),
		unreadable: () => exchanged({kind: 'unreadable', reason: 'a page', status: 502}),
		...Object.fromEntries(
			['access_denied', 'invalid_scope', 'server_error', 'no_org', 'unauthorized_client', 'x'].map(error => [
				`callback ${error}`,
				() => arrive({error}),
			]),
		),
		...Object.fromEntries(
			[
				'invalid_client',
				'invalid_client_secret',
				'invalid_code',
				'invalid_redirect_uri',
				'general_error',
			].map(code => [`exchange ${code}`, () => exchanged({kind: 'error', code, description: undefined})]),
		),
	};

	for (const [name, make] of Object.entries(consents))
		it(`a consent: ${name}`, () => {
			const driver = make();
			assertScreen(driver, name);
			const {consent} = driver.state;
			if (consent.phase === 'failed') assertNone(Object.values(consent.refusal).join('\n'), name);
			assertNone(JSON.stringify(connectTopic(new Screen(driver).input()).help), `${name}, topic`);
			const answer = driver.effects.findLast(effect => effect.type === 'answer-browser');
			if (answer?.type === 'answer-browser')
				assertNone(
					renderCallbackPage(answer.page, {host: 'build', port: 8790, program: 'zconn'}).html,
					`${name}, page`,
				);
		});

	const problem = {id: 'x', reason: 'sso.example.com said no.', at: iso(-5)};
	const rows: Readonly<Record<string, Partial<Connection>>> = {
		ready: {},
		expired: {accessTokenExpiresAt: iso(-5)},
		refused: {refusal: {...problem, id: 'invalid-code'}},
		doubtful: {doubt: problem, accessTokenExpiresAt: iso(-5)},
		throttled: {throttledUntil: iso(5), accessTokenExpiresAt: iso(-5)},
		'without refresh token': {noRefreshToken: true},
		over: {noRefreshToken: true, accessTokenExpiresAt: iso(-5)},
	};

	for (const [name, change] of Object.entries(rows))
		it(`a connection that is ${name}`, () => {
			const row = sampleConnection({
				...{linkName: 'work', name: 'Work', service: 'sso', dataCenter: null, apiDomain: null},
				...{scopesRequested: ['openid'], scopesGranted: ['openid'], account: null, organization: null},
				...change,
			});
			const file = {...emptyFile, services: {sso: service}, connections: {work: row}};
			for (const isOnHome of [true, false]) {
				const around = {now: sampleNow, isOnHome, dataCenters: builtInDataCenters, path: '/x'};
				const facts = connectionFacts(file, row, around as never);
				assertNone(facts.map(({label, value}) => `${label} ${value}`).join('\n'), 'facts');
			}
			const at = (...keys: readonly string[]): HomeScreen => {
				const screen = new HomeScreen(homeOf(file));
				for (const key of keys) screen.press({name: key.length === 1 ? 'text' : key, text: key});
				return screen;
			};
			for (const keys of [[], ['enter'], ['v'], ['d'], ['m'], ['r'], ['t'], ['c']])
				assertNone(framesOf(at(...keys)), `home ${keys}`);
		});

	it('refusals of a token endpoint, whatever it says', () => {
		for (const code of ['invalid_client', 'invalid_grant', 'invalid_scope', 'login_required', 'x'])
			for (const grantType of ['refresh_token', 'authorization_code'] as const) {
				const refusal = explainTokenError({
					code,
					grantType,
					evidence: {connection: 'work', otherHost: 'sso.example.com'},
				});
				assertNone(Object.values(refusal).join('\n'), code);
			}
	});
});

it('the scopes of another server: what it names is listed, what is typed is taken as it stands', () => {
	const issuer = host;
	const {scopes: _scopes, ...rest} = answers;
	const facts = {
		issuer,
		...{authorizeUrl: urls.authorizeUrl, tokenUrl: urls.accessTokenUrl},
		...{revocationUrl: undefined, userinfoUrl: undefined, namesIssuer: false},
		clientAuth: 'basic',
		scopes: ['openid', 'email', 'offline_access', 'user:read'],
	} as const;
	const at = (server?: typeof facts): Screen => {
		const driver = new Driver({...rest, issuer}, context({...(server ? {server} : {})}));
		driver.state = {...driver.state, step: 'scopes', field: 'scopes'};
		return new Screen(driver);
	};
	const chosen = (screen: Screen) => answersOf(screen.driver.state).scopes;
	assert.match(at(facts).text(), /user:read/);
	assert.deepEqual(chosen(at(facts).press('down', 'space')), ['email']);
	for (const server of [facts, undefined]) {
		assert.deepEqual(chosen(at(server).type('openid email offline_access').press('enter')), [
			'openid',
			'email',
			'offline_access',
		]);
		assert.deepEqual(chosen(at(server).type('profile').press('enter')), ['profile']);
		assert.deepEqual(chosen(at(server).type('openid email').press('enter')), ['openid', 'email']);
	}
});
