import {withUndo} from '../../connection/changes/undo.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile, ConnectionWithService} from '../../connection/file/format.js';
import type {WideningProblem} from '../../wizard/events.js';
import {buildWideningUrl} from '../../zoho/consent/widening.js';
import {type DataCenter, findDataCenter} from '../../zoho/data-center.js';
import {explainThrottle, explainTokenError, explainUnreadable} from '../../zoho/errors.js';
import type {ProbeResult, Verdict} from '../../zoho/products/judge.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {compareScopes} from '../../zoho/scopes/scope.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {EffectContext, EffectOf, EffectWorld} from '../effects/world.js';
import type {AccessToken} from '../ports.js';
import {grantInUse, openGrant} from '../tokens/open-grant.js';
import {unknownDataCenter} from '../tokens/url.js';
import {isSameGrant} from './change.js';
import {change, gone, iso, withoutDraft} from './change-row.js';
import {sealedService} from './save.js';

/** All calls that are to show new scopes, in milliseconds. */
const proofTimeout = 8000;

const declined = (why: string): WideningProblem => ({kind: 'declined', why});
const failed = (refusal: Refusal): WideningProblem => ({kind: 'failed', refusal});
const asItWas = (refusal: Refusal): Refusal => ({
	...refusal,
	what: `The grant was not widened; it is as it was. ${refusal.what}`,
});

const dataCenterOf = ({dataCenters}: EffectWorld, connection: Connection): Result<DataCenter> => {
	const table = dataCenters();
	if (!table.ok) return table;
	const found = findDataCenter(table.value, connection.dataCenter ?? undefined);
	return found ? ok(found) : refused(unknownDataCenter(connection.dataCenter ?? '', connection.linkName));
};

/** The two secrets leave for the data center that issued the grant, and for no other. */
const askForEnhanceToken = async (
	world: EffectWorld,
	one: ConnectionWithService,
	dataCenter: DataCenter,
	signal: AbortSignal,
): Promise<Result<TokenReading>> => {
	const grant = await openGrant(world.secrets, one.connection.linkName, grantInUse(one));
	if (!grant.ok) return grant;
	const accounts = await world.accounts();
	return accounts.enhance({accounts: dataCenter.accounts, ...grant.value}, signal);
};

/** What speaks neither for nor against the grant must not cost it: only a definite no makes way for a new one. */
const problemOf = (
	reading: Exclude<TokenReading, {kind: 'tokens'}>,
	{linkName}: Connection,
): WideningProblem => {
	switch (reading.kind) {
		case 'error': {
			const evidence = {connection: linkName};
			const refusal = explainTokenError({code: reading.code, grantType: 'refresh_token', evidence});
			return refusal.exitCode === 3
				? declined(`The grant was not widened: Zoho answered "${reading.code}"`)
				: failed(asItWas(refusal));
		}
		case 'throttled':
			return failed(asItWas(explainThrottle({})));
		case 'unreadable':
			return failed(asItWas(explainUnreadable({reason: reading.reason, status: reading.status})));
	}
};

/** Zoho's page for the further scopes; its address holds a secret, so that it goes to the listener and nowhere else. */
const addressOf = async (
	world: EffectWorld,
	{linkName, redirectUri, scopes}: EffectOf<'ask-to-widen'>,
	signal: AbortSignal,
): Promise<string | WideningProblem> => {
	const one = world.store.readOne(linkName);
	if (!one.ok) return failed(one.refusal);
	const {connection, service} = one.value;
	const dataCenter = dataCenterOf(world, connection);
	if (!dataCenter.ok) return failed(dataCenter.refusal);
	const reading = await askForEnhanceToken(world, one.value, dataCenter.value, signal);
	if (!reading.ok) return failed(reading.refusal);
	if (reading.value.kind !== 'tokens') return problemOf(reading.value, connection);
	return buildWideningUrl({
		accounts: dataCenter.value.accounts,
		clientId: service.clientId,
		redirectUri,
		scopes,
		enhanceToken: reading.value.tokens.accessToken,
	});
};

export const askToWiden = async (
	{world, dispatch, consents}: EffectContext,
	effect: EffectOf<'ask-to-widen'>,
): Promise<void> => {
	const {id, openBrowser} = effect;
	const running = consents.get(id);
	if (!running?.listener?.isListening) return;
	const {listener, controller} = running;
	const address = await addressOf(world, effect, controller.signal);
	if (controller.signal.aborted) return;
	if (typeof address !== 'string') {
		dispatch({type: 'widening-asked', id, problem: address});
		return;
	}
	listener.setAddresses({shown: address, browser: address});
	dispatch({type: 'widening-asked', id, problem: undefined});
	world.announce(listener.shortLink, undefined);
	if (!openBrowser || !world.openBrowser) return;
	const browser = await world.browser();
	dispatch({type: 'browser-tried', id, ...(await browser.open(listener.browserLink))});
};

type Shown = {readonly scopesGranted: Connection['scopesGranted']; readonly probes: readonly ProbeResult[]};

const notShown = (linkName: string): Refusal => ({
	id: 'widening-unproven',
	what: 'Whether the grant was widened could not be told, so nothing was changed here.',
	why: 'Zoho said yes, but the calls that would show it were not answered.',
	next: `Try again in a few minutes: zconn edit ${linkName}`,
	exitCode: 4,
});

/** What a token made after the consent shows: by Zoho's own word, or, where it says too little, by calls that need the scopes. */
const show = async (
	world: EffectWorld,
	{connection, accessToken, apiDomain}: AccessToken,
	dataCenter: DataCenter,
	scopes: readonly string[],
): Promise<Shown | WideningProblem> => {
	const {scopesGranted, linkName} = connection;
	const unseen = compareScopes(scopes, scopesGranted ?? []).missing;
	const accounts = await world.accounts();
	const {probes} = await accounts.probe(
		{dataCenter, apiDomain, accessToken, scopes, isFreshToken: true},
		AbortSignal.timeout(proofTimeout),
	);
	if (unseen.length === 0) return {scopesGranted, probes};
	const has = (scope: string, verdicts: readonly Verdict[]): boolean =>
		probes.some(
			probe => verdicts.includes(probe.verdict) && compareScopes([probe.scope], [scope]).missing.length === 0,
		);
	if (unseen.every(scope => has(scope, ['works']))) return {scopesGranted: null, probes};
	// Only a definite no may cost the grant; a call that was not answered, or in other words, is none.
	const isOpen =
		scopesGranted === null &&
		probes.length > 0 &&
		!unseen.some(scope => has(scope, ['scope-missing', 'token-or-scope', 'scope-or-address']));
	return isOpen
		? failed(notShown(linkName))
		: declined('The grant was not widened: its new token lacks the new scopes');
};

const withWider = (
	file: ConnectionsFile,
	used: Connection,
	{name, scopesRequested}: EffectOf<'save-widened'>,
	service: ConnectionWithService['service'] | undefined,
	{scopesGranted}: Shown,
	at: string,
): ConnectionsFile => {
	const row = file.connections[used.linkName];
	// Another consent has replaced the grant meanwhile; that one was not widened.
	if (!row || !isSameGrant(row, used)) return file;
	const next: Connection = {
		...row,
		name,
		service: service?.linkName ?? row.service,
		scopesRequested: [...scopesRequested],
		scopesGranted,
		updatedAt: at,
	};
	return {
		...file,
		services: service ? {...file.services, [service.linkName]: service} : file.services,
		connections: {...file.connections, [row.linkName]: next},
	};
};

type Saved = Shown & {readonly accessTokenExpiresAt: string};

const proveAndSave = async (
	{world, drafts}: EffectContext,
	effect: EffectOf<'save-widened'>,
): Promise<Saved | WideningProblem> => {
	const {linkName, scopes, draftId} = effect;
	await drafts.flush();
	const token = await world.tokenKeeper.accessToken(linkName, {force: true});
	if (!token.ok) {
		// A grant that is over cannot be widened; a network that is away says nothing.
		return token.refusal.exitCode === 3 ? declined('The old grant is over') : failed(token.refusal);
	}
	const {connection} = token.value;
	const dataCenter = dataCenterOf(world, connection);
	if (!dataCenter.ok) return failed(dataCenter.refusal);
	const shown = await show(world, token.value, dataCenter.value, scopes);
	if ('kind' in shown) return shown;
	const service = effect.service ? await sealedService(world, effect.service) : ok(undefined);
	if (!service.ok) return failed(service.refusal);
	const at = iso(world);
	const saved = await change(world.store, linkName, file =>
		withoutDraft(
			withUndo(file, withWider(file, connection, effect, service.value, shown, at), linkName, at),
			draftId,
		),
	);
	if (!saved.ok) return failed(saved.refusal);
	const row = saved.value.connections[linkName];
	if (!row || !isSameGrant(row, connection)) return failed(gone(linkName));
	drafts.finish(draftId);
	return {...shown, accessTokenExpiresAt: token.value.expiresAt};
};

/** The grant is wider as soon as somebody has agreed; that is shown and saved even if the person leaves. */
export const saveWidened = async (
	context: EffectContext,
	effect: EffectOf<'save-widened'>,
): Promise<void> => {
	const {world, dispatch, consents} = context;
	const {id} = effect;
	const running = consents.get(id);
	// The countdown is for the person; from here on it is the network's turn.
	clearTimeout(running?.timer);
	if (running) running.isSpent = true;
	const result = await proveAndSave(context, effect);
	dispatch(
		'kind' in result
			? {type: 'not-widened', id, problem: result}
			: {type: 'widened', id, path: world.store.path, ...result},
	);
};
