/** Why a call is refused before it is looked at. */
export type AuthFailure = 'no-token' | 'bad-token' | 'missing-scope';

/** Products that answer the same way. */
export type Family = 'finance' | 'crm' | 'desk' | 'other';

type Refusal = {readonly status: 401 | 403; readonly body: object};

const finance = (failure: AuthFailure): Refusal =>
	failure === 'no-token'
		? {
				status: 401,
				body: {
					code: 14,
					message:
						'The request could not be authenticated as the authentication value you entered is invalid. Enter a valid authentication value and try again.',
				},
			}
		: // The same for a dead token and a missing scope: a client cannot tell them apart.
			{status: 401, body: {code: 57, message: 'You are not authorized to perform this operation'}};

const crmTexts: Readonly<Record<AuthFailure, readonly [string, string]>> = {
	'no-token': ['AUTHENTICATION_FAILURE', 'Authentication failed'],
	'bad-token': ['INVALID_TOKEN', 'invalid oauth token'],
	'missing-scope': ['OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL'],
};

const crm = (failure: AuthFailure): Refusal => {
	const [code, message] = crmTexts[failure];
	return {status: 401, body: {code, details: {}, message, status: 'error'}};
};

const deskTexts: Readonly<Record<AuthFailure, readonly [string, string]>> = {
	'no-token': ['UNAUTHORIZED', 'You are not authenticated to perform this operation.'],
	'bad-token': ['INVALID_OAUTH', 'The OAuth Token you provided is invalid.'],
	'missing-scope': ['SCOPE_MISMATCH', 'The OAuth Token does not have the scope for this operation.'],
};

const desk = (failure: AuthFailure): Refusal => {
	const [errorCode, message] = deskTexts[failure];
	return {status: failure === 'missing-scope' ? 403 : 401, body: {errorCode, message}};
};

const otherTitles: Readonly<Record<AuthFailure, string>> = {
	'no-token': 'INVALID_OAUTHTOKEN',
	'bad-token': 'INVALID_OAUTHTOKEN',
	'missing-scope': 'INVALID_OAUTHSCOPE',
};

const other = (failure: AuthFailure): Refusal => ({
	status: 401,
	body: {
		error: {
			status_code: '401',
			title: otherTitles[failure],
			details: [{message: 'Invalid OAuth access token.'}],
		},
	},
});

const families: Readonly<Record<Family, (failure: AuthFailure) => Refusal>> = {finance, crm, desk, other};

/** A product's own answer to a call whose token is missing, not valid here, or not allowed to do that. */
export const authRefusal = (family: Family, failure: AuthFailure): Refusal => families[family](failure);
