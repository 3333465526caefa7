import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {doubtsAbout, findScope, nearestTo} from '../../../source/zoho/scopes/check.js';
import {followsFrom} from '../../../source/zoho/scopes/structure.js';

const catalogue = await loadScopeCatalogue();

test('scopes that were missing are there, with source and confidence', () => {
	for (const scope of [
		'SalesIQ.conversations.READ',
		'Desk.webhooks.CREATE',
		'ZohoForms.forms.READ',
		'ZohoCatalyst.tables.rows.CREATE',
		'ZohoSheet.dataAPI.CREATE',
		'Qntrl.org.READ',
		'ZohoSocial.Publish.ALL',
		'ZohoWebinar.webinar.READ',
		'ZohoCRM.settings.scoring_rules.READ',
		'ZohoShifts.settings.READ',
	]) {
		const row = findScope(catalogue, scope);
		assert.ok(row && row.source !== '' && row.description !== '', scope);
	}
	assert.equal(findScope(catalogue, 'ZohoSocial.Publish.ALL')?.confidence, 'official');
	assert.equal(findScope(catalogue, 'ZohoForms.forms.READ')?.confidence, 'third-party');
});

test('what follows from ALL is plausible, and said to be; the own mistakes of users stay flagged', () => {
	assert.equal(followsFrom(catalogue, 'Desk.tickets.DELETE') ?? 'known', 'Desk.tickets.ALL');
	const plausible = catalogue.scopes
		.filter(
			({operation, confidence, group}) => operation === 'ALL' && confidence !== 'third-party' && group !== '',
		)
		.map(({scope}) => scope.replace(/\.[^.]+$/, '.READ'))
		.filter(scope => !findScope(catalogue, scope));
	assert.ok(plausible.length > 50, String(plausible.length));
	for (const scope of plausible) {
		const [doubt] = doubtsAbout(catalogue, [scope]);
		assert.ok(doubt?.kind === 'plausible' || doubt?.kind === 'refused', `${scope} ${doubt?.kind}`);
	}
	for (const scope of ['ZohoProjects.tasks.WRITE', 'ZohoAnalytics.analytics.ALL', 'ZohoBookings.basic.ALL'])
		assert.equal(doubtsAbout(catalogue, [scope])[0]?.kind, 'unknown', scope);
});

test('the nearest by structure: the only scope of a product, or the group with the operation it has', () => {
	const table: readonly (readonly [string, string | undefined])[] = [
		['ZohoBookings.basic.ALL', 'zohobookings.data.CREATE'],
		['ZohoProjects.tasks.WRITE', 'ZohoProjects.tasks.UPDATE'],
		['ZohoBooks.contacts.GET', 'ZohoBooks.contacts.READ'],
		['ZohoBooks.invoice.EDIT', 'ZohoBooks.invoices.UPDATE'],
		['ZohoCRM.leads.READ', 'ZohoCRM.modules.leads.READ'],
		['Nothing.like.READ', undefined],
	];
	for (const [scope, nearest] of table) assert.equal(nearestTo(catalogue, scope), nearest, scope);
	fc.assert(
		fc.property(fc.string({maxLength: 60}), text => {
			nearestTo(catalogue, text);
			followsFrom(catalogue, text);
		}),
		{numRuns: 50},
	);
});
