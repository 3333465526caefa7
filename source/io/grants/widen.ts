import {withEdit} from '../../connection/changes/edit.js';
import {withUndo} from '../../connection/changes/undo.js';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {withoutDraft} from '../../connection/file/rows.js';
import {changedMeanwhile} from '../../connection/refusals.js';
import type {Effect} from '../../wizard/effects.js';
import type {WideningProblem} from '../../wizard/events.js';
import {buildWideningUrl} from '../../zoho/consent/widening.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {explainTokenError} from '../../zoho/errors.js';
import type {ProbeResult, Verdict} from '../../zoho/products/judge.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {missingScopes} from '../../zoho/scopes/scope.js';
import {explainThrottle, explainUnreadable} from '../../zoho/tokens/refusals.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {AccessToken} from '../ports.js';
import {grantInUse, openGrant} from '../tokens/open-grant.js';
import {unknownDataCenter} from '../tokens/url.js';
import type {World} from '../world.js';
import {changeRow, nowIn, withGrantOf} from './change-row.js';
import {nameAfterConsent} from './edit.js';
import {proofTimeout} from './prove.js';
import {dataCenterOf} from './revoke.js';
import {sealedService} from './seal.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock' | 'accounts' | 'dataCenters' | 'tokenKeeper'>;
type Declined = Extract<WideningProblem, {kind: 'declined'}>;

const declined = (why: string): Result<Declined> => ok({kind: 'declined', why});
const asItWas = (refusal: Refusal): Result<never> =>
	refused({...refusal, what: `The grant was not widened; it is as it was. ${refusal.what}`});

const issuerOf = (world: Needs, connection: Connection): Result<DataCenter> => {
	const table = world.dataCenters();
	if (!table.ok) return table;
	const found = dataCenterOf(world, connection);
	return found ? ok(found) : refused(unknownDataCenter(connection.dataCenter ?? '', connection.linkName));
};

/** The two secrets leave for the data center that issued the grant, and for no other. */
const askForEnhanceToken = async (
	world: Needs,
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
): Result<Declined> => {
	switch (reading.kind) {
		case 'error': {
			const evidence = {connection: linkName};
			const refusal = explainTokenError({code: reading.code, grantType: 'refresh_token', evidence});
			return refusal.exitCode === 3
				? declined(`The grant was not widened: Zoho answered "${reading.code}"`)
				: asItWas(refusal);
		}
		case 'throttled':
			return asItWas(explainThrottle({isBusy: reading.isBusy}));
		case 'unreadable':
			return asItWas(explainUnreadable({reason: reading.reason, status: reading.status}));
	}
};

/** Zoho's page for the further scopes; its address holds a secret, so that it goes to the listener and nowhere else. */
export const askToWiden = async (
	world: Needs,
	request: {readonly linkName: string; readonly redirectUri: string; readonly scopes: readonly string[]},
	signal: AbortSignal,
): Promise<Result<{readonly kind: 'asked'; readonly address: string} | Declined>> => {
	const {linkName, redirectUri, scopes} = request;
	const one = world.store.readOne(linkName);
	if (!one.ok) return one;
	const {connection, service} = one.value;
	const dataCenter = issuerOf(world, connection);
	if (!dataCenter.ok) return dataCenter;
	const reading = await askForEnhanceToken(world, one.value, dataCenter.value, signal);
	if (!reading.ok) return reading;
	if (reading.value.kind !== 'tokens') return problemOf(reading.value, connection);
	const address = buildWideningUrl({
		accounts: dataCenter.value.accounts,
		clientId: service.clientId,
		redirectUri,
		scopes,
		enhanceToken: reading.value.tokens.accessToken,
	});
	return ok({kind: 'asked', address});
};

/** What shows that a grant is wider. */
type Shown = {
	readonly kind: 'widened';
	readonly scopesGranted: Connection['scopesGranted'];
	readonly probes: readonly ProbeResult[];
};

const notShown = (linkName: string): Refusal => ({
	id: 'widening-unproven',
	what: 'It is not known whether the grant was widened, so nothing was changed here.',
	why: 'Zoho said yes, but the calls that would show it were not answered.',
	next: `Try again in a few minutes: zconn edit ${linkName}`,
	exitCode: 4,
});

/** What a token made after the consent shows: by Zoho's own word, or, where it says too little, by calls that need the scopes. */
const show = async (
	world: Needs,
	{connection, accessToken, apiDomain}: AccessToken,
	dataCenter: DataCenter,
	scopes: readonly string[],
): Promise<Result<Shown | Declined>> => {
	const {scopesGranted, linkName} = connection;
	const unseen = missingScopes(scopes, scopesGranted ?? []);
	const accounts = await world.accounts();
	const {probes} = await accounts.probe(
		{dataCenter, apiDomain, accessToken, scopes, isFreshToken: true},
		AbortSignal.timeout(proofTimeout),
	);
	if (unseen.length === 0) return ok({kind: 'widened', scopesGranted, probes});
	const has = (scope: string, verdicts: readonly Verdict[]): boolean =>
		probes.some(
			probe => verdicts.includes(probe.verdict) && missingScopes([probe.scope], [scope]).length === 0,
		);
	if (unseen.every(scope => has(scope, ['works']))) {
		return ok({kind: 'widened', scopesGranted: null, probes});
	}
	// Only a definite no may cost the grant; a call that was not answered, or in other words, is none.
	const isOpen =
		scopesGranted === null &&
		probes.length > 0 &&
		!unseen.some(scope => has(scope, ['scope-missing', 'token-or-scope', 'scope-or-address']));
	return isOpen
		? refused(notShown(linkName))
		: declined('The grant was not widened: its new token lacks the new scopes');
};

type Widened = Shown & {readonly accessTokenExpiresAt: string};

/**
 * The grant is wider as soon as the person has agreed; a new access token shows whether it is, and then the edit is saved. Where
 * another consent has replaced the grant since, that one was not widened, and nothing is saved.
 */
export const saveWidened = async (
	world: Needs,
	request: Omit<Extract<Effect, {type: 'save-widened'}>, 'type' | 'id'>,
): Promise<Result<Widened | Declined>> => {
	const {linkName, scopes, draftId, seen, scopesRequested} = request;
	const token = await world.tokenKeeper.accessToken(linkName, {force: true});
	if (!token.ok) {
		// A grant that is over cannot be widened; a network that is away says nothing.
		return token.refusal.exitCode === 3 ? declined('The old grant has ended') : token;
	}
	const {connection, expiresAt} = token.value;
	const dataCenter = issuerOf(world, connection);
	if (!dataCenter.ok) return dataCenter;
	const shown = await show(world, token.value, dataCenter.value, scopes);
	if (!shown.ok) return shown;
	if (shown.value.kind === 'declined') return ok(shown.value);
	const service = await sealedService(world, request.service);
	if (!service.ok) return service;
	const at = nowIn(world);
	const wider = {scopesRequested: [...scopesRequested], scopesGranted: shown.value.scopesGranted};
	const saved = await changeRow(
		world,
		linkName,
		(file, row) => {
			const name = nameAfterConsent(seen, request.name, row, file);
			if (name === undefined) return refused(changedMeanwhile(linkName));
			const edited = withEdit(file, linkName, {name, service: service.value, scopes: wider, at});
			return ok(withoutDraft(withUndo(file, edited, linkName, at), draftId));
		},
		{isStill: withGrantOf(connection)},
	);
	return saved.ok ? ok({...shown.value, accessTokenExpiresAt: expiresAt}) : saved;
};
