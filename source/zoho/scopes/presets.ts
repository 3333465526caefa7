/** Scopes that a task needs, and why these. */
export type ScopePreset = {
	readonly id: string;
	readonly label: string;
	readonly reason: string;
	readonly scopes: readonly string[];
};

/** Tasks that people set connections up for; each asks for the least that does it. */
export const scopePresets: readonly ScopePreset[] = [
	{
		id: 'who-am-i',
		label: 'Who am I',
		reason: 'Shows whose account it is; without it a connection has no name.',
		scopes: ['AaaServer.profile.READ'],
	},
	{
		id: 'read-finance-contacts',
		label: 'Read contacts of Books, Inventory and Billing',
		reason: "The example of Sigma's documentation, with the scope that Billing's own pages name (customers).",
		scopes: ['ZohoBooks.contacts.READ', 'ZohoInventory.contacts.READ', 'ZohoSubscriptions.customers.READ'],
	},
	{
		id: 'sync-books-invoices',
		label: 'Sync invoices with Books',
		reason:
			'Invoices to create and edit, their customers to read, settings for the organization and its taxes.',
		scopes: [
			...['ZohoBooks.invoices.READ', 'ZohoBooks.invoices.CREATE', 'ZohoBooks.invoices.UPDATE'],
			...['ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ'],
		],
	},
	{
		id: 'read-crm',
		label: 'Read CRM records',
		reason: 'Every module, the fields to understand them, the organization and its users.',
		scopes: [
			...['ZohoCRM.modules.READ', 'ZohoCRM.settings.modules.READ', 'ZohoCRM.settings.fields.READ'],
			...['ZohoCRM.org.READ', 'ZohoCRM.users.READ'],
		],
	},
	{
		id: 'query-crm',
		label: 'Query CRM with COQL',
		reason: 'COQL has a scope of its own, which that of the modules does not include.',
		scopes: ['ZohoCRM.coql.READ', 'ZohoCRM.modules.READ'],
	},
	{
		id: 'answer-tickets',
		label: 'Answer Desk tickets',
		reason: 'Tickets to read and edit, their contacts to read, basic for the organization.',
		scopes: ['Desk.tickets.READ', 'Desk.tickets.UPDATE', 'Desk.contacts.READ', 'Desk.basic.READ'],
	},
	{
		id: 'send-mail',
		label: 'Send mail',
		reason: 'Messages to create; accounts because every call needs the account id.',
		scopes: ['ZohoMail.messages.CREATE', 'ZohoMail.accounts.READ'],
	},
];
