import {type Alert, alertsOf, newsOf, type Seen, withDelivered} from '../../connection/alerts.js';
import {sideBySide} from '../network/side-by-side.js';
import type {Clock, Store} from '../ports.js';
import type {Kept} from '../shared/keep.js';
import type {Send} from './send.js';
import type {ToldMemory} from './told.js';

/** So many commands at a time. */
const atATime = 4;

export type TellWorld = {
	readonly store: Pick<Store, 'read'>;
	readonly clock: Clock;
	readonly memory: ToldMemory;
	readonly send: Send;
	/** Commands as a person types them. */
	readonly named: (text: string) => string;
	/** Gets a line for a person where something could not be told, or not be remembered. */
	readonly complain: (words: string) => void;
};

const seenIn = ({store, clock}: TellWorld, round: readonly Kept[]): readonly Seen[] => {
	const file = store.read();
	if (!file.ok) return [];
	const others = round.map(({linkName}) => linkName);
	return round.map(kept => {
		const refusal = kept.kind === 'refused' ? kept.refusal : undefined;
		const isSure = refusal === undefined || refusal.exitCode === 3;
		const alerts = alertsOf(file.value, {connection: kept.linkName, refusal, others}, clock.now());
		return {connection: kept.linkName, alerts, isSure};
	});
};

/** Tells what is news after a round, each once. A failure is said, tried again later, and stops nothing. */
export const tellNews = async (world: TellWorld, round: readonly Kept[]): Promise<void> => {
	const {memory, clock, send, named, complain} = world;
	const seen = seenIn(world, round);
	const {value: news, isKept} = await memory.change(before => {
		const {news, told} = newsOf(before, seen, clock.now());
		return {told, value: news};
	});
	if (!isKept && news.length > 0)
		complain('! What was reported could not be saved; the next run may report it again.');
	const tell = async (alert: Alert): Promise<void> => {
		const failure = await send({
			...alert,
			what: named(alert.what),
			why: named(alert.why),
			next: named(alert.next),
		});
		if (failure === undefined) await memory.change(told => ({told: withDelivered(told, alert), value: true}));
		else
			complain(`! The notification about ${alert.connection} failed: ${failure}. It is tried again later.`);
	};
	await sideBySide(news, atATime, tell);
};
