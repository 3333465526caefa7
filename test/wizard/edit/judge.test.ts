import assert from 'node:assert/strict';
import {test} from 'node:test';
import {storedSecretText} from '../../../source/wizard/answers.js';
import {decisionOf} from '../../../source/wizard/consent/decision.js';
import {fromDraft} from '../../../source/wizard/draft/saved.js';
import {differenceOf} from '../../../source/wizard/edit/difference.js';
import {acceptLabel, linkNamePreview, reviewLines, trail} from '../../../source/wizard/select.js';
import {sampleConnection, sampleNow} from '../../connection/samples.js';
import {Driver, reconnecting, sharedFile, tokens, withTarget} from '../driver.js';

const id = 'draft-1-1';
const proofOf = (account: string | null) => ({
	account: account === null ? null : {id: account, email: `${account}@example.com`, name: null},
	organization: null,
	probes: [],
});
const same = '60012345678';

const difference = (driver: Driver) => {
	const {target} = driver.state.context;
	assert.ok(target);
	return differenceOf(driver.state, target);
};

test('something saved opens at its review, every answer as it stands, the secret unopened', () => {
	const {state} = new Driver({}, withTarget());
	assert.equal(state.step, 'connection');
	assert.equal(state.field, 'review');
	const values = new Map(reviewLines(state).map(({key, value}) => [key, value]));
	assert.equal(values.get('clientId'), '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE');
	assert.equal(values.get('clientSecret'), storedSecretText);
	assert.equal(values.get('connectionName'), 'Acme');
	assert.equal(linkNamePreview(state), 'acme');
	assert.equal(acceptLabel(state), 'Close');
	assert.deepEqual(trail(state), []);
});

test('running through without a change writes nothing and ends', () => {
	const driver = new Driver({}, withTarget());
	// Every line opened and accepted as it is.
	for (const {key} of reviewLines(driver.state)) {
		driver.send({type: 'opened-field', key, at: sampleNow}).enter();
		assert.equal(driver.state.field, 'review', key);
	}
	driver.enter();
	assert.deepEqual(driver.state.consent, {phase: 'kept', isWritten: false, linkName: 'acme'});
	assert.equal(driver.state.step, 'ready');
	const writes = driver.effects.filter(({type}) => type !== 'drop-draft');
	assert.deepEqual(writes, []);
});

test('typing again what is saved is no change, and takes back one that was kept', () => {
	const driver = new Driver({}, withTarget());
	const answer = (text: string) => {
		driver.send({type: 'opened-field', key: 'connectionName', at: sampleNow});
		driver.send({type: 'typed', key: 'connectionName', value: text}).enter();
		return driver.effects.at(-1)?.type;
	};
	assert.equal(answer('Acme'), 'drop-draft');
	assert.deepEqual(driver.state.given, {});
	assert.ok(!driver.effects.some(({type}) => type === 'save-draft'));
	assert.equal(answer('Other'), 'save-draft');
	assert.equal(answer('Acme'), 'drop-draft');
	assert.equal(acceptLabel(driver.state), 'Close');
});

test('a new name is written at once; the link name stays', () => {
	const driver = new Driver({connectionName: 'Acme Books'}, withTarget());
	assert.equal(acceptLabel(driver.state), 'Save');
	driver.enter();
	const effect = driver.last('apply-edit');
	assert.equal(effect.linkName, 'acme');
	assert.equal(effect.name, 'Acme Books');
	assert.equal(effect.service, undefined);
	driver.send({type: 'edit-applied', id, refusal: undefined});
	assert.deepEqual(driver.state.consent, {phase: 'kept', isWritten: true, linkName: 'acme'});
	assert.equal(driver.count('prepare-consent'), 0);
});

test('what each change costs', () => {
	for (const [given, consequence, label] of [
		[{}, 'nothing', 'Close'],
		[{connectionName: 'Other'}, 'nothing', 'Save'],
		[{serviceName: 'Other'}, 'nothing', 'Save'],
		[{scopeDelimiter: 'space'}, 'nothing', 'Save'],
		[{scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.bills.READ']}, 'wider-consent', 'Save and Connect'],
		[{scopes: ['ZohoBooks.bills.READ']}, 'new-consent', 'Save and Connect'],
		[{scopes: ['zohobooks.CONTACTS.read']}, 'nothing', 'Close'],
		[{clientId: `1000.${'B'.repeat(30)}`}, 'new-grant', 'Save and Connect'],
		[{clientSecret: 'f'.repeat(42)}, 'new-grant', 'Save and Connect'],
		[{dataCenter: 'eu'}, 'new-grant', 'Save and Connect'],
	] as const) {
		const driver = new Driver(given, withTarget());
		assert.equal(difference(driver).consequence, consequence, JSON.stringify(given));
		assert.equal(acceptLabel(driver.state), label);
	}
});

test('added and removed scopes are told apart', () => {
	const driver = new Driver({scopes: ['ZohoBooks.bills.READ']}, withTarget());
	assert.deepEqual(difference(driver).addedScopes, ['ZohoBooks.bills.READ']);
	assert.deepEqual(difference(driver).removedScopes, ['ZohoBooks.contacts.READ']);
});

test('URLs that stood at their default follow the data center, others stay', () => {
	const moved = new Driver({dataCenter: 'eu'}, withTarget());
	const keys = difference(moved).changes.map(({key}) => key);
	assert.deepEqual(keys.toSorted(), [
		...['accessTokenUrl', 'authorizeUrl', 'dataCenter', 'enabledDataCenters', 'refreshTokenUrl'],
	]);
});

test('reconnect asks nothing: one Enter of ours, and the browser opens with what is saved', () => {
	const driver = new Driver({}, withTarget('consent'));
	assert.equal(driver.state.step, 'connect');
	driver.enter();
	assert.equal(driver.state.consent.phase, 'preparing');
	assert.equal(driver.count('save-draft'), 0);
});

test('the new grant is kept beside the old one, taken over when proven, and only then is the old one revoked', () => {
	const driver = reconnecting();
	const save = driver.last('save-connection');
	assert.equal(save.replaces, 'acme');
	assert.equal(save.connection.linkName, 'acme');
	assert.equal(save.service, undefined);
	assert.deepEqual(driver.last('exchange-code').request.clientSecret, {ofService: 'suite'});
	assert.equal(driver.count('take-over'), 0);
	driver.send({type: 'proven', id, proof: proofOf(same)});
	assert.equal(driver.last('take-over').linkName, 'acme');
	assert.equal(driver.count('revoke-outgoing'), 0);
	driver.send({type: 'taken-over', id, refusal: undefined});
	assert.equal(driver.count('revoke-outgoing'), 1);
	assert.equal(driver.count('answer-browser'), 0);
	driver.send({type: 'outgoing-revoked', id, revoked: 1, refusal: undefined});
	const {consent} = driver.state;
	assert.ok(consent.phase === 'done');
	assert.match(consent.notices.join(' '), /old grant was revoked/);
	assert.equal(driver.last('answer-browser').page.kind, 'connected');
});

test('when few grants are left it is said at the end, and not before', () => {
	const noticesWith = (grantsUsed: number | null) => {
		const driver = reconnecting()
			.send({type: 'proven', id, proof: proofOf(same), grantsUsed})
			.send({type: 'taken-over', id, refusal: undefined})
			.send({type: 'outgoing-revoked', id, revoked: 1, refusal: undefined});
		const {consent} = driver.state;
		assert.ok(consent.phase === 'done');
		return consent.notices.join(' ');
	};
	assert.match(noticesWith(18), /18 of Zoho's 20 grants/);
	assert.doesNotMatch(noticesWith(17), /grants from this machine/);
	assert.doesNotMatch(noticesWith(null), /grants from this machine/);
});

test('a revoke that failed is told, with what tries again, and the connection is ready all the same', () => {
	const refusal = {id: 'x', what: 'No network.', why: 'w', next: 'n', exitCode: 4} as const;
	const driver = reconnecting()
		.send({type: 'proven', id, proof: proofOf(same)})
		.send({type: 'taken-over', id, refusal: undefined})
		.send({type: 'outgoing-revoked', id, revoked: 0, refusal});
	const {consent} = driver.state;
	assert.ok(consent.phase === 'done');
	assert.match(consent.notices.join(' '), /is still valid at Zoho for now: No network\. The next reconnect/);
});

test('another Zoho user is asked about; nothing is taken over before the answer', () => {
	const asked = () => reconnecting().send({type: 'proven', id, proof: proofOf('999')});
	const driver = asked();
	assert.equal(driver.state.consent.phase, 'other-user');
	assert.equal(driver.count('take-over'), 0);
	// The browser does not wait for the answer.
	assert.equal(driver.last('answer-browser').page.kind, 'refused');
	assert.deepEqual(
		decisionOf(driver.state)?.facts.map(({value}) => value),
		['pat@example.com', '999@example.com'],
	);
	// Esc does not lose the grant.
	assert.equal(driver.escape().state.consent.phase, 'other-user');

	assert.equal(
		asked().send({type: 'answered-other-user', choice: 'replace'}).last('take-over').linkName,
		'acme',
	);

	const apart = asked().send({type: 'answered-other-user', choice: 'save-apart'});
	apart.send({type: 'saved-apart', id, name: 'Acme 2', linkName: 'acme_2', refusal: undefined});
	assert.ok(apart.state.consent.phase === 'done');
	assert.equal(apart.state.consent.outcome.linkName, 'acme_2');
	assert.equal(apart.count('revoke-outgoing'), 0);

	const given = asked().send({type: 'answered-other-user', choice: 'give-up'});
	assert.equal(given.last('give-up-grant').linkName, 'acme');
	given.send({type: 'outgoing-revoked', id, revoked: 1, refusal: undefined});
	assert.ok(given.state.consent.phase === 'failed');
	assert.equal(given.state.consent.refusal.id, 'other-user');
});

test('an account that was not told before, or is not now, is no other user', () => {
	const driver = reconnecting().send({type: 'proven', id, proof: proofOf(null)});
	assert.equal(driver.state.consent.phase, 'taking-over');
});

test('a grant that every product refuses is given up; the old one stays', () => {
	const probes = [{product: 'Books', verdict: 'token-rejected', scope: 'x'}] as const;
	const driver = reconnecting().send({type: 'proven', id, proof: {...proofOf(null), probes}});
	assert.equal(driver.state.consent.phase, 'giving-up');
	assert.equal(driver.count('take-over'), 0);
});

test('left while the new grant is being proven: it waits beside the old one', () => {
	const driver = reconnecting()
		.send({type: 'left', at: sampleNow})
		.send({type: 'proven', id, proof: proofOf(null)});
	assert.equal(driver.count('take-over'), 0);
	assert.equal(driver.count('give-up-grant'), 0);
});

test('a declined, failed or abandoned reconnect asks for nothing to be written', () => {
	const driver = new Driver({}, withTarget('consent')).enter();
	driver.send({
		type: 'consent-not-prepared',
		id,
		refusal: {id: 'x', what: 'w', why: 'w', next: 'n', exitCode: 4},
	});
	assert.equal(driver.state.consent.phase, 'failed');
	driver.send({type: 'left', at: sampleNow});
	assert.deepEqual(
		driver.effects.map(({type}) => type).filter(type => /save|apply|take/.test(type)),
		[],
	);
	// Esc leads to the review, where the mistake can be fixed.
	assert.equal(driver.escape().state.field, 'review');
});

test('a service that others use: asked for whom, with their names', () => {
	const shared = () =>
		new Driver({scopes: ['ZohoBooks.bills.READ']}, withTarget('everything', sharedFile())).enter();
	const driver = shared();
	assert.equal(driver.state.consent.phase, 'asking-shared');
	assert.match(decisionOf(driver.state)?.question ?? '', /Beta/);
	assert.equal(driver.escape().state.field, 'review');
	const all = shared().send({type: 'answered-shared', choice: 'all', at: sampleNow});
	assert.equal(all.state.consent.phase, 'preparing');
});

test('all who share a service are named, unless they would fill the window', () => {
	const questionOf = (count: number): string => {
		const file = sharedFile();
		const others = Array.from({length: count}, (_none, index) => {
			const linkName = `other_${index}`;
			return [linkName, sampleConnection({linkName, name: `Other ${index}`})] as const;
		});
		const shared = {...file, connections: Object.fromEntries([['acme', sampleConnection()], ...others])};
		const driver = new Driver({serviceName: 'Else'}, withTarget('everything', shared)).enter();
		return decisionOf(driver.state)?.question ?? '';
	};
	assert.match(questionOf(1), /used by another connection too: Other 0\. For whom/);
	const twenty = questionOf(20);
	assert.match(twenty, /used by 20 other connections too: /);
	for (let index = 0; index < 20; index++) assert.match(twenty, new RegExp(`Other ${index}[,.]`));
	assert.match(questionOf(500), /Other 18 and 481 more\. For whom/);
});

test('a service of its own gets a name of its own and the same secret', () => {
	const driver = new Driver({parameterType: 'query'}, withTarget('everything', sharedFile())).enter();
	driver.send({type: 'answered-shared', choice: 'own', at: sampleNow});
	const {service} = driver.last('apply-edit');
	assert.equal(service?.linkName, 'suite_2');
	assert.deepEqual(service?.clientSecret, {ofService: 'suite'});
});

test('an edit that is left is a draft of that connection, and goes on there', () => {
	const driver = new Driver({}, withTarget());
	driver.send({type: 'opened-field', key: 'connectionName', at: sampleNow}).type('connectionName', 'Half');
	driver.send({type: 'left', at: sampleNow});
	const {draft} = driver.last('save-draft');
	assert.equal(draft.target, 'acme');
	assert.equal(draft.clientSecret, null);
	const again = fromDraft(draft, withTarget(), sampleNow);
	assert.equal(again.given.connectionName, 'Half');
	assert.equal(again.field, 'connectionName');
});

test('tokens without a refresh token are refused and nothing is replaced', () => {
	const driver = new Driver({}, withTarget('consent')).enter();
	driver
		.send({type: 'code-exchanged', id, reading: tokens({refreshToken: undefined}), at: sampleNow})
		.send({type: 'connection-saved', id, linkName: 'acme', path: 'x'});
	assert.equal(driver.count('save-connection'), 0);
	assert.equal(driver.count('take-over'), 0);
});
