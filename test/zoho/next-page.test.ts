import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nextPage} from '../../source/zoho/next-page.js';

const finance = (page: number, hasMore: boolean) => ({
	page_context: {page, per_page: 2, has_more_page: hasMore},
});
const crm = (info: object) => ({data: [], info});
const desk = (count: number) => ({data: Array.from({length: count}, () => ({}))});

const rows: readonly (readonly [string, unknown, string, string | undefined])[] = [
	['https://a/x?per_page=2', finance(1, true), 'books', 'https://a/x?per_page=2&page=2'],
	['https://a/x?page=2', finance(2, true), 'books', 'https://a/x?page=3'],
	['https://a/x?page=3', finance(3, false), 'books', undefined],
	['https://a/x', crm({more_records: true, page: 1}), 'crm', 'https://a/x?page=2'],
	[
		'https://a/x?page=10',
		crm({more_records: true, page: 10, next_page_token: 'T'}),
		'crm',
		'https://a/x?page_token=T',
	],
	[
		'https://a/x?page_token=T',
		crm({more_records: true, next_page_token: 'U'}),
		'crm',
		'https://a/x?page_token=U',
	],
	['https://a/x', crm({more_records: false, page: 3, next_page_token: null}), 'crm', undefined],
	['https://a/x?limit=3', desk(3), 'desk', 'https://a/x?limit=3&from=3'],
	['https://a/x?from=3&limit=3', desk(2), 'desk', undefined],
	['https://a/x?from=10', desk(10), 'desk', 'https://a/x?from=20'],
	['https://a/x?from=20', desk(0), 'desk', undefined],
	// A list that is called data is no page of any other product.
	['https://a/x', desk(10), 'projects', undefined],
	['https://a/x', undefined, 'desk', undefined],
	['https://a/x', [1, 2], 'books', undefined],
];

test("the next page in each product's own way, and none behind the last", () => {
	for (const [url, body, product, next] of rows) assert.equal(nextPage(url, body, product), next, url);
});
