/** Something about a scope that people learn only when it bites. */
export type ScopeNote = {
	/** Matches whole scopes, without regard to case. */
	readonly pattern: RegExp;
	readonly text: string;
	/** Zoho has been seen to refuse it, so that it is a likely culprit when a consent fails. */
	readonly isSuspect?: true;
	/** Nothing works before something else is done. */
	readonly isDemand?: true;
};

/**
 * What bites, where it bites. Each one comes from Zoho's pages or from clients that ran into it; the pages about a
 * product are named in the catalogue (`docs`).
 */
export const scopeNotes: readonly ScopeNote[] = [
	{
		pattern: /^zohobookings\./i,
		text: 'Bookings has this one scope; even reading needs it.',
	},
	{
		pattern: /^ZohoCreator\.meta\.application\.READ$/i,
		text: 'Does not list applications; that needs ZohoCreator.dashboard.READ.',
	},
	{
		pattern: /^ZohoCreator\.dashboard\.READ$/i,
		text: 'The one that lists applications.',
	},
	{
		pattern: /^ZohoPay(?:Sandbox)?\./i,
		text: 'Payments asks for consent at /oauth/v2/org/auth with soid=zohopay.ACCOUNT_ID: change the Authorize URL.',
		isDemand: true,
	},
	{
		pattern: /^ZohoCRM\.modules\.custom\./i,
		text: 'Stands for all custom modules; no scope names a single one.',
	},
	{
		pattern: /^ZohoCRM\.modules\.activities\./i,
		text: 'Refused from version 3 of the API on; ask for tasks, events and calls.',
		isSuspect: true,
	},
	{
		pattern: /^ZohoCRM\.modules\.(?:ALL|READ|CREATE|UPDATE|DELETE|WRITE)$/i,
		text: 'Does not include COQL, files and bulk calls: those have scopes of their own.',
	},
	{
		pattern: /^ZohoCRM\.settings\.READ$/i,
		text: 'Not documented; ZohoCRM.settings.ALL or the READ of one group is.',
		isSuspect: true,
	},
	{
		pattern: /^ZohoSubscriptions\.contacts\./i,
		text: "Named in Sigma's documentation; Billing's own pages call them customers.",
	},
	{
		pattern: /^AaaServer\.profile\.READ$/i,
		text: 'Shows whose account it is; without it a connection has no name.',
	},
	{
		pattern: /^ZOHOPEOPLE\.timesheet\.READ$/i,
		text: 'Printed in the documentation, yet reported as refused.',
		isSuspect: true,
	},
	{
		pattern: /^ZOHOPEOPLE\.form\.READ$/i,
		text: 'A slip of one page of the documentation; the scope is ZOHOPEOPLE.forms.READ.',
		isSuspect: true,
	},
	{
		pattern: /^ZohoRecruit\..*\b(?:candidates?|notes?|vendors?|jobopenings?)\b/i,
		text: 'The documentation has singular and plural; when one is refused, ask for the other.',
	},
	{
		pattern: /^zohobackstage\.exhibitor\./i,
		text: 'Reported as refused.',
		isSuspect: true,
	},
	{
		pattern: /^ZohoBugTracker\./i,
		text: 'Tokens of BugTracker do not work for Projects, nor the other way around.',
	},
	{
		pattern: /^ZohoExpense\.(?:contacts|customer)\./i,
		text: 'Customers are split: contacts to create and delete, customer to read and update.',
	},
	{
		pattern: /^ZohoInventory\.debitnotes\./i,
		text: 'These are the vendor credits.',
	},
	{
		pattern: /^Zeptomail\./i,
		text: 'The documentation says Agents where working clients send MailAgents.',
	},
];

export const notesOf = (scope: string): readonly ScopeNote[] =>
	scopeNotes.filter(({pattern}) => pattern.test(scope));
