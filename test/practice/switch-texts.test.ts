import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {accountsApp} from '../../source/practice/accounts/app.js';
import {successUrl} from '../../source/practice/accounts/callback.js';
import {secretAt} from '../../source/practice/clients.js';
import {accept} from '../../source/practice/consents.js';
import {type FaultName, faultGroups, switchTexts} from '../../source/practice/faults.js';
import {outcomeFacts} from '../../source/ui/wizard/ready-facts.js';
import {seenPages} from '../../source/wizard/consent/seen-page.js';
import {strayText} from '../../source/wizard/consent/strays.js';
import {readCallback} from '../../source/zoho/consent/callback.js';
import {explainUntested} from '../../source/zoho/flows/refusals.js';
import {
	explainMissingRefreshToken,
	explainThrottle,
	explainUnreadable,
} from '../../source/zoho/tokens/refusals.js';
import {readTokenResponse} from '../../source/zoho/tokens/response.js';
import {askingToWiden, attempt} from '../wizard/driver.js';
import {appFor, callback, requestFor, testClient, testWorld} from './world-for-tests.js';

/** A code that was accepted, in a world where one thing goes wrong. */
const accepted = (fault: FaultName) => {
	const world = testWorld();
	const client = testClient(world);
	Object.assign(world.state.faults, {[fault]: true});
	const code = accept(world, requestFor(world), {
		personId: 'noah',
		dataCenter: 'us',
		organizationId: undefined,
		defaultOrganizationId: '700100003',
	});
	assert.ok(code);
	return {world, client, code};
};

/** What the terminal says of the answer to a code; empty where it is connected. */
const saidOfToken = async (fault: FaultName): Promise<string> => {
	const {world, client, code} = accepted(fault);
	const response = await appFor({world, dataCenter: 'us'}, accountsApp).request('/oauth/v2/token', {
		method: 'POST',
		body: new URLSearchParams({
			client_id: client.id,
			client_secret: secretAt(client, 'us') ?? '',
			grant_type: 'authorization_code',
			redirect_uri: callback,
			code: code.code,
		}),
	});
	const reading = readTokenResponse({body: await response.text(), status: response.status, now: world.now()});
	switch (reading.kind) {
		case 'unreadable':
			return explainUnreadable(reading).what;
		case 'throttled':
			return explainThrottle({}).what;
		case 'error':
			return reading.code;
		case 'tokens': {
			const {tokens} = reading;
			assert.equal(tokens.expiresAt - tokens.issuedAt, 3_600_000);
			assert.ok(tokens.apiDomain);
			return tokens.refreshToken === undefined ? explainMissingRefreshToken({}).what : '';
		}
	}
};

/** What the terminal says of the callback; empty where its code is taken. */
const saidOfCallback = (fault: FaultName): string => {
	const {world, code} = accepted(fault);
	const text = successUrl(world, {redirectUri: callback, state: 'S'}, code);
	const reading = readCallback(text, {
		state: 'S',
		redirectUris: [callback],
		dataCenters: world.dataCenters,
		isZoho: true,
		via: 'loopback',
	});
	if (reading.kind === 'grant') return '';
	return reading.refusal.id === 'state-mismatch'
		? strayText('other-state', attempt('a'), true)
		: reading.refusal.what;
};

const saidOfWidening = (): string => {
	const driver = askingToWiden();
	const {id} = driver.last('prepare-consent');
	const why = 'The grant was not widened: Zoho answered "invalid_client"';
	driver.send({type: 'widening-asked', id, problem: {kind: 'declined', why}});
	const {consent} = driver.state;
	return 'notices' in consent ? consent.notices.join(' ') : '';
};

const saidOfReady = (): string => {
	const connection = {
		name: 'Books',
		scopesRequested: [],
		scopesGranted: [],
		accessTokenExpiresAt: '2026-11-24T13:00:00.000Z',
	};
	const facts = outcomeFacts(
		{
			linkName: 'books',
			path: '/home/me/connections.json',
			proof: {account: null, organization: null, probes: []},
			issued: {dataCenter: undefined, missing: ['ZohoBooks.settings.READ'], connection},
		},
		{secrets: 'plain', notices: []},
	);
	return facts.map(({label}) => label).join('\n');
};

const inSource = (path: string, text: string): string =>
	readFileSync(new URL(`../../source/${path}`, import.meta.url), 'utf8').includes(text) ? text : '';

const untested = explainUntested({account: null, probes: []})?.what ?? '';

/** What the terminal says with each switch on, from where it takes its words; nothing where it says nothing. */
const said: Readonly<Record<string, () => string | Promise<string>>> = {
	...Object.fromEntries(
		(
			[
				...([
					'token-html-500',
					'partial-json',
					'throttle-400',
					'throttle-200',
					'omit-refresh-token',
				] as const),
				...(['omit-scope', 'legacy-expires-in', 'omit-api-domain'] as const),
			] as const
		).map(name => [name, () => saidOfToken(name)]),
	),
	...Object.fromEntries(
		(['callback-trailing-ampersand', 'forge-accounts-server', 'wrong-state'] as const).map(name => [
			name,
			() => saidOfCallback(name),
		]),
	),
	'refuse-widening': saidOfWidening,
	'region-restricted': () => seenPages.map(({label}) => label).join('\n'),
	'revoke-html-500': () =>
		inSource('io/network/accounts.ts', 'Zoho did not confirm that the grant was revoked.'),
	'slow-response': () => inSource('ui/wizard/stages.ts', 'Exchanging the code for tokens'),
	'drop-scope': saidOfReady,
	'device-seconds': () => '',
	'reject-client-credentials': () => `${untested} Nothing was saved.`,
};

const quotesIn = (text: string): readonly string[] =>
	[...text.matchAll(/“([^”]+)”/g)].map(([, quote = '']) => quote);

test('each switch of the controls says what the terminal says then, word for word', async () => {
	for (const {name, says} of switchTexts) {
		const words = ((await said[name]?.()) ?? 'unknown').replace(/\s+/g, ' ');
		const quotes = quotesIn(says);
		for (const quote of quotes) assert.ok(words.includes(quote), `${name}: "${words}" has no "${quote}"`);
		// What says nothing is said to say nothing.
		if (quotes.length === 0) assert.equal(words, '', name);
		assert.ok(quotes.length > 0 || says.startsWith('nothing; '), name);
	}
});

test('each switch stands in one group', () => {
	const grouped = faultGroups.flatMap(({names}) => names);
	assert.equal(new Set(grouped).size, grouped.length);
	assert.deepEqual(
		faultGroups.map(({title}) => title),
		['Refused at the consent', 'Refused at the token', 'Limits'],
	);
});
