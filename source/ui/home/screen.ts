import type {HomeSession} from '../../home/machine.js';
import {createListeners} from '../../wizard/run-machine.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import type {LineScreen, Size} from '../screen/line-screen.js';
import {pressHome, staysNear} from './press.js';
import {homeFrame} from './view.js';

/** What is told in minutes need not be drawn more often, in milliseconds. */
const minuteTick = 20_000;

/** Home as rows and keys; it knows nothing of what draws it. */
export const createHomeScreen = (options: {
	readonly session: HomeSession;
	readonly glyphs: Glyphs;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Called with each key, before it means anything. @param isNear whether it is about nothing but rows that are there */
	readonly onPress: (isNear: boolean) => void;
	/** Ctrl+C. */
	readonly onLeave: () => void;
}): LineScreen => {
	const {session, glyphs, now, onPress, onLeave} = options;
	const {subscribe, notify} = createListeners();
	let cursor: number | undefined;
	const inputNow = ({rows, columns}: Size) => ({
		state: session.state(),
		rows,
		columns,
		glyphs,
		now: now(),
		cursor,
	});
	session.subscribe(notify);
	return {
		subscribe,
		tick: () => minuteTick,
		frame: size => homeFrame(inputNow(size)),
		press: (press, size) => {
			if (isCommand(press, 'leave')) return onLeave();
			onPress(staysNear(press, inputNow(size)));
			const pressed = pressHome(press, inputNow(size));
			if (!pressed) return undefined;
			const places = session.state().places.length;
			if ('cursor' in pressed) cursor = pressed.cursor;
			for (const event of pressed.events) session.dispatch(event);
			// A text that is edited again has its cursor at the end.
			if (session.state().places.length !== places) cursor = undefined;
			return notify();
		},
	};
};
