import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import type {Screen} from '../samples.js';
import {at} from './a-client.js';
import {wizard} from './shown.js';

export const catalogue = await loadScopeCatalogue();

/** The picker with everything that Zoho documents. */
const picker = (scopes: readonly string[] = []): Screen => Object.assign(at('scopes', {scopes}), {catalogue});

export const several = ['AaaServer.profile.READ', 'ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ'];
const wide = [
	...['ZohoBooks.fullaccess.all', 'ZohoBooks.contacts.READ', 'ZohoBooks.invoices.READ'],
	...['AaaServer.profile.READ', 'ZohoSubscriptions.contacts.READ', 'ZohoBooks.contact.READ'],
];

/** Words about scopes, with four of them in it. */
export const pastedText = `The permissions requested to the user:
- ZohoBooks.contacts.READ
- ZohoInventory.contacts.READ
- ZohoSubscriptions.contacts.READ
- ZohoBooks.invoice.READ`;

/** C. Scope. */
export const states = {
	C1: wizard(() => picker()),
	'C1, something chosen': wizard(() => picker(several)),
	C2: wizard(() => picker(['AaaServer.profile.READ']).type('campaign subscribers')),
	'C2, nothing found': wizard(() => picker().type('qqqq xxxx')),
	C3: wizard(() =>
		picker(['ZohoBooks.contacts.READ']).press(
			...Array.from({length: 7}, () => 'down'),
			'right',
			'down',
			'down',
		),
	),
	'C3, a product searched': wizard(() => picker(['ZohoBooks.contacts.READ']).type('zoho books')),
	C4: wizard(() => picker(wide).press('ctrl-o')),
	C5: wizard(() => picker().paste(pastedText)),
	C6: wizard(() => picker().press('enter')),
	C7: wizard(() => at('scopeDelimiter', {scopes: several})),
	C8: wizard(() => picker(several).type('invoice read')),
};
