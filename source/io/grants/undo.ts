import {type FreshToken, planUndo, type UndoPlan, undoLast} from '../../connection/changes/undo.js';
import type {Connection, Outgoing} from '../../connection/connection.js';
import {withoutUndo} from '../../connection/file/rows.js';
import {accessTokenOf} from '../../connection/secrets/place.js';
import {mapped, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {Undone} from '../ports.js';
import {openGrant} from '../tokens/open-grant.js';
import {holdGrant} from '../tokens/refresh-lock.js';
import {tokenUrlOf} from '../tokens/url.js';
import type {World} from '../world.js';
import {changeRow, noteOnGrant, nowIn} from './change-row.js';
import {giveNames} from './rename.js';
import {revokeOutgoing} from './revoke.js';

type Needs = Pick<World, 'store' | 'secrets' | 'clock' | 'accounts' | 'dataCenters' | 'lock'>;

const over = (linkName: string): Refusal => ({
	id: 'old-grant-over',
	what: `The last change of "${linkName}" cannot be undone: the previous grant has ended.`,
	why: 'Zoho no longer issues tokens for it. The new grant stays in use.',
	next: `Change it with "zconn edit ${linkName}".`,
	exitCode: 3,
});

const untold = (linkName: string): Refusal => ({
	id: 'old-grant-unknown',
	what: `It is not known whether the previous grant still works, so "${linkName}" was left as it is.`,
	why: 'Zoho gave no token for it just now, and did not say that it has ended.',
	next: `Try again in some minutes: zconn edit ${linkName} --undo`,
	exitCode: 4,
});

/** A token of the grant that was replaced: asked of its own data center, with its own client. */
const askForToken = async (
	{secrets, accounts, dataCenters}: Needs,
	{row, service}: UndoPlan,
	old: Outgoing,
): Promise<Result<TokenReading>> => {
	const table = dataCenters();
	if (!table.ok) return table;
	const tokenUrl = tokenUrlOf({connection: {...row, dataCenter: old.dataCenter}, service}, table.value);
	if (!tokenUrl.ok) return tokenUrl;
	const grant = await openGrant(secrets, row.linkName, old);
	if (!grant.ok) return grant;
	return (await accounts()).refresh({tokenUrl: tokenUrl.value, isZoho: true, ...grant.value});
};

/** Shows that the old grant is alive. What Zoho refuses for good is forgotten as a way back. */
const prove = async (world: Needs, plan: UndoPlan, old: Outgoing): Promise<Result<FreshToken>> => {
	const {linkName} = plan.row;
	const reading = await askForToken(world, plan, old);
	if (!reading.ok) return reading;
	if (reading.value.kind === 'tokens') {
		const {accessToken, expiresAt, scopes} = reading.value.tokens;
		const sealed = await world.secrets.seal(accessToken, accessTokenOf(linkName));
		if (!sealed.ok) return sealed;
		return ok({
			accessToken: sealed.value,
			accessTokenExpiresAt: new Date(expiresAt).toISOString(),
			scopesGranted: scopes ? [...scopes] : null,
		});
	}
	if (reading.value.kind !== 'error' || reading.value.code !== 'invalid_code')
		return refused(untold(linkName));
	await noteOnGrant(world, plan.row, withoutUndo);
	return refused(over(linkName));
};

const isUnchanged = (one: Connection, other: Connection): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

/** The names of before. A rename changes nothing else, so nothing is asked of Zoho. */
const undoRename = async (world: Needs, linkName: string): Promise<Result<Undone>> => {
	const given = await giveNames(
		world,
		linkName,
		file => mapped(planUndo(file, linkName), ({names}) => names),
		(_file, row) => withoutUndo(row),
	);
	if (!given.ok) return given;
	const {name, linkName: back} = given.value;
	return ok({name, linkName: back, isGrantBack: false, problem: undefined});
};

const undoNow = async (world: Needs, linkName: string): Promise<Result<Undone>> => {
	const {store} = world;
	// For the words of the refusal, which knows near names.
	const one = store.readOne(linkName);
	if (!one.ok) return one;
	const file = store.read();
	if (!file.ok) return file;
	const plan = planUndo(file.value, linkName);
	if (!plan.ok) return plan;
	const {old, names} = plan.value;
	if (names.linkName !== linkName) return undoRename(world, linkName);
	const writable = await store.checkWritable();
	if (!writable.ok) return writable;
	const fresh = old ? await prove(world, plan.value, old) : ok(undefined);
	if (!fresh.ok) return fresh;
	const saved = await changeRow(
		world,
		linkName,
		current => mapped(planUndo(current, linkName), now => undoLast(current, now, nowIn(world), fresh.value)),
		{isStill: row => isUnchanged(row, plan.value.row)},
	);
	if (!saved.ok) return saved;
	const {refusal} = old ? await revokeOutgoing(world, linkName) : {refusal: undefined};
	return ok({...names, isGrantBack: old !== undefined, problem: refusal});
};

/**
 * Takes the last change back. A grant that was replaced is used again when a new token shows that it is alive. Refuses (exit 2)
 * when there is nothing to undo, (3) when the old grant is over. Under the lock of refreshing, so that no token of the other grant
 * is put in between.
 */
export const undoLastChange = (world: Needs, linkName: string): Promise<Result<Undone>> =>
	holdGrant(world, linkName, () => undoNow(world, linkName));
