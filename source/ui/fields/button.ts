import {isCommand} from '../lines/keys.js';
import {line, span} from '../lines/line.js';
import type {FieldView} from './view.js';

/** The button that a form of right values opens on: ↑ and Tab go to one of them. */
export const buttonView: FieldView = {
	draw: ({glyphs}) => ({
		pane: {
			top: [line(span(`  ${glyphs.isAscii ? 'Up' : '↑'} or Tab changes one of them.`, 'muted'))],
		},
	}),
	press: (press, {now}) => {
		if (isCommand(press, 'up')) return {events: [{type: 'moved-focus', by: -1, at: now}]};
		return isCommand(press, 'down') ? {events: [{type: 'moved-focus', by: 1, at: now}]} : undefined;
	},
	hints: () => [
		{command: 'accept', label: 'use these values'},
		{command: 'move', label: 'choose'},
	],
};
