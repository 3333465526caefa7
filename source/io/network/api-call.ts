import type {Connection} from '../../connection/connection.js';
import {isZohos} from '../../connection/whose.js';
import {addressWithToken, authorizationHeader} from '../../zoho/authorization-header.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {type Judgement, judgeAnswer, type Verdict} from '../../zoho/products/judge.js';
import {type ApiAddress, apiAddress} from '../../zoho/products/route.js';
import {findProduct} from '../../zoho/products/table.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {tokenHosts} from '../../zoho/servers/token-hosts.js';
import type {AccessToken, Fetching} from '../ports.js';
import {unknownDataCenter} from '../tokens/url.js';
import type {World} from '../world.js';

/**
 * A token that is younger than this is not replaced again: Zoho gives ten in ten minutes, and a loop over a call that cannot
 * succeed must not use them up. The finance products' word for a dead token is that for a missing scope too.
 */
const freshFor = {'token-rejected': 60_000, 'token-or-scope': 300_000};
/** Error bodies are short; whatever is longer is none. */
const maximumErrorBody = 65_536;

type Needs = Pick<World, 'store' | 'clock' | 'tokenKeeper' | 'dataCenters'> & {
	readonly http: () => Promise<Fetching>;
};

export type ApiRequest = {
	/** A path, or a whole address on a host of the connection's data center. */
	readonly path: string;
	readonly product?: string | undefined;
	readonly method: string;
	readonly headers: Headers;
	/** What is asked for where neither the headers nor the product say it. */
	readonly usualAccept?: string | undefined;
	readonly body?: Uint8Array<ArrayBuffer> | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Says why a call is not made, when it is known where it goes; it is asked before a token is. */
	readonly guard?: ((address: ApiAddress, method: string) => Refusal | undefined) | undefined;
};

export type ApiAnswer = {
	readonly address: ApiAddress;
	readonly method: string;
	readonly response: Response;
	readonly judgement: Judgement;
	/** Whose token it was. */
	readonly connection: Connection;
	/** Whether a new token was rejected as well, so that the first one was not at fault. */
	readonly isSecondTry: boolean;
	/** Why the rejected token could not be replaced, when that was tried. */
	readonly refusal: Refusal | undefined;
};

/** Calls an API in the name of a connection. Refuses what keeps the call from being made at all. */
export type ApiCaller = (linkName: string, request: ApiRequest) => Promise<Result<ApiAnswer>>;

/** Whether a redirect led to another origin, which got no token and so cannot have rejected it. */
export const isElsewhere = ({url}: Response, address: ApiAddress): boolean =>
	url !== '' && new URL(url).origin !== new URL(address.url).origin;

/** A short body; undefined when it is too long for one, or breaks off. */
const shortBody = async (response: Response): Promise<string | undefined> => {
	// A copy, because the caller wants to read it too.
	const reader = response.clone().body?.getReader();
	const decoder = new TextDecoder();
	let text = '';
	try {
		for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
			text += decoder.decode(part.value, {stream: true});
			if (text.length <= maximumErrorBody) continue;
			// Not waited for: it ends only when the other copy does.
			void reader?.cancel().catch(() => undefined);
			return undefined;
		}
		return text + decoder.decode();
	} catch {
		return undefined;
	}
};

const fine: Judgement = {verdict: 'works', word: ''};
const unknown: Judgement = {verdict: 'could-not-tell', word: ''};

/** Whether a success can be a failure in disguise: some products answer 200 to everything. */
const isReadable = ({headers, status}: Response): boolean =>
	status >= 400 || /json|xml/.test(headers.get('content-type') ?? '');

const judge = async (response: Response, address: ApiAddress, isFreshToken: boolean): Promise<Judgement> => {
	const {status, headers} = response;
	const product = findProduct(address.productId);
	const unread = status < 400 ? fine : unknown;
	if (isElsewhere(response, address) || !isReadable(response)) return unread;
	if (status < 400 && !product) return fine;
	const body = await shortBody(response);
	if (body === undefined) return unread;
	const challenge = headers.get('www-authenticate') ?? undefined;
	return judgeAnswer({product, status, body, challenge, isFreshToken});
};

/** Whether another token is worth a try. */
export const isReplaceable = (verdict: Verdict, {connection}: AccessToken, now: number): boolean =>
	(verdict === 'token-rejected' || verdict === 'token-or-scope') &&
	connection.refreshedAt.every(at => Date.parse(at) <= now - freshFor[verdict]);

/** A host that is only assumed may not exist; then the network says so in its own words. */
const orAssumed = (result: Result<Response>, {isAssumed, url}: ApiAddress): Result<Response> =>
	result.ok || !isAssumed
		? result
		: {
				ok: false,
				refusal: {
					...result.refusal,
					why: `${result.refusal.why} That ${new URL(url).host} exists is only assumed, from the hosts of other data centers.`,
				},
			};

export type Place = {readonly address: ApiAddress; readonly isQuery: boolean};

/** By what is known of the connection at this moment. */
export const placeOf = (
	{store, dataCenters}: Pick<World, 'dataCenters'> & {readonly store: Pick<World['store'], 'readOne'>},
	linkName: string,
	request: Pick<ApiRequest, 'path' | 'product'>,
): Result<Place> => {
	const one = store.readOne(linkName);
	if (!one.ok) return one;
	const table = dataCenters();
	if (!table.ok) return table;
	const {service, connection} = one.value;
	const {dataCenter: id, apiDomain, scopesGranted, scopesRequested} = connection;
	const dataCenter = findDataCenter(table.value, id ?? undefined);
	if (id !== null && !dataCenter) return {ok: false, refusal: unknownDataCenter(id, linkName)};
	const address = apiAddress(request.path, request.product, {
		dataCenter,
		apiDomain: apiDomain ?? undefined,
		scopes: scopesGranted ?? scopesRequested,
		...(isZohos(connection) ? {} : {hosts: tokenHosts(service), apiHosts: service.allowedHosts}),
	});
	// Zoho's APIs document the header alone.
	const isQuery = service.parameterType === 'query' && !isZohos(connection);
	return address.ok ? ok({address: address.value, isQuery}) : address;
};

const send = async (
	{http}: Needs,
	{address, isQuery}: Place,
	{method, body, signal, ...request}: ApiRequest,
	{accessToken, connection}: AccessToken,
): Promise<Result<Response>> => {
	const headers = new Headers(request.headers);
	if (isQuery) headers.delete('authorization');
	else headers.set('authorization', authorizationHeader(accessToken, isZohos(connection)));
	const accept = findProduct(address.productId)?.accept ?? request.usualAccept;
	if (accept !== undefined && !headers.has('accept')) headers.set('accept', accept);
	const url = isQuery ? addressWithToken(address.url, accessToken) : address.url;
	return orAssumed(await (await http()).fetch({method, url, headers, body, signal}), address);
};

export const replace = async (
	{tokenKeeper}: Pick<World, 'tokenKeeper'>,
	linkName: string,
	rejected: AccessToken,
): Promise<Result<AccessToken>> => {
	const now = await tokenKeeper.accessToken(linkName);
	if (!now.ok || now.value.accessToken !== rejected.accessToken) return now;
	return tokenKeeper.accessToken(linkName, {force: true, rejected: rejected.accessToken});
};

/**
 * Makes the caller: the right host, the header of the data center's kind, and one more try with a new token when the first one
 * is rejected. Tokens come through the one door; the new one is the one that another program has made in between, if it has.
 */
export const createApiCaller = (world: Needs): ApiCaller => {
	const {clock, tokenKeeper} = world;
	return async (linkName, request) => {
		const place = placeOf(world, linkName, request);
		if (!place.ok) return place;
		const {address} = place.value;
		const forbidden = request.guard?.(address, request.method);
		if (forbidden) return refused(forbidden);
		const token = await tokenKeeper.accessToken(linkName);
		if (!token.ok) return token;
		const first = await send(world, place.value, request, token.value);
		if (!first.ok) return first;
		const judgement = await judge(first.value, address, false);
		const answer = {
			address,
			method: request.method,
			response: first.value,
			judgement,
			connection: token.value.connection,
			isSecondTry: false,
			refusal: undefined,
		};
		if (!isReplaceable(judgement.verdict, token.value, clock.now())) return ok(answer);
		const next = await replace(world, linkName, token.value);
		if (!next.ok) return ok({...answer, refusal: next.refusal});
		await first.value.body?.cancel();
		const second = await send(world, place.value, request, next.value);
		if (!second.ok) return second;
		return ok({
			...answer,
			response: second.value,
			judgement: await judge(second.value, address, true),
			isSecondTry: true,
		});
	};
};
