import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {renderCallbackPage} from '../../../source/io/callback/page.js';
import type {CallbackPage} from '../../../source/io/callback/words.js';
import {strays} from '../helpers/callback-pages.js';

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
	const tagsOf = (page: CallbackPage) => renderCallbackPage(page).html.match(/<[^>]*>/g);
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
	const {html} = renderCallbackPage(connected(`"'><script>alert(1)</script>&`));
	assert.match(html, /&quot;&#39;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;/);
});

test('every page loads nothing, runs nothing, and its one style sheet is the one that the policy names', () => {
	for (const page of everyPage) {
		const {html, headers} = renderCallbackPage(page);
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
		const {status, html} = renderCallbackPage(page);
		assert.equal(status === 200, page.kind === 'connected');
		assert.match(html, /<p class="next">[^<]+\.<\/p>/);
	}
	assert.equal(renderCallbackPage({kind: 'wrong-method'}).headers.allow, 'GET');
});

test('rows of which nothing is known are left out', () => {
	const {html} = renderCallbackPage({
		kind: 'connected',
		connectionName: 'Books',
		account: undefined,
		organization: undefined,
		dataCenter: undefined,
		granted: ['A.b.READ'],
		missing: [],
	});
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
	);
	for (const text of ['The name could not be looked up.', 'Offline.', 'Try again.', 'ENOTFOUND']) {
		assert.ok(html.includes(text));
	}
	assert.doesNotMatch(html, /Zoho/);
	assert.doesNotMatch(renderCallbackPage(refusal()).html, /class="soft"/);
});
