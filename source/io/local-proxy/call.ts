import {isZohos} from '../../connection/whose.js';
import {addressWithToken, authorizationHeader} from '../../zoho/authorization-header.js';
import type {CallGuard} from '../../zoho/operations/guard.js';
import {type Judgement, judgeAnswer} from '../../zoho/products/judge.js';
import type {Cause, Product} from '../../zoho/products/product.js';
import type {ApiAddress} from '../../zoho/products/route.js';
import {findProduct} from '../../zoho/products/table.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {isReplaceable, type Place, placeOf, replace} from '../network/api-call.js';
import type {StreamAnswer, Streaming, StreamRequest} from '../network/streaming.js';
import type {AccessToken} from '../ports.js';
import type {World} from '../world.js';
import {type Look, lookAt, textOf, type Upload} from './bodies.js';
import type {Target} from './entrance.js';
import {headersForApi, type RawHeaders} from './headers.js';
import type {Memory} from './memory.js';
import {withOrganization} from './organization.js';
import {bodyGone} from './refusals.js';

export type CallWorld = Pick<World, 'clock' | 'dataCenters'> & {
	readonly memory: Memory;
	readonly streaming: () => Promise<Streaming>;
	readonly guard: CallGuard | undefined;
	readonly userAgent: string;
	/** The key of the door, which no API is to see. */
	readonly key: string;
};

/** A request whose head was let in. */
export type Passing = {
	readonly target: Target;
	readonly method: string;
	readonly rawHeaders: RawHeaders;
	readonly upload: Upload | undefined;
	readonly signal: AbortSignal;
};

export type Passed = {
	readonly answer: StreamAnswer;
	readonly token: string;
	/** What was read of the body to judge it. */
	readonly look: Look | undefined;
	/** Where its `Location` leads, as seen from the door. */
	readonly location: string | undefined;
};

const one = (value: string | string[] | undefined): string | undefined =>
	Array.isArray(value) ? value[0] : value;

const ofToken: ReadonlySet<Cause> = new Set<Cause>(['noToken', 'tokenInvalid', 'tokenOrScope']);

/** Some products say with status 200 that the token is dead. */
const failsWithSuccess = (product: Product | undefined): boolean =>
	product?.refusals.some(({status, cause}) => status === 200 && ofToken.has(cause)) ?? false;

/** Judges what may be a rejected token; an answer that cannot be one is not read. */
const judge = async (
	{status, headers, body}: StreamAnswer,
	{productId}: ApiAddress,
): Promise<{readonly judgement: Judgement; readonly look: Look | undefined}> => {
	const product = findProduct(productId);
	const isText = /json|xml/.test(one(headers['content-type']) ?? '');
	if (status < 400 && !(isText && failsWithSuccess(product)))
		return {judgement: {verdict: 'works', word: ''}, look: undefined};
	const look = await lookAt(body);
	const text = textOf(look, one(headers['content-encoding']));
	if (text === undefined) return {judgement: {verdict: 'could-not-tell', word: ''}, look};
	const challenge = one(headers['www-authenticate']);
	return {judgement: judgeAnswer({product, status, body: text, challenge}), look};
};

const route = ({memory, dataCenters}: CallWorld, {linkName, path, product}: Target): Result<Place> =>
	placeOf({store: memory, dataCenters}, linkName, {path, product});

/** A redirect is not followed: the program does, through this door where its own calls go, without the token elsewhere. */
const locationOf = (
	world: CallWorld,
	{linkName, base}: Target,
	from: string,
	location: string | undefined,
): string | undefined => {
	if (location === undefined || !URL.canParse(location, from)) return undefined;
	const to = new URL(location, from);
	const path = `${to.pathname}${to.search}${to.hash}`;
	if (to.origin === new URL(from).origin) return `${base}${path}`;
	const known = route(world, {linkName, base, path: to.href, product: undefined});
	return known.ok ? `/${linkName}/~${to.host}${path}` : to.href;
};

const send = async (
	world: CallWorld,
	{address, isQuery}: Place,
	{method, rawHeaders, signal, body}: Passing & Pick<StreamRequest, 'body'>,
	{accessToken, connection}: AccessToken,
): Promise<Result<StreamAnswer>> => {
	const told = withOrganization(address.url, address.productId, connection.organization);
	const headers = headersForApi(rawHeaders, world.key, {
		authorization: isQuery ? undefined : authorizationHeader(accessToken, isZohos(connection)),
		accept: findProduct(address.productId)?.accept,
		userAgent: world.userAgent,
		organization: told.header,
	});
	const url = isQuery ? addressWithToken(told.url, accessToken) : told.url;
	return (await world.streaming()).stream({method, url, headers, body, signal});
};

/**
 * Passes a request on, in the name of a connection: the right host, the Authorization, and one more try with a new token when the first
 * one is rejected and the body can be sent again. Whatever the API says otherwise is handed on as it is.
 */
export const passOn = async (world: CallWorld, passing: Passing): Promise<Result<Passed>> => {
	const {target, method, upload} = passing;
	const {memory, clock} = world;
	const routed = route(world, target);
	if (!routed.ok) return routed;
	const {address} = routed.value;
	const forbidden = world.guard?.(address, method);
	if (forbidden) return refused(forbidden);
	const token = await memory.accessToken(target.linkName);
	if (!token.ok) return token;
	const passed = (answer: StreamAnswer, {accessToken}: AccessToken, look?: Look): Result<Passed> =>
		ok({
			answer,
			token: accessToken,
			look,
			location: locationOf(world, target, address.url, one(answer.headers.location)),
		});
	const first = await send(world, routed.value, {...passing, body: upload?.parts}, token.value);
	if (!first.ok) return first;
	const {judgement, look} = await judge(first.value, address);
	if (!isReplaceable(judgement.verdict, token.value, clock.now()))
		return passed(first.value, token.value, look);
	const next = await replace({tokenKeeper: memory}, target.linkName, token.value);
	// A grant that is over is told in our words, with what to do; that Zoho could not be asked says nothing about this answer.
	if (!next.ok && next.refusal.exitCode === 3) return next;
	if (!next.ok) return passed(first.value, token.value, look);
	const body = upload?.again();
	first.value.body.destroy();
	if (upload && body === undefined) return refused(bodyGone);
	const second = await send(world, routed.value, {...passing, body}, next.value);
	return second.ok ? passed(second.value, next.value) : second;
};
