import type {HomeSession} from '../../home/session.js';
import type {LineScreen} from '../ink/display.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import {pressHome} from './press.js';
import {homeFrame} from './view.js';

/** Home as rows and keys; it knows nothing of what draws it. */
export const createHomeScreen = (options: {
	readonly session: HomeSession;
	readonly glyphs: Glyphs;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Called with each key, before it means anything. */
	readonly onPress: () => void;
	/** Ctrl+C. */
	readonly onLeave: () => void;
}): LineScreen => {
	const {session, glyphs, now, onPress, onLeave} = options;
	const listeners = new Set<() => void>();
	let version = 0;
	let cursor: number | undefined;
	const redraw = (): void => {
		version++;
		for (const listener of listeners) listener();
	};
	const inputNow = ({rows, columns}: {readonly rows: number; readonly columns: number}) => ({
		state: session.state(),
		rows,
		columns,
		glyphs,
		now: now(),
		cursor,
	});
	session.subscribe(redraw);
	return {
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		version: () => version,
		frame: size => homeFrame(inputNow(size)),
		press: (press, size) => {
			if (isCommand(press, 'leave')) return onLeave();
			onPress();
			const pressed = pressHome(press, inputNow(size));
			if (!pressed) return undefined;
			const places = session.state().places.length;
			if ('cursor' in pressed) cursor = pressed.cursor;
			for (const event of pressed.events) session.dispatch(event);
			// A text that is edited anew has its cursor at the end.
			if (session.state().places.length !== places) cursor = undefined;
			return redraw();
		},
	};
};
