import {type Context, Hono} from 'hono';
import {isCovered} from '../../zoho/scopes/scope.js';
import {tokenOf} from '../http.js';
import {findPerson, fullName, type Person} from '../people.js';
import {findAccessToken} from '../tokens.js';
import {dataCenterOf} from '../world.js';

/** Whose the token of a call is, or Zoho's answer when it does not say. */
const personOf = (
	c: Context,
	allowedBy: readonly string[],
): {readonly person: Person; readonly scopes: readonly string[]} | Response => {
	const token = findAccessToken(c.var, tokenOf(c));
	const person = findPerson(token?.personId);
	if (token === undefined || person === undefined)
		return c.json({code: 'INVALID_OAUTHTOKEN', message: 'Invalid OAuth token.', status: 'error'}, 401);
	if (allowedBy.some(scope => isCovered(scope, token.scopes))) return {person, scopes: token.scopes};
	return c.json({code: 'INVALID_OAUTHSCOPE', message: 'Invalid OAuth scope.', status: 'error'}, 401);
};

const openIdConfiguration = (accounts: string): object => ({
	issuer: accounts,
	authorization_endpoint: `${accounts}/oauth/v2/auth`,
	token_endpoint: `${accounts}/oauth/v2/token`,
	revocation_endpoint: `${accounts}/oauth/v2/token/revoke`,
	userinfo_endpoint: `${accounts}/oauth/v2/userinfo`,
	response_types_supported: ['code'],
	grant_types_supported: ['authorization_code', 'refresh_token'],
	scopes_supported: ['openid', 'email', 'profile', 'phone'],
	code_challenge_methods_supported: ['plain', 'S256'],
	token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
});

/** Who a person is, and what this data center and its sisters are. */
export const identityRoutes = new Hono();
identityRoutes.get('/oauth/user/info', c => {
	const found = personOf(c, ['AaaServer.profile.READ']);
	if (found instanceof Response) return found;
	const {person} = found;
	return c.json({
		First_Name: person.firstName,
		Last_Name: person.lastName,
		Display_Name: fullName(person),
		Email: person.email,
		ZUID: person.zuid,
	});
});
identityRoutes.get('/oauth/v2/userinfo', c => {
	const found = personOf(c, ['openid', 'AaaServer.profile.READ']);
	if (found instanceof Response) return found;
	const {person, scopes} = found;
	const sees = (scope: string): boolean =>
		isCovered(scope, scopes) || isCovered('AaaServer.profile.READ', scopes);
	return c.json({
		sub: String(person.zuid),
		...(sees('profile') && {
			name: fullName(person),
			given_name: person.firstName,
			family_name: person.lastName,
		}),
		...(sees('email') && {email: person.email, email_verified: true}),
	});
});
identityRoutes.get('/oauth/serverinfo', c =>
	c.json({
		result: 'success',
		locations: Object.fromEntries(c.var.world.dataCenters.map(({id, accounts}) => [id, accounts])),
	}),
);
identityRoutes.get('/.well-known/openid-configuration', c =>
	c.json(openIdConfiguration(dataCenterOf(c.var.world, c.var.dataCenter).accounts)),
);
