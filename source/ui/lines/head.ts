import {dataCenterName, type RailEntry, rail, railPosition} from '../../wizard/select.js';
import type {WizardState} from '../../wizard/state.js';
import type {BandsSize} from './bands.js';
import {productLine} from './bars.js';
import type {Glyphs} from './glyphs.js';
import {type Line, line, rowWidth, type Span, span} from './line.js';

/** Second line: the rail; in a narrow window its marks and the current word. */
export const railRow = (entries: readonly RailEntry[], glyphs: Glyphs, columns: number): Line => {
	const sign = {done: glyphs.done, current: glyphs.current, ahead: glyphs.ahead};
	const full = entries.flatMap(({label, mark}, index): readonly Span[] => [
		span(index === 0 ? '' : '  '),
		span(`${sign[mark]} ${label}`, mark === 'current' ? 'accent' : mark === 'done' ? 'good' : 'muted'),
	]);
	const whole = line(...full);
	if (rowWidth(whole) <= columns) return whole;
	const position = railPosition(entries);
	const entry = entries[position];
	const signs = entries.map(({mark}) => sign[mark]).join('');
	const words = entry ? ` ${entry.label} (${position + 1} of ${entries.length})` : '';
	return line(span(signs, 'good'), span(words, 'accent'));
};

/** What is being done. */
export const wizardTitle = ({context: {target}}: WizardState): string => {
	if (!target) return 'New connection';
	return `${target.asks === 'consent' ? 'Reconnect' : 'Edit'} ${target.connection.name}`;
};

export const headLines = ({
	state,
	glyphs,
	size: {columns},
}: {
	readonly state: WizardState;
	readonly glyphs: Glyphs;
	readonly size: BandsSize;
}): readonly Line[] => [
	// A service decides where; until one is picked there is no such place.
	productLine(
		wizardTitle(state),
		state.step === 'pick-service' ? '' : dataCenterName(state),
		glyphs,
		columns,
	),
	railRow(rail(state), glyphs, columns),
];
