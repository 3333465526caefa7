import {Hono} from 'hono';
import {auth} from 'hono/utils/basic-auth';
import {badRequest, readParameters, zohoJson} from '../http.js';
import {revoke} from '../tokens.js';
import {authenticate} from './token.js';

const serverError = '<!DOCTYPE html><title>500</title><h1>Internal Server Error</h1>';

/**
 * Both revocation endpoints. The old one, of nearly every product page and SDK, takes a bare token; the new one
 * (zoho.com/accounts/protocol/oauth/revoke-refresh-token.html) wants the client's HTTP Basic credentials and the
 * kind of the token. Failures are HTML pages with status 400.
 */
export const revokeRoutes = new Hono();
for (const path of ['/oauth/v2/token/revoke', '/oauth/v2/revoke/token']) {
	revokeRoutes.post(path, async (c, next) =>
		c.var.world.state.faults['revoke-html-500'] ? c.html(serverError, 500) : next(),
	);
}
revokeRoutes.post('/oauth/v2/token/revoke', async c => {
	const token = (await readParameters(c)).get('token');
	return token !== undefined && revoke(c.var, token) ? zohoJson(c, {status: 'success'}) : badRequest(c);
});
revokeRoutes.all('/oauth/v2/token/revoke', badRequest);
revokeRoutes.post('/oauth/v2/revoke/token', async c => {
	const parameters = await readParameters(c);
	const basic = auth(c.req.raw);
	const client = authenticate(c.var, basic?.username, basic?.password);
	const kind = parameters.get('token_type') ?? 'refresh_token';
	const token = parameters.get('token');
	if (typeof client === 'string' || token === undefined) return badRequest(c);
	if (kind !== 'refresh_token' && kind !== 'access_token') return badRequest(c);
	return revoke(c.var, token, {clientId: client.id, kind}) ? c.body(null, 200) : badRequest(c);
});
revokeRoutes.all('/oauth/v2/revoke/token', badRequest);
