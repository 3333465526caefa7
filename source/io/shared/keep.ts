import type {Refusal} from '../../zoho/refusal.js';
import type {Clock, Store, TokenKeeper} from '../ports.js';

/** What one round did with one connection, and in how many seconds it is due again. */
export type Kept = {readonly linkName: string; readonly dueIn: number} & (
	| {readonly kind: 'fresh' | 'refreshed'; readonly expiresAt: string}
	| {readonly kind: 'refused'; readonly refusal: Refusal}
);

export type KeepWorld = {
	readonly tokenKeeper: TokenKeeper;
	readonly store: Store;
	readonly clock: Clock;
	/** Seconds that the tokens of a connection live when they are new, as far as that was seen. */
	readonly lives: Map<string, number>;
};

/** Seconds that a kept token lives at least: more than any reader's threshold, so that none of them is ever due. */
const keptSeconds = 900;
/** Seconds after a failure. */
const afterFailure = 30;
/** A known expiry that is this near to the answer's, in milliseconds, is the same. */
const sameMoment = 2000;

/** One connection: refreshed when less than `keptSeconds` are left, or half of a shorter life. */
const keepOne = async (world: KeepWorld, linkName: string): Promise<Kept> => {
	const {tokenKeeper, clock, store, lives} = world;
	const before = store.readOne(linkName);
	const known = before.ok ? Date.parse(before.value.connection.accessTokenExpiresAt ?? '') : Number.NaN;
	const minimumSeconds = Math.min(keptSeconds, (lives.get(linkName) ?? 2 * keptSeconds) / 2);
	const token = await tokenKeeper.accessToken(linkName, {minimumSeconds});
	if (!token.ok) return {kind: 'refused', linkName, refusal: token.refusal, dueIn: afterFailure};
	const {expiresAt} = token.value;
	const left = (Date.parse(expiresAt) - clock.now()) / 1000;
	const isNew = Number.isNaN(known) || Math.abs(Date.parse(expiresAt) - known) > sameMoment;
	if (isNew) lives.set(linkName, Math.max(left, lives.get(linkName) ?? 0));
	const due = left - Math.min(keptSeconds, (lives.get(linkName) ?? 2 * keptSeconds) / 2);
	// The old one stood in for a new one that could not be had.
	const dueIn = due > 0 ? due : afterFailure;
	return {kind: isNew ? 'refreshed' : 'fresh', linkName, expiresAt, dueIn};
};

/** A round through connections, one after the other. */
export const keepRound = async (
	world: KeepWorld,
	linkNames: readonly string[],
	onDone: (kept: Kept) => void,
): Promise<readonly Kept[]> => {
	const round: Kept[] = [];
	for (const linkName of linkNames) {
		const kept = await keepOne(world, linkName);
		onDone(kept);
		round.push(kept);
	}
	return round;
};

/** Seconds until the next round: when the first one is due, and within a minute, to see what is shared from then on. */
export const nextRound = (round: readonly Kept[]): number =>
	Math.max(1, Math.min(60, ...round.map(({dueIn}) => dueIn)));
