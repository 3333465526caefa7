/** One row of "Create New Service". */
export type ServiceField = {
	readonly key: string;
	readonly label: string;
	readonly hint: string;
	/** What can be chosen; a text field without. The first one is chosen. */
	readonly options?: readonly string[];
	/** The one that works here. */
	readonly works?: string;
};

/**
 * Sigma's form in its order, each with what its guide says of it.
 *
 * Source: "Custom Connections" of the Zoho Books extension guide; options from help pages of the other products.
 */
export const serviceFields: readonly ServiceField[] = [
	{
		key: 'service-name',
		label: 'Service Name',
		hint: 'Name of the service to which you wish to connect. For example, Zoho Finance Suite.',
	},
	{
		key: 'authentication-type',
		label: 'Authentication Type',
		hint: 'The protocol used for authentication. Select OAuth2.',
		options: ['API Key', 'Basic Authentication', 'OAuth1', 'OAuth2'],
		works: 'OAuth2',
	},
	{
		key: 'parameter-type',
		label: 'Parameter Type',
		hint: 'How the token is added to API calls. Select Header.',
		options: ['Query String', 'Header'],
	},
	{
		key: 'grant-type',
		label: 'Grant Type',
		hint: 'Select Authorization Code.',
		options: ['Authorization Code', 'Client Credentials'],
		works: 'Authorization Code',
	},
	{
		key: 'client-id',
		label: 'Client ID',
		hint: 'The unique identification of the client, from its Client Secret tab in the API Console.',
	},
	{
		key: 'client-secret',
		label: 'Client Secret',
		hint: 'What the client proves itself with to the authorization server. It stands in the same tab.',
	},
	{
		key: 'authorize-url',
		label: 'Authorize URL',
		hint: 'The page that lists the scopes and asks for permission.',
	},
	{key: 'access-token-url', label: 'Access token URL', hint: 'Where access tokens are generated.'},
	{key: 'refresh-token-url', label: 'Refresh token URL', hint: 'Where they are generated again.'},
	{
		key: 'scope',
		label: 'Scope',
		hint: 'The permissions requested, as a comma-separated list of scopes. For example, ZohoBooks.contacts.READ,ZohoInventory.contacts.READ.',
	},
	{
		key: 'scope-delimiter',
		label: 'Scope Delimiter',
		hint: 'What stands between the scopes. Select Comma.',
		options: ['Comma', 'Space', 'Plus'],
	},
];

export type FieldProblem = {readonly key: string; readonly message: string; readonly hint: string};

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

const checkField = (field: ServiceField, value: string): FieldProblem | undefined => {
	const {key, label, options, works} = field;
	const problem = (message: string, hint: string): FieldProblem => ({key, message, hint});
	if (value === '') return problem(`Enter ${label}`, 'The form takes nothing without it.');
	if (options && !options.includes(value)) return problem(`Choose ${label}`, `One of ${options.join(', ')}.`);
	if (works !== undefined && value !== works)
		return problem(
			`${value} is not part of the practice Sigma`,
			`${works} is what a connection to Zoho takes.`,
		);
	if (key === 'service-name' && value.length > 50)
		return problem('Service Name is too long', 'It has 50 characters at most.');
	if (key.endsWith('-url') && !isAddress(value))
		return problem(`Enter a valid ${label}`, 'It begins with https://, here also with http://localhost.');
	return undefined;
};

/** What is wrong with a posted form, field by field. The words are ours: those of the real Sigma are not known. */
export const checkService = (fields: Readonly<Record<string, string>>): readonly FieldProblem[] =>
	serviceFields.flatMap(field => checkField(field, fields[field.key] ?? '') ?? []);

const delimiters: Readonly<Record<string, string>> = {Comma: ',', Space: ' ', Plus: '+'};

/** The scopes as they are sent: the list of the form, joined with its delimiter. How the real one splits it is not known. */
export const joinedScopes = (fields: Readonly<Record<string, string>>): string =>
	(fields.scope ?? '')
		.split(',')
		.map(part => part.trim())
		.filter(part => part !== '')
		.join(delimiters[fields['scope-delimiter'] ?? 'Comma'] ?? ',');

/** A link name as the form fills it in; the real rule is not documented, and this one agrees with what is public. */
export const linkNameFrom = (name: string, taken: readonly string[]): string => {
	const made = name
		.trim()
		.toLowerCase()
		.replace(/\s+/gu, '_')
		.replace(/[^a-z0-9_]/gu, '')
		.slice(0, 50);
	const base = /^[a-z]/u.test(made) ? made : '';
	if (base === '' || !taken.includes(base)) return base;
	for (let number = 1; ; number++) {
		const candidate = `${base.slice(0, 48)}${number}`;
		if (!taken.includes(candidate)) return candidate;
	}
};
