import assert from 'node:assert/strict';
import {test} from 'node:test';
import {products} from '../../../source/zoho/products/table.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {remarkOn} from '../../../source/zoho/scopes/remark.js';
import {findScopes} from '../../../source/zoho/scopes/search.js';
import {tradeWords} from '../../../source/zoho/scopes/words/trade.js';
import others from './other-questions.json' with {type: 'json'};
import questions from './questions.json' with {type: 'json'};

const catalogue = await loadScopeCatalogue();
const find = (text: string) => findScopes(catalogue, text.split(' '));
const first = (text: string): readonly string[] =>
	find(text)
		.rows.slice(0, 5)
		.map(({scope}) => scope);

test('of a hundred questions as people ask them, at least eighty are answered among the first five', () => {
	assert.equal(questions.length, 100);
	const missed = questions.filter(({query, scopes}) => !first(query).some(scope => scopes.includes(scope)));
	assert.ok(missed.length <= 20, missed.map(({query}) => query).join('\n'));
	const empty = questions.filter(({query}) => find(query).rows.length === 0);
	assert.ok(empty.length < 3, empty.map(({query}) => query).join('\n'));
});

test('of as many that no word and no weight was chosen by, more than five in six are too', () => {
	const missed = others.filter(({query, scope}) => {
		const wanted = new RegExp(scope, 'i');
		assert.ok(
			catalogue.scopes.some(row => wanted.test(row.scope)),
			query,
		);
		return !first(query).some(one => wanted.test(one));
	});
	assert.ok(missed.length <= others.length / 6, missed.map(({query}) => query).join('\n'));
	assert.deepEqual(
		others.filter(({query}) => find(query).rows.length === 0 || questions.some(one => one.query === query)),
		[],
	);
});

test('an ending is looked behind before a slip is guessed, and who slips twice has the first letter right', () => {
	assert.match(first('packing slips')[0] ?? '', /\.packages\./);
	for (const typed of ['lnvoices books', 'invioces books', 'invoyses books'])
		assert.match(first(typed)[0] ?? '', /^ZohoBooks\.invoices\./, typed);
});

test('words that nothing has are left out and named; what is misspelt is taken as meant and said', () => {
	const found = find('campaign subscribers xqzwv');
	assert.deepEqual([found.ignored, found.meant], [['xqzwv'], []]);
	assert.deepEqual(first('campaign subscribers xqzwv'), first('campaign subscribers'));
	assert.equal(remarkOn(found), 'without "xqzwv"');
	for (const typed of ['books invoyces', 'Inventroy items', 'desk tikets read']) {
		const {rows, meant} = find(typed);
		assert.ok(rows.length > 0 && meant.length === 1, typed);
	}
	assert.equal(remarkOn(find('books invoyces')), 'with "invoice" for "invoyces"');
	assert.equal(remarkOn(find('books contacts read')), undefined);
	assert.deepEqual(find('xqzwv').rows, []);
});

test('what has every word comes before what has some', () => {
	for (const text of ['stratus upload', 'vendor credits list', 'crm templates', 'books contacts']) {
		const words = text.split(' ');
		const whole = new Set(findScopes(catalogue, words.slice(0, 1)).rows);
		const {rows, ignored} = find(text);
		assert.deepEqual(ignored, [], text);
		assert.ok(rows[0] && whole.has(rows[0]), text);
	}
});

test('a verb prefers its operation and filters nothing; without one what reads comes first', () => {
	assert.match(first('create invoice books')[0] ?? '', /ZohoBooks\.invoices\.CREATE/);
	assert.match(first('delete invoice books')[0] ?? '', /ZohoBooks\.invoices\.DELETE/);
	assert.match(first('invoices books')[0] ?? '', /ZohoBooks\.invoices\.READ/);
	assert.equal(first('read bookings')[0], 'zohobookings.data.CREATE');
});

test('short words are taken whole', () => {
	for (const {scope} of find('po').rows) assert.doesNotMatch(scope, /portal/i);
});

test('tasks answer to their words', () => {
	assert.deepEqual(
		find('send mail').tasks.map(({id}) => id),
		['send-mail'],
	);
	assert.deepEqual(find('send').tasks.length, 1);
	assert.deepEqual(find('books').rows.length > 0 && find('sync invoices').tasks.map(({id}) => id), [
		'sync-books-invoices',
	]);
	assert.deepEqual(
		find('mails sending').wholeTasks.map(({id}) => id),
		['send-mail'],
	);
	assert.deepEqual(find('send').wholeTasks, []);
	assert.deepEqual(find('xqzwv').tasks, []);
});

test('words of a trade are those of a product that exists', () => {
	const ids = new Set<string>(products.map(({id}) => id));
	for (const id of Object.keys(tradeWords)) assert.ok(ids.has(id), id);
	for (const {id} of catalogue.services)
		assert.ok(
			Object.hasOwn(tradeWords, id) || ['identity', 'docs-files', 'file-store', 'dre'].includes(id),
			id,
		);
});

test('a key in the search takes less than a frame', () => {
	const times = questions.flatMap(({query}) =>
		[...query].map((_, at) => {
			const start = performance.now();
			find(query.slice(0, at + 1));
			return performance.now() - start;
		}),
	);
	times.sort((one, other) => one - other);
	// Half of them in a tenth of a frame: how long the slowest take is measured on a machine that does nothing else.
	assert.ok((times[Math.floor(times.length / 2)] ?? 0) < 1.6, `${times[Math.floor(times.length / 2)]} ms`);
});
