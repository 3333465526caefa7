import assert from 'node:assert/strict';
import {test} from 'node:test';
import {extensionIds} from '../../../source/zoho/extensions/ids.js';
import {products} from '../../../source/zoho/products/table.js';

test('the extensions that can be chosen are those whose manifest is known', () => {
	const known = products.filter(({manifest}) => manifest.value !== undefined && manifest.confidence !== 'U');
	assert.deepEqual(
		extensionIds,
		known.map(({id}) => id),
	);
});
