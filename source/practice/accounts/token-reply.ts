import type {Context} from 'hono';
import {badRequest, zohoJson} from '../http.js';
import {limits, type TokenReply} from '../tokens.js';
import {dataCenterOf, type World} from '../world.js';

const mintedBody = (world: World, reply: Extract<TokenReply, {kind: 'minted'}>): object => {
	const {faults} = world.state;
	const {accessToken, refreshToken} = reply;
	const seconds = Math.round((accessToken.expiresAt - accessToken.issuedAt) / 1000);
	const hasApiDomain = !(faults['omit-api-domain'] && reply.grant === 'refresh');
	return {
		access_token: accessToken.token,
		...(refreshToken !== undefined && !faults['omit-refresh-token'] && {refresh_token: refreshToken.token}),
		...(!faults['omit-scope'] && {scope: accessToken.scopes.join(' ')}),
		...(hasApiDomain && {api_domain: dataCenterOf(world, accessToken.dataCenter).api}),
		token_type: 'Bearer',
		...(faults['legacy-expires-in']
			? {expires_in_sec: seconds, expires_in: seconds * 1000}
			: {expires_in: seconds}),
	};
};

/** The throttle's answer; its text follows the language of the request, so only its shape can be relied on. */
const throttleBody = (language: string): object =>
	/^\s*zh/iu.test(language)
		? {error_description: '您已连续提出过多请求，请稍后再试。', error: '拒绝访问', status: 'failure'}
		: {
				error_description: 'You have made too many requests continuously. Please try again after some time.',
				error: 'Access Denied',
				status: 'failure',
			};

/** Writes a reply down as Zoho does: most errors with status 200, and whatever is switched on to go wrong. */
export const sendReply = (c: Context, reply: TokenReply): Response => {
	const {faults} = c.var.world.state;
	switch (reply.kind) {
		case 'bad-request':
			return badRequest(c);
		case 'refused':
			return zohoJson(c, {user_location: reply.userLocation, error: reply.error});
		case 'throttled':
			return zohoJson(
				c,
				throttleBody(c.req.header('accept-language') ?? ''),
				faults['throttle-200'] ? 200 : 400,
			);
		case 'enhanced':
			return zohoJson(c, {
				access_token: reply.token,
				token_type: 'Bearer',
				expires_in: limits.enhanceTokenSeconds,
			});
		case 'minted': {
			const body = JSON.stringify(mintedBody(c.var.world, reply));
			return zohoJson(c, faults['partial-json'] ? body.slice(0, body.length / 2) : body);
		}
	}
};
