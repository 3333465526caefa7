import type {ExchangeRequest} from '../../wizard/effects.js';
import type {Result} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {World} from '../world.js';
import {openClientSecret} from './seal.js';

/**
 * A code for tokens (RFC 6749 section 4.1.3). It cannot be called off: the code is spent when it is sent, and tokens that come of
 * it must be kept, even if the person leaves.
 */
export const exchangeCode = async (
	world: Pick<World, 'store' | 'secrets' | 'accounts'>,
	request: ExchangeRequest,
): Promise<Result<TokenReading>> => {
	const clientSecret = await openClientSecret(world, request.clientSecret);
	if (!clientSecret.ok) return clientSecret;
	return (await world.accounts()).exchangeCode({...request, clientSecret: clientSecret.value});
};
