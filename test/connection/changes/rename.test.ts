import assert from 'node:assert/strict';
import {test} from 'node:test';
import {planRename} from '../../../source/connection/changes/rename.js';
import {connection, fileWith} from '../../io/helpers/files.js';

const file = fileWith([
	connection({linkName: 'books', name: 'Books'}),
	connection({linkName: 'crm', name: 'CRM'}),
	connection({linkName: 'crm_2', name: 'CRM 2'}),
]);

test("the link name follows from the name by Sigma's rule", () => {
	for (const [name, linkName] of [
		['  Café Books ', 'cafe_books'],
		['BOOKS', 'books'],
	] as const) {
		const plan = planRename(file, 'books', name);
		assert.ok(plan.ok);
		assert.deepEqual(plan.value, {name: name.trim(), linkName});
	}
});

test('a name without a Latin letter gets a link name of service and data center, and keeps it; nothing becomes c', () => {
	const first = planRename(file, 'books', '日本の会社');
	assert.ok(first.ok);
	assert.match(first.value.linkName, /^[a-z]\w+_us$/);
	const renamed = fileWith([
		connection({linkName: first.value.linkName, name: '日本の会社'}),
		connection({linkName: 'books', name: 'Books'}),
	]);
	for (const [linkName, name, expected] of [
		['books', '大阪', `${first.value.linkName}_2`],
		['books', '2030', `${first.value.linkName}_2`],
		[first.value.linkName, '東京', first.value.linkName],
	] as const) {
		const plan = planRename(renamed, linkName, name);
		assert.ok(plan.ok);
		assert.equal(plan.value.linkName, expected);
	}
});

test('a link name that is taken is refused, and the suggestion is free and fits', () => {
	const taken = planRename(file, 'books', 'Crm!');
	assert.ok(!taken.ok);
	assert.deepEqual([taken.refusal.id, taken.refusal.exitCode], ['name-taken', 2]);
	assert.match(taken.refusal.next, /zconn rename books "Crm! 3"$/);
	// Of a name with a number the base may be free, or a number before it.
	const numbered = ['crm', 'books_2', 'desk', 'desk_3'].map(linkName =>
		connection({linkName, name: linkName}),
	);
	for (const [wanted, free] of [
		['Books 2', 'Books'],
		['Desk 3', 'Desk 2'],
		['Desk', 'Desk 2'],
	] as const) {
		const plan = planRename(fileWith(numbered), 'crm', wanted);
		assert.ok(!plan.ok && plan.refusal.next.endsWith(`zconn rename crm "${free}"`), wanted);
	}
	const long = 'x'.repeat(50);
	const full = fileWith([connection(), connection({linkName: long, name: long})]);
	const refusal = planRename(full, 'books', long);
	assert.ok(!refusal.ok);
	const suggested = /"(.+)"$/.exec(refusal.refusal.next)?.[1] ?? '';
	assert.equal(suggested.length, 50);
	assert.ok(planRename(full, 'books', suggested).ok);
});

test('a name that is empty, too long or cannot be seen is refused', () => {
	assert.ok(planRename(file, 'books', 'x'.repeat(50)).ok);
	for (const name of ['', '   ', 'x'.repeat(51), 'a\u001b[2Jb', 'a\u202eb']) {
		const plan = planRename(file, 'books', name);
		assert.ok(!plan.ok, name);
		assert.deepEqual([plan.refusal.id, plan.refusal.exitCode], ['name-wrong', 2]);
	}
});
