import assert from 'node:assert/strict';
import {test} from 'node:test';
import {builtInDataCenters, type DataCenter, findDataCenter} from '../../../source/zoho/data-center.js';
import {originOf} from '../../../source/zoho/products/hosts.js';
import ids from '../../../source/zoho/products/ids.json' with {type: 'json'};
import {chooseProbes} from '../../../source/zoho/products/probes.js';
import {findProduct, productCalled, products} from '../../../source/zoho/products/table.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';

const dataCenter = (id: string): DataCenter => {
	const found = findDataCenter(builtInDataCenters, id);
	assert.ok(found);
	return found;
};

test('every service of the catalogue is a product, and each sure call needs a scope of its product', async () => {
	const {services} = await loadScopeCatalogue();
	for (const {id, prefix} of services) assert.ok(findProduct(id)?.prefixes.includes(prefix), id);
	for (const {id, probe, prefixes, segments} of products) {
		if (!probe || probe.scopeConfidence === 'U') continue;
		assert.ok(
			prefixes.some(prefix => probe.scope.startsWith(`${prefix}.`)),
			id,
		);
		assert.ok(
			segments.some(segment => probe.path.startsWith(segment)),
			id,
		);
	}
	assert.deepEqual(
		ids,
		products.map(({id}) => id),
	);
	assert.ok(products.length >= 77);
});

test('a product is found by any name that people know it under', () => {
	for (const [word, id] of [
		['desk', 'desk'],
		['ZohoMail', 'mail'],
		['Zoho CRM', 'crm'],
		['projectsapi', 'projects'],
		['ZOHOSUBSCRIPTIONS', 'billing'],
		['TeamDrive', 'workdrive'],
		['SDPOnDemand', 'servicedesk-plus'],
	] as const)
		assert.equal(productCalled(word)?.id, id, word);
	for (const word of ['', 'www', 'api', 'constructor', 'zoho'])
		assert.equal(productCalled(word), undefined, word);
});

const originIn = (id: string, center: DataCenter, apiDomain?: string) => {
	const product = findProduct(id);
	assert.ok(product);
	return originOf(product, center, apiDomain, '/x')?.origin;
};

test('gateway products follow the token reply, others stay on hosts of their own', () => {
	const ca = dataCenter('ca');
	assert.equal(originIn('books', ca, 'https://www.zohoapis.eu'), 'https://www.zohoapis.eu');
	assert.equal(originIn('books', ca), 'https://www.zohoapis.ca');
	assert.equal(originIn('desk', ca, 'https://www.zohoapis.ca'), 'https://desk.zohocloud.ca');
	assert.equal(originIn('projects', dataCenter('au')), 'https://projectsapi.zoho.com.au');
	assert.equal(originIn('servicedesk-plus', dataCenter('sg')), undefined);
	assert.equal(originIn('trainercentral', dataCenter('us')), undefined);
	assert.equal(originIn('showtime', dataCenter('us')), undefined);
});

test('a data center on this machine has every product itself, on the pattern of its hosts or on its API', () => {
	const practice = {
		id: 'us',
		name: 'P',
		accounts: 'http://localhost:1',
		api: 'http://localhost:2',
		console: 'http://localhost:3',
	};
	const withHosts = {...practice, products: 'http://{product}.localhost:4'};
	for (const id of ['desk', 'qntrl', 'trainercentral', 'catalyst'])
		assert.equal(originIn(id, practice), 'http://localhost:2', id);
	assert.equal(originIn('identity', withHosts), 'http://localhost:1');
	assert.equal(originIn('catalyst', withHosts), 'http://api.catalyst.localhost:4');
	assert.equal(originIn('qntrl', withHosts), 'http://qntrl.localhost:4');
	assert.equal(originIn('books', withHosts), 'http://localhost:2');
	// One on the open net is not guessed at.
	const added = {
		...dataCenter('us'),
		id: 'xx',
		accounts: 'https://accounts.zoho.xx',
		products: 'https://{product}.zoho.xx',
	};
	assert.equal(originIn('qntrl', added), undefined);
	assert.equal(originIn('desk', added), 'https://desk.zoho.xx');
});

test('only harmless calls that the granted scopes allow are chosen, and none whose scope is assumed', () => {
	const chosen = (...scopes: readonly string[]) => chooseProbes(scopes).map(({id}) => id);
	assert.deepEqual(chosen(), []);
	assert.deepEqual(chosen('ZohoBooks.contacts.READ'), []);
	assert.deepEqual(chosen('zohobooks.settings.read', 'Desk.basic.READ'), ['books', 'desk']);
	assert.deepEqual(chosen('ZohoBooks.fullaccess.all'), ['books']);
	assert.deepEqual(chosen('SalesIQ.portals.ALL'), []);
	assert.deepEqual(chosen('AaaServer.profile.READ'), []);
});
