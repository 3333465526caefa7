import type {ConnectionsFile} from '../../connection/file/format.js';
import {secretsWithPlaces} from '../../connection/secrets/places.js';
import type {RedeemRequest} from '../../wizard/flows/effects.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {type AdoptionTry, alreadyHere, explainNotAdopted} from '../../zoho/flows/refusals.js';
import {mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {SecretStore} from '../ports.js';
import type {World} from '../world.js';
import {openClientSecret} from './seal.js';

type Needs = Pick<World, 'store' | 'secrets' | 'accounts'>;

export type Redeemed = {readonly reading: TokenReading; readonly dataCenter: DataCenter};

type Adoption = Extract<RedeemRequest, {kind: 'refresh-token'}>;

/**
 * The connection that keeps this very refresh token, here or in the shared store: in use, waiting to be, or replaced and not revoked yet;
 * undefined where none does. What this machine may not open is not compared.
 */
export const holderOf = async (
	secrets: SecretStore,
	file: ConnectionsFile,
	token: string,
): Promise<string | undefined> => {
	for (const [secret, place] of secretsWithPlaces(file)) {
		if (place.field !== 'refreshToken') continue;
		const opened = await secrets.open(secret, place);
		if (opened.ok && opened.value === token) return place.linkName;
	}
	return undefined;
};

/**
 * A refresh token from elsewhere, proven by one refresh. Each data center is asked once, one after the other, until one knows it;
 * only data centers of the table are asked, for the client secret goes along.
 *
 * Refuses `grant-is-here` (exit 2), `not-adopted` (exit 3), `adoption-unknown` (exit 4) where one of them could not be asked.
 */
export const adoptGrant = async (
	world: Needs,
	{token, at, clientId, clientSecret: secret}: Adoption,
	signal: AbortSignal,
): Promise<Result<Redeemed>> => {
	const file = world.store.read();
	if (!file.ok) return file;
	const holder = await holderOf(world.secrets, file.value, token);
	if (holder !== undefined) return refused(alreadyHere(holder));
	const clientSecret = await openClientSecret(world, secret);
	if (!clientSecret.ok) return clientSecret;
	const accounts = await world.accounts();
	const tries: AdoptionTry[] = [];
	for (const {dataCenter, tokenUrl} of at) {
		const reading = await accounts.refresh(
			{
				tokenUrl,
				isZoho: true,
				isOnce: true,
				clientId,
				clientSecret: clientSecret.value,
				refreshToken: token,
			},
			signal,
		);
		if (signal.aborted && !reading.ok) return reading;
		if (!reading.ok) tries.push({dataCenter, reading: {kind: 'unreached', refusal: reading.refusal}});
		else if (reading.value.kind === 'tokens') return ok({reading: reading.value, dataCenter});
		else tries.push({dataCenter, reading: reading.value});
	}
	return refused(explainNotAdopted(tries));
};

/** What a code of the API Console or the client alone brings; a refresh token is adopted. */
export const redeem = async (
	world: Needs,
	request: RedeemRequest,
	signal: AbortSignal,
): Promise<Result<Redeemed>> => {
	if (request.kind === 'refresh-token') return adoptGrant(world, request, signal);
	const clientSecret = await openClientSecret(world, request.clientSecret);
	if (!clientSecret.ok) return clientSecret;
	const accounts = await world.accounts();
	const open = {...request, clientSecret: clientSecret.value};
	const reading =
		open.kind === 'generated-code'
			? await accounts.exchangeGenerated(open)
			: await accounts.clientCredentials(open, signal);
	return mapped(reading, reading => ({reading, dataCenter: request.dataCenter}));
};
