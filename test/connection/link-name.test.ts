import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {freeNameOf, isLinkName, linkNameOf, maximumNameLength} from '../../source/connection/link-name.js';

const rows: readonly (readonly [string, readonly string[], string])[] = [
	['Zoho Finance Suite', [], 'zoho_finance_suite'],
	['  Books (Acme)  ', [], 'books_acme'],
	['Crème brûlée', [], 'creme_brulee'],
	['2 wheels', [], 'c_2_wheels'],
	['___', [], 'connection'],
	['日本', [], 'connection'],
	['日本', ['connection'], 'connection_2'],
	['Zoho', ['zoho'], 'zoho_2'],
	['Zoho', ['zoho', 'zoho_2', 'zoho_4'], 'zoho_3'],
	['a'.repeat(60), [], 'a'.repeat(50)],
	['a'.repeat(60), ['a'.repeat(50)], `${'a'.repeat(48)}_2`],
];

for (const [name, taken, expected] of rows) {
	test(`the link name of "${name.slice(0, 20)}" beside ${taken.length} taken ones`, () => {
		assert.equal(linkNameOf(name, taken), expected);
	});
}

test('any name becomes a free link name by the rule', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary', maxLength: 120}),
			fc.integer({min: 0, max: 30}),
			(name, others) => {
				const taken = new Set<string>();
				for (let index = 0; index < others; index++) taken.add(linkNameOf(name, taken));
				assert.equal(taken.size, others);
				for (const linkName of taken) {
					assert.ok(isLinkName(linkName), linkName);
					assert.ok(linkName.length <= maximumNameLength);
				}
			},
		),
	);
});

test('a link name names itself', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[a-z]([a-z0-9]|_[a-z0-9]){0,20}$/), linkName => {
			assert.equal(linkNameOf(linkName, []), linkName);
		}),
	);
});

test('what is not a link name is told apart', () => {
	for (const text of ['', 'Zoho', '1a', '_a', 'a-b', 'a b', `a${'b'.repeat(50)}`, 'constructor.x']) {
		assert.equal(isLinkName(text), false, text);
	}
});

test('a free name is the wanted one, or the first number after it that nothing has', () => {
	assert.equal(freeNameOf('Zoho', []), 'Zoho');
	assert.equal(freeNameOf('Zoho', ['zoho', 'zoho_2']), 'Zoho 3');
	// A service that got a number lends its name to a connection.
	assert.equal(freeNameOf('Zoho 3', ['zoho', 'zoho_3']), 'Zoho 4');
	assert.equal(freeNameOf('Zoho 3', []), 'Zoho 3');
	assert.equal(freeNameOf('Books 2026', ['books_2026']), 'Books 2026 2');
	for (const odd of ['A 01', 'A 1', '7 00']) assert.equal(freeNameOf(odd, []), odd);
	const long = 'a'.repeat(50);
	assert.equal(freeNameOf(long, [long]), `${'a'.repeat(48)} 2`);
});
