import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {renderCallbackPage} from '../../../source/io/callback/page.js';
import type {CallbackPage} from '../../../source/io/callback/words.js';
import {place, strays} from '../helpers/callback-pages.js';

const refusal = (change: Partial<Record<'what' | 'why' | 'next' | 'detail', string>> = {}) => ({
	kind: 'refused' as const,
	refusal: {id: 'x', what: 'What.', why: 'Why.', next: 'Next.', exitCode: 3 as const, ...change},
});

const connected = (text: string): CallbackPage => ({
	kind: 'connected',
	connectionName: text,
	account: text,
	organization: text,
	dataCenter: text,
	granted: [text],
	missing: [text],
});

const everyPage: readonly CallbackPage[] = [connected('x'), refusal(), ...strays.map(kind => ({kind}))];

test('no text can become markup: every page has the same tags, whatever stands in it', () => {
	const tagsOf = (page: CallbackPage) => renderCallbackPage(page, place).html.match(/<[^>]*>/g);
	fc.assert(
		fc.property(fc.string({minLength: 1, unit: 'binary'}), text => {
			assert.deepEqual(tagsOf(connected(text)), tagsOf(connected('x')));
			const words = {what: text, why: text, next: text, detail: text};
			assert.deepEqual(
				tagsOf(refusal(words)),
				tagsOf(refusal({what: 'x', why: 'x', next: 'x', detail: 'x'})),
			);
		}),
	);
	const {html} = renderCallbackPage(connected(`"'><script>alert(1)</script>&`), place);
	assert.match(html, /&quot;&#39;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;/);
});

test('every page loads nothing, runs nothing, and its one style sheet is the one that the policy names', () => {
	for (const page of everyPage) {
		const {html, headers} = renderCallbackPage(page, place);
		const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
		const hash = createHash('sha256').update(style).digest('base64');
		const policy = headers['content-security-policy'] ?? '';
		assert.ok(policy.startsWith(`default-src 'none'; style-src 'sha256-${hash}'`));
		for (const word of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) {
			assert.ok(policy.includes(word));
		}
		assert.doesNotMatch(html, /<script|<link|<img|<a |<form|style=|https?:|url\(|@import/i);
		assert.equal(headers['referrer-policy'], 'no-referrer');
		assert.equal(headers['cache-control'], 'no-store');
		assert.match(html, /^<!doctype html>\n<html lang="en">/);
	}
});

test('only a made connection is a success; every page says what to do next', () => {
	for (const page of everyPage) {
		const {status, html} = renderCallbackPage(page, place);
		assert.equal(status === 200, page.kind === 'connected' || page.kind === 'still-working');
		assert.match(html, /<p class="next">[^<]+\.<\/p>/);
	}
	assert.equal(renderCallbackPage({kind: 'wrong-method'}, place).headers.allow, 'GET');
});

test('rows of which nothing is known are left out', () => {
	const {html} = renderCallbackPage(
		{
			kind: 'connected',
			connectionName: 'Books',
			account: undefined,
			organization: undefined,
			dataCenter: undefined,
			granted: ['A.b.READ'],
			missing: [],
		},
		place,
	);
	assert.deepEqual(html.match(/<dt>[^<]*/g), ['<dt>Connection', '<dt>Granted']);
});

test('a refusal has the words of the terminal; its detail is not attributed to Zoho', () => {
	const {html} = renderCallbackPage(
		refusal({
			what: 'The name could not be looked up.',
			why: 'Offline.',
			next: 'Try again.',
			detail: 'ENOTFOUND',
		}),
		place,
	);
	for (const text of ['The name could not be looked up.', 'Offline.', 'Try again.', 'ENOTFOUND']) {
		assert.ok(html.includes(text));
	}
	assert.doesNotMatch(html, /Zoho/);
	assert.doesNotMatch(renderCallbackPage(refusal(), place).html, /class="soft"/);
});

test('each page says which machine and which port answered, and commands as they are typed there', () => {
	for (const page of everyPage)
		assert.ok(renderCallbackPage(page, place).html.includes('<footer>zconn on build-07, port 8790</footer>'));
	const over = renderCallbackPage({kind: 'link-over'}, {...place, program: 'npm start --'}).html;
	assert.match(
		over,
		/<h1>This link has ended\.<\/h1>[\s\S]*Start again in the terminal\.[\s\S]*Type: <code>npm start<\/code>/,
	);
	const named = refusal({next: 'Check with: zconn scopes WORDS'});
	assert.match(
		renderCallbackPage(named, {...place, program: 'zconn practice'}).html,
		/zconn practice scopes WORDS/,
	);
	assert.doesNotMatch(renderCallbackPage(connected('x'), {host: '<b>', port: 1}).html, /<b>/);
});

test('a declined request is no failure, and what came without a state is not repeated', () => {
	const declined = {
		...refusal(),
		refusal: {...refusal().refusal, id: 'access-denied', what: 'You declined the request.'},
	};
	assert.match(
		renderCallbackPage(declined, place).html,
		/<main class="warn">[\s\S]*<h1>You declined the request\.<\/h1>/,
	);
	for (const kind of ['stateless-error', 'other-state'] as const)
		assert.match(
			renderCallbackPage({kind}, place).html,
			/<h1>This address did not come from the request that is waiting\.<\/h1>/,
		);
});

test('the buttons of the terminal stand below its sentences, and the other side is named with its word', () => {
	const {html} = renderCallbackPage(
		{
			...refusal({detail: 'invalid_client'}),
			detailLabel: "Zoho's answer",
			options: ['Ask again', 'Leave it'],
		},
		place,
	);
	assert.match(
		html,
		/Next\.<\/p>[\s\S]*<li>Ask again<\/li><li>Leave it<\/li>[\s\S]*Zoho&#39;s answer: <code>invalid_client<\/code>/,
	);
});
