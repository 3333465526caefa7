import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {doubtsAbout, findScope} from '../../../source/zoho/scopes/check.js';
import {scopeGrid} from '../../../source/zoho/scopes/grid.js';
import {notesOf} from '../../../source/zoho/scopes/notes.js';
import {scopePresets} from '../../../source/zoho/scopes/presets.js';
import {
	countPrivileges,
	isFullAccess,
	narrowerScope,
	privilegeOf,
} from '../../../source/zoho/scopes/privilege.js';

const catalogue = await loadScopeCatalogue();

test('every preset names scopes of the catalogue, letter for letter, sure ones, with a reason', () => {
	assert.ok(scopePresets.length >= 5);
	for (const {label, reason, scopes} of scopePresets) {
		assert.match(reason, /\.$/, label);
		for (const scope of scopes) {
			const row = findScope(catalogue, scope);
			assert.equal(row?.scope, scope);
			assert.notEqual(row?.confidence, 'third-party', scope);
			assert.ok(!isFullAccess(scope) && privilegeOf(scope) !== 'delete', `${scope} allows too much`);
		}
	}
});

test('what bites is said where it bites', () => {
	const bites: ReadonlyArray<readonly [string, RegExp]> = [
		['zohobookings.data.CREATE', /even reading/],
		['ZohoCreator.meta.application.READ', /ZohoCreator\.dashboard\.READ/],
		['ZohoPay.payments.READ', /soid/],
		['ZohoCRM.modules.custom.READ', /all custom modules/],
		['ZohoCRM.modules.ALL', /COQL/],
		['AaaServer.profile.READ', /whose account/],
	];
	for (const [scope, text] of bites) {
		assert.ok(findScope(catalogue, scope), scope);
		assert.ok(
			notesOf(scope).some(note => text.test(note.text)),
			scope,
		);
	}
	assert.deepEqual(notesOf('ZohoBooks.contacts.READ'), []);
});

test('what a scope allows at worst', () => {
	const table: ReadonlyArray<readonly [string, string]> = [
		['ZohoBooks.contacts.READ', 'read'],
		['ZohoAnalytics.data.read', 'read'],
		['openid', 'read'],
		['ZohoBooks.contacts.CREATE', 'write'],
		['ZohoCampaigns.contact.CREATE-UPDATE', 'write'],
		['PhoneBridge.call.log', 'write'],
		['ZohoBooks.contacts.DELETE', 'delete'],
		['ZohoCRM.modules.Leads.WRITE', 'delete'],
		['ZohoBooks.fullaccess.all', 'delete'],
	];
	for (const [scope, privilege] of table) assert.equal(privilegeOf(scope), privilege, scope);
	assert.deepEqual(countPrivileges(table.map(([scope]) => scope)), {write: 6, delete: 3});
	assert.equal(narrowerScope(catalogue, 'ZohoBooks.contacts.ALL'), 'ZohoBooks.contacts.READ');
	assert.equal(narrowerScope(catalogue, 'ZohoBooks.fullaccess.all'), undefined);
	assert.equal(narrowerScope(catalogue, 'ZohoBooks.contacts.READ'), undefined);
});

test('a consent that failed for a scope is narrowed down, the likeliest culprit first', () => {
	const doubts = doubtsAbout(catalogue, [
		'ZohoBooks.contacts.READ',
		'zohobooks.INVOICES.read',
		'ZohoCRM.modules.activities.READ',
		'ZohoBilling.invoices.READ',
		'Zoho.invented.READ',
		'ZohoBooks.contact.READ',
	]);
	assert.deepEqual(
		doubts.map(({scope, kind, nearest}) => [scope, kind, nearest]),
		[
			['ZohoBilling.invoices.READ', 'unknown', 'ZohoSubscriptions.invoices.READ'],
			['Zoho.invented.READ', 'unknown', undefined],
			['ZohoBooks.contact.READ', 'unknown', 'ZohoBooks.contacts.READ'],
			['ZohoCRM.modules.activities.READ', 'refused', undefined],
			['zohobooks.INVOICES.read', 'spelling', 'ZohoBooks.invoices.READ'],
		],
	);
	assert.match(doubts[0]?.text ?? '', /ZohoBilling\.invoices\.READ is not known; near is ZohoSubscriptions/);
	assert.match(doubts[3]?.text ?? '', /Refused from version 3/);
	const unsure = catalogue.scopes.find(({confidence}) => confidence === 'third-party')?.scope ?? '';
	assert.deepEqual(
		doubtsAbout(catalogue, [unsure]).map(({kind}) => kind),
		['third-party'],
	);
});

test('every scope has one cell in the grid of its product, full access the last row', () => {
	for (const {id} of catalogue.services) {
		const grid = scopeGrid(catalogue, id, true);
		assert.ok(grid, id);
		const cells = grid.rows.flatMap(row =>
			row.cells.flatMap((cell, column) => (cell ? [{cell, column}] : [])),
		);
		const scopes = catalogue.scopes.filter(({serviceId}) => serviceId === id).map(({scope}) => scope);
		assert.deepEqual(cells.map(({cell}) => cell.scope).toSorted(), scopes.toSorted());
		for (const {cell, column} of cells) assert.equal(cell.operation, grid.columns[column]);
	}
	assert.equal(scopeGrid(catalogue, 'books', false)?.rows.at(-1)?.label, 'fullaccess');
	assert.equal(scopeGrid(catalogue, 'nonesuch', false), undefined);
	const leads = scopeGrid(catalogue, 'crm', false)?.rows.filter(({label}) => /^modules\.leads$/i.test(label));
	assert.equal(leads?.length, 1, 'modules.leads and modules.Leads are one group');
});
