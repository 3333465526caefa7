/**
 * Words that people say for what Zoho calls otherwise, by whole scope. They are found like words of the description,
 * so that a scope that bears the word itself comes first.
 */
export const scopeSynonyms: ReadonlyArray<readonly [RegExp, string]> = [
	[/^AaaServer\.profile\.READ$/, 'who am i whoami me identity login signed user info'],
	[/^(?:openid|email|profile|phone)$/, 'sign in login sso oidc'],
	[/^Zoho(?:Books|Inventory|Invoice)\.contacts\./, 'customers vendors suppliers clients'],
	[/^Zoho(?:Books|Inventory)\.debitnotes\./, 'vendor credits'],
	[/^ZohoBooks\.accountants\./, 'ledger general entries'],
	[/^ZohoBooks\.settings\./, 'organization organizations taxes currencies'],
	[/^Zoho(?:Inventory|Subscriptions|Invoice)\.settings\./, 'organization organizations taxes currencies'],
	[/^ZohoCRM\.modules\.deals\./, 'opportunities potentials pipeline'],
	[/^ZohoCRM\.modules\.accounts\./, 'companies'],
	[/^ZohoCRM\.modules\.leads\./, 'prospects'],
	[/^ZohoCRM\.coql\./, 'query sql'],
	[/^Desk\.tickets\./, 'cases support helpdesk'],
	[/^ZohoMail\.messages\.CREATE$/, 'send mail email'],
	[/(?:\.files|\.documents|\.attachments)\.CREATE$/i, 'upload attach'],
	[/^ZohoMail\.messages\./, 'inbox mails emails'],
	[/^ZohoCliq\.(?:Messages|Channels|Webhooks)\./, 'chat'],
	[/^WorkDrive\.files\./, 'documents drive'],
	[/^ZohoCalendar\.event\./, 'appointments meetings'],
	[/^ZOHOPEOPLE\.(?:forms|employee)\./, 'hr staff'],
	[/^ZohoAnalytics\.data\./, 'rows tables sql query'],
	[/^zohobookings\./, 'appointments'],
];
