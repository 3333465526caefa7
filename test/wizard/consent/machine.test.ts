import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Answers} from '../../../source/wizard/answers.js';
import type {WizardContext} from '../../../source/wizard/field.js';
import {sampleNow} from '../../connection/samples.js';
import {attempt, callbackUrl, code, context, goodCallback, tokens, waiting, withService} from '../driver.js';

const arrive = (driver: ReturnType<typeof waiting>, text: string, via: 'loopback' | 'paste' = 'loopback') =>
	driver.send({
		type: 'callback-arrived',
		id: driver.last('prepare-consent').id,
		via,
		text,
		at: sampleNow + 9000,
	});

const idOf = (driver: ReturnType<typeof waiting>): string => driver.last('prepare-consent').id;

const refusalOf = (driver: ReturnType<typeof waiting>) => {
	const {consent} = driver.state;
	if (consent.phase === 'failed') return consent.refusal;
	if (consent.phase === 'waiting' && consent.problem) return consent.problem;
	throw new Error(`No refusal in phase ${consent.phase}`);
};

test('the whole way: prepare, ask, exchange, save, prove, ready', () => {
	const driver = waiting();
	const id = idOf(driver);
	const url = new URL(driver.last('ask-for-consent').authorizeUrl);
	assert.equal(url.origin, 'https://accounts.zoho.com');
	assert.equal(url.searchParams.get('access_type'), 'offline');
	assert.equal(url.searchParams.get('prompt'), 'consent');
	assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
	arrive(driver, goodCallback());
	const {request} = driver.last('exchange-code');
	assert.equal(request.tokenUrl, 'https://accounts.zoho.com/oauth/v2/token');
	assert.equal(request.redirectUri, url.searchParams.get('redirect_uri'));
	driver.send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow + 9500});
	const save = driver.last('save-connection');
	assert.equal(save.connection.linkName, 'acme');
	assert.equal(save.connection.dataCenter, 'us');
	assert.equal(save.service?.linkName, 'zoho');
	driver.send({type: 'connection-saved', id, linkName: 'acme', path: '/somewhere/connections.json'});
	assert.equal(driver.last('prove').linkName, 'acme');
	assert.equal(driver.count('answer-browser'), 0);
	driver.send({type: 'proven', id, proof: {account: null, organization: null, probes: []}});
	assert.equal(driver.state.step, 'ready');
	const {page} = driver.last('answer-browser');
	assert.equal(page.kind, 'connected');
	assert.equal(driver.count('end-consent'), 1);
});

test('the page of a success says the way on that this run has: a key, a number, or a command', () => {
	const afterIn = (run: Partial<WizardContext>): string => {
		const driver = waiting({}, context(run));
		arrive(driver, goodCallback());
		const id = idOf(driver);
		driver.send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow});
		driver.send({type: 'connection-saved', id, linkName: 'acme', path: '/somewhere/connections.json'});
		driver.send({type: 'proven', id, proof: {account: null, organization: null, probes: []}});
		const {page} = driver.last('answer-browser');
		return page.kind === 'connected' ? (page.after ?? '') : '';
	};
	assert.equal(afterIn({}), 'Next, in the terminal: g copies it to Sigma.');
	assert.equal(afterIn({hasKeys: false}), 'Next, in the terminal: number 1 copies it to Sigma.');
	assert.match(afterIn({canPaste: false}), /zconn sheet acme copies it to Sigma\.$/);
});

test('the refresh token is saved before anything else is asked of Zoho', () => {
	const driver = waiting();
	arrive(driver, goodCallback());
	driver.send({type: 'code-exchanged', id: idOf(driver), reading: tokens(), at: sampleNow});
	const order = driver.effects.map(({type}) => type);
	assert.ok(order.includes('save-connection'));
	assert.ok(!order.includes('prove'));
});

test('an account of another data center connects there, and one line says so', () => {
	const driver = waiting();
	arrive(driver, goodCallback('eu', 'https://accounts.zoho.eu'));
	assert.equal(driver.last('exchange-code').request.tokenUrl, 'https://accounts.zoho.eu/oauth/v2/token');
	const {consent} = driver.state;
	assert.ok(consent.phase === 'exchanging');
	assert.equal(consent.notices.length, 1);
	assert.match(consent.notices[0] ?? '', /Europe/);
});

test('Canada keeps its own hosts', () => {
	const driver = waiting();
	arrive(driver, goodCallback('ca', 'https://accounts.zohocloud.ca'));
	assert.equal(driver.last('exchange-code').request.tokenUrl, 'https://accounts.zohocloud.ca/oauth/v2/token');
});

test('with a secret per data center no secret is sent to the other one', () => {
	const driver = waiting({sameCredentials: false});
	arrive(driver, goodCallback('eu', 'https://accounts.zoho.eu'));
	assert.equal(driver.count('exchange-code'), 0);
	assert.equal(driver.state.consent.phase, 'failed');
});

test('a foreign accounts server gets no secret', () => {
	const driver = waiting();
	arrive(driver, goodCallback('us', 'https://accounts.zoho.com.evil.example'));
	assert.equal(driver.count('exchange-code'), 0);
	assert.equal(refusalOf(driver).id, 'foreign-accounts-server');
	const {page} = driver.last('answer-browser');
	assert.ok(page.kind === 'refused');
	assert.deepEqual(page.refusal, refusalOf(driver));
});

test('a foreign state does not end the wait', () => {
	const driver = waiting();
	arrive(driver, callbackUrl({code, state: 'x'.repeat(43), location: 'us'}), 'paste');
	assert.equal(driver.state.consent.phase, 'waiting');
	assert.equal(refusalOf(driver).id, 'state-mismatch');
	arrive(driver, goodCallback());
	assert.equal(driver.count('exchange-code'), 1);
});

test('first to arrive wins: a second callback changes nothing', () => {
	const driver = waiting();
	arrive(driver, goodCallback());
	arrive(driver, goodCallback(), 'paste');
	assert.equal(driver.count('exchange-code'), 1);
});

test('a pasted bare code goes to the chosen data center', () => {
	const driver = waiting({dataCenter: 'in'});
	driver.send({type: 'typed-paste', value: `  "${code}"\n`}).enter();
	assert.equal(driver.last('exchange-code').request.tokenUrl, 'https://accounts.zoho.in/oauth/v2/token');
});

test('Reject is a result at once', () => {
	const driver = waiting();
	const {consent} = driver.state;
	assert.ok(consent.phase === 'waiting');
	driver.send({
		type: 'browser-tried',
		id: consent.id,
		isOpen: true,
		note: 'A browser outside may not reach this.',
	});
	arrive(driver, callbackUrl({error: 'access_denied', state: 'S'.repeat(43)}));
	assert.equal(refusalOf(driver).id, 'access-denied');
	assert.ok(driver.state.consent.phase === 'failed');
	assert.deepEqual(driver.state.consent.notices, [], 'how to get the browser here, after it was here');
	driver.enter();
	assert.equal(driver.count('prepare-consent'), 2);
});

test('what came and did not count is told once it came, in our words alone, and again when the time is over', () => {
	const driver = waiting();
	const id = idOf(driver);
	for (const stray of ['other-state', 'stateless-error', 'wrong-host'] as const)
		driver.send({type: 'stray-came', id, stray});
	driver.send({type: 'browser-tried', id, isOpen: false, note: 'This is a container.'});
	const {consent} = driver.state;
	assert.ok(consent.phase === 'waiting');
	assert.equal(consent.notices.length, 4);
	assert.match(consent.notices[2] ?? '', /paste it here/);
	driver.send({type: 'time-ran-out', id});
	const refusal = refusalOf(driver);
	assert.equal(refusal.id, 'consent-timed-out');
	for (const text of consent.strays) assert.ok(refusal.why.includes(text), text);
	assert.doesNotMatch(refusal.what + refusal.why + refusal.next, /container/);
	assert.ok(driver.state.consent.phase === 'failed');
	assert.deepEqual(driver.state.consent.notices, [], 'notes of the wait outlive it');
});

test('where no person can paste, there is no invitation to paste', () => {
	const driver = waiting({}, {...context(), canPaste: false});
	assert.equal(driver.last('prepare-consent').canPaste, false);
	const strays = [
		'unusable',
		'too-long',
		'wrong-host',
		'https',
		'port-broke',
		'form-post',
		'other-browser',
	] as const;
	for (const stray of strays) driver.send({type: 'stray-came', id: idOf(driver), stray});
	driver.send({type: 'time-ran-out', id: idOf(driver)});
	const {what, why, next} = refusalOf(driver);
	assert.doesNotMatch(`${what} ${why} ${next}`, /paste/i);
	assert.match(why, /^10 minutes passed without a usable answer\. \S/);
});

test('either state of the attempt brings the code, and browser and person get an address each', () => {
	for (const state of ['S', 'B'].map(letter => letter.repeat(43))) {
		for (const via of ['loopback', 'paste'] as const) {
			const driver = waiting();
			const answer = {code, location: 'us', 'accounts-server': 'https://accounts.zoho.com', state};
			arrive(driver, callbackUrl(answer), via);
			assert.equal(driver.count('exchange-code'), 1);
		}
	}
	const {authorizeUrl, browserUrl} = waiting().last('ask-for-consent');
	const [shown, opened] = [new URL(authorizeUrl), new URL(browserUrl)];
	assert.equal(shown.searchParams.get('state'), 'S'.repeat(43));
	assert.equal(opened.searchParams.get('state'), 'B'.repeat(43));
	opened.searchParams.set('state', 'S'.repeat(43));
	assert.equal(opened.href, shown.href);
});

test('an exchange whose answer is lost may have left a grant: where to look is told; one that was not sent has not', () => {
	const failWith = (id: string, detail: string) => {
		const driver = waiting();
		arrive(driver, goodCallback());
		const refusal = {id, what: 'w', why: 'y', next: 'n', exitCode: 4, detail} as const;
		return refusalOf(driver.send({type: 'exchange-failed', id: idOf(driver), refusal}));
	};
	for (const lost of [failWith('network-timeout', ''), failWith('network-failed', 'UND_ERR_SOCKET')]) {
		assert.equal(lost.exitCode, 4);
		assert.match(lost.why, /a grant may exist/);
		assert.match(lost.next, /Connected Apps at https:\/\/accounts\.zoho\.com/);
	}
	for (const [id, detail] of [
		['network-dns', 'ENOTFOUND'],
		['network-refused', 'ECONNREFUSED'],
		['network-timeout', 'UND_ERR_CONNECT_TIMEOUT'],
		['keychain-unavailable', ''],
	] as const)
		assert.equal(failWith(id, detail).next, 'n', id);
	const driver = waiting();
	arrive(driver, goodCallback());
	const reading = {kind: 'unreadable', reason: 'The reply was empty.', status: 502} as const;
	driver.send({type: 'code-exchanged', id: idOf(driver), reading, at: sampleNow});
	assert.match(refusalOf(driver).next, /Connected Apps/);
});

const refusedWith = (refusalId: string, world = context(), change: Partial<Answers> = {}) => {
	const driver = waiting(change, world);
	arrive(driver, goodCallback());
	const refusal = {id: refusalId, what: 'No.', why: 'So it is.', next: 'Do this.', exitCode: 3} as const;
	return driver.send({type: 'exchange-failed', id: idOf(driver), refusal});
};

test('after a refusal that one answer is to blame for, Enter opens that answer, and the next one the review', () => {
	for (const [id, field] of [
		['invalid-client-secret', 'clientSecret'],
		['invalid-scope', 'scopes'],
	] as const) {
		const driver = refusedWith(id).enter();
		assert.equal(driver.state.field, field);
		assert.equal(driver.count('prepare-consent'), 1, 'the same answers are not sent once more');
		driver.enter();
		assert.equal(driver.state.field, 'review');
		driver.enter();
		assert.equal(driver.count('prepare-consent'), 2);
	}
});

test('after any other refusal, and where the answer is not asked for, Enter asks again', () => {
	assert.equal(refusedWith('throttled').enter().count('prepare-consent'), 2);
	const reused = refusedWith('invalid-scope', withService(), {service: 'suite'});
	assert.equal(reused.enter().count('prepare-consent'), 2);
});

test('a reply without a refresh token is not called a connection', () => {
	const driver = waiting();
	arrive(driver, goodCallback());
	driver.send({
		type: 'code-exchanged',
		id: idOf(driver),
		reading: tokens({refreshToken: undefined}),
		at: sampleNow,
	});
	assert.equal(driver.count('save-connection'), 0);
	assert.equal(refusalOf(driver).id, 'no-refresh-token');
});

test('a refused code is explained with what is known here', () => {
	const driver = waiting();
	arrive(driver, goodCallback());
	driver.send({
		type: 'code-exchanged',
		id: idOf(driver),
		reading: {kind: 'error', code: 'invalid_client_secret', description: undefined},
		at: sampleNow + 9000,
	});
	assert.equal(refusalOf(driver).id, 'invalid-client-secret');
	assert.ok(!JSON.stringify(refusalOf(driver)).includes('0123456789abcdef'));
});

test('tokens that cannot be saved are kept until they are saved or revoked', () => {
	const driver = waiting();
	const id = idOf(driver);
	arrive(driver, goodCallback());
	driver.send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow});
	const refusal = {id: 'file-unwritable', what: 'w', why: 'y', next: 'n', exitCode: 6} as const;
	driver.send({type: 'save-failed', id, refusal});
	assert.equal(driver.state.consent.phase, 'unsaved');
	driver.escape().enter();
	assert.equal(driver.state.consent.phase, 'unsaved');
	driver.send({type: 'answered-unsaved', choice: 'other-folder', folder: '/elsewhere', at: sampleNow});
	assert.equal(driver.last('save-connection').otherFolder, '/elsewhere');
	driver
		.send({type: 'save-failed', id, refusal})
		.send({type: 'answered-unsaved', choice: 'revoke', at: sampleNow});
	assert.equal(driver.last('revoke-unsaved').token, tokens().tokens.refreshToken);
	driver.send({type: 'unsaved-revoked', id, refusal});
	assert.equal(driver.state.consent.phase, 'unsaved');
	driver
		.send({type: 'answered-unsaved', choice: 'revoke', at: sampleNow})
		.send({type: 'unsaved-revoked', id, refusal: undefined});
	assert.equal(driver.state.consent.phase, 'failed');
});

const leave = {type: 'left', at: sampleNow} as const;

test('leaving frees the port of a consent that waits; an exchange that is under way is finished', () => {
	const idle = waiting().send(leave);
	assert.equal(idle.count('end-consent'), 1);
	const driver = waiting();
	arrive(driver, goodCallback());
	driver.send(leave);
	assert.equal(driver.count('end-consent'), 0);
	driver.send({type: 'code-exchanged', id: idOf(driver), reading: tokens(), at: sampleNow});
	assert.equal(driver.last('save-connection').connection.refreshToken, tokens().tokens.refreshToken);
	driver.send(leave);
	assert.equal(driver.count('end-consent'), 0);
});

test('leaving with a grant that could not be saved leaves none behind at Zoho', () => {
	const driver = waiting();
	const id = idOf(driver);
	arrive(driver, goodCallback());
	driver.send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow});
	driver.send({
		type: 'save-failed',
		id,
		refusal: {id: 'disk-full', what: 'Full.', why: '', next: '', exitCode: 6},
	});
	driver.send(leave);
	assert.equal(driver.last('revoke-unsaved').token, tokens().tokens.refreshToken);
	driver.send({type: 'unsaved-revoked', id, refusal: undefined});
	assert.equal(driver.last('end-consent').id, id);
});

test('events of an attempt that is over are dropped', () => {
	const driver = waiting();
	const old = idOf(driver);
	driver.escape();
	assert.equal(driver.state.field, 'review');
	assert.equal(driver.last('end-consent').id, old);
	driver.enter();
	const before = driver.state;
	driver.send({type: 'callback-arrived', id: old, via: 'loopback', text: goodCallback(), at: sampleNow});
	driver.send({type: 'time-ran-out', id: old});
	assert.equal(driver.state, before);
});

test('time running out frees the port and keeps every answer', () => {
	const driver = waiting();
	const {given} = driver.state;
	driver.send({type: 'time-ran-out', id: idOf(driver)});
	assert.equal(refusalOf(driver).id, 'consent-timed-out');
	assert.equal(driver.count('end-consent'), 1);
	assert.deepEqual(driver.state.given, given);
});

test('what Zoho left out is remembered', () => {
	const driver = waiting({scopes: ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.READ']});
	arrive(driver, goodCallback());
	driver.send({type: 'code-exchanged', id: idOf(driver), reading: tokens(), at: sampleNow});
	const {consent} = driver.state;
	assert.ok(consent.phase === 'saving');
	assert.deepEqual(consent.issued.missing, ['ZohoCRM.modules.READ']);
});

test('another OAuth 2.0 server keeps its own token URL and needs no data center', () => {
	const driver = waiting({
		authorizeUrl: 'https://login.example.com/authorize?audience=x',
		accessTokenUrl: 'https://login.example.com/token',
		refreshTokenUrl: 'https://login.example.com/token',
	});
	const url = new URL(driver.last('ask-for-consent').authorizeUrl);
	assert.equal(url.searchParams.get('audience'), 'x');
	arrive(driver, callbackUrl({code: 'any-code', state: 'S'.repeat(43)}));
	assert.equal(driver.last('exchange-code').request.tokenUrl, 'https://login.example.com/token');
	driver.send({
		type: 'code-exchanged',
		id: idOf(driver),
		reading: tokens({apiDomain: undefined}),
		at: sampleNow,
	});
	assert.equal(driver.last('save-connection').connection.dataCenter, null);
});

test('a reused service brings its own client and is not written again', () => {
	const driver = waiting({service: 'suite', connectionName: 'Second'}, withService());
	arrive(driver, goodCallback());
	assert.deepEqual(driver.last('exchange-code').request.clientSecret, {ofService: 'suite'});
	driver.send({type: 'code-exchanged', id: idOf(driver), reading: tokens(), at: sampleNow});
	assert.equal(driver.last('save-connection').service, undefined);
	assert.equal(driver.last('save-connection').connection.service, 'suite');
});

test('a consent that cannot be prepared says why, and Enter tries again', () => {
	const driver = waiting();
	driver.escape().enter();
	const {id} = driver.last('prepare-consent');
	const refusal = {id: 'network-dns', what: 'w', why: 'y', next: 'n', exitCode: 4} as const;
	driver.send({type: 'consent-not-prepared', id, refusal});
	assert.equal(refusalOf(driver).id, 'network-dns');
	driver.enter();
	const {id: second} = driver.last('prepare-consent');
	assert.notEqual(second, id);
	driver.send({type: 'consent-prepared', id: second, attempt: attempt(second)});
	assert.equal(driver.state.consent.phase, 'waiting');
});
