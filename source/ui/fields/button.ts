import {displayOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {hint, isCommand} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';
import {type FieldView, isLow} from './view.js';

/** The values that a low window has no rows for. */
const valueLines = (state: WizardState): readonly Line[] => {
	const [name, type, parameter, grant] = (
		['serviceName', 'authenticationType', 'parameterType', 'grantType'] as const
	).map(key => displayOf(state, fieldOf(key)));
	const {authorizeUrl} = answersOf(state);
	const host = URL.parse(authorizeUrl)?.host ?? '';
	return [`${name} · ${type} · ${parameter}`, grant, host].map(text => line(span(`  ${text}`)));
};

/** The button that a form of right values opens on: ↑ and Tab go to one of them. */
export const buttonView: FieldView = {
	draw: ({glyphs, state, size}) => ({
		pane: {
			top: [
				...(isLow({size}) ? valueLines(state) : []),
				line(span(`  ${glyphs.isAscii ? 'Up' : '↑'} or Tab changes one of them.`, 'muted')),
			],
		},
	}),
	press: (press, {now}) => {
		if (isCommand(press, 'up')) return {events: [{type: 'moved-focus', by: -1, at: now}]};
		return isCommand(press, 'down') ? {events: [{type: 'moved-focus', by: 1, at: now}]} : undefined;
	},
	hints: () => [hint('accept', 'use these values'), hint('move', 'choose')],
};
