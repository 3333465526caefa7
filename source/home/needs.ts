import type {Connection} from '../connection/connection.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import {clockTime, type Health, timeLeft} from '../connection/health.js';
import {healthIn} from '../connection/pushed-out.js';
import {isZohos} from '../connection/whose.js';
import {dayOf, shortDayOf} from './ages.js';

/** Why a health is "unknown", in a word. */
const unknownText = (connection: Connection, {at}: Health, now: number): string => {
	if (at !== null && Date.parse(at) > now) return `throttled until ${clockTime(at).slice(0, 5)}`;
	if (connection.doubt?.id.startsWith('network')) return 'offline';
	return at === null ? 'probably ended' : `since ${shortDayOf(at, now)}`;
};

/** How long, since when, or why: what stands beside the health. @param now milliseconds since the epoch */
export const whenText = (connection: Connection, health: Health, now: number): string => {
	const {word, at} = health;
	if (word === 'ready') return timeLeft(connection, now);
	if (word === 'expired') return 'refreshes';
	if (word === 'unknown') return unknownText(connection, health, now);
	return at === null ? '' : `since ${shortDayOf(at, now)}`;
};

/** What a connection is, and the one key that it needs first, with what that does. */
export type Need = {
	readonly sentence: string;
	readonly key: 'reconnect' | 'test' | 'endReplaced' | undefined;
	readonly does: string;
};

const asSentence = (text: string): string =>
	`${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** @param now milliseconds since the epoch */
export const needOf = (file: ConnectionsFile, connection: Connection, now: number): Need => {
	const {word, reason, at} = healthIn(file, connection, now);
	const asked = isZohos(connection) ? 'Zoho' : 'its server';
	if (word === 'needs reconnecting') {
		const when = at === null ? '' : ` (${dayOf(at, now)})`;
		return {
			sentence: `${asSentence(`${reason.replace(/\.$/, '')}${when}`)} Everything else is kept.`,
			key: 'reconnect',
			does: 'consents again; nothing else is asked.',
		};
	}
	if (connection.outgoing || connection.incoming) {
		return {
			sentence: `${asSentence(reason)} An old grant is still valid at Zoho.`,
			key: 'endReplaced',
			does: 'ends it.',
		};
	}
	if (word === 'unknown') return {sentence: asSentence(reason), key: 'test', does: `asks ${asked} again.`};
	const known = word === 'ready' ? `${reason}, as known here; t asks ${asked}` : reason;
	return {sentence: asSentence(known), key: undefined, does: ''};
};
