import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {consoleQuestion} from '../../../source/ui/plain/ask.js';
import {otherServer} from '../../../source/wizard/answers.js';
import {failureOptions} from '../../../source/wizard/consent/failure.js';
import {consoleValues} from '../../../source/wizard/console.js';
import type {WizardContext} from '../../../source/wizard/field.js';
import {flowOf} from '../../../source/wizard/flows/of-client.js';
import {focusedItem, helpOf} from '../../../source/wizard/select.js';
import {isAtStart, itemsOf} from '../../../source/wizard/state.js';
import {alreadyHere} from '../../../source/zoho/flows/refusals.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, code, context, Driver, tokens, withTarget} from '../driver.js';
import {
	adopting,
	clientCredentials,
	declined,
	device,
	deviceCode,
	id,
	oldToken,
	place,
	proof,
	redeemed,
	selfClient,
} from './driver.js';

const phase = ({state}: Driver) => state.consent.phase;
const refusal = ({state}: Driver) => {
	assert.equal(state.consent.phase, 'failed');
	return state.consent.phase === 'failed' ? state.consent.refusal : undefined;
};
const keysOf = (given: Record<string, string>, step: 'client' | 'service') =>
	itemsOf(new Driver(given).state, step).map(({key}) => key);

describe('the client type', () => {
	it('is the first choice after the data center and decides what is asked', () => {
		assert.deepEqual(keysOf({}, 'client').slice(0, 3), ['dataCenter', 'clientType', 'consoleForm']);
		assert.ok(!keysOf({clientType: 'self-client'}, 'client').includes('enabledDataCenters'));
		assert.ok(!keysOf({clientType: 'refresh-token'}, 'client').includes('consoleForm'));
		assert.ok(
			keysOf({clientType: 'self-client', grantType: 'client-credentials'}, 'service').includes('soid'),
		);
		assert.ok(!keysOf({clientType: 'self-client'}, 'service').includes('soid'));
	});

	it('is no question where it is decided: by a flag, by what is brought along, by what is saved, by another server', () => {
		const asks = (about: WizardContext, given = {}) =>
			itemsOf(new Driver(given, about).state, 'client').some(({key}) => key === 'clientType');
		assert.ok(asks(context()));
		assert.ok(asks(context(), {clientType: 'non-browser'}));
		assert.ok(!asks(context({brought: {hasType: true}})));
		assert.ok(!asks(context({brought: {code}})));
		assert.ok(!asks(context({brought: {refreshToken: oldToken}})));
		assert.ok(!asks(withTarget()));
		assert.ok(!asks(context(), {dataCenter: otherServer}));
	});

	it('is forgotten with the choice of another server, which has no such types', () => {
		const driver = new Driver().enterUntil('clientType').type('clientType', 'self-client').enter();
		assert.equal(driver.state.field, 'consoleForm');
		driver.escape(2).type('dataCenter', otherServer).enter();
		assert.equal(driver.state.given.clientType, undefined);
		assert.equal(flowOf(driver.state), 'browser');
	});

	it('says what to click, and where Sigma has no part in it says nothing of its URLs', () => {
		const at = (clientType: string) => new Driver({clientType}).enterUntil('consoleForm').state;
		const told = (clientType: string) => {
			const state = at(clientType);
			const item = focusedItem(state);
			return item && helpOf(state, item).where;
		};
		assert.match(told('server-based') ?? '', /then Server-based Applications\. .*Redirect URIs/);
		assert.match(told('self-client') ?? '', /then Self Client, then Create/);
		assert.match(told('non-browser') ?? '', /then Non-browser Applications/);
		assert.doesNotMatch(told('non-browser') ?? '', /Redirect/);
		assert.match(consoleQuestion(at('server-based')).prompt, /Sigma's URIs/);
		assert.doesNotMatch(consoleQuestion(at('self-client')).prompt, /Sigma/);
	});

	it('decides what the console is told', () => {
		const labels = (clientType: string) =>
			consoleValues(new Driver({clientType}).state).map(({label, value}) =>
				label === 'Client Type' ? value : label,
			);
		assert.deepEqual(labels('self-client'), ['Self Client']);
		assert.deepEqual(labels('non-browser'), ['Non-browser Applications', 'Client Name', 'Homepage URL']);
		assert.equal(labels('server-based').length, 5);
	});

	it('follows what the command line brings along', () => {
		const wayWith = (given: Record<string, string>, about = {}) =>
			flowOf(new Driver({...answers, ...given}, context(about)).state);
		assert.equal(wayWith({}), 'browser');
		assert.equal(wayWith({}, {brought: {code}}), 'generated-code');
		assert.equal(wayWith({soid: 'ZohoCRM.6'}), 'client-credentials');
		assert.equal(wayWith({clientType: 'self-client'}, {brought: {refreshToken: oldToken}}), 'refresh-token');
		assert.equal(wayWith({clientType: 'non-browser'}), 'device');
	});
});

describe('a Self Client', () => {
	it('copies the rows, starts the clock at Create, and exchanges the code at once, without redirect URI', () => {
		const driver = selfClient();
		assert.equal(phase(driver), 'entering');
		driver.enter();
		assert.equal(driver.last('copy').text, 'ZohoBooks.contacts.READ');
		driver.enter(2);
		driver.at += 1000;
		driver.enter();
		const {consent} = driver.state;
		assert.equal(consent.phase === 'entering' && consent.createdAt, sampleNow + 1000);
		driver.send({type: 'typed-paste', value: `code: ${code}`}).enter();
		const {request} = driver.last('redeem');
		assert.deepEqual(request, {
			kind: 'generated-code',
			clientId: answers.clientId,
			clientSecret: answers.clientSecret,
			tokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
			dataCenter: place('us'),
			code,
		});
		assert.equal(phase(driver.send(redeemed())), 'saving');
		const {service, connection} = driver.last('save-connection');
		assert.equal(service?.clientType, 'self-client');
		assert.equal(connection.refreshToken, tokens().tokens.refreshToken);
	});

	it('takes the code of the command line once', () => {
		const driver = selfClient(context({brought: {code}}));
		assert.equal(phase(driver), 'redeeming');
		driver.send(declined('invalid_code')).enter();
		driver.send({type: 'flow-prepared', id: 'draft-1-2', at: sampleNow});
		assert.equal(phase(driver), 'entering');
	});

	it('says what a refused code means, from the clock and the data center', () => {
		const driver = selfClient().enter(4);
		driver.send({type: 'typed-paste', value: code}).enter();
		driver.send({...declined('invalid_code'), at: sampleNow + 11 * 60_000});
		assert.equal(refusal(driver)?.id, 'generated-code-refused');
		assert.match(refusal(driver)?.why ?? '', /11 minutes ago/);
		const early = selfClient()
			.send({type: 'typed-paste', value: code})
			.enter()
			.send(declined('invalid_code'));
		assert.match(refusal(early)?.why ?? '', /United States/);
	});

	it('says of a copied value nothing more once the code is pasted', () => {
		const driver = selfClient().enter();
		const {label, key} = driver.last('copy');
		driver.send({type: 'copy-ended', label, key, how: 'terminal'});
		assert.notEqual(driver.state.notice ?? driver.state.done, undefined);
		driver.send({type: 'went-to-code-row', row: 4});
		assert.equal(driver.state.notice ?? driver.state.done, undefined);
		driver.send({type: 'copy-ended', label, key, how: 'terminal'});
		driver.send({type: 'typed-paste', value: code}).enter().send(declined('invalid_code'));
		assert.equal(driver.state.notice ?? driver.state.done, undefined);
	});

	it('keeps a wrong paste out, and says what it is', () => {
		const driver = selfClient()
			.send({type: 'typed-paste', value: answers.clientId ?? ''})
			.enter();
		const {consent} = driver.state;
		assert.match((consent.phase === 'entering' && consent.problem?.why) || '', /Client ID/);
		assert.equal(driver.count('redeem'), 0);
	});

	it('goes on where a code is spent, and goes back before', () => {
		assert.equal(selfClient().escape().state.field, 'review');
		const spent = selfClient().send({type: 'typed-paste', value: code}).enter();
		assert.equal(phase(spent.escape()), 'redeeming');
		spent.send({type: 'left', at: sampleNow});
		assert.equal(spent.count('end-consent'), 0);
	});
});

describe('client credentials', () => {
	it('are saved only after a call that worked, without a refresh token', () => {
		const driver = clientCredentials();
		const {request} = driver.last('redeem');
		assert.equal(request.kind === 'client-credentials' && request.soid, 'ZohoBooks.600123456');
		driver.send(redeemed({refreshToken: undefined}));
		assert.equal(phase(driver), 'trying');
		assert.equal(driver.count('save-connection'), 0);
		driver.send({type: 'tried', id, proof});
		const {connection, service} = driver.last('save-connection');
		assert.deepEqual([connection.clientCredentials, connection.noRefreshToken], [true, undefined]);
		assert.match(connection.refreshToken, /^none, /);
		assert.deepEqual([service?.grantType, service?.soid], ['client-credentials', 'ZohoBooks.600123456']);
		driver.send({type: 'connection-saved', id, linkName: 'acme', path: '/x'});
		assert.equal(phase(driver), 'done');
	});

	for (const [verdict, expected, exitCode] of [
		['token-rejected', 'client-credentials-refused', 3],
		['scope-missing', 'client-credentials-refused', 3],
		['could-not-tell', 'client-credentials-untested', 4],
	] as const)
		it(`are not saved where a call says ${verdict}`, () => {
			const probes = [{product: 'Zoho CRM', verdict, scope: 'ZohoCRM.org.READ'}];
			const driver = clientCredentials()
				.send(redeemed({refreshToken: undefined}))
				.send({type: 'tried', id, proof: {account: null, organization: null, probes}});
			assert.deepEqual([refusal(driver)?.id, refusal(driver)?.exitCode], [expected, exitCode]);
			assert.equal(driver.count('save-connection'), 0);
			if (exitCode === 4) return;
			const [, instead] = failureOptions(driver.state);
			assert.equal(instead?.label, 'Use a code of the Self Client instead');
			driver.send(instead.event(sampleNow)).send({type: 'flow-prepared', id: 'draft-1-2', at: sampleNow});
			assert.equal(phase(driver), 'entering');
		});

	it('ask for the soid where Zoho misses the organization', () => {
		const driver = clientCredentials().send(declined('missing_org_info'));
		assert.equal(refusal(driver)?.id, 'missing-organization');
		assert.equal(driver.enter().state.field, 'soid');
	});
});

describe('a device', () => {
	it('waits, goes on elsewhere, and saves what comes', () => {
		const driver = device();
		assert.equal(phase(driver), 'device');
		assert.deepEqual(driver.last('ask-as-device').dataCenter, place('us'));
		driver.send({
			type: 'device-waits',
			id,
			dataCenter: place('eu'),
			nextAskAt: sampleNow,
			notice: 'Approved in Europe; asking there.',
		});
		driver.send(redeemed({}, place('eu')));
		const {connection, service} = driver.last('save-connection');
		assert.deepEqual([connection.dataCenter, service?.clientType], ['eu', 'non-browser']);
	});

	it('opens its page here on Enter, and asks for another code', () => {
		const driver = device().enter();
		assert.equal(driver.last('open-console').url, deviceCode.fullAddress);
		driver.send({type: 'asked-again', at: sampleNow});
		assert.equal(phase(driver), 'preparing');
		assert.equal(driver.last('end-consent').id, id);
	});

	for (const [word, expected] of [
		['access_denied', 'device-denied'],
		['expired', 'device-expired'],
		['invalid_code', 'device-code-refused'],
		['invalid_client_secret', 'invalid-client-secret'],
	] as const)
		it(`ends with ${word}`, () => {
			assert.equal(refusal(device().send(declined(word)))?.id, expected);
		});

	it('ends at once when it is left', () => {
		assert.equal(device().send({type: 'left', at: sampleNow}).last('end-consent').id, id);
	});
});

describe('a refresh token that exists', () => {
	it('is looked for in each data center, the likeliest first, unless one is named', () => {
		const {request} = adopting().last('redeem');
		assert.equal(request.kind === 'refresh-token' && request.at.length, 11);
		const named = adopting({dataCenter: 'eu'}).last('redeem').request;
		assert.deepEqual(
			named.kind === 'refresh-token' && named.at.map(({dataCenter, tokenUrl}) => [dataCenter.id, tokenUrl]),
			[['eu', 'https://accounts.zoho.eu/oauth/v2/token']],
		);
	});

	it('is shown with its account before it is saved, with the scopes that it has', () => {
		const scopes = ['ZohoCRM.org.READ', 'AaaServer.profile.READ'];
		const driver = adopting()
			.send(redeemed({refreshToken: undefined, scopes}, place('in')))
			.send({type: 'tried', id, proof});
		assert.equal(phase(driver), 'confirming');
		assert.equal(driver.count('save-connection'), 0);
		driver.enter();
		const {connection, service} = driver.last('save-connection');
		assert.deepEqual(
			[connection.refreshToken, connection.dataCenter, connection.account?.email, connection.scopesRequested],
			[oldToken, 'in', 'noah@example.com', scopes],
		);
		assert.deepEqual(
			[service?.dataCenter, service?.scopes, service?.clientType, service?.accessTokenUrl],
			['in', scopes, undefined, 'https://accounts.zoho.in/oauth/v2/token'],
		);
	});

	it('that another program has saved since is no question of where to write it', () => {
		const driver = adopting()
			.send(redeemed({refreshToken: undefined}))
			.send({type: 'tried', id, proof})
			.enter();
		assert.equal(driver.last('save-connection').isAdopted, true);
		driver.send({type: 'save-failed', id, refusal: alreadyHere('books')});
		assert.equal(refusal(driver)?.id, 'grant-is-here');
		assert.equal(driver.count('revoke-unsaved'), 0);
	});

	it('is never revoked for want of a place to keep it', () => {
		const driver = adopting()
			.send(redeemed({refreshToken: undefined}))
			.send({type: 'tried', id, proof})
			.enter()
			.send({
				type: 'save-failed',
				id,
				refusal: {id: 'disk-full', what: 'Full.', why: 'Full.', next: 'Free.', exitCode: 6},
			})
			.send({type: 'answered-unsaved', choice: 'revoke', at: sampleNow});
		assert.equal(refusal(driver)?.id, 'disk-full');
		assert.equal(driver.count('revoke-unsaved'), 0);
	});

	it('needs its scopes named where Zoho does not name them', () => {
		const driver = adopting().send(redeemed({refreshToken: undefined, scopes: undefined}));
		assert.equal(refusal(driver)?.id, 'scopes-unknown');
	});
});

describe('a saved connection', () => {
	it('is reconnected in the way of its client, and never widened there', () => {
		const about = withTarget('consent');
		assert.ok(about.target);
		const target = {
			...about.target,
			service: {...about.target.service, clientType: 'self-client' as const},
			saved: {...about.target.saved, clientType: 'self-client'},
		};
		const driver = new Driver({}, {...about, target}).enter();
		driver.send({type: 'flow-prepared', id, at: sampleNow});
		assert.equal(phase(driver), 'entering');
		const wider = new Driver(
			{scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.bills.READ']},
			{...about, target: {...target, asks: 'everything'}},
		).enter();
		assert.equal(wider.count('prepare-consent'), 0);
		assert.equal(wider.count('prepare-flow'), 1);
	});

	it('has nothing before a reconnect that asks for its client: where Home is, Esc goes back there at once', () => {
		const about = withTarget('consent');
		assert.ok(about.target);
		const grantType = 'client-credentials' as const;
		const target = {
			...about.target,
			service: {...about.target.service, grantType},
			saved: {...about.target.saved, clientType: 'self-client', grantType},
		};
		const driver = new Driver({}, {...about, target}).enter();
		driver.send({type: 'flow-prepared', id, at: sampleNow});
		assert.equal(phase(driver), 'redeeming');
		assert.ok(isAtStart(driver.state));
	});
});
