import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {knownCall} from '../../../source/zoho/operations/known-call.js';
import {neededScopes} from '../../../source/zoho/operations/needed.js';
import {explainRefusedCall} from '../../../source/zoho/products/explain.js';
import {judgeAnswer} from '../../../source/zoho/products/judge.js';
import {findProduct, products} from '../../../source/zoho/products/table.js';
import {refusedBodies} from './refused-bodies.js';

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

test('every refusal is explained by what its product means, with its exit code and remedy', async t => {
	assert.ok(refusedBodies.length >= 80, String(refusedBodies.length));
	for (const [id, call, status, body, verdict, exitCode, next, extra] of refusedBodies) {
		await t.test(`${id || 'unknown'} ${status} ${textOf(body).slice(0, 90)}`, () => {
			const product = findProduct(id);
			assert.equal(product?.id ?? '', id);
			const judgement = judgeAnswer({product, status, body: textOf(body), challenge: extra?.challenge});
			assert.equal(judgement.verdict, verdict);
			const [method = '', path = ''] = call.split(' ');
			const operation = product && knownCall(product, method, path);
			const refusal = explainRefusedCall({
				linkName: 'x',
				host: 'host.example',
				call,
				status,
				judgement,
				product,
				isSecondTry: true,
				retryAfter: undefined,
				needed: operation && neededScopes(operation, extra?.granted ?? []),
				organization: {id: 'acme7', name: 'Acme'},
			});
			assert.equal(refusal.exitCode, exitCode, refusal.what);
			assert.match(refusal.next, next);
			assert.ok(refusal.what.endsWith('.') || refusal.what.includes(call), refusal.what);
			if (verdict.startsWith('organization')) assert.match(refusal.why, /Acme \(acme7\)/);
		});
	}
});

test('answers that succeed are no refusals, whatever words their records have', () => {
	const rows: readonly (readonly [string, unknown])[] = [
		['books', {code: 0, message: 'success', contacts: [{code: 57, id: 14}]}],
		['crm', {data: [{code: 'SUCCESS', details: {}}]}],
		['crm', {data: [{Last_Name: 'INVALID_TOKEN', code: 'OAUTH_SCOPE_MISMATCH'}]}],
		['projects', [{id: 1, title: 'URL_RULE_NOT_CONFIGURED', code: 'INVALID_OAUTHTOKEN'}]],
		['desk', {data: [{errorCode: 'INVALID_OAUTH', subject: 'SCOPE_MISMATCH'}]}],
		['people', {response: {result: [{code: 7218}], status: 0}}],
		['people', {response: {errors: {code: 7024, message: 'No records'}, status: 1}}],
		['campaigns', {status: 'success', code: '0', list_of_details: [{code: '1007'}]}],
		['campaigns', {status: 'error', code: 2401}],
		['mail', {status: {code: 200, description: 'success'}, data: [{errorCode: 'INVALID_OAUTHSCOPE'}]}],
		['salesiq', {url: '/x', data: [{error: {code: 1}}]}],
		['vault', {operation: {name: 'GET', result: {status: 'Success', message: 'ok'}}}],
		['catalyst', {status: 'success', data: {error: 'INVALID_OAUTHTOKEN'}}],
		['cliq', {data: [{id: 'oauthtoken_invalid'}]}],
		['creator', {code: 3000, data: [{code: 4000}]}],
		['sign', {code: 0, templates: {code: 9031}}],
		['', {error: 'INVALID'}],
	];
	for (const [id, body] of rows) {
		const {verdict} = judgeAnswer({product: findProduct(id), status: 200, body: JSON.stringify(body)});
		assert.equal(verdict, 'works', `${id} ${JSON.stringify(body)}`);
	}
});

test('one number means other things in other products, and a new token settles what 57 means', () => {
	const verdict = (id: string, code: number, status = 400) =>
		judgeAnswer({product: findProduct(id), status, body: JSON.stringify({code})}).verdict;
	assert.equal(verdict('campaigns', 901), 'not-allowed');
	assert.equal(verdict('marketing-automation', 901), 'address-wrong');
	assert.equal(verdict('creator', 4000), 'throttled');
	assert.equal(verdict('servicedesk-plus', 4000), 'could-not-tell');
	assert.equal(verdict('books', 1000), 'could-not-tell');
	const fresh = {product: findProduct('books'), status: 401, body: '{"code":57}', isFreshToken: true};
	assert.equal(judgeAnswer(fresh).verdict, 'scope-missing');
});

test('every word of the table is read at every depth, and nothing of any body throws', () => {
	const rows = products.flatMap(product =>
		product.refusals.flatMap(({word, cause}) =>
			word !== undefined && cause !== 'wrongDataCenter' ? [{product, word}] : [],
		),
	);
	assert.ok(rows.length > 100);
	fc.assert(
		fc.property(
			fc.constantFrom(...rows),
			fc.array(fc.constantFrom('a', 'errors', 'data'), {maxLength: 6}),
			({product, word}, path) => {
				const body = path.reduce<unknown>((inner, key) => ({[key]: [inner]}), {code: word});
				const judged = judgeAnswer({product, status: 400, body: JSON.stringify(body)});
				assert.ok(
					product.refusals.some(row => row.word === judged.word) || judged.verdict === 'could-not-tell',
					JSON.stringify(judged),
				);
				assert.ok(judged.word !== '' || /^(?:error|failed)$/i.test(word), word);
			},
		),
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...products),
			fc.integer({min: 200, max: 599}),
			fc.oneof(fc.json(), fc.string()),
			(product, status, body) => {
				judgeAnswer({product, status, body});
			},
		),
	);
});
