import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, before, test} from 'node:test';
import {createApiCaller} from '../../../source/io/network/api-call.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {hostText} from '../../../source/zoho/products/hosts.js';
import {products} from '../../../source/zoho/products/table.js';
import {ok} from '../../../source/zoho/refusal.js';
import {connection, epoch, fileWith} from '../helpers/files.js';
import {keeperWith} from '../helpers/keeper.js';

/** Every host of Zoho's, on this machine: it answers with the name that it was called by. */
const server = createServer((request, response) => {
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({host: request.headers['x-asked'], token: request.headers.authorization}));
});

before(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
after(() => server.close());

const portOf = (): number => {
	const address = server.address();
	assert.ok(typeof address === 'object' && address);
	return address.port;
};

/** Products with a host of their own name, and a path that begins as theirs do. */
const callable = products.flatMap(product => {
	const segment = product.segments.find(
		one => !Object.hasOwn(product.segmentHosts, one) && /\/[a-z]/.test(one),
	);
	const [prefix] = product.prefixes;
	return segment && prefix ? [{product, prefix, path: `${segment.replaceAll(/\{[^}]*\}/g, '1')}/x`}] : [];
});

test('a call of each product reaches its own host in each data center that is known', async t => {
	let reached = 0;
	for (const dataCenter of builtInDataCenters) {
		const rows = callable.map(({prefix}, index) =>
			connection({
				linkName: `p${index}`,
				dataCenter: dataCenter.id,
				apiDomain: null,
				scopesGranted: [`${prefix}.any.READ`],
			}),
		);
		const kept = await keeperWith(t, fileWith(rows), []);
		const call = createApiCaller({
			store: kept.store,
			clock: {now: () => epoch},
			tokenKeeper: kept.keeper,
			dataCenters: () => ok(builtInDataCenters),
			http: async () => ({
				fetch: async ({url, method, headers}) => {
					const {host, protocol, pathname} = new URL(url);
					assert.equal(protocol, 'https:');
					const asked = new Headers(headers);
					asked.set('x-asked', host);
					return ok(await fetch(`http://127.0.0.1:${portOf()}${pathname}`, {method, headers: asked}));
				},
			}),
		});
		for (const [index, {product, path}] of callable.entries()) {
			const host = hostText(product, dataCenter);
			const answer = await call(`p${index}`, {
				path,
				product: product.id,
				method: 'GET',
				headers: new Headers(),
			});
			if (host === undefined || host.includes('{')) {
				assert.ok(!answer.ok, `${product.id} in ${dataCenter.id}`);
				assert.equal(answer.refusal.exitCode, 2);
				continue;
			}
			assert.ok(answer.ok, `${product.id} in ${dataCenter.id}`);
			const body: unknown = await answer.value.response.json();
			assert.deepEqual(body, {host, token: 'Zoho-oauthtoken example-access-token'}, product.id);
			reached += 1;
		}
	}
	assert.ok(reached > 500, String(reached));
});
