import assert from 'node:assert/strict';
import {test} from 'node:test';
import {otherServer} from '../../source/wizard/answers.js';
import {consentClient, serviceToSave} from '../../source/wizard/build.js';
import {helpOf, reviewLines} from '../../source/wizard/select.js';
import {answersOf, itemsOf} from '../../source/wizard/state.js';
import {fieldOf} from '../../source/wizard/steps/index.js';
import type {ServerFacts} from '../../source/zoho/servers/metadata.js';
import {sampleNow} from '../connection/samples.js';
import {Driver} from './driver.js';

const issuer = 'https://sso.example.com/realms/work';
const facts: ServerFacts = {
	issuer,
	authorizeUrl: `${issuer}/auth`,
	tokenUrl: `${issuer}/token`,
	revocationUrl: `${issuer}/revoke`,
	userinfoUrl: `${issuer}/userinfo`,
	namesIssuer: true,
	clientAuth: 'basic',
	scopes: ['openid', 'email'],
};
const refusal = {
	id: 'discovery-failed',
	what: 'Not there.',
	why: 'HTTP 404.',
	next: 'Check it.',
	exitCode: 4,
} as const;

/** At the issuer of another server, which was typed. */
const atIssuer = (typed = issuer): Driver =>
	new Driver({dataCenter: otherServer}).enterUntil('issuer').type('issuer', typed);

const answered = (
	driver: Driver,
	result: {ok: true; value: ServerFacts} | {ok: false; refusal: typeof refusal},
): Driver => driver.send({type: 'discovered', issuer: driver.state.asking ?? '', result, at: sampleNow});

test('Enter on an issuer asks that server, once, and goes on with what it says', () => {
	const driver = atIssuer().enter().enter().enter();
	assert.equal(driver.count('discover'), 1);
	assert.equal(driver.state.field, 'issuer');
	answered(driver, {ok: true, value: facts});
	assert.equal(driver.state.field, 'consoleForm');
	const answers = answersOf(driver.state);
	assert.deepEqual(
		[answers.authorizeUrl, answers.accessTokenUrl, answers.refreshTokenUrl, answers.revocationUrl],
		[facts.authorizeUrl, facts.tokenUrl, facts.tokenUrl, facts.revocationUrl],
	);
	assert.deepEqual([answers.clientAuth, answers.scopeDelimiter], ['basic', 'space']);
	driver.type('clientId', 'me').type('clientSecret', 'secret').type('scopes', ['openid']);
	const service = serviceToSave(driver.state, sampleNow);
	assert.deepEqual(
		[service?.issuer, service?.namesIssuer, service?.userinfoUrl, service?.dataCenter, service?.name],
		[issuer, true, facts.userinfoUrl, null, 'sso.example.com'],
	);
	const client = consentClient(driver.state);
	assert.deepEqual([client.isZoho, client.issuer, client.namesIssuer], [false, issuer, true]);
	// What was typed goes before what the server says.
	driver.type('authorizeUrl', `${issuer}/auth?prompt=login`);
	assert.equal(answersOf(driver.state).authorizeUrl, `${issuer}/auth?prompt=login`);
});

test('a server that cannot be asked is said at the question; without an issuer the URLs are asked for', () => {
	const driver = answered(atIssuer().enter(), {ok: false, refusal});
	assert.equal(driver.state.field, 'issuer');
	assert.match(driver.state.problem?.text ?? '', /Not there\. HTTP 404\. Check it\./);
	driver.type('issuer', '').enter();
	assert.deepEqual([driver.state.field, driver.count('discover')], ['consoleForm', 1]);
	assert.equal(answersOf(driver.state).authorizeUrl, '');
});

test('an answer to a question that was taken back, or asked otherwise since, changes nothing', () => {
	const driver = atIssuer().enter().type('issuer', 'https://other.example.com');
	const before = driver.state;
	driver.send({type: 'discovered', issuer, result: {ok: true, value: facts}, at: sampleNow});
	assert.equal(driver.state, before);
	answered(driver.enter(), {
		ok: true,
		value: {...facts, issuer: 'https://other.example.com', clientAuth: 'none'},
	});
	assert.equal(answersOf(driver.state).clientAuth, 'none');
	// Another issuer than the one that was asked has nothing of its answer.
	driver.type('issuer', 'https://third.example.com');
	assert.equal(answersOf(driver.state).authorizeUrl, '');
});

test('a public client is asked for no secret, and one of Zoho for nothing of other servers', () => {
	const open = answered(atIssuer().enter(), {ok: true, value: {...facts, clientAuth: 'none'}});
	open.type('clientId', 'me').type('scopes', ['openid']);
	const asked = (driver: Driver) => itemsOf(driver.state, 'client').map(({key}) => key);
	assert.deepEqual(asked(open), ['dataCenter', 'issuer', 'consoleForm', 'clientAuth', 'clientId']);
	assert.equal(serviceToSave(open.state, sampleNow)?.clientSecret, '');
	assert.ok(!reviewLines(open.state).some(({key}) => key === 'clientSecret' || key === 'userinfoUrl'));
	assert.doesNotMatch(helpOf(open.state, fieldOf('clientId')).where ?? '', /API Console|Client Secret tab/);
	const zoho = new Driver();
	assert.ok(!asked(zoho).some(key => key === 'issuer' || key === 'clientAuth'));
	assert.match(helpOf(zoho.state, fieldOf('clientId')).where ?? '', /Client Secret tab/);
	const {clientAuth} = answersOf(new Driver({clientAuth: 'basic'}).state);
	const accepted = fieldOf('clientAuth').accept(clientAuth, answersOf(zoho.state), zoho.state.context);
	assert.equal(accepted.ok, false);
});
