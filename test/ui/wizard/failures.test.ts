import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {contentOf} from '../../../source/io/callback/words.js';
import {connectQuestion, refusalTexts} from '../../../source/ui/plain/connect.js';
import type {Answers} from '../../../source/wizard/answers.js';
import {failureOptions, pageOfFailure} from '../../../source/wizard/consent/failure.js';
import {offers} from '../../../source/wizard/consent/offers.js';
import {seenBefore, seenPages} from '../../../source/wizard/consent/seen-page.js';
import {reduce} from '../../../source/wizard/machine.js';
import {sampleNow} from '../../connection/samples.js';
import {
	answers,
	attempt,
	context,
	Driver,
	goodCallback,
	tokens,
	waiting,
	withService,
	withTarget,
} from '../../wizard/driver.js';
import {Screen} from '../samples.js';

const id = 'draft-1-1';

/** A wizard that has waited so many seconds for a browser that was opened. */
const waited = (seconds: number, given: Partial<Answers> = {}, about = context()): Driver => {
	const driver = new Driver({...answers, ...given}, about);
	const startedAt = sampleNow - seconds * 1000;
	return (about.target ? driver : driver.enterUntil('review'))
		.enter()
		.send({type: 'consent-prepared', id, attempt: {...attempt(id), startedAt}})
		.send({type: 'browser-tried', id, isOpen: true, note: ''});
};

const arrival = () =>
	({type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow}) as const;

test('in the smallest window the pages are behind Ctrl+G and ↓, with the remedy of each in full', () => {
	const small = (): Screen => Object.assign(new Screen(waited(21)), {columns: 40, rows: 12});
	assert.match(small().text(), /^Not working\? Ctrl\+G: what do you see\?$/m);
	assert.match(
		small().press('ctrl-g').text(),
		/^ {2}▸ Invalid Client[\s\S]*Choose the right[\s\S]*Enter fix it/m,
	);
	assert.match(small().press('ctrl-g', 'ctrl-g').text(), /Help/);
	for (const [index, {label, remedy}] of seenPages.entries()) {
		const screen = small().press(...Array.from({length: index + 1}, () => 'down'));
		const text = screen.text().replace(/\s+/g, ' ');
		assert.ok(screen.lines().length <= 11, screen.text());
		assert.ok(text.includes(`▸ ${label}`) && text.includes(remedy), screen.text());
	}
	assert.match(small().press('down', 'escape').text(), /Not working/);
});

test('the title of a page finds it, in any case, typed or pasted, as a title or as an address', () => {
	for (const text of [
		'Access denied in your region',
		'ACCESS DENIED IN YOUR REGION',
		'https://accounts.zoho.com/oauth/error?message=Access%20denied%20in%20your%20region',
	]) {
		const screen = new Screen(waited(0)).paste(text).press('enter');
		assert.match(screen.text(), /^ {2}▸ Access denied in your region/m, text);
		const found = screen.press('enter');
		assert.equal(found.driver.count('open-console'), 1);
		assert.match(found.text(), /^✖ Access denied in your region\./m);
	}
	const other = new Screen(waited(0)).paste('Invalid response type').press('enter');
	assert.match(other.text(), /^ {2}▸ An error occurred/m);
	assert.match(other.press('up').text(), /^ {2}▸ This site/m);
	assert.equal(
		new Screen(waited(0)).type('invalid client').press('enter', 'enter').driver.state.field,
		'dataCenter',
	);
});

test('after "Access denied in your region" the browser is still waited for: what is enabled helps the page that is open', () => {
	const denied = (): Screen => new Screen(waited(21)).press('down', 'down', 'down', 'down', 'enter');
	const screen = denied();
	assert.match(
		screen.text(),
		/^ {2}✖ Wait for your approval$[\s\S]*^❯ {2}I enabled my data center .*: connect again $/m,
	);
	assert.equal(screen.driver.count('end-consent'), 0);
	assert.equal(screen.press('enter').driver.state.consent.phase, 'waiting');
	assert.equal(screen.driver.count('open-browser'), 1);
	assert.equal(denied().driver.send(arrival()).state.consent.phase, 'exchanging');
	for (const leaving of ['escape', 'ctrl-x'] as const) {
		const {driver} = leaving === 'escape' ? denied().press('escape') : denied();
		if (leaving !== 'escape') driver.send({type: 'left', at: sampleNow});
		assert.equal(driver.count('end-consent'), 1, leaving);
	}
	const late = denied().driver.send({type: 'time-ran-out', id});
	assert.equal(late.enter().count('prepare-consent'), 2);
	const elsewhere = denied().press('down', 'down', 'down', 'enter');
	assert.match(elsewhere.text(), /Sign out of Zoho/);
});

/** Every refusal that the page on troubleshooting lists: whichever of them ends a consent, there is a option on. */
const allIds = [
	...new Set(
		[
			...readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8').matchAll(
				/^\| `([a-z-]+)` \|/gm,
			),
		]
			.map(([, found = '']) => found)
			.concat(Object.keys(offers)),
	),
];

const refusalOf = (refusalId: string) =>
	({
		id: refusalId,
		what: 'It failed.',
		why: 'So it is.',
		next: 'Do this.',
		exitCode: 3,
		detail: 'word',
	}) as const;

const elsewhere = {
	authorizeUrl: 'https://login.example.com/authorize',
	accessTokenUrl: 'https://login.example.com/token',
	refreshTokenUrl: 'https://login.example.com/token',
};

/** Who may meet a failure: with an account of the client's data center or of another one, at another server, with a saved service, in a reconnect, in an edit. */
const circumstances: Readonly<Record<string, () => Driver>> = {
	'something new': () => waited(0).send(arrival()),
	'an account elsewhere': () =>
		waited(0).send({...arrival(), text: goodCallback('eu', 'https://accounts.zoho.eu')}),
	'another server': () =>
		waited(0, elsewhere).send({
			...arrival(),
			text: `http://localhost:8790/callback?code=abc&state=${'S'.repeat(43)}`,
		}),
	'a saved service': () => waited(0, {service: 'suite', connectionName: 'B'}, withService()).send(arrival()),
	reconnect: () => waited(0, {}, withTarget('consent')).send(arrival()),
};

test('after every failure of a consent there is a button, its action is bound, and screen, plain lines and page say the same', () => {
	assert.ok(allIds.length > 90);
	for (const [name, make] of Object.entries(circumstances)) {
		const before = make();
		assert.equal(before.state.consent.phase, 'exchanging', name);
		for (const refusalId of allIds) {
			const refusal = refusalOf(refusalId);
			const [state] = reduce(before.state, {type: 'exchange-failed', id, refusal});
			const options = failureOptions(state);
			assert.ok(options.length > 0 && options.length <= 4, `${name}, ${refusalId}: ${options.length}`);
			assert.equal(new Set(options.map(({label}) => label)).size, options.length);
			for (const {label, event} of options) {
				const what = `${name}, ${refusalId}: ${label}`;
				const happening = event(sampleNow);
				const [next, effects] = reduce(state, happening);
				assert.ok(next !== state || effects.length > 0, `${what} does nothing`);
				// The first Enter comes straight back: to the browser, or to one answer and from there to the review.
				if (next.consent.phase === 'idle' && happening.type === 'chose-field')
					assert.ok(next.isReviewing, what);
			}
			const driver = make().send({type: 'exchange-failed', id, refusal});
			const {consent} = driver.state;
			assert.ok(consent.phase === 'failed');
			const told = consent.refusal;
			const question = connectQuestion(driver.state);
			const lines = question.lines.join('\n');
			for (const text of refusalTexts(told)) assert.ok(lines.includes(text), refusalId);
			const page = contentOf(pageOfFailure(state, {refusal: told}));
			const {title, paragraphs, next} = page;
			assert.deepEqual([title, ...paragraphs, next], [told.what, told.why, told.next]);
			for (const [index, {label}] of options.entries()) {
				assert.ok(lines.includes(`${index + 1}. ${label}`), `${refusalId} in plain lines: ${label}`);
				assert.ok(page.options?.includes(label), label);
				assert.deepEqual(question.rows?.[index]?.(sampleNow), {events: [options[index]?.event(sampleNow)]});
			}
		}
	}
});

test('each failure is drawn whole at three sizes: what happened and every button, the first one in focus', () => {
	for (const refusalId of allIds) {
		for (const size of [
			{columns: 40, rows: 12},
			{columns: 80, rows: 24},
			{columns: 120, rows: 40},
		]) {
			const driver = waited(0)
				.send(arrival())
				.send({type: 'exchange-failed', id, refusal: refusalOf(refusalId)});
			const screen = Object.assign(new Screen(driver), size);
			const lines = screen.lines();
			const [first] = failureOptions(driver.state);
			assert.ok(lines.length < size.rows, screen.text());
			assert.ok(
				lines.some(row => row.startsWith('✖ It failed.')),
				screen.text(),
			);
			const button =
				lines
					.find(row => row.startsWith('❯ '))
					?.slice(2)
					.trim() ?? '';
			const label = size.columns < 60 ? (first?.short ?? first?.label) : first?.label;
			assert.ok(button !== '' && label?.startsWith(button), screen.text());
			assert.match(lines.at(-1) ?? '', new RegExp(`^Enter ${first?.verb} `), refusalId);
		}
	}
});

test('no failure loses an answer, and the rail keeps its ✔', () => {
	for (const refusalId of allIds) {
		const driver = waited(0)
			.send(arrival())
			.send({type: 'exchange-failed', id, refusal: refusalOf(refusalId)});
		const {given} = driver.state;
		const screen = new Screen(driver);
		assert.match(screen.text(), /^✔ Client {2}✔ Service {2}✔ Scopes {2}✔ Connection {2}● Connect/m);
		screen.press('enter');
		assert.deepEqual(
			{...driver.state.given, sameCredentials: undefined},
			{...given, sameCredentials: undefined},
		);
		if (driver.state.consent.phase === 'idle')
			assert.equal(screen.text().match(/✔ (?:Client|Service|Scopes|Connection)/g)?.length, 3, screen.text());
	}
});

const withoutRefresh = (given: Partial<Answers> = {}): Driver =>
	waited(0, given)
		.send(arrival())
		.send({type: 'code-exchanged', id, reading: tokens({refreshToken: undefined}), at: sampleNow});

test('no refresh token: the URL is corrected and asked again, the token is kept for its hour, or revoked', () => {
	const bare = {authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth'};
	const screen = new Screen(withoutRefresh(bare));
	assert.match(
		screen.text(),
		/^✖ Zoho gave no refresh token\.$[\s\S]*^❯ {2}Put both into the Authorize URL and ask again $\n {4}Keep it for this hour\n {4}Revoke it\n[\s\S]*Nothing is saved yet\./m,
	);
	assert.equal(screen.driver.count('save-connection'), 0);
	screen.press('enter');
	assert.equal(screen.driver.count('prepare-consent'), 2);
	assert.equal(screen.driver.last('end-consent').id, id);
	const {authorizeUrl = ''} = screen.driver.state.given;
	assert.deepEqual(Object.fromEntries(new URL(authorizeUrl).searchParams), {
		access_type: 'offline',
		prompt: 'consent',
	});
	const [one] = failureOptions(
		withoutRefresh({authorizeUrl: `${bare.authorizeUrl}?access_type=offline`}).state,
	);
	assert.equal(one?.label, 'Put prompt=consent into the Authorize URL and ask again');
	assert.equal(failureOptions(withoutRefresh().state)[0]?.label, 'Ask again');

	const kept = new Screen(withoutRefresh()).press('down', 'enter').driver;
	assert.ok(kept.last('save-connection').connection.noRefreshToken);
	kept.send({type: 'connection-saved', id, linkName: 'acme', path: '/home/me/connections.json'});
	assert.equal(kept.state.consent.phase, 'proving');

	const revoked = new Screen(withoutRefresh()).press('down', 'down', 'enter').driver;
	assert.equal(revoked.last('revoke-unsaved').kind, 'access_token');
	revoked.send({type: 'unsaved-revoked', id, refusal: undefined});
	assert.equal(revoked.last('end-consent').id, id);
	assert.deepEqual(
		failureOptions(revoked.state).map(({label}) => label),
		['Ask again', 'Leave it'],
	);
});

test('after the time is over the pages can be chosen as well, and each does what helps', () => {
	const late = (): Screen => new Screen(waited(0).send({type: 'time-ran-out', id})).press('down', 'enter');
	assert.match(late().text(), /^❯ What did you see in the browser\?[\s\S]*^ {2}▸ Invalid Client /m);
	for (const [index, page] of seenBefore.entries()) {
		const screen = Object.assign(late(), {columns: 40}).press(...Array.from({length: index}, () => 'down'));
		assert.ok(screen.text().replace(/\s+/g, ' ').includes(page.remedy), page.id);
		const {driver} = screen.press('enter');
		const {consent, field} = driver.state;
		const came =
			consent.phase === 'failed' ? consent.refusal.id : consent.phase === 'idle' ? field : consent.phase;
		const expected = {
			'invalid-client': 'dataCenter',
			'invalid-redirect-uri': 'consoleForm',
			'invalid-scope': 'scopes',
			'access-denied-in-region': 'access-denied-in-region',
			'unreachable-callback': 'preparing',
			'general-error': 'preparing',
			'invalid-response-type': 'preparing',
			'something-else': 'consent-timed-out',
		} as const;
		assert.equal(came, expected[page.id], page.id);
	}
	// Of the attempt that is over an address would be refused.
	assert.doesNotMatch(JSON.stringify(seenBefore), /paste it here|paste the address"/);
	assert.match(late().press('escape').text(), /^✖ Timed out/m);
	// In a reconnect that Home opened too: from the options Esc leads to Home, from the pages to the options.
	const reconnect = waited(0, {}, withTarget('consent')).send({type: 'time-ran-out', id});
	const fromHome = Object.assign(new Screen(reconnect), {hasHome: true}).press('down', 'enter');
	assert.match(fromHome.text(), /^❯ What did you see in the browser\?/m);
	assert.match(fromHome.press('escape').text(), /^✖ Timed out/m);
	assert.deepEqual(fromHome.endings, []);
	assert.deepEqual(fromHome.press('escape').endings, ['back']);
});

test('of a service that is there the command that changes it is named, or where another one is made', () => {
	for (const [users, said] of [
		[new Map([['suite', ['acme']]]), /Change it first: zconn edit acme /],
		[undefined, /Esc goes back; \+ Create New Service takes other answers\./],
	] as const) {
		const driver = waiting({service: 'suite', connectionName: 'Second'}, {...withService(), users});
		const screen = new Screen(driver).paste('Invalid Client').press('enter', 'enter');
		const text = () => screen.text().replaceAll(/\s+/g, ' ');
		assert.match(text(), said);
		// What was said of the wait ends with it.
		screen.press('escape', 'escape');
		assert.doesNotMatch(text(), said);
		assert.equal(driver.state.step, 'connection');
	}
});
